"""What a court of mainland China takes for a claim of money. Pure.

Source: 诉讼费用交纳办法 (国务院令第 481 号, published 2006-12-19, in force 2007-04-01) art. 13 (1): by bands that add up; art. 14 (3): a
payment order costs a third of it; art. 14 (2): preservation by bands of its own, capped; art. 16: half of it under the simplified procedure; art. 55: yuan, other currencies at the
rate of the day on which the court takes the case. The text was read on 2026-11-22. Costs are borne by the loser (art. 29).
Small claims: 民诉 165 (up to half the average yearly wage of the province; up to twice of it if both agree).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

BP: Final = 10_000
FEN: Final = 100


@dataclass(frozen=True, slots=True)
class FeeTable:
    """In force from a day: `base` yuan up to the first bound, then of what lies above each bound (yuan) so many basis points.

    `preservation` = the same for securing property, `least` yuan up to its first bound and never more than `most`.
    """

    since: date
    base: int
    bands: tuple[tuple[int, int], ...]
    preservation: tuple[tuple[int, int], ...]
    least: int
    most: int


BANDS_2007: Final = (
    (10_000, 250), (100_000, 200), (200_000, 150), (500_000, 100), (1_000_000, 90), (2_000_000, 80), (5_000_000, 70),
    (10_000_000, 60), (20_000_000, 50),
)  # fmt: skip
PRESERVATION_2007: Final = ((1_000, 100), (100_000, 50))
TABLES: Final = (FeeTable(date(2007, 4, 1), 50, BANDS_2007, PRESERVATION_2007, 30, 5_000),)


@dataclass(frozen=True, slots=True)
class CourtFees:
    """Fen: of an ordinary suit, of one under the simplified procedure, of an application for a payment order, of one to secure
    property worth the claim."""

    suit: int
    simplified: int
    payment_order: int
    preservation: int


def table_on(on: date) -> FeeTable:
    """The table of a day. Raises LookupError for a day before the first."""
    found = [each for each in TABLES if each.since <= on]
    if not found:
        raise LookupError(on)
    return found[-1]


def court_fees(claim: int, on: date) -> CourtFees:
    """For a claim of so many fen. Raises LookupError for a day before the first table."""
    table = table_on(on)
    exact = _banded(claim, table.base, table.bands)
    secured = min(_banded(claim, table.least, table.preservation), Decimal(table.most * FEN))
    return CourtFees(_fen(exact), _fen(exact / 2), _fen(exact / 3), _fen(secured))


def _banded(claim: int, base: int, bands: tuple[tuple[int, int], ...]) -> Decimal:
    """`base` yuan and a share of what lies within each band, in exact fen."""
    exact = Decimal(base * FEN)
    ends = [bound for bound, _share in bands[1:]] + [None]
    for (bound, share), end in zip(bands, ends, strict=True):
        inside = (claim if end is None else min(claim, end * FEN)) - bound * FEN
        exact += Decimal(max(0, inside) * share) / BP
    return exact


def _fen(exact: Decimal) -> int:
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def small_claim(claim: int, wage: int) -> str:
    """ "always" (up to half the average yearly wage of the province), "agreed" (up to twice, if both want it), else "no"."""
    if 2 * claim <= wage:
        return "always"
    return "agreed" if claim <= 2 * wage else "no"
