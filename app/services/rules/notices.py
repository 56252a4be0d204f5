"""Formal notices: what each kind needs, how far it is proven that one arrived, and schedules of repayment. Pure.

Sources: 民法典 527-528 (stopping performance), 546 (assignment), 568 (set-off), 686, 688, 693 (guarantees); 票据法 66 (notice of
a refused draft); 诉讼时效规定 14 (an instalment plan), 17 (notice of an assignment).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from app.models.dates import add_months

# The kinds that are made by hand; a lawyer's letter and a payment order come with a legal matter.
KINDS: Final = ("repayment", "suspension", "guarantor", "refused_bill", "assignment", "set_off")
# Those that are about debts which are due already, and those about all that is owed.
OF_DUE: Final = ("guarantor", "set_off")
OF_DEBTS: Final = (*OF_DUE, "assignment", "repayment")
SERVED: Final = ("signed", "delivered", "left", "returned")
# How much it is worth as evidence that it arrived.
STRENGTHS: Final = {"signed": "strong", "delivered": "medium", "left": "weak"}
EVENTS: Final = {
    "lawyer_letter": "demand",
    "assignment": "assignment",
    "refused_bill": "demand",
    "repayment": "instalment_plan",
}
# Why performance may be stopped (民法典 527).
GROUNDS: Final = ("worse", "assets", "reputation", "other")
REPLY_DAYS: Final = {"suspension": 15, "guarantor": 7, "refused_bill": 7}
MOST_PARTS: Final = 60


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of a schedule; minor units."""

    due_on: date
    amount: int


def event_of(kind: str, served: str) -> tuple[str, str] | None:
    """The kind and strength of the claim event that a notice brings once served; None where the law gives it none.

    A repayment agreement binds when it is signed: one that was only handed over proves nothing.
    """
    if kind not in EVENTS or served not in STRENGTHS or (kind == "repayment" and served != "signed"):
        return None
    return EVENTS[kind], STRENGTHS[served]


def claims_guarantee(joint: bool | None, served: str) -> bool:
    """Whether the guarantee counts as claimed: of a joint guarantor by a demand that provably arrived (693 ¶2). A general
    guarantor is held only by suing the debtor (693 ¶1); not agreed means general (686)."""
    return joint is True and served in ("signed", "delivered")


def problem(total: int, schedule: Sequence[Instalment], on: date) -> str:
    """What is wrong with a schedule: "none", "many", "past", "order", "amount", "short", "over"; "" where it fits the debt."""
    if not schedule:
        return "none"
    days, amounts = [each.due_on for each in schedule], [each.amount for each in schedule]
    found = {
        "many": len(schedule) > MOST_PARTS,
        "past": days[0] < on,
        "order": any(later <= earlier for earlier, later in pairwise(days)),
        "amount": min(amounts) <= 0,
        "short": sum(amounts) < total,
        "over": sum(amounts) > total,
    }
    return next((code for code, holds in found.items() if holds), "")


def spread(total: int, count: int, first: date) -> tuple[Instalment, ...]:
    """Equal monthly parts that sum to the total; what does not divide goes to the last."""
    count = max(1, min(count, MOST_PARTS, total))
    part = total // count
    amounts = [part] * (count - 1) + [total - part * (count - 1)]
    return tuple(Instalment(add_months(first, place), amount) for place, amount in enumerate(amounts))
