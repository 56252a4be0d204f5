"""When a bad debt lessens the taxable income: 财税〔2009〕57号 art 4, 国家税务总局公告2011年第25号 arts 22-24.

A provision never does; a loss has to be booked, and the evidence is kept on file (公告2018年第15号).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.models.dates import add_months

SMALL: Final = 5_000_000  # CNY 50,000.00 in minor units (art 24)
OF_INCOME: Final = 10_000  # 0.01 % of a year's income

Ground = Literal["three_years", "small_sum", "too_large", "too_young", "not_due"]

# Why a debt is given up, as the owner decides it; the first six are grounds of the tax law when their papers are there.
DECIDED: Final = ("three_years", "small_sum", "bankrupt", "closed", "dead", "settlement", "other")
BY_AGE: Final = ("three_years", "small_sum")
# What each ground has to be proven with, besides what every debt needs (公告2011年第25号 22-24); codes of `PAPERS`.
ALWAYS: Final = ("contract", "delivery", "statement", "demand")
PROVEN_BY: Final = {
    "three_years": ("report",),
    "small_sum": ("report",),
    "bankrupt": ("court",),
    "closed": ("register",),
    "dead": ("register",),
    "settlement": ("agreement",),
    "other": (),
}


@dataclass(frozen=True, slots=True)
class Loss:
    """A debt in CNY minor units: `amount` open or written off; `income` of a year, None where unknown."""

    amount: int
    due_on: date | None
    income: int | None
    booked: bool
    reported: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """`ground` says by which arm; it counts only when `complete`, else `missing` names what is still to be done."""

    ground: Ground
    missing: tuple[str, ...]

    @property
    def has_ground(self) -> bool:
        return self.ground in ("three_years", "small_sum")

    @property
    def complete(self) -> bool:
        return self.has_ground and not self.missing


def judge(loss: Loss, on: date) -> Verdict:
    """By the age and the sum alone; bankruptcy, closure or death of the debtor are grounds of their own, with their papers."""
    ground = _ground(loss, on)
    if ground not in ("three_years", "small_sum"):
        return Verdict(ground, ())
    missing = [name for name, there in (("book", loss.booked), ("report", loss.reported)) if not there]
    return Verdict(ground, tuple(missing))


def _ground(loss: Loss, on: date) -> Ground:
    due = loss.due_on
    if due is None or due >= on:
        return "not_due"
    if add_months(due, 36) < on:
        return "three_years"
    if add_months(due, 12) >= on:
        return "too_young"
    return "small_sum" if is_small(loss.amount, loss.income) else "too_large"


def is_small(amount: int, income: int | None) -> bool:
    """At most 50,000 or at most 0.01 % of the year's income: either arm will do."""
    return amount <= SMALL or (income is not None and amount * OF_INCOME <= income)


def wanted(ground: str) -> tuple[str, ...]:
    """The papers that a write-off on this ground is proven with, in the order of a file."""
    return (*ALWAYS, *PROVEN_BY[ground])


def fits(ground: str, losses: Iterable[Loss], on: date) -> bool:
    """Whether a ground by age holds for each debt; the others do not go by age. A small sum may be older than three years."""
    if ground == "three_years":
        return all(judge(each, on).ground == "three_years" for each in losses)
    if ground == "small_sum":
        return all(judge(each, on).has_ground and is_small(each.amount, each.income) for each in losses)
    return True
