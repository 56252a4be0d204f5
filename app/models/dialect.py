"""The SQL that only SQLite speaks; the rest runs on PostgreSQL too."""

from __future__ import annotations

ALLOCATION_DAY = "allocation a indexed by allocation_day"


def days_between(later: str, earlier: str) -> str:
    """SQL for the whole days from one day column to another."""
    return f"cast(julianday({later})-julianday({earlier}) as integer)"


def id_list(count: int) -> str:
    """Marks for `in (...)`."""
    return ",".join("?" * count)


def place_of(part: str, whole: str) -> str:
    """SQL for where a text stands in another, from 1; 0 when it does not."""
    return f"instr({whole},{part})"
