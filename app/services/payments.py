"""Money in and out, and what it settles. An allocation is dated the latest of payment day and issue day; a later one, its own day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.i18n import _
from app.models import customers, payments, receivables
from app.models.change import Change
from app.models.errors import Invalid, UserError
from app.models.receivables import OpenItem
from app.models.store import Store
from app.services import checks, settling
from app.services.rules import allocation
from app.services.rules.allocation import Debt, Split

METHODS = ("transfer", "cash", "wechat", "alipay", "bank_bill", "trade_bill", "cheque", "card", "other")


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """Money received (or, kind "refund", paid back); minor units of `currency`.

    `parts` = instalment id -> amount to settle; None = oldest due first; {} = leave it unapplied.
    """

    customer_id: int
    amount: int
    paid_on: date
    currency: str | None = None
    method: str = "transfer"
    kind: Literal["receipt", "refund"] = "receipt"
    parts: Mapping[int, int] | None = None
    number: str | None = None
    rate: str | None = None
    payer_name: str | None = None
    reference: str | None = None
    note: str | None = None


def debts_of(items: list[OpenItem], currency: str) -> list[Debt]:
    """The open instalments that a payment of that currency can settle."""
    return [
        Debt(item.instalment_id, item.due_on, item.issued_on, item.open)
        for item in items
        if item.instalment_id is not None and item.currency == currency
    ]


class Payments:
    """Receipts and refunds of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def record(self, draft: PaymentDraft) -> int:
        """Records a receipt with its allocations, or a refund that uses up received money; returns its id."""
        with self._store.change("payment.record" if draft.kind == "receipt" else "payment.refund") as change:
            return self.write(change, draft)

    def write(self, change: Change, draft: PaymentDraft) -> int:
        """As `record`, inside a change that writes more than the payment (a draft taken as payment)."""
        currency, rate = self._checked(draft)
        payment_id = self._write(change, draft, currency, rate)
        if draft.kind == "receipt":
            settling.settle(change, ("payment_id", payment_id), self._split(draft, currency), draft.paid_on)
        else:
            self._use_up(change, payment_id, draft)
        return payment_id

    def apply(self, payment_id: int, parts: Mapping[int, int] | None = None, on: date | None = None) -> None:
        """Applies what is left of a receipt, oldest due first or as chosen; dated the day it is done."""
        found = payments.payment(self._store, payment_id)
        if found is None or found.kind != "receipt" or found.voided_on:
            raise UserError(_("This payment cannot be applied: it is voided or was paid out."))
        self._apply("payment.apply", "payment_id", payment_id, found.customer_id, found.currency, parts, on)

    def apply_credit(self, credit_id: int, parts: Mapping[int, int] | None = None, on: date | None = None) -> None:
        """Applies a credit note to open instalments."""
        found = receivables.receivable(self._store, credit_id)
        if found is None or found.kind != "credit_note" or found.voided_on:
            raise UserError(_("This credit note cannot be applied: it is voided."))
        self._apply("credit.apply", "credit_id", credit_id, found.customer_id, found.currency, parts, on)

    def move(self, allocation_id: int, instalment_id: int, amount: int | None = None, on: date | None = None) -> None:
        """Moves money from one receivable to another from that day on: the past keeps its truth."""
        found = payments.allocation(self._store, allocation_id)
        if found is None or found.reverses_id is not None:
            raise UserError(_("This allocation was moved or voided already."))
        if found.instalment_id is None:
            raise UserError(_("Money that was paid back cannot be moved. Void the refund first."))
        if found.adjustment_id is not None:
            raise UserError(_("Only money and credit notes are moved. Void this one and enter it where it belongs."))
        left = payments.left_of(self._store, allocation_id).amount
        part = left if amount is None else amount
        if not 0 < part <= left:
            raise Invalid("amount", _("At most what is still applied there can be moved."))
        source = ("payment_id", found.payment_id) if found.payment_id else ("credit_id", found.credit_id or 0)
        currency = payments.face(self._store, "instalment_id", found.instalment_id).currency
        split = self._wanted(found.customer_id, currency, part, {instalment_id: part})
        day = max(on or self._today, found.on_day)
        with self._store.change("payment.move") as change:
            settling.settle(change, source, split, day, settling.reverse(change, found, part, day))

    def bounce(self, payment_id: int, on: date, reason: str) -> int:
        """A receipt came back on that day: what it settled is open again from then on; returns the id of the return."""
        self._not_a_draft(payments.payment(self._store, payment_id))
        with self._store.change("payment.bounce") as change:
            return settling.bounce(change, payment_id, on, reason)

    def void(self, payment_id: int, reason: str) -> None:
        """As if it had never been: its allocations go with it and the receivables are open again."""
        found = payments.payment(self._store, payment_id)
        if found is not None and found.kind == "return":
            self._not_a_draft(found)
        why = checks.text("reason", reason, required=True) or ""
        with self._store.change("payment.void") as change:
            settling.void(change, found, self._today, why)

    @staticmethod
    def _not_a_draft(found: payments.Payment | None) -> None:
        if found is not None and found.bill_id:
            raise UserError(_("This money came as a draft. What becomes of it is recorded in the list of drafts."))

    def _checked(self, draft: PaymentDraft) -> tuple[str, str]:
        """(currency, rate) of the draft after every check that needs no writing."""
        customer = customers.customer(self._store, draft.customer_id, draft.paid_on)
        if customer is None:
            raise Invalid("customer_id", _("Choose the customer first."))
        checks.amount("amount", draft.amount)
        checks.day("paid_on", draft.paid_on)
        if draft.method not in METHODS:
            raise Invalid("method", _("Choose one of the listed methods."))
        currency = draft.currency or customer.currency
        return currency, checks.rate(self._store, "rate", currency, draft.rate, draft.paid_on)

    def _write(self, change: Change, draft: PaymentDraft, currency: str, rate: str) -> int:
        number = checks.text("number", draft.number, longest=60)
        payer, reference = checks.text("payer_name", draft.payer_name), checks.text("reference", draft.reference)
        key = settling.free_key(
            self._store, draft.customer_id, number, draft.paid_on, draft.amount, currency, reference or payer
        )
        row = {
            "customer_id": draft.customer_id, "kind": draft.kind, "number": number, "paid_on": draft.paid_on.isoformat(), "currency": currency,
            "rate": rate, "amount": draft.amount, "amount_base": checks.in_base(self._store, draft.amount, currency, rate),
            "method": draft.method, "payer_name": payer, "reference": reference, "note": checks.text("note", draft.note), "natural_key": key,
        }  # fmt: skip
        return payments.insert(change, row)

    def _split(self, draft: PaymentDraft, currency: str) -> Split:
        return self._wanted(draft.customer_id, currency, draft.amount, draft.parts)

    def _wanted(self, customer_id: int, currency: str, amount: int, parts: Mapping[int, int] | None) -> Split:
        """What is open after everything entered, so that nothing is settled twice by a payment dated earlier."""
        everything = receivables.open_items(self._store, customer_id, date.max)
        debts = debts_of(everything, currency)
        if parts is None:
            return allocation.oldest_first(amount, debts)
        reasons = {
            "negative": _("An amount to apply cannot be below zero."),
            "unknown": _("One of the receivables is settled already or is in another currency. Choose again."),
            "too_much": _("More is applied to a receivable than is open on it."),
            "not_enough": _("More is applied than was received."),
        }
        try:
            return allocation.chosen(amount, debts, parts)
        except ValueError as problem:
            raise Invalid("parts", reasons[str(problem)]) from problem

    def _apply(
        self,
        label: str,
        column: str,
        source: int,
        customer_id: int,
        currency: str,
        parts: Mapping[int, int] | None,
        on: date | None,
    ) -> None:
        left, _base = payments.open_of(self._store, column, source)
        split = self._wanted(customer_id, currency, left, parts)
        if not split.parts:
            raise UserError(
                _("Nothing to apply: there is nothing left of it, or the customer owes nothing in {currency}.").format(
                    currency=currency
                )
            )
        with self._store.change(label) as change:
            day = payments.face(self._store, column, source).on
            settling.settle(change, (column, source), split, max(on or self._today, day))

    def _use_up(self, change: Change, refund_id: int, draft: PaymentDraft) -> None:
        """Money paid back uses up what was received and not applied, oldest first, from its own day on."""
        rest = draft.amount
        currency = payments.face(self._store, "outgoing_id", refund_id).currency
        for item in receivables.open_items(self._store, draft.customer_id, date.max):
            if item.kind == "receipt" and item.payment_id is not None and item.currency == currency and rest:
                part = min(rest, item.open)
                settling.allocate(
                    change,
                    ("payment_id", item.payment_id),
                    ("outgoing_id", refund_id),
                    part,
                    max(draft.paid_on, item.issued_on),
                )
                rest -= part
