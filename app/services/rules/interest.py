"""Late interest, segment by segment: simple, never compound. Formulas and golden numbers: domain.md E1, E9, T-E1.

The day after the due day is day 1 and the day of payment counts ("自次日起至实际付清之日止"); with `exclude_payment_day`
it does not (算头不算尾). Money is integer minor units, rounded half away from zero once: segments are the differences of
the rounded running sum, so that they add up to the total exactly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

Per = Literal["day", "month", "year"]
DAY: Final = timedelta(days=1)
MONTH_DAYS: Final = 30  # 45 days at 1.5 % a month are 1.5 months (domain E9, US)
FULL_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Rate:
    """A ratio per day, month or year: Rate(Decimal("0.0005"), "day") is 0.05 % a day."""

    value: Decimal
    per: Per = "year"

    @property
    def annual(self) -> Decimal:
        """Per year, to compare one rate with another (0.05 % a day is 18.25 %)."""
        return self.value * {"day": FULL_YEAR, "month": 12, "year": 1}[self.per]

    def parts(self, year: int) -> tuple[Decimal, int]:
        """(value, days it is for): what one day bears is value / days."""
        return self.value, {"day": 1, "month": MONTH_DAYS, "year": year}[self.per]


Ladder = Sequence[tuple[date, Rate]]  # rising days; each rate holds from its day to the next
Falls = Sequence[tuple[date, int]]  # (day, minor units taken off the principal; negative = put back)


@dataclass(frozen=True, slots=True)
class Accrual:
    """One debt: `principal` minor units due on `due_on`, less the part payments, to the end of `until`."""

    principal: int
    due_on: date
    until: date
    falls: Falls = ()
    year: int = 365
    exclude_payment_day: bool = False
    cap: Decimal | None = None  # the agreed most, as a share of the principal


@dataclass(frozen=True, slots=True)
class Segment:
    """Days on which principal and rate are the same, both ends included."""

    start: date
    end: date
    principal: int
    rate: Rate
    interest: int

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def rate_at(ladder: Ladder, on: date) -> Rate | None:
    """The last rate not after the day; None before the first."""
    place = bisect_right(ladder, on, key=lambda step: step[0])
    return ladder[place - 1][1] if place else None


def accrue(debt: Accrual, ladder: Ladder) -> tuple[Segment, ...]:
    """The segments of a late debt, none when it is not late. Raises LookupError(day) where no rate is known."""
    first = debt.due_on + DAY
    last = debt.until - DAY if debt.exclude_payment_day else debt.until
    if last < first:
        return ()
    starts = [first, *_changes(debt, ladder, first, last)]
    ends = [*(day - DAY for day in starts[1:]), last]
    segments: list[Segment] = []
    exact, told = Decimal(0), 0
    for start, end in zip(starts, ends, strict=True):
        principal, rate = _principal(debt, start), rate_at(ladder, start)
        if principal <= 0:
            continue
        if rate is None:
            raise LookupError(start)
        value, per_days = rate.parts(debt.year)
        exact += principal * value * ((end - start).days + 1) / per_days
        running = _capped(debt, _rounded(exact))
        segments.append(Segment(start, end, principal, rate, running - told))
        told = running
    return tuple(segments)


def total(segments: Sequence[Segment]) -> int:
    return sum(segment.interest for segment in segments)


def a_day(principal: int, rate: Rate, year: int) -> int:
    """What one more day bears, in minor units."""
    value, per_days = rate.parts(year)
    return _rounded(principal * value / per_days)


def _changes(debt: Accrual, ladder: Ladder, first: date, last: date) -> list[date]:
    """The days after the first from which principal or rate is another."""
    steps = {on for on, _rate in ladder} | {_off(debt, on) for on, _amount in debt.falls}
    inside = sorted(on for on in steps if first < on <= last)
    return [on for on in inside if _bearing(debt, ladder, on - DAY) != _bearing(debt, ladder, on)]


def _bearing(debt: Accrual, ladder: Ladder, on: date) -> tuple[int, Rate | None]:
    return _principal(debt, on), rate_at(ladder, on)


def _off(debt: Accrual, paid_on: date) -> date:
    """The first day on which what was paid bears nothing."""
    return paid_on if debt.exclude_payment_day else paid_on + DAY


def _principal(debt: Accrual, on: date) -> int:
    return debt.principal - sum(amount for paid_on, amount in debt.falls if _off(debt, paid_on) <= on)


def _capped(debt: Accrual, interest: int) -> int:
    return interest if debt.cap is None else min(interest, _rounded(debt.principal * debt.cap))


def _rounded(exact: Decimal) -> int:
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
