"""The texts of letters and messages: those that come with the program are files, those a person wrote are rows.

services.letter_texts.text("letter_2", "zh_CN")        # one's own, else the shipped one
services.letter_texts.save("letter_2", "zh_CN", body)  # refuses fields that do not exist
services.letter_texts.reset("letter_2", "zh_CN")
"""

from __future__ import annotations

from functools import cache
from typing import Final

from app.i18n import _
from app.machine import resources
from app.models import texts
from app.models.errors import Invalid
from app.models.store import Store
from app.services import letter_fields
from app.services.letter_fields import kind_of
from app.services.signs import clean

LEVELS: Final = range(5)
LETTERS: Final = tuple(f"letter_{level}" for level in LEVELS)
MESSAGES: Final = tuple(f"message_{level}" for level in LEVELS)
LONGEST: Final = 20_000


class LetterTexts:
    """Reads, keeps and takes back texts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def text(self, code: str, lang: str) -> str:
        """Raises FileNotFoundError where no text of this code comes with the program."""
        own = texts.text(self._store, kind_of(code), lang, code)
        return own[1] if own else shipped(code, lang)

    def is_own(self, code: str, lang: str) -> bool:
        """Whether a person wrote it."""
        return texts.text(self._store, kind_of(code), lang, code) is not None

    def save(self, code: str, lang: str, body: str) -> None:
        """Keeps a text; one that is the shipped one again is no longer one's own. Raises Invalid."""
        body = clean(body).strip("\n") + "\n"
        _checked(code, lang, body)
        if body == shipped(code, lang):
            self.reset(code, lang)
            return
        with self._store.change("letter_text.save") as change:
            texts.put(change, kind_of(code), lang, code, body)

    def reset(self, code: str, lang: str) -> None:
        """The shipped text again."""
        own = texts.text(self._store, kind_of(code), lang, code)
        if own is not None:
            with self._store.change("letter_text.reset") as change:
                texts.remove(change, own[0])


@cache
def shipped(code: str, lang: str) -> str:
    """Raises FileNotFoundError where no text of this code comes with the program."""
    return (resources() / "letters" / lang / f"{code}.txt").read_text("utf-8")


def codes(kind: str) -> tuple[str, ...]:
    """The texts of a kind that come with the program: letter, message, notice."""
    return tuple(sorted(each.stem for each in (resources() / "letters" / "zh_CN").glob(f"{kind}_*.txt")))


def _checked(code: str, lang: str, body: str) -> None:
    if not body.strip():
        raise Invalid("body", _("The text is empty. Write it, or go back to the one that came with the program."))
    if len(body) > LONGEST:
        raise Invalid("body", _("At most {count} characters, please.").format(count=f"{LONGEST:,}"))
    lost = letter_fields.unknown(code, body, shipped(code, lang))
    if lost:
        words = _("{names} cannot be filled in here. Choose a field from the list, or take the brackets away.")
        raise Invalid("body", words.format(names=", ".join(lost)))
