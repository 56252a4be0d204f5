"""Drafts taken as payment: received, passed on, presented, honoured or refused; what is still at risk, and until when.

bill = services.bills.receive(BillDraft(customer_id=7, kind="bank", acceptor="Bank of Ningbo", amount=10_000_00,
                                        received_on=date(2026, 3, 2), matures_on=date(2026, 8, 31)))
services.bills.event(bill, "presented", date(2026, 9, 1))
services.bills.refuse(bill, date(2026, 9, 2), "no funds")   # what it had settled is open again from that day
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import bills, payments
from app.models.bills import Bill
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import checks, settling
from app.services.bill_wording import status_name
from app.services.payments import PaymentDraft, Payments
from app.services.rules import bills as rules
from app.services.rules.bills import Event
from app.services.rules.clocks import Clock, alarm
from app.services.wanted import Mode

ACCEPTOR_CLASSES: Final = ("large_bank", "small_bank", "company")


@dataclass(frozen=True, slots=True)
class BillDraft:
    """A draft received; minor units of `currency` (None = the customer's).

    `kind` and `acceptor_class` as in `rules/bills.py` and `ACCEPTOR_CLASSES`; a cheque matures on the date it bears.
    `parts` = instalment id -> amount to settle; None = by `mode`; {} = leave it unapplied.
    """

    customer_id: int
    kind: str
    acceptor: str
    amount: int
    received_on: date
    matures_on: date
    number: str | None = None
    acceptor_class: str | None = None
    drawer: str | None = None
    drawn_on: date | None = None
    transferable: bool = True
    currency: str | None = None
    rate: str | None = None
    parts: Mapping[int, int] | None = None
    mode: Mode = "oldest"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A draft that may still come back; minor units of `currency`. `status` as of the day asked."""

    bill_id: int
    customer_id: int
    kind: str
    acceptor_class: str | None
    status: str
    matures_on: date
    currency: str
    amount: int


class Bills:
    """The drafts of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def receive(self, draft: BillDraft) -> int:
        """A draft as payment: it settles receivables on the day it is received. Returns the draft's id.

        Raises Invalid (fields of `BillDraft`) and UserError.
        """
        row = self._checked(draft)
        paid = PaymentDraft(
            customer_id=draft.customer_id, amount=draft.amount, paid_on=draft.received_on, currency=draft.currency,
            method=rules.METHODS[draft.kind], parts=draft.parts, mode=draft.mode, rate=draft.rate, reference=row["number"], note=draft.note,
        )  # fmt: skip
        with self._store.change("bill.receive") as change:
            payment_id = Payments(self._store, self._today).write(change, paid)
            row["currency"] = payments.face(self._store, "payment_id", payment_id).currency
            bill_id = bills.insert(change, row)
            payments.set_bill(change, payment_id, bill_id)
            bills.add_event(change, self.get(bill_id), "held", draft.received_on, None)
            return bill_id

    def event(self, bill_id: int, status: str, on: date, note: str | None = None) -> None:
        """What became of one; see `mark`."""
        self.mark([bill_id], status, on, note)

    def refuse(self, bill_id: int, on: date, note: str | None = None) -> None:
        """It was not paid."""
        self.mark([bill_id], "refused", on, note)

    def mark(self, bill_ids: Sequence[int], status: str, on: date, note: str | None = None) -> None:
        """The same became of all of these; what a refused draft had settled is open again with its old due day.

        Raises Invalid ("status", "on", "note") and UserError: then nothing is written.
        """
        found = [self._may_become(each, status, on) for each in bill_ids]
        words = checks.text("note", note)
        with self._store.change("bill.refuse" if status == "refused" else "bill.event") as change:
            for each in found:
                bills.add_event(change, each, status, on, words)
                if status == "refused":
                    settling.bounce(change, each.payment_id, on, words or _("The draft was refused."))

    def void(self, bill_id: int, reason: str) -> None:
        """As if it had never come: the payment goes with it, and the return of a refused one."""
        found = self.get(bill_id)
        if found.voided_on:
            raise UserError(_("This draft is voided already."))
        why = checks.text("reason", reason, required=True) or ""
        returned = payments.returned(self._store, found.payment_id)
        with self._store.change("bill.void") as change:
            for payment_id in filter(None, (returned, found.payment_id)):
                settling.void(change, payments.payment(self._store, payment_id), self._today, why)
            bills.void(change, bill_id, self._today)

    def get(self, bill_id: int) -> Bill:
        """Raises UserError when there is no such draft."""
        found = bills.bill(self._store, bill_id)
        if found is None:
            raise UserError(_("This draft is not in the book any more. Look at the list again."))
        return found

    def events(self, bill_id: int) -> list[bills.BillEvent]:
        """What became of it, oldest first."""
        return bills.events(self._store, bill_id)

    def at_risk(self, on: date, customer_id: int | None = None) -> list[AtRisk]:
        """Drafts not honoured on that day that can still fall back on the customer, the first to mature first.

        A refused one is not among them: what it had settled is owed again.
        """
        return [
            AtRisk(b.id, b.customer_id, b.kind, b.acceptor_class, e[-1].status, b.matures_on, b.currency, b.amount)
            for b, e in bills.unfinished(self._store, on, customer_id)
            if e[-1].status in rules.AT_RISK
        ]

    def clocks(self, on: date, customer_id: int | None = None) -> list[Clock]:
        """Last days of presentment, recourse and rights of every draft, as of a day, the nearest first."""
        found = [
            Clock(
                d.kind,
                b.customer_id,
                b.number or b.acceptor,
                d.ends_on,
                d.basis,
                ("bill", b.id),
                alarm(d.kind, d.ends_on, on),
            )
            for b, events in bills.unfinished(self._store, on, customer_id)
            for d in rules.deadlines(b.kind, b.matures_on, [Event(e.status, e.on_day) for e in events])
        ]
        return sorted(found, key=lambda clock: (clock.ends_on, clock.source))

    def _checked(self, draft: BillDraft) -> dict[str, Any]:
        """The row of the draft after every check that needs no writing."""
        if draft.kind not in rules.KINDS:
            raise Invalid("kind", _("Choose one of the listed kinds of draft."))
        if draft.acceptor_class not in {None, *ACCEPTOR_CLASSES}:
            raise Invalid("acceptor_class", _("Choose one of the listed kinds of bank."))
        number = checks.text("number", draft.number, longest=60)
        self._check_days(draft)
        self._check_number(number)
        return {
            "customer_id": draft.customer_id, "kind": draft.kind, "number": number,
            "acceptor": checks.text("acceptor", draft.acceptor, required=True), "acceptor_class": draft.acceptor_class,
            "drawer": checks.text("drawer", draft.drawer), "amount": checks.amount("amount", draft.amount),
            "received_on": draft.received_on.isoformat(), "drawn_on": draft.drawn_on.isoformat() if draft.drawn_on else None,
            "matures_on": draft.matures_on.isoformat(), "transferable": int(draft.transferable),
        }  # fmt: skip

    def _check_days(self, draft: BillDraft) -> None:
        checks.day("received_on", draft.received_on)
        checks.day("matures_on", draft.matures_on)
        drawn_on = draft.drawn_on and checks.day("drawn_on", draft.drawn_on)
        if draft.kind == "cheque":
            return
        if draft.matures_on < draft.received_on:
            raise Invalid("matures_on", _("A draft is not passed on any more after it fell due. Check both dates."))
        if drawn_on and drawn_on > draft.received_on:
            raise Invalid("drawn_on", _("It cannot have been drawn after it was received. Check both dates."))

    def _check_number(self, number: str | None) -> None:
        known = bills.numbered(self._store, number) if number else None
        if known is not None:
            words = _("The draft “{number}” is in the book already, received on {day}. Check the number.")
            raise Invalid("number", words.format(number=number, day=known.received_on))

    def _may_become(self, bill_id: int, status: str, on: date) -> Bill:
        """The draft, if that may become of it on that day."""
        found, last = self.get(bill_id), self.events(bill_id)[-1]
        if found.voided_on:
            raise UserError(_("This draft is voided already."))
        if not found.transferable and status in rules.PASSED_ON:
            raise Invalid("status", _("It is marked “not transferable”: it can only be presented to its acceptor."))
        if status not in rules.may_become(last.status):
            words = _("A draft that is “{now}” cannot become “{then}”.")
            raise Invalid("status", words.format(now=status_name(last.status), then=status_name(status)))
        if checks.day("on", on) < last.on_day:
            words = _("It is “{now}” since {day}. This cannot be earlier.")
            raise Invalid("on", words.format(now=status_name(last.status), day=last.on_day))
        return found
