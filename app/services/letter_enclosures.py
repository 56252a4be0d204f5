"""What can be put with a letter (附件): papers of its debts whose files the book holds, the newest statement, the letters before it.

Nothing is named that is not there: an invoice without a file is none. Files that are nobody's business but ours (credit reports,
pages of registers, references) are not offered; those of no known kind are, but a person has to tick them.

known = offered(store, about)             # in the language that is spoken
chosen(known), chosen(known, keys)        # the words of those that go along
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.i18n import _, ngettext
from app.models import enclosures
from app.models.enclosures import Copy
from app.models.store import Store
from app.services.formats import joined, letter_day
from app.services.legal_wording import role_name

PLACE: Final = "enclosures"  # where a text wants their list
FIRST: Final = 1  # a courtesy notice encloses nothing
SECOND: Final = 2
FINAL: Final = 3
# From which letter on a copy goes along by itself; the order is that of the list.
COPIES: Final = {
    "contract": SECOND, "invoice": FIRST, "delivery_note": FIRST, "proof_of_delivery": FIRST, "statement": SECOND, "demand": FINAL,
}  # fmt: skip
OTHERS: Final = frozenset({None, "other", "photo", "messages"})  # may be put with it


@dataclass(frozen=True, slots=True)
class Enclosure:
    """`key` names it in every language; `ticked` = it goes with this letter unless a person takes it out."""

    key: str
    text: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about: its debts and the parts of them that it asks for, its level, its day."""

    customer_id: int
    currency: str
    receivables: tuple[int, ...]
    instalments: tuple[int, ...]
    level: int
    on: date


def offered(store: Store, about: About) -> tuple[Enclosure, ...]:
    """In the order in which a letter names them."""
    if about.level < FIRST:
        return ()
    files = enclosures.copies(store, about.customer_id, about.receivables)
    return (*_copies(files, about.level), *_statement(store, about), *_letters(store, about), *_others(files))


def chosen(known: Sequence[Enclosure], keys: Collection[str] | None = None) -> tuple[str, ...]:
    """The words of those that go along: by themselves, or because a person ticked them."""
    return tuple(each.text for each in known if (each.ticked if keys is None else each.key in keys))


def _copies(files: Sequence[Copy], level: int) -> Iterator[Enclosure]:
    for role, since in COPIES.items():
        found = [each.number for each in files if each.role == role]
        if found:
            words = ngettext("{paper} {numbers} (copy)", "{paper} {numbers} ({count} copies)", len(found))
            text = words.format(paper=role_name(role), numbers=joined(list(dict.fromkeys(found))), count=len(found))
            yield Enclosure(f"copies {role}", text, level >= since)


def _statement(store: Store, about: About) -> Iterator[Enclosure]:
    found = enclosures.statement(store, about.customer_id, about.currency, about.on)
    if found:
        words = _("Statement of account {number} of {day}")
        text = words.format(number=found[0], day=letter_day(found[1]))
        yield Enclosure(f"statement {found[0]}", text, about.level >= SECOND)


def _letters(store: Store, about: About) -> Iterator[Enclosure]:
    """Those of which the book keeps the paper."""
    for number, made_on in enclosures.letters(store, about.instalments, about.on):
        text = _("Our letter {number} of {day}").format(number=number, day=letter_day(made_on))
        yield Enclosure(f"letter {number}", text, about.level >= FINAL)


def _others(files: Sequence[Copy]) -> Iterator[Enclosure]:
    for each in files:
        if each.role in OTHERS:
            text = _("{name}, of {number} (copy)").format(name=each.name, number=each.number)
            yield Enclosure(f"file {each.id}", text, False)
