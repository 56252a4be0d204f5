"""What a customer who pays early may take off, and when a shortfall is small enough to let go."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from app.models.money import to_minor

# Screens 2.7: a difference of up to 10 units of the currency, or up to 0.1 % of what was owed, is offered as rounding.
SMALL_UNITS: Final = Decimal(10)
SMALL_PER_MILLE: Final = 1


def discount_until(early_days: int, issued_on: date) -> date:
    """The last day on which the early payment discount may be taken."""
    return issued_on + timedelta(days=early_days)


def early_discount(
    early_discount_bp: int | None, early_days: int | None, issued_on: date, paid_on: date, amount: int
) -> int:
    """Minor units to take off `amount` when it is paid within `early_days` of the issue day ("2/10"); half away from zero."""
    if not early_discount_bp or early_days is None or paid_on > discount_until(early_days, issued_on):
        return 0
    return (amount * early_discount_bp + 5_000) // 10_000


def small_shortfall(short: int, owed: int, currency: str) -> bool:
    """Whether what is missing of the sum owed (both minor units) is small enough to be offered as rounding."""
    return 0 < short < owed and (short <= to_minor(SMALL_UNITS, currency) or short * 1000 <= owed * SMALL_PER_MILLE)
