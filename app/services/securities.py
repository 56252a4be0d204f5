"""The register of what stands behind debts: guarantees, paper of banks, letters of credit, mortgages, pledges, retained titles.

services.securities.add(SecurityDraft(customer_id=7, kind="guarantee_person", giver="Wang", from_on=date(2026, 1, 5)))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.models import contracts, receivables, securities
from app.models.errors import Invalid, UserError
from app.models.securities import Security
from app.models.store import Store
from app.services import attachments as files
from app.services import backing, checks, policies
from app.services.day_rates import DayRates
from app.services.rules import securities as rules
from app.services.rules.parameters import Policy

WHOLE: Final = 10_000  # basis points
MOST_PAPERS: Final = 30
MOST_DAYS: Final = 365
DAYS: Final = ("expires_on", "act_by", "registered_on", "resolution_on")
CREDIT_DAYS: Final = ("ship_by", "shipped_on")


@dataclass(frozen=True, slots=True)
class SecurityDraft:
    """What stands behind the debt: of one receivable, of a contract, or of all the customer owes.

    `value` in minor units of `currency` (None = the customer's), of which `haircut_bp` counts (None = as the policy says for
    its kind). `from_on` = the day given; of retained title the day of delivery. `joint` None = not agreed, which the law
    takes as a general guarantee. `expires_on` = the agreed end, `act_by` = a last day for claiming that the paper names.
    `original_at` = where the original lies, None = not received. `giver` = the guarantor or bank, `number` the paper's own.
    Only of a letter of credit: `ship_by`, `shipped_on`, `present_days`, `papers` = documents and whether we have each.
    """

    customer_id: int
    kind: str
    from_on: date
    value: int = 0
    currency: str | None = None
    giver: str | None = None
    joint: bool | None = None
    expires_on: date | None = None
    registered_on: date | None = None
    resolution_on: date | None = None
    contract_id: int | None = None
    receivable_id: int | None = None
    note: str | None = None
    file: Path | None = None
    haircut_bp: int | None = None
    act_by: date | None = None
    original_at: str | None = None
    number: str | None = None
    ship_by: date | None = None
    shipped_on: date | None = None
    present_days: int | None = None
    papers: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """All that is held, and what it counts for; `rows` by customer; minor units of each customer's currency."""

    on: date
    rows: tuple[backing.BackingRow, ...]


