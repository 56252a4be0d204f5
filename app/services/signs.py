"""Which characters a text in the book may have: what can be seen, in one way of writing."""

from __future__ import annotations

import unicodedata
from typing import Final

# Controls, direction marks, zero widths; not Co, where GB18030 puts rare 汉字.
DROPPED: Final = frozenset(("Cc", "Cf", "Cs", "Cn"))
JOINERS: Final = "\u200c\u200d"  # part of how some names and signs are written
BLANKS: Final = str.maketrans(dict.fromkeys("\r\t\xa0\x0b\x0c\x85\u2028\u2029", " "))


def clean(text: str) -> str:
    """Composed (NFC), without signs that hide or turn the text around; line ends stay, other blanks become plain."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(BLANKS))
    return "".join(char for char in composed if _may_stand(char)).strip(JOINERS)


def _may_stand(char: str) -> bool:
    return char == "\n" or char in JOINERS or unicodedata.category(char) not in DROPPED
