"""Likelihood and severity of a credit risk from what is overdue (features F11): five steps each."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

LATE: Final = (0, 30, 60, 90)  # days overdue up to which a step reaches; longer is 5
# Up to these shares of what we earn in a month by sales: severity 1, 2, 3, 4; more is 5.
SHARES: Final = (0.01, 0.05, 0.20, 0.50)
MONTHS: Final = 12
UNKNOWN: Final = 3
MATRIX: Final = ((4, "low"), (9, "medium"), (16, "high"), (25, "severe"))


def likelihood(overdue_days: int) -> int:
    """1..5: nothing overdue, up to 30 days, 60, 90, longer."""
    return bisect_left(LATE, overdue_days) + 1


def severity(amount: int, annual_sales: int | None) -> int:
    """1..5 by what is owed over our sales of a month; 3 while our sales are not known. Any one unit."""
    if not annual_sales:
        return UNKNOWN
    return bisect_left(SHARES, amount * MONTHS / annual_sales) + 1


def level(score: int) -> str:
    """low, medium, high, severe of likelihood x severity (1..25)."""
    return next(word for most, word in MATRIX if score <= most)
