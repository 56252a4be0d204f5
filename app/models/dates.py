"""Business days. Rules and services are given `on: date`; only the composition reads the clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Final

FIRST: Final = date(1990, 1, 1)
LAST: Final = date(2199, 12, 31)
SATURDAY: Final = 5


def day(text: str) -> date:
    """YYYY-MM-DD as a date; raises ValueError."""
    return date.fromisoformat(text)


def maybe_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def end_of_month(on: date) -> date:
    return on.replace(day=monthrange(on.year, on.month)[1])


def add_months(on: date, months: int) -> date:
    """The same day `months` later (or earlier), or the last day of a shorter month."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def add_days(on: date, days: int) -> date:
    return on + timedelta(days=days)


def add_workdays(on: date, days: int) -> date:
    """So many working days later: Saturdays and Sundays do not count; public holidays are not known and do."""
    while days > 0:
        on += timedelta(days=1)
        days -= on.weekday() < SATURDAY
    return on


def now_utc() -> str:
    """The instant of writing, for the journal: 2026-11-21T09:02:03Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local_minute(instant: str) -> str:
    """A UTC instant of the journal as this computer's clock shows it: 2026-11-21 17:02. Other text comes back as it is."""
    try:
        return datetime.fromisoformat(instant).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return instant
