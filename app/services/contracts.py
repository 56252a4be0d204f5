"""The register of contracts: what was signed, and what it says about late payment and security."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import contracts, customers, plans
from app.models.contracts import Contract, Waiting
from app.models.errors import Invalid, UserError
from app.models.plans import PlanLine
from app.models.store import Store
from app.services import agreed_share, checks, contract_signing, numbers
from app.services.plans import planned

STATUSES: Final = ("draft", "signed", "running", "done", "terminated")
SIZES: Final = ("micro", "small", "medium", "large")
WHOLE: Final = 10_000
MOST_PENALTY: Final = 10_000  # millionths a day: 1 % a day is beyond any court


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """What a person enters; amounts in minor units, `penalty_ppm_day` in millionths a day (500 = 0.5 ‰), the rest as in `Contract`.

    Empty `number` = the next one; empty `status` = by what happened: signed where there is a day of signing, else draft.
    `buyer_size` = one of `SIZES` as it was at signing; `sme_notice_on` = the day we said that we are a small or medium
    enterprise; `lines` = the payment plan, None = as it is.
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
    margin_bp: int | None = None
    resale_bp: int | None = None
    lead_days: int | None = None
    rot_registered_on: date | None = None
    inspection_days: int | None = None
    governing: str | None = None
    retention_bp: int | None = None
    prepay_bp: int | None = None
    prepay_reason: str | None = None
    bill_months: int | None = None
    note: str | None = None
    lines: tuple[PlanLine, ...] | None = None


DAYS: Final = ("signed_on", "starts_on", "ends_on", "guarantee_ends_on", "sme_notice_on", "rot_registered_on")
SHARES: Final = {
    "margin_bp": -10_000,
    "resale_bp": 0,
    "retention_bp": 0,
    "prepay_bp": 0,
    "penalty_cap_bp": 0,
}  # the least
COUNTS: Final = {
    "lead_days": 3650,
    "inspection_days": 730,
    "bill_months": 12,
}  # the most; art. 621: two years to object
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


def terms_row(draft: ContractDraft, known: Contract | None = None) -> dict[str, Any]:
    """The columns that need nothing of the book, checked. Raises Invalid."""
    days = {name: checks.day(name, day) for name in DAYS if (day := getattr(draft, name)) is not None}
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        raise Invalid("ends_on", _("The contract would end before it begins. Correct one of the days."))
    if draft.penalty_ppm_day is not None and not 0 <= draft.penalty_ppm_day <= MOST_PENALTY:
        raise Invalid("penalty", _("A penalty is at most 1% a day. Check the unit: 0.05% a day is usual."))
    if draft.buyer_size not in (None, *SIZES):
        raise Invalid("buyer_size", _("Choose one of the listed sizes."))
    return {
        **{name: days[name].isoformat() if name in days else None for name in DAYS},
        **{name: int(getattr(draft, name)) for name in FLAGS},
        **{name: _share(name, getattr(draft, name), least) for name, least in SHARES.items()},
        **{name: _count(name, getattr(draft, name), most) for name, most in COUNTS.items()},
        **{name: checks.text(name, getattr(draft, name)) for name in ("governing", "prepay_reason", "note")},
        "status": _status(draft, known), "penalty_ppm_day": draft.penalty_ppm_day, "buyer_size": draft.buyer_size,
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


def _status(draft: ContractDraft, known: Contract | None) -> str:
    """As given; else what was ended stays ended, what was begun stays begun while it is signed."""
    usual = "signed" if draft.signed_on else "draft"
    if (
        draft.status is None
        and known is not None
        and known.kept in ("running", "done", "terminated")
        and draft.signed_on
    ):
        usual = known.kept
    status = draft.status or usual
    if status not in STATUSES:
        raise Invalid("status", _("Choose one of the listed states."))
    if status != "draft" and not draft.signed_on:
        raise Invalid("signed_on", _("A contract that is not a draft has a day of signing. Enter it."))
    return status


def _share(name: str, bp: int | None, least: int) -> int | None:
    if bp is not None and not least <= bp <= WHOLE:
        raise Invalid(name, _("A share is at most 100%. Check the figure."))
    return bp


def _count(name: str, number: int | None, most: int) -> int | None:
    return None if number is None else checks.whole(name, number, most)
