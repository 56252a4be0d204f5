"""What a customer puts at risk: credit in use, what is left of the limit, what nothing stands behind (domain B4, M2 rule 6). Pure.

uncovered(420_000_00, insured=180_000_00, secured=50_000_00)      # 190_000_00
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import Final

# What lowers the credit in use.
CREDITS: Final = frozenset({"receipts", "prepayments", "deposits", "credit_notes"})


def uncovered(total: int, *, insured: int, secured: int) -> int:
    """What neither the insurer nor a security would pay, never below zero; minor units of one currency throughout."""
    return max(0, total - insured - secured)


def headroom(limit: int, total: int) -> int:
    """What a limit leaves for new orders; money paid ahead does not make it longer."""
    return limit - max(0, total)


def rounded(exact: Fraction | int) -> int:
    """Minor units, half away from zero."""
    if isinstance(exact, int):
        return exact
    size = floor(abs(exact) + Fraction(1, 2))
    return size if exact >= 0 else -size


def parts(values: Sequence[Fraction | int]) -> list[int]:
    """Whole minor units that sum to the rounded sum of the values (largest remainder, the earlier first on a tie)."""
    whole = [floor(each) for each in values]
    rest = rounded(sum(values, Fraction(0))) - sum(whole)
    order = sorted(range(len(values)), key=lambda place: (whole[place] - values[place], place))
    for place in order[: max(0, rest)]:
        whole[place] += 1
    return whole
