"""Why a customer is on today's list, and who comes first. Source: screens.md §2.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.models.owed import Owed
from app.services.rules.ageing import overdue_days

Code = Literal["overdue", "over_limit", "due_soon", "unapplied"]
SOON: Final = 7
VERY_SOON: Final = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: `amount` in minor units of `currency`; `days` past due, or until due; `count` = how many receivables."""

    code: Code
    amount: int
    currency: str
    days: int = 0
    count: int = 0


def reasons(owed: Owed, limit: int | None, on: date, currency: str) -> tuple[Reason, ...]:
    """The reasons that hold for a customer, strongest first; `limit` in the book's currency, None when there is none."""
    found = []
    if owed.overdue > 0:
        days = overdue_days(owed.oldest_due, on)
        found.append(Reason("overdue", owed.overdue, currency, days, owed.overdue_count))
    if limit is not None and owed.balance > limit:
        found.append(Reason("over_limit", owed.balance - limit, currency))
    if owed.soon > 0 and owed.next_due:
        found.append(Reason("due_soon", owed.soon, currency, (owed.next_due - on).days, owed.soon_count))
    if owed.unapplied > 0 and owed.open > 0:
        found.append(Reason("unapplied", owed.unapplied, currency))
    return tuple(found)


def rank(found: tuple[Reason, ...]) -> tuple[int, int]:
    """Sort key of a row, smallest first, by its strongest reason.

    Overdue by amount times days band (1-30 days once, 31-60 twice, 61-90 three times, more four times), then over
    limit, due within 3 days, due within 7 days, money not applied; within these the larger amount.
    """
    first = found[0]
    if first.code == "overdue":
        return 0, -first.amount * days_band(first.days)
    soon = 2 if first.days <= VERY_SOON else 3
    return {"over_limit": 1, "due_soon": soon, "unapplied": 4}[first.code], -first.amount


def days_band(days: int) -> int:
    """1 for 1-30 days overdue, 2 for 31-60, 3 for 61-90, 4 for more."""
    return min(4, (max(1, days) - 1) // 30 + 1)
