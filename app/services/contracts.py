"""The register of contracts: what was signed, and what it says about late payment and security."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import contracts, customers
from app.models.contracts import Contract
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import checks, numbers

STATUSES: Final = ("draft", "signed", "running", "done", "terminated")
SIZES: Final = ("micro", "small", "medium", "large")
MOST_PENALTY: Final = 10_000  # millionths a day: 1 % a day is beyond any court


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """What a person enters; amounts in minor units, `penalty_ppm_day` in millionths a day (500 = 0.5 ‰).

    Empty `number` = the next one; empty `status` = signed where there is a day of signing, else draft. `buyer_size` =
    one of `SIZES` as it was at signing; `sme_notice_on` = the day we said that we are a small or medium enterprise.
    """

    customer_id: int
    amount: int
    number: str | None = None
    title: str | None = None
    status: str | None = None
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    currency: str | None = None
    rate: str | None = None
    custom_goods: bool = False
    penalty_ppm_day: int | None = None
    penalty_cap_bp: int | None = None
    retention_of_title: bool = False
    guarantee_ends_on: date | None = None
    service_address: str | None = None
    buyer_size: str | None = None
    sme_notice_on: date | None = None
    pay_when_paid: bool = False


DAYS: Final = ("signed_on", "starts_on", "ends_on", "guarantee_ends_on", "sme_notice_on")
FLAGS: Final = ("custom_goods", "retention_of_title", "pay_when_paid")


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
        with self._store.change("contract.add") as change:
            return contracts.insert(change, row)

    def update(self, contract_id: int, draft: ContractDraft) -> None:
        """Everything as the draft says; a contract that receivables name stays with its customer."""
        known = self.get(contract_id)
        if known.customer_id != draft.customer_id and contracts.used_by(self._store, contract_id):
            raise Invalid("customer_id", _("Receivables name this contract, so it stays with its customer."))
        row = self._row(replace(draft, number=draft.number or known.number), known)
        with self._store.change("contract.update") as change:
            contracts.update(change, contract_id, row)

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
            **terms_row(draft),
        }  # fmt: skip


def terms_row(draft: ContractDraft) -> dict[str, Any]:
    """The columns that need nothing of the book, checked. Raises Invalid."""
    days = {name: checks.day(name, day) for name in DAYS if (day := getattr(draft, name)) is not None}
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        raise Invalid("ends_on", _("The contract would end before it begins. Correct one of the days."))
    if draft.penalty_ppm_day is not None and not 0 <= draft.penalty_ppm_day <= MOST_PENALTY:
        raise Invalid("penalty", _("A penalty is at most 1% a day. Check the unit: 0.05% a day is usual."))
    status = draft.status or ("signed" if draft.signed_on else "draft")
    if status not in STATUSES:
        raise Invalid("status", _("Choose one of the listed states."))
    if status != "draft" and not draft.signed_on:
        raise Invalid("signed_on", _("A contract that is not a draft has a day of signing. Enter it."))
    if draft.buyer_size not in (None, *SIZES):
        raise Invalid("buyer_size", _("Choose one of the listed sizes."))
    return {
        **{name: days[name].isoformat() if name in days else None for name in DAYS},
        **{name: int(getattr(draft, name)) for name in FLAGS},
        "status": status, "penalty_ppm_day": draft.penalty_ppm_day, "penalty_cap_bp": draft.penalty_cap_bp,
        "buyer_size": draft.buyer_size,
    }  # fmt: skip
