"""What contracts are made of, as values: lines of a payment plan, answers of the check, milestones. Rules read these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Node = Literal["signing", "before_production", "before_shipment", "delivery", "acceptance", "fixed", "retention"]
Nature = Literal["payment", "prepayment", "earnest"]
NODES: Final[tuple[Node, ...]] = (
    "signing", "before_production", "before_shipment", "delivery", "acceptance", "fixed", "retention",
)  # fmt: skip
# What must be there before the goods leave: receipts we wait for, never receivables.
BEFORE: Final[tuple[Node, ...]] = NODES[:3]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One payment as agreed: `share_bp` of the contract or a fixed `amount` (minor units); the last line takes what is left.

    Due `days_after` its node, None = by the customer's terms; on `fixed_on` of a fixed day. `happened_on` = when the node came.
    """

    node: Node
    amount: int = 0
    share_bp: int | None = None
    nature: Nature = "payment"
    days_after: int | None = None
    fixed_on: date | None = None
    happened_on: date | None = None

    @property
    def is_before(self) -> bool:
        """Whether it is to be received before the goods leave."""
        return self.node in BEFORE


@dataclass(frozen=True, slots=True)
class Answer:
    """`value_bp` 10000 good, 5000 partly, 0 missing, None = not looked at yet (or `not_applicable`)."""

    item: int
    value_bp: int | None = None
    not_applicable: bool = False
    note: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it is part of the score."""
        return self.value_bp is not None and not self.not_applicable

    @property
    def is_open(self) -> bool:
        return self.value_bp is None and not self.not_applicable


Side = Literal["us", "customer"]
Gate = Literal["production", "shipment", "next_batch"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """`name` = a code of the template or a person's own words; `amount` (minor units of the contract) of the plan line it
    belongs to; `files` = papers attached to it."""

    id: int
    contract_id: int
    customer_id: int
    seq: int
    name: str
    side: Side
    planned_on: date
    actual_on: date | None
    predecessor_id: int | None
    plan_line_id: int | None
    gate: Gate | None
    note: str | None
    amount: int | None
    files: int
