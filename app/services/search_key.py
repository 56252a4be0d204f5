"""What a customer is found by: the names as written, their full pinyin and every reading's initials, the code."""

from __future__ import annotations

from itertools import islice, product
from typing import Final

MOST_READINGS: Final = 16


def search_key(*texts: str | None) -> str:
    """Lower-case words separated by blanks: "宏达建材 hongdajiancai hdjc c0001". Many-reading characters give several."""
    words: list[str] = []
    for text in filter(None, texts):
        words += [squeeze(text), *_pinyin(text)]
    return " ".join(dict.fromkeys(word for word in words if word))


def squeeze(text: str) -> str:
    """The text as typed into a search box: lower-cased, without blanks and apostrophes (an input method shows h'd'j'c)."""
    return "".join(character for character in text.lower() if not character.isspace() and character not in "'’`")


def _pinyin(text: str) -> list[str]:
    if text.isascii():
        return []
    from pypinyin import Style, lazy_pinyin, pinyin

    full = squeeze("".join(lazy_pinyin(text)))
    readings = [[reading[:1] for reading in each] for each in pinyin(text, style=Style.NORMAL, heteronym=True)]
    initials = [
        "".join(choice) for choice in islice(product(*(dict.fromkeys(each) for each in readings)), MOST_READINGS)
    ]
    return [full, *(squeeze(each) for each in initials)]
