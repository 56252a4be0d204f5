"""Deals: enquiries, quotes and orders, so that "May I ship?" is answered before there is a contract.

deal_id = services.deals.add(DealDraft(customer_id=7, amount=80_000_00, stage="quoted"))
services.deals.move(deal_id, "ordered")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import contracts, deals
from app.models.deals import Deal
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import checks, numbers

STAGES: Final = ("enquiry", "quoted", "agreed", "ordered", "delivered", "lost")
OPEN: Final = ("enquiry", "quoted", "agreed", "ordered")
ORDERS: Final = ("agreed", "ordered")  # what counts in exposure
WHOLE: Final = 10_000  # basis points
# How likely a deal of a stage usually is; what a person enters goes before.
CHANCES: Final = {"enquiry": 2_000, "quoted": 4_000, "agreed": 8_000, "ordered": 10_000}
SHARES: Final = ("probability_bp", "prepay_bp", "resale_bp", "margin_bp")


@dataclass(frozen=True, slots=True)
class DealDraft:
    """What a person enters; money in minor units of `currency` (None = the customer's), shares in basis points.

    Empty `number` = the next one; `opened_on` None = today, of an older order its day; `ordered_on` None = today for an order. `cost_incurred` = spent
    so far on goods made for this customer only, of which `resale_bp` would come back elsewhere.
    """

    customer_id: int
    amount: int
    stage: str = "enquiry"
    title: str | None = None
    number: str | None = None
    currency: str | None = None
    contract_id: int | None = None
    probability_bp: int | None = None
    expected_on: date | None = None
    ordered_on: date | None = None
    prepay_bp: int | None = None
    custom_goods: bool = False
    cost_incurred: int = 0
    resale_bp: int | None = None
    margin_bp: int | None = None
    opened_on: date | None = None
    note: str | None = None


class Deals:
    """The deals of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def add(self, draft: DealDraft) -> int:
        """Enters one; returns its id. Raises Invalid naming the field."""
        row = self._row(draft, None)
        with self._store.change("deal.add") as change:
            return deals.insert(change, row)

    def update(self, deal_id: int, draft: DealDraft) -> bool:
        """Everything as the draft says; returns whether to ask again if it may ship: an order that became larger."""
        known = self.get(deal_id)
        if known.customer_id != draft.customer_id and deals.is_used(self._store, deal_id):
            raise Invalid("customer_id", _("Money or decisions name this deal, so it stays with its customer."))
        row = self._row(draft, known)
        with self._store.change("deal.update") as change:
            deals.update(change, deal_id, row)
        return asks_again(known, draft)

    def move(self, deal_id: int, stage: str, on: date | None = None) -> None:
        """To another stage from a day on (today): an order gets its day, what is delivered or lost is closed."""
        known = self.get(deal_id)
        if stage not in STAGES:
            raise Invalid("stage", _("Choose one of the listed stages."))
        day = checks.past_day("on", on or self._today, self._today)
        if day < known.opened_on:
            raise Invalid("on", _("This is before the deal began. Check the date."))
        with self._store.change("deal.move") as change:
            deals.update(change, deal_id, {"stage": stage, **_days_of(stage, day, known)})

    def spent(self, deal_id: int, cost_incurred: int) -> None:
        """What goods made for this customer only have cost so far, in minor units of the deal's currency."""
        self.get(deal_id)
        with self._store.change("deal.cost") as change:
            cost = checks.limit("cost_incurred", cost_incurred)
            deals.update(change, deal_id, {"cost_incurred": cost, "custom_goods": 1})

    def get(self, deal_id: int) -> Deal:
        """Raises UserError when it is gone."""
        found = deals.deal(self._store, deal_id)
        if found is None:
            raise UserError(_("This deal is no longer in the book."))
        return found

    def by_number(self, number: str) -> Deal:
        """Raises UserError when there is none."""
        found = deals.numbered(self._store, number)
        if found is None:
            raise UserError(_("There is no deal “{number}”. Check the number.").format(number=number))
        return found

    def of_customer(self, customer_id: int) -> list[Deal]:
        """The newest first."""
        return deals.of_customer(self._store, customer_id)

    def search(self, text: str, limit: int = 5) -> list[Deal]:
        """Those whose number or subject holds the text; none for an empty one."""
        return deals.like(self._store, text.strip(), limit) if text.strip() else []

    def next_number(self, on: date | None = None) -> str:
        return numbers.upcoming(self._store, "deal", (on or self._today).year)

    def _row(self, draft: DealDraft, known: Deal | None) -> dict[str, Any]:
        customer = checks.customer(self._store, draft.customer_id, self._today)
        if draft.stage not in STAGES:
            raise Invalid("stage", _("Choose one of the listed stages."))
        self._check_contract(draft)
        began = min(self._today, draft.ordered_on or self._today)
        opened = checks.past_day("opened_on", draft.opened_on or (known.opened_on if known else began), self._today)
        given = draft.number or (known.number if known else self.next_number(opened))
        dated = checks.past_day("ordered_on", draft.ordered_on or self._today, self._today)
        if draft.stage in ("ordered", "delivered") and dated < opened:
            raise Invalid("ordered_on", _("This is before the deal began. Check the date."))
        return {
            "customer_id": draft.customer_id, "contract_id": draft.contract_id, "number": self._number(given, known),
            "stage": draft.stage, "title": checks.text("title", draft.title, longest=200),
            "currency": checks.currency("currency", draft.currency or customer.currency),
            "amount": checks.amount("amount", draft.amount), "custom_goods": int(draft.custom_goods),
            "cost_incurred": checks.limit("cost_incurred", draft.cost_incurred), "opened_on": opened.isoformat(),
            "note": checks.text("note", draft.note), **{name: _share(name, getattr(draft, name)) for name in SHARES},
            "expected_on": _text("expected_on", draft.expected_on), **_days_of(draft.stage, self._today, known, draft),
        }  # fmt: skip

    def _number(self, given: str, known: Deal | None) -> str:
        number = checks.text("number", given, required=True, longest=60) or ""
        other = deals.numbered(self._store, number)
        if other is not None and (known is None or other.id != known.id):
            taken = _("“{number}” is a deal with {name}. Use another number.")
            raise Invalid("number", taken.format(number=number, name=other.customer))
        return number

    def _check_contract(self, draft: DealDraft) -> None:
        found = contracts.contract(self._store, draft.contract_id) if draft.contract_id else None
        if draft.contract_id and (found is None or found.customer_id != draft.customer_id):
            raise Invalid("contract_id", _("This contract is another customer's. Choose one of this customer."))


def asks_again(known: Deal, draft: DealDraft) -> bool:
    """Whether a deal that is agreed or ordered got larger, or a smaller part of it is to be paid before shipping."""
    if draft.stage not in ORDERS:
        return False
    changed = draft.currency not in (None, known.currency)
    return changed or draft.amount > known.amount or (draft.prepay_bp or 0) < (known.prepay_bp or 0)


def chance(found: Deal) -> int:
    """How likely it is, in basis points: as entered, else as usual for its stage; nothing when it is lost."""
    if found.stage == "lost":
        return 0
    return CHANCES.get(found.stage, WHOLE) if found.probability_bp is None else found.probability_bp


def _days_of(stage: str, on: date, known: Deal | None, draft: DealDraft | None = None) -> dict[str, str | None]:
    """The days that go with a stage; those known before stay."""
    ordered = (draft.ordered_on if draft else None) or (known.ordered_on if known else None)
    closed = known.closed_on if known else None
    return {
        "ordered_on": (ordered or on).isoformat() if stage in ("ordered", "delivered") else None,
        "closed_on": None if stage in OPEN else (closed or on).isoformat(),
    }


def _share(field: str, bp: int | None) -> int | None:
    if bp is not None and not 0 <= bp <= WHOLE:
        raise Invalid(field, _("A share is from 0% to 100%. Correct the number."))
    return bp


def _text(field: str, on: date | None) -> str | None:
    return checks.day(field, on).isoformat() if on else None
