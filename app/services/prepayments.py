"""The prepayment ledger: what contracts and deals want before the goods leave, what came in for it, what is missing.

found = required(store, on, contract_id=7)       # Required(rows=(Prepaid(...),))
found.missing, found.one.lines[0].due_on         # minor units of the contract's currency
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal

from app.models import book, prepaid, reviews
from app.models.money import convert
from app.models.prepaid import Agreed, Came, PlanLine
from app.models.store import Store
from app.services.day_rates import DayRates
from app.services.rules.payment_plan import part_before
from app.services.rules.prepayment import part
from app.services.rules.worklist import Reason

SOON: Final = 7  # days ahead in which goods are said to be due to ship

Source = Literal["plan", "agreed", "review", "none"]
State = Literal["none", "missing", "part", "there"]


@dataclass(frozen=True, slots=True)
class Line:
    """One receipt that is waited for. `node` signing, before_production or before_shipment; `nature` payment, prepayment or
    earnest; `due_on` None = no day was agreed. `received` = what came, the earlier lines first."""

    node: str
    nature: str
    amount: int
    due_on: date | None
    received: int
    plan_line_id: int | None = None

    @property
    def missing(self) -> int:
        return self.amount - self.received


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepaid:
    """A contract or a deal without one; minor units of `currency`.

    `source` = what the share goes by: the plan or the share of the contract or deal, else the review in force of the customer.
    `received` = all money for it, less what went back and what settles something else; `earnest` = paid as such. `ship_on` = when the goods are to leave, as planned.
    """

    agreed: Agreed
    source: Source
    lines: tuple[Line, ...]
    received: int
    earnest: int
    came: tuple[Came, ...]
    ship_on: date | None

    @property
    def currency(self) -> str:
        return self.agreed.currency

    @property
    def required(self) -> int:
        return sum(each.amount for each in self.lines)

    @property
    def missing(self) -> int:
        """Until the goods may leave."""
        return sum(each.missing for each in self.lines)

    def wanted(self, after: int) -> int:
        """What must have come before goods worth `after` in all have left; minor units of the contract's currency."""
        whole = self.agreed.amount
        return sum(part_before(each.node, each.amount, min(after, whole), whole) for each in self.lines) if whole else 0

    @property
    def for_production(self) -> int:
        """What is missing until production may begin."""
        return sum(each.missing for each in self.lines if each.node != "before_shipment")

    @property
    def due_on(self) -> date | None:
        """The first day that something missing was to be there."""
        return min((each.due_on for each in self.lines if each.missing and each.due_on), default=None)

    @property
    def state(self) -> State:
        if not self.required:
            return "none"
        if not self.missing:
            return "there"
        return "part" if self.missing < self.required else "missing"

    def is_urgent(self, on: date) -> bool:
        """Something is missing whose day has come, or the goods are to leave within the week."""
        near = [each for each in (self.due_on, self.ship_on and self.ship_on - timedelta(days=SOON)) if each]
        return bool(self.missing) and any(each <= on for each in near)


@dataclass(frozen=True, slots=True)
class Required:
    """Contracts and deals in force; sums are for one alone, or for many of one currency."""

    rows: tuple[Prepaid, ...]

    @property
    def one(self) -> Prepaid | None:
        """That of the contract or deal asked for; None when there is no such."""
        return self.rows[0] if self.rows else None

    @property
    def amount(self) -> int:
        return sum(each.required for each in self.rows)

    @property
    def received(self) -> int:
        """Towards what is required: more than that does not count."""
        return self.amount - self.missing

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.rows)


def required(
    store: Store,
    on: date,
    contract_id: int | None = None,
    deal_id: int | None = None,
    customers: Collection[int] | None = None,
) -> Required:
    """What a contract or a deal wants and has on a day, whatever its stage (a deal of a contract: that contract's); without
    either all in force whose goods have not all left."""
    if contract_id is None and deal_id is not None:
        contract_id = prepaid.contract_of(store, deal_id)
        deal_id = None if contract_id is not None else deal_id
    one = contract_id is not None or deal_id is not None
    found = prepaid.agreed(store, on, contract_id=contract_id, deal_id=deal_id, customers=customers)
    return Required(tuple(required_of(store, each, on) for each in found if one or each.shipped < each.amount))


