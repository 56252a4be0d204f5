"""Money in and out, and what it settles. An allocation is dated the latest of payment day and issue day; a later one, its own day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from app.i18n import _
from app.models import adjustments, contracts, customers, deals, deposits, exchange, payments, receivables
from app.models.change import Change
from app.models.customers import Customer
from app.models.errors import Invalid, UserError
from app.models.exchange import ExchangeDifference
from app.models.store import Store
from app.services import charging, checks, paying_back, settling
from app.services.adjustments import AdjustmentDraft, adjust
from app.services.payers import learn_from
from app.services.rules.discount import discount_until, early_discount
from app.services.settling import Document
from app.services.wanted import Across, Funds, Mode, Wanted, wanted

METHODS = ("transfer", "cash", "wechat", "alipay", "bank_bill", "trade_bill", "cheque", "card", "other")


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """Money received (or, kind "refund", paid back); minor units of `currency`.

    `parts` = instalment id -> amount to settle; None = by `mode`; {} = leave it unapplied. `across` = instalment id in
    another currency -> (part of this money, what that settles there). `charges` = ids of charges paid first.
    `with_adjustments` = what is given up of the same debts in the same change. A refund uses up `refund_of` (a receipt)
    or `credit_id` (a credit note), else what is not applied, oldest first. `payer_account` is learnt and not kept.
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
    mode: Mode = "oldest"
    across: Across = field(default_factory=dict)
    charges: tuple[int, ...] = ()
    with_adjustments: tuple[AdjustmentDraft, ...] = ()
    purpose: Literal["payment", "prepayment", "earnest"] = "payment"
    contract_id: int | None = None
    deal_id: int | None = None
    bill_id: int | None = None
    bank_line_id: int | None = None
    refund_of: int | None = None
    credit_id: int | None = None
    payer_account: str | None = None

    @property
    def only(self) -> Document | None:
        """The one document that a refund uses up; None = any."""
        if self.refund_of is not None:
            return "payment_id", self.refund_of
        return ("credit_id", self.credit_id) if self.credit_id is not None else None


@dataclass(frozen=True, slots=True)
class DiscountOffer:
    """`amount` (minor units of the instalment) may be taken off when it is paid until that day."""

    amount: int
    until: date


