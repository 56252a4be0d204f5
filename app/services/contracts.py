"""The register of contracts: what was signed, and what it says about late payment and security."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.i18n import _
from app.models import contracts, customers, plans
from app.models.contracts import Contract, Waiting
from app.models.errors import Invalid, UserError
from app.models.plans import PlanLine
from app.models.store import Store
from app.services import agreed_share, checks, contract_signing, numbers
from app.services.contract_drafts import ContractDraft, terms_row
from app.services.plans import planned


class Contracts:
    """The contracts of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def add(self, draft: ContractDraft) -> int:
        """Enters one; returns its id. Raises Invalid naming the field."""
        on = draft.signed_on or self._today
        given = draft.number or numbers.upcoming(self._store, "contract", on.year)
        row = self._row(replace(draft, number=given), None)
        lines = planned(draft.amount, draft.lines) if draft.lines else ()
        agreed_share.refuse_unexplained(self._store, draft, lines, self._today)
        with self._store.change("contract.add") as change:
            made = contracts.insert(change, row)
            plans.put(change, made, draft.customer_id, lines)
            return made

    def update(self, contract_id: int, draft: ContractDraft) -> None:
        """Everything as the draft says; a contract that receivables name stays with its customer."""
        known = self.get(contract_id)
        if known.customer_id != draft.customer_id and contracts.is_used(self._store, contract_id):
            raise Invalid("customer_id", _("Receivables name this contract, so it stays with its customer."))
        row = self._row(replace(draft, number=draft.number or known.number), known)
        if known.signed_on is None and draft.signed_on and known.reviewed_on:
            contract_signing.refuse_unchecked(self._store, known, self._today)
        if row["currency"] != known.currency and contracts.is_used(self._store, contract_id):
            raise Invalid("currency", _("Goods or money name this contract, so it stays in its currency."))
        begun = known.production_on is not None or contracts.shipped(self._store, contract_id) > 0
        if begun and known.signed_on and not draft.signed_on:
            raise Invalid("signed_on", _("Production has begun or goods have left, so the contract stays signed."))
        if draft.amount < contracts.shipped(self._store, contract_id):
            raise Invalid("amount", _("Goods of more than this amount have left already. Enter at least their value."))
        before = plans.lines(self._store, contract_id)
        lines = draft.lines if draft.lines is not None else before
        lines = planned(draft.amount, lines) if lines else ()
        if _agrees_anew(known, draft, before, lines):
            agreed_share.refuse_unexplained(self._store, draft, lines, self._today, known)
        with self._store.change("contract.update") as change:
            contracts.update(change, contract_id, row)
            plans.put(change, contract_id, draft.customer_id, lines)
            contracts.hand_over(change, contract_id, draft.customer_id)

    def sign(self, contract_id: int, on: date, reason: str | None = None) -> int | None:
        """Signed on that day. With a red flag or too few points of its check only the owner may, with a typed reason: then an
        approval is made, whose id comes back. Raises UserError, Invalid("reason")."""
        return contract_signing.sign(self._store, self.get(contract_id), on, self._today, reason)

    def terminate(self, contract_id: int, on: date, reason: str) -> None:
        """Ended before its time."""
        contract_signing.end(self._store, self.get(contract_id), "terminated", on, self._today, reason)

    def finish(self, contract_id: int, on: date, reason: str) -> None:
        """Done, although not all of it left or was paid."""
        contract_signing.end(self._store, self.get(contract_id), "done", on, self._today, reason)

    def reopen(self, contract_id: int) -> None:
        """It goes on where it was when it was ended."""
        contract_signing.reopen(self._store, self.get(contract_id))

    def passed(self, on: date | None = None) -> list[Waiting]:
        """Contracts of which a fixed day of payment has come, and nothing has left: did the goods leave?"""
        return contracts.passed(self._store, on or self._today)

    def get(self, contract_id: int) -> Contract:
        found = contracts.contract(self._store, contract_id)
        if found is None:
            raise UserError(_("This contract is no longer in the book."))
        return found

    def by_number(self, number: str) -> Contract:
        """Raises UserError when there is none."""
        found = contracts.numbered(self._store, number)
        if found is None:
            raise UserError(_("There is no contract “{number}”. Check the number.").format(number=number))
        return found

    def of_customer(self, customer_id: int) -> list[Contract]:
        """The newest first."""
        return contracts.of_customer(self._store, customer_id)

    def search(self, text: str, limit: int = 5) -> list[Contract]:
        """Those whose number or subject holds the text; none for an empty one."""
        return contracts.like(self._store, text.strip(), limit) if text.strip() else []

    def next_number(self, on: date | None = None) -> str:
        return numbers.upcoming(self._store, "contract", (on or self._today).year)

    def _row(self, draft: ContractDraft, known: Contract | None) -> dict[str, Any]:
        customer = customers.customer(self._store, draft.customer_id, draft.signed_on or self._today)
        if customer is None:
            raise Invalid("customer_id", _("Choose the customer first."))
        number = checks.text("number", draft.number, required=True, longest=60) or ""
        other = contracts.numbered(self._store, number)
        if other is not None and (known is None or other.id != known.id):
            taken = _("“{number}” is the contract with {name}. Use another number.")
            raise Invalid("number", taken.format(number=number, name=other.customer))
        currency = checks.currency("currency", draft.currency or customer.currency)
        rate = checks.rate(self._store, "rate", currency, draft.rate, draft.signed_on or self._today)
        return {
            "customer_id": draft.customer_id, "number": number, "title": checks.text("title", draft.title, longest=200),
            "currency": currency, "rate": rate, "amount": checks.amount("amount", draft.amount),
            "service_address": checks.text("service_address", draft.service_address, longest=300),
            **terms_row(draft, known),
        }  # fmt: skip


def _agrees_anew(
    known: Contract, draft: ContractDraft, before: tuple[PlanLine, ...], lines: tuple[PlanLine, ...]
) -> bool:
    """Whether another amount or share is agreed, or the reason for a lower one is taken out: what was agreed stays as it was."""
    shares = [
        agreed_share.before_bp(amount, share, plan)
        for amount, share, plan in ((known.amount, known.prepay_bp, before), (draft.amount, draft.prepay_bp, lines))
    ]
    emptied = bool(known.prepay_reason) and not draft.prepay_reason
    return emptied or shares[0] != shares[1] or known.amount != draft.amount
