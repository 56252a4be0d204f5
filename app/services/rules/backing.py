"""Whether a security counts on a day, and what it counts for. Pure.

A paper that has ended, was released, or is not given yet stands behind nothing; one that was claimed in time goes on counting.
Letters of credit: UCP 600 art. 14 c (documents are presented within 21 days of shipment, never after the last day), art. 20 e
and 19-27 (shipped by the latest day, or the bank may refuse).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.services.rules.clocks import after_days

PRESENT_DAYS: Final = 21  # UCP 600 art. 14 c, where the letter of credit names none
WHOLE: Final = 10_000
COUNTS: Final = "counts"
# Why one does not count: the codes of `standing`.
REASONS: Final = ("not_given", "released", "late_shipment", "not_shipped", "expired")


@dataclass(frozen=True, slots=True)
class Paper:
    """Days of a security; None = there is none. `acted_on` = claimed, of a letter of credit presented."""

    kind: str
    from_on: date
    expires_on: date | None = None
    act_by: date | None = None
    released_on: date | None = None
    acted_on: date | None = None
    ship_by: date | None = None
    shipped_on: date | None = None
    present_days: int | None = None


def present_by(paper: Paper) -> date | None:
    """The last day for presenting the documents: that of the paper, or so many days after shipping; None = neither is known."""
    ends = [each for each in (paper.expires_on, paper.act_by) if each]
    if paper.shipped_on:
        ends.append(after_days(paper.shipped_on, PRESENT_DAYS if paper.present_days is None else paper.present_days))
    return min(ends, default=None)


def last_day(paper: Paper) -> date | None:
    """The last day on which it can be claimed; None = no end is known."""
    if paper.kind == "letter_of_credit":
        return present_by(paper)
    return min((each for each in (paper.expires_on, paper.act_by) if each), default=None)


def standing(paper: Paper, on: date) -> str:
    """`COUNTS`, or why it does not count on a day: one of `REASONS`."""
    if on < paper.from_on:
        return "not_given"
    if paper.released_on and paper.released_on <= on:
        return "released"
    ends = last_day(paper)
    if paper.acted_on and paper.acted_on <= on and (ends is None or paper.acted_on <= ends):
        return COUNTS
    if paper.kind == "letter_of_credit" and paper.ship_by:
        shipped = paper.shipped_on if paper.shipped_on and paper.shipped_on <= on else None
        if (shipped or on) > paper.ship_by:
            return "late_shipment" if shipped else "not_shipped"
    return "expired" if ends and ends < on else COUNTS


def counted(value: int, haircut_bp: int) -> int:
    """The share of a value that counts, in minor units, rounded down: 50,000 at 30 % -> 15,000."""
    return value * haircut_bp // WHOLE
