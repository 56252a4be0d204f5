"""Days as files write them, and the order of day and month that a whole file must agree on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from app.models.dates import FIRST, LAST
from app.services.imports.reasons import Bad

ORDERS: Final = ("dmy", "mdy", "ymd")

_ZERO: Final = date(1899, 12, 30)  # day 0 of Excel's count, its 29 February 1900 allowed for
_TIME: Final = r"(?:(?:\s*[t,]\s*|\s+)\d{1,2}[:.时]\d{2}.*)?"
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_TIME}")
_YEAR_LAST: Final = re.compile(rf"(\d{{1,2}})\s*([-/.])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{1,2}}){_TIME}")
_RUN: Final = re.compile(rf"(\d{{4}})(\d\d)(\d\d)(?:\.0+)?{_TIME}")
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_NAMED: Final = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[-\s./]*([a-zä]{{3,9}})[-\s./,]*(\d{{4}}|\d{{2}}){_TIME}")
_NAME_FIRST: Final = re.compile(rf"([a-zä]{{3,9}})[-\s.]*(\d{{1,2}})(?:st|nd|rd|th)?[-\s,]+(\d{{4}}){_TIME}")
_CLOCK: Final = re.compile(r"\d{1,3}:\d{2}(:\d{2})?(\.\d+)?\s*([ap]m)?")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar mär", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt", "nov", "dec dez"), 1
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class Order:
    """The order found: `settled` when no other reading fits; `row` (from 1) and `text` are the evidence."""

    order: str | None
    settled: bool
    row: int = 0
    text: str = ""


def read_day(cell: object, order: str | None = None) -> date | Bad | None:
    """The day in a cell; None when blank. `order` reads 1/2/2026, and without one such a cell is not a day."""
    if isinstance(cell, str):
        return _from_text(unicodedata.normalize("NFKC", cell).strip().strip("'").casefold(), order)
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return None if cell is None else Bad("not_a_day")
    return _from_number(cell)


def _from_number(number: float) -> date | Bad:
    """An Excel serial, or 20260131 as a number."""
    if 19_000_000 < number < 22_000_000 and number == int(number):
        return _from_text(str(int(number)), None) or Bad("not_a_day")
    if 1 <= number < 120_000:
        return _within(_ZERO + timedelta(days=int(number)))
    return Bad("not_a_day")


def _from_text(text: str, order: str | None) -> date | Bad | None:
    if text in ("", "-", "--", "—", "/", "n/a", "null", "none", "nan", "nat", "无"):
        return None
    found = _YEAR_FIRST.fullmatch(text) or _RUN.fullmatch(text)
    if found:
        return _made(found[1], found[2], found[3])
    found = _YEAR_LAST.fullmatch(text)
    if found:
        return _triple(found, "dmy" if found[2] == "." else order)
    return _by_name(text) or _odd(text)


def _by_name(text: str) -> date | Bad | None:
    """31 Jan 2026, Jan 31, 2026, 31. März 2026."""
    found = _NAMED.fullmatch(text)
    if found and found[2][:3] in _MONTHS:
        return _made(_year(found[3]), str(_MONTHS[found[2][:3]]), found[1])
    found = _NAME_FIRST.fullmatch(text)
    if found and found[1][:3] in _MONTHS:
        return _made(found[3], str(_MONTHS[found[1][:3]]), found[2])
    return None


def _odd(text: str) -> date | Bad:
    serial = _SERIAL.fullmatch(text)
    if serial:
        return _from_number(int(serial[1]))
    return Bad("time_only" if _CLOCK.fullmatch(text) else "not_a_day")


def _triple(found: re.Match[str], order: str | None) -> date | Bad:
    """Three figures in the order told; a short year needs two of them, so 26-1-5 can only begin with it."""
    first, second, third = found[1], found[3], found[4]
    if order not in _orders(found):
        return Bad("not_a_day")
    if order == "ymd":
        return _made(_year(first), second, third)
    day, month = (second, first) if order == "mdy" else (first, second)
    return _made(_year(third), month, day)


def _orders(found: re.Match[str]) -> tuple[str, ...]:
    """The orders that the lengths of the figures allow; points are always day, month, year."""
    year_last = () if len(found[4]) == 1 else ("dmy",) if found[2] == "." else ("dmy", "mdy")
    return (*year_last, "ymd") if len(found[1]) == 2 and len(found[4]) < 3 and found[2] != "." else year_last


def _year(text: str) -> str:
    if len(text) > 2:
        return text
    return f"20{int(text):02}" if int(text) < 80 else f"19{text}"


def _made(year: str, month: str, day: str) -> date | Bad:
    try:
        return _within(date(int(year), int(month), int(day)))
    except ValueError:
        return Bad("no_such_day")


def _within(on: date) -> date | Bad:
    return on if FIRST <= on <= LAST else Bad("day_range")


def find_order(cells: Iterable[tuple[int, object]]) -> Order:
    """The order that every day of a file agrees on, from (row, cell) pairs of all its date columns.

    None and settled: nothing depends on it. None and not settled: two readings fit, or none fits all.
    """
    left = set(ORDERS)
    evidence = Order(None, True)
    doubtful: list[tuple[Order, dict[str, date]]] = []
    for row, text in _distinct(cells):
        readings = _readings(text)
        if not readings:
            continue
        if not left & readings.keys():
            return Order(None, False, row, text)
        if len(left) > 1 and len(left & readings.keys()) == 1:
            evidence = Order(None, True, row, text)
        left &= readings.keys()
        if len(set(readings.values())) > 1:
            doubtful.append((Order(None, False, row, text), readings))
    return _concluded(left, evidence, doubtful)


def _distinct(cells: Iterable[tuple[int, object]]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for row, cell in cells:
        if type(cell) is str and cell not in seen:
            seen.add(cell)
            yield row, unicodedata.normalize("NFKC", cell).strip().casefold()


def _readings(text: str) -> dict[str, date]:
    """The orders in which a text is a day; none where the order does not matter (31.1.2026, 2026-1-31)."""
    found = _YEAR_LAST.fullmatch(text)
    if found is None or found[2] == ".":
        return {}
    return {order: on for order in _orders(found) if isinstance(on := _triple(found, order), date)}


def _concluded(left: set[str], evidence: Order, doubtful: list[tuple[Order, dict[str, date]]]) -> Order:
    """The one order left; or the first cell that the orders left read differently; or any, as all read alike."""
    if len(left) > 1:
        for order, readings in doubtful:
            if len({on for name, on in readings.items() if name in left}) > 1:
                return order
    first = next(order for order in ORDERS if order in left)
    return Order(None if left == set(ORDERS) else first, True, evidence.row, evidence.text)
