"""One deal as its list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.services.deals import OPEN


@dataclass(frozen=True, slots=True)
class DealRow:
    """Money in minor units of `currency`; `chance_bp` = how likely it is, as entered or as usual for its stage."""

    id: int
    customer_id: int
    number: str
    customer: str
    customer_full: str
    title: str | None
    stage: str
    currency: str
    amount: int
    chance_bp: int
    expected_on: date | None
    ordered_on: date | None
    closed_on: date | None
    contract: str | None
    prepay_bp: int | None
    cost_incurred: int

    @property
    def is_open(self) -> bool:
        """Neither delivered nor lost."""
        return self.stage in OPEN

    def is_late(self, on: date) -> bool:
        """Whether it should have come by now."""
        return self.is_open and self.expected_on is not None and self.expected_on < on
