"""Payment plans of contracts: templates, exact amounts, what a plan leaves on credit, what a batch of goods asks for.

lines = amounts(16_000_000, template("thirty_terms"))        # 4,800,000 before shipping, 11,200,000 by the terms
largest_credit(lines)                                        # Credit(before=4_800_000, credit=11_200_000)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from app.models.contract_values import PlanLine
from app.models.money import share

Template = Literal["all_first", "thirty_terms", "three_six_one", "four"]
TEMPLATES: Final[dict[Template, tuple[PlanLine, ...]]] = {
    "all_first": (PlanLine("before_shipment", share_bp=10_000, nature="prepayment"),),
    "thirty_terms": (PlanLine("signing", share_bp=3_000, nature="prepayment"), PlanLine("delivery", share_bp=7_000)),
    "three_six_one": (
        PlanLine("signing", share_bp=3_000, nature="prepayment"),
        PlanLine("acceptance", share_bp=6_000, days_after=0),
        PlanLine("retention", share_bp=1_000, days_after=365),
    ),
    "four": tuple(PlanLine("delivery", share_bp=2_500, days_after=days) for days in (30, 60, 90, 120)),
}
WHOLE: Final = 10_000
# 买卖合同解释 27: the whole price in at least three parts over a time is a sale by instalments (民法典 634).
INSTALMENT_SALE: Final = 3
RETENTION_DAYS: Final = 365  # where a plan does not say how long money is held back


@dataclass(frozen=True, slots=True)
class Credit:
    """Minor units: `before` is received before the goods leave, `credit` is the most that is owed once all have left."""

    before: int
    credit: int

    @property
    def whole(self) -> int:
        return self.before + self.credit


def template(name: Template) -> tuple[PlanLine, ...]:
    """The lines of a usual plan, without amounts. Raises KeyError for a name that is none."""
    return TEMPLATES[name]


def amounts(total: int, lines: Sequence[PlanLine]) -> tuple[PlanLine, ...]:
    """The lines with their amounts: shares rounded half up one by one, the last line takes what is left of `total`.

    Its share, where it has one, is what the others leave. Raises ValueError("empty") without lines, ("over") where
    nothing is left for the last one, ("zero") where another one comes to nothing, ("share") for a share out of 0..100 %.
    """
    if not lines:
        raise ValueError("empty")
    if any(line.share_bp is not None and not 0 <= line.share_bp <= WHOLE for line in lines):
        raise ValueError("share")
    first = [replace(line, amount=_amount(total, line)) for line in lines[:-1]]
    rest = total - sum(line.amount for line in first)
    if rest <= 0:
        raise ValueError("over")
    if any(line.amount <= 0 for line in first):
        raise ValueError("zero")
    return *first, replace(lines[-1], amount=rest, share_bp=_rest_share(lines))


def _amount(total: int, line: PlanLine) -> int:
    return line.amount if line.share_bp is None else (2 * total * line.share_bp + WHOLE) // (2 * WHOLE)


def _rest_share(lines: Sequence[PlanLine]) -> int | None:
    """The last line's share, where all the others are shares."""
    others = [line.share_bp for line in lines[:-1]]
    if lines[-1].share_bp is None or any(each is None for each in others):
        return None
    return WHOLE - sum(each or 0 for each in others)


def largest_credit(lines: Sequence[PlanLine]) -> Credit:
    before = sum(line.amount for line in lines if line.is_before)
    return Credit(before, sum(line.amount for line in lines) - before)


def is_instalment_sale(lines: Sequence[PlanLine]) -> bool:
    """Whether the law sees a sale by instalments: three or more payments after the goods are handed over."""
    return sum(not line.is_before and line.node != "retention" for line in lines) >= INSTALMENT_SALE


def left(lines: Sequence[PlanLine], batches: Sequence[int]) -> list[int]:
    """What of each line the goods shipped so far, batch by batch (minor units), leave. Raises ValueError when they are more than the plan."""
    rest = [line.amount for line in lines]
    for each in batches:
        rest = [before - part for before, part in zip(rest, _parts(rest, each), strict=True)]
    return rest


def batch(lines: Sequence[PlanLine], batches: Sequence[int], amount: int) -> tuple[PlanLine, ...]:
    """The lines with their part of the next batch: all batches together are the plan to the cent, however it is cut.

    Raises ValueError where less than `amount` is left.
    """
    parts = _parts(left(lines, batches), amount)
    return tuple(replace(line, amount=part) for line, part in zip(lines, parts, strict=True))


def _parts(rest: Sequence[int], amount: int) -> list[int]:
    """In proportion to what is left of each line, so that the last batch takes exactly that."""
    if not 0 < amount <= sum(rest):
        raise ValueError("more than is left")
    return share(amount, rest)


def part_before(node: str, amount: int, shipped: int, total: int) -> int:
    """What of a line must be there once goods worth `shipped` of `total` leave: of what comes before shipping their part,
    rounded up; of anything earlier the whole."""
    return -(-amount * shipped // total) if node == "before_shipment" else amount
