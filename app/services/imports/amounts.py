"""Amounts as files write them: 1,234.50 / 1.234,50 / (500) / 500- / ￥５００ / 48.97万元. Exact, never through a float."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from app.services.imports.headings import CODES, currency_of
from app.services.imports.reasons import Bad

# What a spreadsheet keeps and shows: 2309.7899999999995 is 2309.79. More digits than any debt has.
_FIFTEEN: Final = Context(prec=15)

BLANKS: Final = frozenset(("", "-", "--", "—", "–", "/", "n/a", "na", "null", "none", "nan", "无", "#n/a"))
_POINTED: Final = re.compile(r"-?\d{1,3}(?:,?\d{3})*\.\d{1,2}")  # certain, and by far the most common
_VOTERS: Final = 2_000
_FILLING: Final = re.compile(r"[\s'’`_]")  # NFKC has made full-width and no-break blanks plain ones
_MINUS: Final = re.compile(r"[−–—‐‑﹣]")
_UNITS: Final = {"万": 10**4, "千": 10**3, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SHAPE: Final = re.compile(
    r"(?P<before>[^\d.,+\-()]{0,8})(?P<sign>[+-]?)(?P<inner>[^\d.,+\-()]{0,4})(?P<body>[\d.,]*\d[\d.,]*)"
    r"(?P<unit>百万|千万|万|千|亿)?(?P<after>[^\d.,+\-()]{0,8})(?P<late>-?)"
)
_SHORTENED: Final = re.compile(r"\d(?:[.,]\d+)?e[+-]?\d+", re.I)
_GROUPED: Final = {",": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}"), ".": re.compile(r"\d{1,3}(?:\.\d{3})+")}


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell taken apart: the digits with their separators, sign, the unit told in the cell, the currency marked."""

    body: str
    negative: bool
    factor: int | None
    currency: str | None


def read_figure(text: str) -> Figure | Bad | None:
    """The parts of a written amount; None when blank."""
    folded = _MINUS.sub("-", unicodedata.normalize("NFKC", text)).strip()
    if folded.casefold() in BLANKS:
        return None
    bare = _FILLING.sub("", folded.removeprefix("'"))
    if _SHORTENED.fullmatch(bare):
        return Bad("digits_lost")
    inside = bare.startswith("(") and bare.endswith(")")
    found = _SHAPE.fullmatch(bare[1:-1] if inside else re.sub(r"^([^\d(]{0,4})\((.*)\)$", r"-\1\2", bare))
    if found is None:
        return Bad("not_a_number")
    marks = [found["before"], found["inner"], _unyuan(found["after"], found["unit"])]
    known = {word: currency_of(word) for word in marks if word}
    if None in known.values() or len(set(known.values())) > 1:
        return Bad("not_a_number")
    negative = inside or found["sign"] == "-" or bool(found["late"])
    unit = _UNITS[found["unit"]] if found["unit"] else None
    return Figure(found["body"], negative, unit, next(iter(known.values()), None))


def _unyuan(after: str, unit: str | None) -> str:
    """万元 and 元整 say no currency that 万 alone would not."""
    if unit and after == "元":
        return ""
    return "元" if after in ("圆", "块", "元整") else after


def separator(body: str) -> str:
    """Which mark is the decimal one by the digits alone: ".", ",", "" (cannot be known or none), "?" (malformed)."""
    point, comma = body.rfind("."), body.rfind(",")
    if point < 0 and comma < 0:
        return ""
    if point >= 0 and comma >= 0:
        decimal = "." if point > comma else ","
        other = "," if decimal == "." else "."
        whole = body[: max(point, comma)]
        return decimal if body.count(decimal) == 1 and _GROUPED[other].fullmatch(whole) else "?"
    mark = "." if point >= 0 else ","
    if body.count(mark) > 1:
        return ("," if mark == "." else ".") if _GROUPED[mark].fullmatch(body) else "?"
    if _GROUPED[mark].fullmatch(body) and not body.startswith("0"):
        return ""
    return mark


def find_separator(cells: Iterable[object], hint: str = "") -> str:
    """The decimal mark that a column uses, "" when nothing tells; `hint` decides where nothing else does."""
    texts = {cell for cell in cells if type(cell) is str}
    others = [text for text in texts if not _POINTED.fullmatch(text)]
    votes = {".": len(texts) - len(others), ",": 0}
    for text in others[:_VOTERS]:
        figure = read_figure(text)
        mark = separator(figure.body) if isinstance(figure, Figure) else ""
        if mark in votes:
            votes[mark] += 1
    if votes["."] and votes[","]:
        return ""
    return "." if votes["."] else "," if votes[","] else hint


@dataclass(slots=True)
class Amounts:
    """Reads one column: `factor` of its unit, `decimal` mark of the column; `marks` keeps the currencies met."""

    factor: int
    decimal: str
    marks: dict[object, str]

    def __call__(self, cell: object) -> Decimal | Bad | None:
        """Major units, exactly as written; None when blank."""
        if isinstance(cell, str):
            if self.decimal == "." and _POINTED.fullmatch(cell):
                return Decimal(cell.replace(",", "")) * self.factor
            return self._from_text(cell)
        if isinstance(cell, bool) or not isinstance(cell, (int, float)):
            return None if cell is None else Bad("not_a_number")
        if not abs(cell) < 1e18:  # NaN and infinity cannot be typed into a cell, but stand in files
            return Bad("absurd")
        return Decimal(f"{cell:.15g}") * self.factor

    def _from_text(self, text: str) -> Decimal | Bad | None:
        figure = read_figure(text)
        if not isinstance(figure, Figure):
            return figure
        number = self._number(figure.body)
        if isinstance(number, Bad):
            return number
        if figure.currency is not None:
            self.marks[text] = figure.currency
        return (-number if figure.negative else number) * (figure.factor or self.factor)

    def _number(self, body: str) -> Decimal | Bad:
        mark = separator(body)
        if mark == "?" or len(body) > 40:
            return Bad("not_a_number")
        if not mark and ("." in body or "," in body):
            mark = self.decimal or ("." if "," in body else "")
        if not mark and "." in body:
            return Bad("two_ways")
        whole = body.replace("," if mark == "." else ".", "").replace(",", ".")
        return _FIFTEEN.plus(Decimal(whole))


def currency(cell: object) -> str | Bad | None:
    """The ISO code in a cell; None when blank."""
    text = str(cell or "").strip()
    if text.casefold() in BLANKS:
        return None
    found = currency_of(text)
    if found is None and len(text) == 3 and text.isascii() and text.isalpha() and text.isupper():
        return text
    return found if found in CODES else Bad("not_a_currency")