class Payments:
    """Receipts, refunds and returns of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def record(self, draft: PaymentDraft) -> int:
        """Records a receipt with all it settles, or a refund that uses up what is not applied; returns its id."""
        with self._store.change("payment.record" if draft.kind == "receipt" else "payment.refund") as change:
            return self.write(change, draft)

    def write(self, change: Change, draft: PaymentDraft) -> int:
        """As `record`, inside a change that writes more than the payment (a draft taken as payment)."""
        draft, customer = self._checked(draft)
        return self._refund(change, draft) if draft.kind == "refund" else self._receive(change, draft, customer)

    def apply(
        self,
        payment_id: int,
        parts: Mapping[int, int] | None = None,
        on: date | None = None,
        *,
        mode: Mode = "oldest",
        across: Across | None = None,
    ) -> None:
        """Applies what is left of a receipt, by `mode` or as chosen; dated the day it is done."""
        found = payments.payment(self._store, payment_id)
        if found is None or found.kind != "receipt" or found.voided_on:
            raise UserError(_("This payment cannot be applied: it is voided or was paid out."))
        source = ("payment_id", payment_id)
        left, _base = payments.open_of(self._store, *source)
        funds = Funds(found.customer_id, found.currency, left, found.contract_id)
        self._apply("payment.apply", source, wanted(self._store, funds, parts, mode, across), found.currency, on)

    def apply_credit(self, credit_id: int, parts: Mapping[int, int] | None = None, on: date | None = None) -> None:
        """Applies a credit note to open instalments, oldest due first or as chosen; dated the day it is done."""
        found = receivables.receivable(self._store, credit_id)
        if found is None or found.kind != "credit_note" or found.voided_on:
            raise UserError(_("This credit note cannot be applied: it is voided."))
        source = ("credit_id", credit_id)
        left, _base = payments.open_of(self._store, *source)
        funds = Funds(found.customer_id, found.currency, left)
        self._apply("credit.apply", source, wanted(self._store, funds, parts), found.currency, on)

    def move(self, allocation_id: int, instalment_id: int, amount: int | None = None, on: date | None = None) -> None:
        """Moves money from one receivable to another of its currency from that day on: the past keeps its truth."""
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
        there = wanted(self._store, Funds(found.customer_id, currency, part), {instalment_id: part})
        day = max(on or self._today, found.on_day)
        with self._store.change("payment.move") as change:
            settling.settle(change, source, there.split, day, settling.reverse(change, found, part, day))

    def bounce(self, payment_id: int, on: date, reason: str) -> int:
        """A receipt came back on that day: what it settled is open again from then on; returns the id of the return."""
        self._not_a_draft(payments.payment(self._store, payment_id))
        with self._store.change("payment.bounce") as change:
            return settling.bounce(change, payment_id, on, reason)

    def keep(self, payment_id: int, on: date, reason: str, amount: int | None = None) -> int:
        """What is left of a receipt, or part of it, becomes income on that day; returns the id of that entry."""
        found = payments.payment(self._store, payment_id)
        if found is None or found.kind != "receipt" or found.voided_on:
            raise UserError(_("This payment cannot be applied: it is voided or was paid out."))
        return self._keep(("payment_id", payment_id), amount, on, reason)

    def keep_credit(self, credit_id: int, on: date, reason: str, amount: int | None = None) -> int:
        """The same with a credit note."""
        found = receivables.receivable(self._store, credit_id)
        if found is None or found.kind != "credit_note" or found.voided_on:
            raise UserError(_("This credit note cannot be applied: it is voided."))
        return self._keep(("credit_id", credit_id), amount, on, reason)

    def void(self, payment_id: int, reason: str) -> None:
        """As if it had never been: what it settled is open again, and what was given up with it is owed again."""
        found = payments.payment(self._store, payment_id)
        if found is not None and found.kind == "return":
            self._not_a_draft(found)
        why = checks.text("reason", reason, required=True) or ""
        with self._store.change("payment.void") as change:
            self.take_back(change, payment_id, why)

    def take_back(self, change: Change, payment_id: int, why: str) -> None:
        """As `void`, inside a change that takes back more; money out of a cash deposit lies with us again."""
        settling.void(change, payments.payment(self._store, payment_id), self._today, why)
        deposits.void_of_payment(change, payment_id, self._today)
        for each in adjustments.given_with(self._store, payment_id):
            payments.void_allocations(change, "adjustment_id", each)
            adjustments.void(change, each, self._today, why)

    def _not_a_draft(self, found: payments.Payment | None) -> None:
        if found is not None and deposits.of_payment(self._store, found.id):
            raise UserError(_("This money came out of a cash deposit: it cannot come back. Void the payment instead."))
        if found is not None and found.bill_id:
            raise UserError(_("This money came as a draft. What becomes of it is recorded in the list of drafts."))

    def discount_offer(self, instalment_id: int, paid_on: date) -> DiscountOffer | None:
        """What the customer's terms let take off an instalment paid on that day; None when nothing."""
        found = receivables.of_instalment(self._store, instalment_id)
        terms = customers.terms_on(self._store, found.customer_id, found.issued_on)
        left, _base = payments.open_of(self._store, "instalment_id", instalment_id)
        if terms is None or terms.early_days is None:
            return None
        off = early_discount(terms.early_discount_bp, terms.early_days, found.issued_on, paid_on, left)
        return DiscountOffer(off, discount_until(terms.early_days, found.issued_on)) if off else None

    def exchange_differences(self, since: date, until: date) -> list[ExchangeDifference]:
        """What rates of exchange made of the settlements of a period, both days included."""
        return exchange.differences(self._store, since, until)

    def exchange_differences_of(self, payment_id: int) -> list[ExchangeDifference]:
        """The same of one receipt or of money paid back."""
        return exchange.of_payment(self._store, payment_id)

    def _receive(self, change: Change, draft: PaymentDraft, customer: Customer) -> int:
        currency = draft.currency or ""
        claims = charging.plan(self._store, customer.id, currency, draft.charges, draft.amount)
        rest = draft.amount - sum(part for _charge, part in claims)
        funds = Funds(customer.id, currency, rest, draft.contract_id, own_only=draft.purpose != "payment")
        plan = wanted(self._store, funds, draft.parts, draft.mode, draft.across)
        made = self._write(change, draft)
        charging.satisfy(change, made, claims)
        plan.settle(change, ("payment_id", made), draft.paid_on)
        for each in draft.with_adjustments:
            adjust(change, each, customer.id)
        learn_from(change, customer, checks.text("payer_name", draft.payer_name), draft.payer_account, "payment")
        return made

    def _refund(self, change: Change, draft: PaymentDraft) -> int:
        uses = paying_back.uses(self._store, draft.customer_id, draft.currency or "", draft.amount, draft.only)
        made = self._write(change, draft)
        paying_back.use_up(change, made, uses, draft.paid_on)
        return made

    def _keep(self, source: Document, amount: int | None, on: date, reason: str) -> int:
        with self._store.change("payment.keep") as change:
            return paying_back.keep(change, source, amount, on, reason)

    def _apply(self, label: str, source: Document, plan: Wanted, currency: str, on: date | None) -> None:
        if not plan:
            text = _("Nothing to apply: there is nothing left of it, or the customer owes nothing in {currency}.")
            raise UserError(text.format(currency=currency))
        with self._store.change(label) as change:
            plan.settle(change, source, max(on or self._today, payments.face(self._store, *source).on))

    def _checked(self, draft: PaymentDraft) -> tuple[PaymentDraft, Customer]:
        """The draft with its currency and rate, after every check that needs no writing."""
        customer = customers.customer(self._store, draft.customer_id, draft.paid_on)
        if customer is None:
            raise Invalid("customer_id", _("Choose the customer first."))
        checks.amount("amount", draft.amount)
        checks.day("paid_on", draft.paid_on)
        if draft.method not in METHODS:
            raise Invalid("method", _("Choose one of the listed methods."))
        if draft.purpose == "earnest" and draft.contract_id is None:
            raise Invalid("contract_id", _("Earnest money belongs to a contract. Choose the contract."))
        contract = contracts.contract(self._store, draft.contract_id) if draft.contract_id else None
        if draft.contract_id and (contract is None or contract.customer_id != customer.id):
            raise Invalid("contract_id", _("This contract is another customer's. Choose one of this customer."))
        deal = deals.deal(self._store, draft.deal_id) if draft.deal_id else None
        if draft.deal_id and (deal is None or deal.customer_id != customer.id):
            raise Invalid("contract_id", _("This deal is another customer's. Choose one of this customer."))
        currency = checks.currency("currency", draft.currency or customer.currency)
        rate = checks.rate(self._store, "rate", currency, draft.rate, draft.paid_on)
        return replace(draft, currency=currency, rate=rate), customer

    def _write(self, change: Change, draft: PaymentDraft) -> int:
        store, currency, rate = self._store, draft.currency or "", draft.rate or "1"
        number = checks.text("number", draft.number, longest=60)
        payer, reference = checks.text("payer_name", draft.payer_name), checks.text("reference", draft.reference)
        who, on, amount = draft.customer_id, draft.paid_on, draft.amount
        row = {
            "customer_id": who, "kind": draft.kind, "number": number, "paid_on": on.isoformat(), "currency": currency,
            "rate": rate, "amount": amount, "amount_base": checks.in_base(store, amount, currency, rate), "method": draft.method,
            "purpose": draft.purpose, "contract_id": draft.contract_id, "deal_id": draft.deal_id, "bill_id": draft.bill_id, "bank_line_id": draft.bank_line_id,
            "payer_name": payer, "reference": reference, "note": checks.text("note", draft.note),
            "natural_key": settling.free_key(store, who, number, on, amount, currency, reference or payer),
        }  # fmt: skip
        return payments.insert(change, row)
