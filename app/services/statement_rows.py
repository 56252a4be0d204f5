"""One statement or confirmation as its list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A paper in one currency; `amount` = its closing balance in minor units. Reply asked for by `reply_on`; `late`: it is overdue today."""

    id: int
    customer_id: int
    customer: str
    customer_full: str
    kind: str
    demands: int
    number: str
    cutoff_on: date
    currency: str
    amount: int
    made_on: date
    sent_on: date | None
    service: str | None
    reply_on: date | None
    replied_on: date | None
    reply: str | None
    sealed: int
    late: int
    note: str | None
    voided_on: date | None

    @property
    def state(self) -> str:
        """not_sent, sent, late, agrees, differs, voided."""
        if self.voided_on:
            return "voided"
        if self.reply:
            return self.reply
        if self.sent_on is None:
            return "not_sent"
        return "late" if self.late else "sent"