def required_of(store: Store, agreed: Agreed, on: date) -> Prepaid:
    """Of one contract or deal as it was read."""
    source, wanted = _wanted(store, agreed, on)
    came = tuple(_own(store, agreed, each) for each in prepaid.came(store, agreed.table, agreed.id, on))
    whole = sum(max(0, each.amount - each.used) for each in came)
    lines, left = [], whole
    for each in wanted:
        taken = min(left, each.amount)
        lines.append(Line(each.node, each.nature, each.amount, each.due_on, taken, each.plan_line_id))
        left -= taken
    earnest = sum(each.amount for each in came if each.purpose == "earnest")
    return Prepaid(
        agreed=agreed,
        source=source,
        lines=tuple(lines),
        received=whole,
        earnest=earnest,
        came=came,
        ship_on=agreed.ship_on or agreed.starts_on,
    )


def _wanted(store: Store, agreed: Agreed, on: date) -> tuple[Source, list[Line]]:
    """The lines before delivery of a plan; without a plan one line of the agreed share, else of the share of the review."""
    if agreed.table == "contract" and prepaid.has_plan(store, agreed.id):
        return "plan", [_planned(agreed, each) for each in prepaid.lines(store, agreed.id)]
    source: Source = "agreed"
    share = agreed.prepay_bp
    if share is None:
        source, share = "review", review_share(store, agreed.customer_id, on)
    if not share:
        return ("none" if share is None else source), []
    due = agreed.ship_on or agreed.starts_on
    return source, [Line("before_shipment", "prepayment", part(agreed.amount, share), due, 0)]


def review_share(store: Store, customer_id: int, on: date) -> int | None:
    """The share in basis points that the review in force asks for; None without one that says."""
    found = reviews.in_force(store, customer_id, on)
    share = found.approved.get("prepay_bp") if found and found.approved else None
    return None if share is None else int(share)


def _planned(agreed: Agreed, line: PlanLine) -> Line:
    """Its day: fixed, when its node came, the milestone it hangs on, the signing or the shipping, and so many days after."""
    node = agreed.agreed_on if line.node == "signing" else None
    if line.node == "before_shipment":
        node = agreed.ship_on or agreed.starts_on
    due = line.fixed_on or line.happened_on or line.planned_on or node
    if due is not None and line.fixed_on is None:
        due += timedelta(days=line.days_after or 0)
    return Line(line.node, line.nature, line.amount, due, 0, line.id)


def _own(store: Store, agreed: Agreed, came: Came) -> Came:
    """In the currency of the contract or deal: at the rate of the day it came, else that of the contract."""
    if came.currency == agreed.currency:
        return came
    rate = agreed.rate
    if agreed.currency != book.company(store).currency:
        rate = book.rate_on(store, agreed.currency, came.on) or rate
    rates = Decimal(came.rate) / Decimal(rate)
    amount, used = (convert(each, came.currency, rates, agreed.currency) for each in (came.amount, came.used))
    return Came(came.payment_id, came.on, came.purpose, agreed.currency, rate, amount, used)


def missing(store: Store, on: date) -> list[Prepaid]:
    """What is waited for, the first due first, those without a day last."""
    rows = [each for each in required(store, on).rows if each.missing]
    return sorted(rows, key=lambda each: (each.due_on or date.max, each.agreed.number))


def as_reasons(store: Store, on: date) -> Mapping[int, Reason]:
    """For Today, by customer: what is missing for goods that are due to leave, in the book's currency; `document` = the first
    of them and how many more there are."""
    own, rates = book.company(store).currency, DayRates(store, on)
    urgent: dict[int, list[Prepaid]] = defaultdict(list)
    for each in missing(store, on):
        if each.is_urgent(on):
            urgent[each.agreed.customer_id].append(each)
    return {who: _reason(rows, own, rates, on) for who, rows in urgent.items()}


def _reason(rows: list[Prepaid], own: str, rates: DayRates, on: date) -> Reason:
    amounts = [rates.into(each.missing, each.currency, own) for each in rows]
    first = rows[0]
    days = (first.due_on - on).days if first.due_on else 0
    whole = sum(each for each in amounts if each is not None)
    named = first.agreed.number + (f" +{len(rows) - 1}" if len(rows) > 1 else "")
    return Reason("prepayment", whole, own, days, len(rows), "", named)
