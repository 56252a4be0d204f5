"""Receivables: adding, dating what waited for an event, moving the due day, voiding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.i18n import _
from app.models import adjustments, book, charges, contracts, customers, disputes, payments, receivables
from app.models.change import Change
from app.models.errors import Invalid, UserError
from app.models.money import share
from app.models.receivables import Instalment, OpenItem
from app.models.store import Store
from app.services import checks, numbers
from app.services.rules import instalments as plans
from app.services.rules.instalments import Line, Part
from app.services.rules.terms import due_day


@dataclass(frozen=True, slots=True)
class ReceivableDraft:
    """What a person enters; amounts in minor units of `currency`.

    Empty `number` = the next one; no `due_on`, no `instalments` and no `lines` = by the customer's terms; `instalments` =
    (due day, amount) that sum to `amount`, `lines` the same as agreed; `disputed` = the part the customer does not accept.
    """

    customer_id: int
    amount: int
    issued_on: date
    currency: str | None = None
    due_on: date | None = None
    number: str | None = None
    kind: str = "invoice"
    rate: str | None = None
    description: str | None = None
    tax_invoice_no: str | None = None
    order_no: str | None = None
    contract_id: int | None = None
    instalments: tuple[tuple[date | None, int], ...] = ()
    lines: tuple[Line, ...] = ()
    disputed: int = 0


class Receivables:
    """Invoices, opening balances and credit notes of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def add(self, draft: ReceivableDraft) -> int:
        """Records one receivable; returns its id. Raises Invalid naming the field."""
        draft = self.checked(draft)
        parts = self.parts(draft)
        with self._store.change("receivable.add") as change:
            return self._write(change, draft, parts)

    def write(self, change: Change, draft: ReceivableDraft, *, instead_of: int | None = None) -> int:
        """As `add`, inside a change that writes more than the receivable (see `checked`)."""
        draft = self.checked(draft, instead_of)
        return self._write(change, draft, self.parts(draft))

    def checked(self, draft: ReceivableDraft, instead_of: int | None = None) -> ReceivableDraft:
        """The draft with its defaults filled in: currency, rate, number; that of the one it takes the place of may stay."""
        customer = customers.customer(self._store, draft.customer_id, draft.issued_on)
        if customer is None:
            raise Invalid("customer_id", _("Choose the customer first."))
        checks.amount("amount", draft.amount)
        checks.day("issued_on", draft.issued_on)
        currency = checks.currency("currency", draft.currency or customer.currency)
        rate = checks.rate(self._store, "rate", currency, draft.rate, draft.issued_on)
        number = checks.text("number", draft.number, longest=60) or self.next_number(draft.issued_on, draft.kind)
        numbers.free(self._store, draft.customer_id, number, instead_of)
        contract = contracts.contract(self._store, draft.contract_id) if draft.contract_id else None
        if draft.contract_id and (contract is None or contract.customer_id != draft.customer_id):
            raise Invalid("contract_id", _("This contract is with another customer. Choose one of this customer's."))
        parts = self.parts(draft)
        if draft.disputed and not 0 < draft.disputed <= (parts[0].amount if parts else 0):
            raise Invalid("disputed", _("The disputed part must be above zero and at most the first instalment."))
        return replace(draft, currency=currency, rate=rate, number=number)

    def parts(self, draft: ReceivableDraft) -> tuple[Part, ...]:
        """The instalments that the draft makes; none for a credit note. Raises Invalid."""
        if draft.kind == "credit_note":
            return ()
        terms = self.due_by_terms(draft.customer_id, draft.issued_on)
        try:
            found = plans.parts(draft.amount, _lines(draft), draft.issued_on, terms)
        except ValueError as problem:
            raise Invalid("instalments", _reason(str(problem))) from problem
        for part in found:
            if part.due_on:
                checks.day("instalments" if len(found) > 1 else "due_on", part.due_on)
        return found

    def next_number(self, issued_on: date, kind: str = "invoice") -> str:
        return numbers.upcoming(self._store, kind, issued_on.year)

    def due_by_terms(self, customer_id: int, issued_on: date) -> date | None:
        """The due day the customer's terms give; None when the customer has no terms yet."""
        terms = customers.terms_on(self._store, customer_id, issued_on)
        return due_day(terms.basis, terms.days, terms.day_of_month, issued_on) if terms else None

    def open_items(self, customer_id: int, on: date | None = None) -> list[OpenItem]:
        return receivables.open_items(self._store, customer_id, on or self._today)

    def search(self, text: str, limit: int = 5) -> list[tuple[int, str, int, str]]:
        """(id, number, customer id, customer name) of the receivables whose number holds the text."""
        return receivables.like(self._store, text.strip(), limit)

    def void(self, receivable_id: int, reason: str) -> None:
        """As if it had never been, with what is claimed beside it or in dispute; refused while money is applied to it.

        What a credit note settled is owed again; refused while it was paid out.
        """
        found = self._live(receivable_id)
        self._nothing_applied(receivables.instalments(self._store, receivable_id))
        if payments.paid_out(self._store, "credit_id", receivable_id):
            raise UserError(_("This money went back to the customer, whole or in part. Void that entry first."))
        with self._store.change("receivable.void") as change:
            self.withdraw(change, found.id, reason)
            self._end_what_hangs_on(change, found.id)

    def _end_what_hangs_on(self, change: Change, receivable_id: int) -> None:
        day = self._today.isoformat()
        for claim in charges.of_receivable(self._store, receivable_id):
            charges.update(change, claim.id, {"voided_on": day})
        for part in receivables.instalments(self._store, receivable_id):
            for dispute in disputes.of_instalment(self._store, part.id):
                if dispute.closed_on is None:
                    disputes.update(change, dispute.id, {"closed_on": day, "result": "withdrawn"})

    def withdraw(self, change: Change, receivable_id: int, reason: str) -> None:
        """Voids it inside a change, with all that was ever applied to it: what was applied and moved away never was."""
        why = checks.text("reason", reason, required=True) or ""
        parts = receivables.instalments(self._store, receivable_id)
        for given_up in [each for part in parts for each in adjustments.of_instalment(self._store, part.id)]:
            adjustments.void(change, given_up.id, self._today, why)
        for column, row_id in [("instalment_id", part.id) for part in parts] or [("credit_id", receivable_id)]:
            payments.void_allocations(change, column, row_id)
        receivables.void(change, receivable_id, self._today.isoformat(), why)

    def happened(self, instalment_id: int, on: date) -> None:
        """Delivery or acceptance took place: every part of the receivable that waited for it is due from that day on."""
        found = self._live(receivables.of_instalment(self._store, instalment_id).id)
        every = receivables.instalments(self._store, found.id)
        event = next(part.event for part in every if part.id == instalment_id)
        waiting = [part for part in every if event and part.event == event and part.happened_on is None]
        if not waiting:
            raise UserError(_("Nothing of this receivable waits for that any more."))
        if not checks.day("on", on) <= self._today:
            raise Invalid("on", _("This day is still to come. Enter the day on which it happened."))
        with self._store.change("receivable.happened") as change:
            for part in waiting:
                due = plans.after_event(on, part.event_days).isoformat()
                receivables.happened(change, part.id, found.customer_id, on.isoformat(), due)

    def change_due(self, instalment_id: int, new_due: date | None, reason: str) -> None:
        """From today the instalment is due on another day; past days keep the old one."""
        found = self._live(receivables.of_instalment(self._store, instalment_id).id)
        why = checks.text("reason", reason, required=True) or ""
        due = checks.day("due_on", new_due).isoformat() if new_due else None
        with self._store.change("receivable.due") as change:
            receivables.move_due(change, instalment_id, found.customer_id, self._today.isoformat(), due, why)

    def _write(self, change: Change, draft: ReceivableDraft, parts: Sequence[Part]) -> int:
        currency, rate = draft.currency or "", draft.rate or "1"
        base = checks.in_base(self._store, draft.amount, currency, rate)
        row = {
            "customer_id": draft.customer_id, "kind": draft.kind, "number": draft.number, "issued_on": draft.issued_on.isoformat(),
            "currency": currency, "rate": rate, "amount": draft.amount, "amount_base": base, "tax_invoice_no": draft.tax_invoice_no,
            "order_no": draft.order_no, "contract_id": draft.contract_id, "description": checks.text("description", draft.description),
        }  # fmt: skip
        bases = share(base, [part.amount for part in parts]) if parts else []
        rows = [
            {
                "due_on": part.due_on.isoformat() if part.due_on else None, "amount": part.amount, "amount_base": each,
                "retention": int(part.retention), "event": part.event, "event_days": part.event_days,
            }
            for part, each in zip(parts, bases, strict=True)
        ]  # fmt: skip
        receivable_id = receivables.insert(change, row, rows)
        if draft.disputed:
            row = {"customer_id": draft.customer_id, "opened_on": draft.issued_on.isoformat(), "reason": "unspecified"}
            first = receivables.instalments(self._store, receivable_id)[0]
            disputes.insert(change, {**row, "instalment_id": first.id, "amount": draft.disputed})
        return receivable_id

    def _live(self, receivable_id: int) -> receivables.Receivable:
        found = receivables.receivable(self._store, receivable_id)
        if found is None or found.voided_on is not None:
            raise UserError(_("This receivable is voided already."))
        return found

    def _nothing_applied(self, parts: Sequence[Instalment]) -> None:
        rows = [found for each in parts for found in payments.allocations(self._store, "instalment_id", each.id)]
        if sum(found.amount for found in rows):
            raise UserError(
                _("Money is applied to this receivable. Void that payment or move it to another receivable first.")
            )

    def currency_of_book(self) -> str:
        return book.company(self._store).currency


def _lines(draft: ReceivableDraft) -> Sequence[Line]:
    """The plan of a draft, however it was given."""
    if draft.lines:
        return draft.lines
    if draft.instalments:
        return [Line(amount=part, basis="on", on=due) for due, part in draft.instalments]
    return [Line(basis="on", on=draft.due_on)] if draft.due_on else [Line()]


def _reason(code: str) -> str:
    if code == "two_rests":
        return _("Only one instalment can be the remainder. Give the others a share or an amount.")
    return _("The instalments must each be above zero and together make the amount.")
