"""What one customer paid ahead in one currency, as its list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AdvanceRow:
    """Minor units of `currency`: all that is not applied (`open`), the part of it that is credit notes, what is owed beside it.

    `since_on` = the day of the oldest of its documents.
    """

    id: int
    customer_id: int
    customer: str
    customer_full: str
    currency: str
    open: int
    credit: int
    documents: int
    since_on: date
    owes: int

    @property
    def voided_on(self) -> None:
        """A balance is never voided."""
