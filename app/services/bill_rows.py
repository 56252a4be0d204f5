"""One draft as its list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.services.rules import bills as rules


@dataclass(frozen=True, slots=True)
class BillRow:
    """A draft with its state of the day, since `status_on`; amounts in minor units of `currency`."""

    id: int
    payment_id: int
    customer_id: int
    number: str | None
    customer: str
    customer_full: str
    kind: str
    acceptor: str
    acceptor_class: str | None
    drawer: str | None
    currency: str
    amount: int
    drawn_on: date | None
    received_on: date
    matures_on: date
    transferable: int
    state: str
    status_on: date
    status_note: str | None
    voided_on: date | None
    void_reason: str | None

    @property
    def status(self) -> str:
        """The strongest word for it: its state, or "voided"."""
        return "voided" if self.voided_on else self.state

    @property
    def present_by(self) -> date:
        """The last day of presentment; a platform pays its certificates on the day they mature."""
        return self.matures_on if self.kind == "supply_chain" else rules.present_by(self.matures_on)

    @property
    def at_risk(self) -> int:
        """What may still fall back on the customer."""
        return self.amount if self.status in rules.AT_RISK else 0

    @property
    def may_become(self) -> tuple[str, ...]:
        """What can be recorded of it next."""
        return () if self.voided_on else rules.may_become(self.state, transferable=bool(self.transferable))

    @property
    def term_remark(self) -> str:
        """A code of `rules.term_remark`, counted from the day it was drawn or else received."""
        return rules.term_remark(self.kind, self.drawn_on or self.received_on, self.matures_on)

    def is_late(self, on: date) -> bool:
        """Whether it is in hand on a day although it should have been presented."""
        return self.status == "held" and on > self.present_by
