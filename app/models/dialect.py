"""The SQL that only SQLite speaks; the rest runs on PostgreSQL too."""

from __future__ import annotations

from collections.abc import Collection

ALLOCATION_DAY = "allocation a indexed by allocation_day"
ALLOCATION_CUSTOMER = "allocation a indexed by allocation_customer"
REVERSALS = "allocation indexed by allocation_reverses"
# Ends a subselect that is read row by row as it stands, not merged into the select around it.
APART = "limit -1"


def days_between(later: str, earlier: str) -> str:
    """SQL for the whole days from one day column to another."""
    return f"cast(julianday({later})-julianday({earlier}) as integer)"


def days_later(day: str, days: str) -> str:
    """SQL for the day that many days after one; null for no day."""
    return f"date({day}, ({days})||' days')"


def among(column: str, ids: Collection[int] | None) -> str:
    """SQL that narrows to ids of ours, with its "and"; nothing when all are meant. A list of parameters is limited in length."""
    return "" if ids is None else f"and {column} in ({','.join(str(int(each)) for each in sorted(ids))})"


def place_of(part: str, whole: str) -> str:
    """SQL for where a text stands in another, from 1; 0 when it does not."""
    return f"instr({whole},{part})"


def literal(text: str) -> str:
    """A text as it stands within the pattern of a "like ... escape '\\'": its own % and _ mean themselves."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
