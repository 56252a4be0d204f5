"""One contract as its list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ContractRow:
    """`amount`, `wanted` (to come before the goods leave), `got` (what came and stayed) and `next_amount` in minor units of
    `currency`; `invoiced`, `open` and `received` in the book's. `next_node` = a node of the plan, or "due" = of a receivable.
    """

    id: int
    customer_id: int
    number: str
    customer: str
    customer_full: str
    title: str | None
    status: str
    signed_on: date | None
    ends_on: date | None
    currency: str
    amount: int
    invoiced: int
    open: int
    received: int
    penalty_ppm_day: int | None
    penalty_cap_bp: int | None
    wanted: int
    got: int
    next_node: str | None
    next_on: date | None
    next_amount: int | None

    @property
    def missing(self) -> int:
        """What is still to come before the goods leave; 0 for one that is not in force."""
        return max(0, self.wanted - self.got) if self.status in ("signed", "running") else 0
