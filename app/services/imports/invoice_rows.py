"""Invoice files: which rows are new, changed, already there, or cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.i18n import _
from app.models import bulk, contracts
from app.models.bulk import KnownInvoice
from app.models.errors import Invalid
from app.models.money import share
from app.models.store import Store
from app.services.adjustments import KINDS
from app.services.imports.adjustment_rows import AdjustmentRows
from app.services.imports.lookup import CustomerFinder
from app.services.imports.plan import Check, ImportPlan, InvoicePlan, PartPlan
from app.services.imports.rates import Rates, believable, minor_of
from app.services.imports.settling import Money, Settling
from app.services.imports.typed import TypedRow
from app.services.imports.values import AUTO, Part, Share
from app.services.rules.terms import due_day


class InvoiceCheck(Check):
    """Checks the rows of an invoice file against the book and the rows before them.

    What settles other rows (credit notes that name them, write-offs and the like) is told at the end.
    """

    def __init__(self, store: Store, plan: ImportPlan, finder: CustomerFinder, rates: Rates) -> None:
        self._store = store
        self._plan = plan
        self._finder = finder
        self._rates = rates
        self._known: dict[tuple[int | str, str], KnownInvoice] = {}
        for each in bulk.invoices(store):
            key = (each.customer_id, each.number)
            if key not in self._known or not each.voided:
                self._known[key] = each
        self._terms: dict[int, list[tuple[str, str, int, int | None]]] = {}
        for customer, terms in bulk.terms(store):
            self._terms.setdefault(customer, []).append(terms)
        self._contracts: dict[tuple[str, int | str], int] = {
            (each.number, each.customer_id): each.id for each in contracts.every(store)
        }
        self._seen: dict[tuple[int | str, str], InvoicePlan] = {}
        self._credits: list[InvoicePlan] = []
        self._given_up: list[tuple[TypedRow, int | str]] = []

    def take(self, row: TypedRow) -> None:
        """Files one row under new, changed, same or a problem."""
        values = row.values
        customer = self._finder.find(row.line, values.get("customer"), values.get("customer_name"))
        if customer is None:
            return
        if values.get("kind") in KINDS:
            self._given_up.append((row, customer))
            return
        try:
            planned = self._planned(row.line, customer, values)
        except Invalid as problem:
            self._plan.refuse(row.line, problem.field or "", values.get(problem.field or ""), problem.text)
            return
        before = self._seen.get((customer, planned.number))
        if before is None:
            self._seen[(customer, planned.number)] = planned
            self._compare(planned)
        elif before._replace(line=row.line) == planned:
            self._plan.same += 1
        else:
            text = _("Row {line} has the same number for this customer. A number can be used once.").format(
                line=before.line
            )
            self._plan.refuse(row.line, "number", planned.number, text)

    def finish(self) -> None:
        """Applies what names other receivables, now that all of them are known."""
        if not self._credits and not self._given_up:
            return
        settling = Settling(self._store)
        self._plan.new[:] = [p._replace(first=settling.add(p)) if p.parts else p for p in self._plan.new]
        for changed in self._plan.changed:
            settling.put(changed)
        for credit in self._credits:
            money = Money(credit.customer, credit.currency, credit.rate, credit.amount, credit.base, credit.issued_on)
            try:
                self._plan.new.append(credit._replace(settles=settling.by_name(money, credit.applies_to)))
            except Invalid as problem:
                self._plan.refuse(credit.line, problem.field or "", credit.applies_to, problem.text)
        adjustments = AdjustmentRows(self._store, self._plan, self._rates, settling)
        for row, customer in self._given_up:
            adjustments.take(row, customer)

    def _planned(self, line: int, customer: int | str, values: Mapping[str, Any]) -> InvoicePlan:
        number, issued, amount = values.get("number"), values.get("issue_date"), values.get("amount")
        if not number or issued is None or amount is None:
            missing = "number" if not number else "issue_date" if issued is None else "amount"
            raise Invalid(missing, _("This is missing."))
        currency = self._rates.currency(customer, values.get("currency"))
        minor = believable(amount, currency)
        kind = "credit_note" if minor < 0 else values.get("kind") or "invoice"
        minor = abs(minor)
        known = self._known.get((customer, number))
        rate = self._rate(known, currency, values.get("rate"), issued)
        base = self._rates.base(minor, currency, rate)
        if known and known.used:
            base = known.used_base if minor == known.used else max(base, known.used_base)
        parts = () if kind == "credit_note" else self._parts(customer, known, values, minor, base, issued, currency)
        contract, note = values.get("contract") or None, values.get("note")
        if contract:
            contract, note = self._contract(customer, contract, note)
        in_dispute = values.get("disputed") or values.get("disputed_amount")
        disputed = _disputed(values, parts, currency) if in_dispute else ()
        named = values.get("applies_to")
        applies = named if kind == "credit_note" and named not in (None, AUTO) else ()
        return InvoicePlan(
            line, customer, number, kind, issued.isoformat(), currency, rate, minor, base, parts, note, values.get("order_no"),
            disputed, applies, contract, tax_invoice_no=values.get("tax_invoice_no"), product_line=values.get("product_line"),
        )  # fmt: skip

    def _contract(self, customer: int | str, number: str, note: str | None) -> tuple[int | None, str | None]:
        """The contract of that number; while the book has no contracts at all, the number is kept beside the note."""
        if (number, customer) in self._contracts:
            return self._contracts[number, customer], note
        if self._contracts:
            text = _("This customer has no contract of this number. Import the contracts first, or empty the cell.")
            raise Invalid("contract", text)
        return None, " · ".join(filter(None, (note, number)))

    def _rate(self, known: KnownInvoice | None, currency: str, given: Decimal | None, issued: date) -> str:
        """A receivable keeps its rate where the file gives none, and always once something was applied to it."""
        if known and known.currency == currency and (given is None or known.used):
            return known.rate
        return self._rates.rate(currency, given, issued)

    def _parts(
        self,
        customer: int | str,
        known: KnownInvoice | None,
        values: Mapping[str, Any],
        minor: int,
        base: int,
        issued: date,
        currency: str,
    ) -> tuple[PartPlan, ...]:
        """An empty due date says nothing about a receivable that the book has; a new one is due by the terms."""
        plan, given = values.get("instalments"), values.get("due_date")
        if plan:
            return _instalments(plan, minor, base, currency)
        if given is None and known:
            return (PartPlan(known.due_on, minor, base),)
        due = given or self._due_by_terms(customer, issued)
        return (PartPlan(due.isoformat() if due else None, minor, base),)

    def _due_by_terms(self, customer: int | str, issued: date) -> date | None:
        day = issued.isoformat()
        known = self._terms.get(customer, []) if isinstance(customer, int) else []
        fitting = [terms for terms in known if terms[0] <= day]
        return due_day(*fitting[-1][1:], issued) if fitting else None

    def _compare(self, planned: InvoicePlan) -> None:
        known = self._known.get((planned.customer, planned.number))
        if known is None:
            (self._credits if planned.applies_to else self._plan.new).append(planned)
        elif known.voided:
            text = _("This number was voided. A voided number is not used again: give the row another number.")
            self._plan.refuse(planned.line, "number", planned.number, text)
        elif _same(planned, known):
            self._plan.same += 1
        else:
            self._changed(planned._replace(known=known), known)

    def _changed(self, planned: InvoicePlan, known: KnownInvoice) -> None:
        reason, column = "", "amount"
        if planned.kind != known.kind or planned.currency != known.currency:
            reason, column = (
                _("The book has this number as another kind or in another currency. Void that one first."),
                "number",
            )
        elif known.parts > 1 or len(planned.parts) > 1:
            reason, column = (
                _("The book has this number with other instalments. Change them in the book."),
                "instalments",
            )
        elif planned.amount < known.used:
            reason = _("The book has more than this applied to it already. Void or move that payment first.")
        elif known.oldest_use and planned.issued_on > known.oldest_use:
            reason, column = (
                _("A payment was applied to it before this day. Void or move that payment first."),
                "issue_date",
            )
        if reason:
            self._plan.refuse(planned.line, column, planned.amount if column == "amount" else planned.number, reason)
        else:
            self._plan.changed.append(planned)


def _disputed(values: Mapping[str, Any], parts: Sequence[PartPlan], currency: str) -> tuple[tuple[int, int], ...]:
    """(place of the instalment, part in dispute): as told, else all of it where the row says so."""
    told: Sequence[Share] | None = values.get("disputed_amount")
    if not told:
        return tuple((place, part.amount) for place, part in enumerate(parts)) if values.get("disputed") else ()
    left = [part.amount for part in parts]
    found: list[tuple[int, int]] = []
    for share_ in told:
        rest = minor_of(share_.amount, currency)
        for place in [share_.nth - 1] if share_.nth else range(len(parts)):
            now = min(rest, left[place]) if place < len(parts) else 0
            if now:
                found.append((place, now))
                left[place], rest = left[place] - now, rest - now
        if rest:
            raise Invalid("disputed_amount", _("More is in dispute here than the instalment amounts to."))
    return tuple(found)


def _instalments(plan: Sequence[Part], minor: int, base: int, currency: str) -> tuple[PartPlan, ...]:
    """Shares or amounts with their due days as exact parts; shares of the whole are rounded so that they sum."""
    if all(part.share is not None for part in plan):
        if sum(part.share or 0 for part in plan) != 1:
            raise Invalid("instalments", _("The percentages do not make 100."))
        amounts = share(minor, [int((part.share or 0) * 1_000_000) for part in plan])
    else:
        amounts = [
            minor_of(part.amount, currency) if part.amount is not None else int(minor * (part.share or 0))
            for part in plan
        ]
    if sum(amounts) != minor or min(amounts) <= 0:
        raise Invalid("instalments", _("The instalments do not make the amount."))
    return tuple(
        PartPlan(part.due.isoformat() if part.due else None, amount, each, int(part.retention), part.event, part.days)
        for part, amount, each in zip(plan, amounts, share(base, amounts), strict=True)
    )


def _same(planned: InvoicePlan, known: KnownInvoice) -> bool:
    """Equal in everything the file says; an empty cell says nothing."""
    due = planned.parts[0][0] if planned.parts else None
    return (
        (planned.amount, planned.issued_on, planned.currency, planned.kind)
        == (known.amount, known.issued_on, known.currency, known.kind)
        and max(len(planned.parts), 1) == max(known.parts, 1)
        and (due is None or due == known.due_on)
        and planned.description in (None, known.description)
        and planned.order_no in (None, known.order_no)
        and planned.contract_id in (None, known.contract_id)
        and planned.tax_invoice_no in (None, known.tax_invoice_no)
        and planned.product_line in (None, known.product_line)
    )