class Securities:
    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def get(self, security_id: int) -> Security:
        """Raises UserError when it is gone."""
        found = securities.security(self._store, security_id)
        if found is None:
            raise UserError(_("This security is no longer in the book."))
        return found

    def register(self, customer_id: int | None = None) -> Register:
        """Every security of the book or of a customer, released ones too."""
        rates = DayRates(self._store, self._today)
        found = securities.every(self._store, None if customer_id is None else (customer_id,))
        return Register(
            self._today, tuple(backing.row_of(each, each.own_currency, self._today, rates) for each in found)
        )

    def secured(self, customer_id: int, on: date | None = None) -> backing.Backing:
        """What stands behind all that a customer owes."""
        return backing.secured(self._store, customer_id, on or self._today)

    def usual_shares(self) -> dict[str, int]:
        """What of the value counts by the policy, in basis points, of each kind."""
        policy = policies.on(self._store, self._today)
        return {kind: usual_share(policy, kind) for kind in rules.KINDS}

    def add(self, draft: SecurityDraft) -> int:
        """A guarantee, pledge, retained title ...; returns its id. Raises Invalid naming the field."""
        row = self._row(draft, None)
        file = files.read(draft.file) if draft.file else None
        with self._store.change("security.add") as change:
            security_id = securities.insert(change, row, self._detail(draft))
            if file is not None:
                files.put(change, file, "security", security_id, role="guarantee", on=draft.from_on)
            return security_id

    def update(self, security_id: int, draft: SecurityDraft) -> None:
        """Everything as the draft says. Raises Invalid naming the field, UserError for a released one."""
        known = self._live(security_id)
        row = self._row(draft, known)
        file = files.read(draft.file) if draft.file else None
        with self._store.change("security.update") as change:
            securities.update(change, security_id, row)
            securities.update_detail(change, known, **self._detail(draft))
            if file is not None:
                files.put(change, file, "security", security_id, role="guarantee", on=draft.from_on)

    def claimed(self, security_id: int, on: date) -> None:
        """The guarantor was sued or asked in the form the law wants, the documents of a letter of credit were presented."""
        found = self._live(security_id)
        checks.past_day("on", on, self._today)
        with self._store.change("security.claim") as change:
            securities.update_detail(change, found, acted_on=on)

    def registered(self, security_id: int, on: date) -> None:
        """It stands in the register since a day."""
        self._live(security_id)
        checks.past_day("on", on, self._today)
        with self._store.change("security.register") as change:
            securities.update(change, security_id, {"registered_on": on.isoformat()})

    def release(self, security_id: int, on: date | None = None) -> None:
        """From this day nothing stands behind the debt any more; the days before keep it."""
        found = self._live(security_id)
        on = on or self._today
        if on < found.from_on:
            raise Invalid("on", _("This is before the security was given. Check the date."))
        with self._store.change("security.release") as change:
            securities.update(change, security_id, {"released_on": on.isoformat()})

    def _row(self, draft: SecurityDraft, known: Security | None) -> Mapping[str, Any]:
        customer = checks.customer(self._store, draft.customer_id, self._today)
        if draft.kind not in rules.KINDS:
            raise Invalid("kind", _("Choose one of the listed kinds."))
        title = draft.kind == "retention_of_title"
        giver = checks.text("giver", draft.giver, required=not title, longest=120)
        self._check_end(draft, known)
        self._check_papers(draft)
        usual = usual_share(policies.on(self._store, self._today), draft.kind)
        share = usual if draft.haircut_bp is None else draft.haircut_bp
        if not 0 <= share <= WHOLE:
            raise Invalid("haircut_bp", _("A share is from 0% to 100%. Correct the number."))
        return {
            "customer_id": draft.customer_id, "contract_id": draft.contract_id, "kind": draft.kind, "giver": giver,
            "joint": None if draft.joint is None else int(draft.joint),
            "currency": checks.currency("currency", draft.currency or customer.currency),
            "value": checks.limit("value", draft.value), "haircut_bp": share,
            "from_on": checks.day("from_on", draft.from_on).isoformat(),
            "original_at": checks.text("original_at", draft.original_at, longest=120),
            **{name: _text(name, getattr(draft, name)) for name in DAYS},
        }  # fmt: skip

    def _check_end(self, draft: SecurityDraft, known: Security | None) -> None:
        end = draft.expires_on
        if end and checks.day("expires_on", end) < draft.from_on:
            raise Invalid("expires_on", _("The end is before the beginning. Check the dates."))
        claimed = known is not None and known.acted_on is not None
        if end and end < self._today and draft.kind in rules.ENDING and not claimed and not draft.shipped_on:
            text = _("This paper ended on {day}: nothing can be claimed on it any more. Enter the new one.")
            raise Invalid("expires_on", text.format(day=end))
        for name in ("act_by", "ship_by"):
            day = getattr(draft, name)
            if day and end and day > end:
                raise Invalid(name, _("This is after the end of the paper. Correct one of the days."))

    def _check_papers(self, draft: SecurityDraft) -> None:
        """What it belongs to, and what only a letter of credit has."""
        if draft.receivable_id is not None:
            owed = receivables.receivable(self._store, draft.receivable_id)
            if owed is None or owed.customer_id != draft.customer_id or owed.voided_on:
                raise Invalid("receivable_id", _("Choose a receivable of this customer."))
        contract = contracts.contract(self._store, draft.contract_id) if draft.contract_id else None
        if draft.contract_id and (contract is None or contract.customer_id != draft.customer_id):
            raise Invalid("contract_id", _("This contract is another customer's. Choose one of this customer."))
        if draft.present_days is not None:
            checks.whole("present_days", draft.present_days, MOST_DAYS)
        if len(draft.papers) > MOST_PAPERS:
            raise Invalid("papers", _("A list of at most {most} documents, please.").format(most=MOST_PAPERS))

    @staticmethod
    def _detail(draft: SecurityDraft) -> dict[str, Any]:
        credit = draft.kind == "letter_of_credit"
        papers = [(checks.text("papers", name, required=True, longest=80), there) for name, there in draft.papers]
        return {
            "receivable_id": draft.receivable_id, "note": checks.text("note", draft.note),
            "number": checks.text("number", draft.number, longest=60),
            **{name: _text(name, getattr(draft, name)) if credit else None for name in CREDIT_DAYS},
            "present_days": draft.present_days if credit else None, "papers": papers if credit else (),
        }  # fmt: skip

    def _live(self, security_id: int) -> Security:
        found = securities.security(self._store, security_id)
        if found is None or found.released_on:
            raise UserError(_("This security is released already."))
        return found


def usual_share(policy: Policy, kind: str) -> int:
    """Basis points of the value; nothing for a kind that the policy does not know."""
    return round(WHOLE * dict(policy.security_shares).get(kind, 0.0))


def _text(field: str, on: date | None) -> str | None:
    return checks.day(field, on).isoformat() if on else None
