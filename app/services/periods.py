"""Spans of days that people name: this month, last month, this quarter, this year, one month of the past."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from app.i18n import _, mark
from app.models.dates import add_months, end_of_month

PERIODS: Final = {
    "month": mark("This month"),
    "last_month": mark("Last month"),
    "quarter": mark("This quarter"),
    "year": mark("This year"),
}
Span = tuple[date, date]


def span(key: str, on: date) -> Span:
    """First and last day of a period seen from `on`; "2026-09" is that month. Raises LookupError for any other key."""
    first = on.replace(day=1)
    if key == "month":
        return first, end_of_month(on)
    if key == "last_month":
        return add_months(first, -1), first - timedelta(days=1)
    if key == "quarter":
        start = first.replace(month=on.month - (on.month - 1) % 3)
        return start, end_of_month(add_months(start, 2))
    if key == "year":
        return date(on.year, 1, 1), date(on.year, 12, 31)
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", key):
        month = date.fromisoformat(f"{key}-01")
        return month, end_of_month(month)
    raise LookupError(key)


def name(key: str) -> str:
    """The name of a period; a month stands for itself."""
    return _(PERIODS[key]) if key in PERIODS else key
