"""Figures of the whole portfolio. Formulas and golden numbers: domain.md F; edges: M2 point 11 (n/a is None, never 0).

Amounts are minor units of one currency; results are Decimal days, ratios (0.25) or, for the collection index, percent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Concentration:
    """Shares of the customers who owe something; None when nobody does."""

    hhi: Decimal | None
    top_1: Decimal | None
    top_5: Decimal | None


@dataclass(frozen=True, slots=True)
class CountBack:
    """Days of sales that the receivables hold; `at_least` when they outlast every month of sales."""

    days: Decimal
    at_least: bool


def ratio(part: int, whole: int) -> Decimal | None:
    """part / whole; None when there is no whole to compare with."""
    return Decimal(part) / Decimal(whole) if whole > 0 else None


def days_of_sales(amount: int, sales: int, days: int) -> Decimal | None:
    """amount / sales x days: DSO of all receivables, best possible DSO of those not due, ADD of those overdue."""
    return Decimal(amount) / Decimal(sales) * days if sales > 0 else None


def count_back(amount: int, months: Sequence[tuple[int, int]]) -> CountBack | None:
    """Takes each month's sales off the receivables, newest first; `months` = (calendar days, sales).

    A whole month counts its days, the last one its part; a month without sales adds its days.
    """
    if not any(sales > 0 for _days, sales in months):
        return None
    rest, total = amount, Decimal(0)
    for days, sales in months:
        if rest <= 0:
            break
        if sales > rest:
            return CountBack(total + Decimal(rest) / Decimal(sales) * days, at_least=False)
        total += days
        rest -= max(0, sales)
    return CountBack(total, at_least=rest > 0)


def collection_index(begin: int, sales: int, end: int, end_current: int) -> Decimal | None:
    """CEI in percent: what was collected of what could be, (begin + sales - end) / (begin + sales - end not due)."""
    collectable = begin + sales - end_current
    return Decimal(begin + sales - end) / Decimal(collectable) * 100 if collectable > 0 else None


def concentration(balances: Iterable[int]) -> Concentration:
    """HHI (sum of squared shares) and the shares of the largest and of the five largest; balances <= 0 are left out."""
    sizes = sorted((size for size in balances if size > 0), reverse=True)
    whole = sum(sizes)
    if not whole:
        return Concentration(None, None, None)
    hhi = Decimal(sum(size * size for size in sizes)) / Decimal(whole * whole)
    return Concentration(hhi, ratio(sizes[0], whole), ratio(sum(sizes[:5]), whole))
