"""From the book to the facts of one order on a day, with the documents that the facts come from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.i18n import _
from app.models import approvals, book, claims, deals, order_facts
from app.models.approvals import Approval
from app.models.customers import Customer
from app.models.errors import Invalid, UserError
from app.models.money import to_minor
from app.models.order_facts import Lately
from app.models.store import Store
from app.services import checks, limit_sheet, policies, prepayments, ship_collection
from app.services.day_rates import DayRates
from app.services.exposure import ExposureDocument, ExposureSheet
from app.services.limit_sheet import LimitSheet
from app.services.prepayments import Prepaid
from app.services.rules.exposure import rounded
from app.services.rules.parameters import Policy
from app.services.rules.ship_facts import Overdue, Release, ShipFacts
from app.services.rules.shipping import AVERAGE_OF
from app.services.shipping_sheet import Document

CREDITS: Final = ("receipts", "prepayments")


@dataclass(frozen=True, slots=True)
class Question:
    """Who wants to be sent what: minor units of a currency (the customer's when None), or what is left of a deal or contract: where
    no amount is given, and where `entire` while something is left."""

    customer_id: int
    amount: int | None
    currency: str | None = None
    deal_id: int | None = None
    contract_id: int | None = None
    entire: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked: minor units of `currency`, and of the customer's. `about` = number of the deal or contract, `whole` = what is
    left of it in the customer's currency, `deals` = those whose work it is."""

    amount: int
    currency: str
    asked: int
    about: str | None = None
    whole: int = 0
    deals: frozenset[int] = frozenset()
    prepaid: Prepaid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The facts and what they were read from. `documents` by the rule they are about; `late` = members that hold the group up."""

    facts: ShipFacts
    policy: Policy
    customer: Customer
    order: Order
    exposure: ExposureSheet
    limit: LimitSheet
    documents: dict[str, tuple[Document, ...]]
    late: tuple[str, ...]
    approvals: tuple[Approval, ...]
    own_rates: tuple[str, ...]


def read(store: Store, question: Question, on: date) -> Known:
    """Everything of one order on a day. Raises Invalid (amount, currency) and UserError."""
    return _Reading(store, question, on).known()


class _Reading:
    def __init__(self, store: Store, question: Question, on: date) -> None:
        self._store, self._question, self._on = store, question, on
        self._customer: Customer = checks.customer(store, question.customer_id, on)
        self._policy: Policy = policies.on(store, on)
        self._rates = DayRates(store, on, documents=True)
        self._company = book.company(store)

    def known(self) -> Known:
        limit = limit_sheet.read(self._store, self._customer, self._on)
        found = limit.exposure
        order = self._order()
        late = self._overdue(found)
        lately = self._lately(order)
        members = self._late_members(found)
        live = self._approvals()
        ran_out = order_facts.ran_out(self._store, self._customer.id, self._on, self._question.contract_id)
        facts = ShipFacts(
            asked=order.asked,
            exposure=found.total,
            own=self._own_work(found, order.deals),
            whole=order.whole,
            hold=any(each.kind == "credit" for each in claims.holds(self._store, self._customer.id, self._on)),
            grade=limit.score.grade,
            overdue=tuple(Overdue(each.id, each.amount, each.days or 0) for each in late),
            open=found.line("receivables").amount,
            limit_state=_state(found),
            limit=found.limit or 0,
            proposal=limit.proposal,
            group_late=len(members),
            split=sum(each.amount for each in lately),
            papers=len(ran_out),
            releases=tuple(self._release(each) for each in live),
        )
        facts = self._with_prepaid(self._with_group(facts, found), found, order)
        facts = self._with_cover(self._with_bounds(self._with_collection(facts)), found)
        documents = {
            "oldest_overdue": late,
            "overdue_share": late,
            "large_deal": lately,
            "max_order": lately,
            "papers": tuple(Document(e.table, e.id, e.code, 0, date.fromisoformat(e.on)) for e in ran_out),
        }
        return Known(
            facts=facts, policy=self._policy, customer=self._customer, order=order, exposure=found, limit=limit,
            documents=documents, late=members, approvals=live,
            own_rates=tuple(sorted(self._rates.said.union(found.own_rates))),
        )  # fmt: skip

    def _with_collection(self, facts: ShipFacts) -> ShipFacts:
        return ship_collection.known(self._store, self._on, self._customer.id, facts)

    def _order(self) -> Order:
        asked = self._question
        if asked.deal_id is None and asked.contract_id is None:
            currency = checks.currency("currency", asked.currency or self._customer.currency)
            amount = checks.amount("amount", asked.amount or 0)
            return Order(amount, currency, self._own(amount, currency))
        found = prepayments.required(self._store, self._on, asked.contract_id, asked.deal_id).one
        if found is None or found.agreed.customer_id != self._customer.id:
            raise UserError(_("This deal or contract is no longer in the book."))
        if found.agreed.stage == "terminated":
            ended = _("The contract {number} was ended. Nothing more leaves under it.")
            raise UserError(ended.format(number=found.agreed.number))
        number, currency, left, own = self._left(found)
        entire = asked.amount is None or (asked.entire and left > 0)
        amount = left if entire else checks.amount("amount", asked.amount or 0)
        if amount <= 0:
            raise Invalid(
                "amount", _("Everything of “{number}” has been shipped. Enter an amount.").format(number=number)
            )
        named = currency if entire else checks.currency("currency", asked.currency or currency)
        return Order(amount, named, self._own(amount, named), number, max(0, self._own(left, currency)), own, found)

    def _left(self, found: Prepaid) -> tuple[str, str, int, frozenset[int]]:
        """(number, currency, not yet shipped, deals) of the deal or contract asked about."""
        if self._question.deal_id is None:
            own = frozenset(each.id for each in deals.of_contract(self._store, found.agreed.id))
            return found.agreed.number, found.agreed.currency, found.agreed.amount - found.agreed.shipped, own
        deal = deals.deal(self._store, self._question.deal_id)
        if deal is None:
            raise UserError(_("This deal or contract is no longer in the book."))
        left = deal.amount - deals.shipped(self._store, deal.id, self._on)
        return deal.number, deal.currency, left, frozenset({deal.id})

    def _overdue(self, found: ExposureSheet) -> tuple[Document, ...]:
        """Undisputed and past its due day, the oldest first."""
        rows = [each for each in found.line("receivables").documents if each.due_on and each.due_on < self._on]
        late = [
            Document(each.table, each.id, each.label, amount, each.due_on, (self._on - each.due_on).days)
            for each in rows
            if each.due_on and (amount := _undisputed(each)) > 0
        ]
        return tuple(sorted(late, key=lambda each: -(each.days or 0)))

    def _own_work(self, found: ExposureSheet, own: Collection[int]) -> int:
        return sum(
            each.counted for each in found.line("custom_work").documents if each.table == "deal" and each.id in own
        )

    def _lately(self, order: Order) -> tuple[Document, ...]:
        """Orders of the last days but the one asked about; what has no rate is left out."""
        rows = order_facts.lately(self._store, self._customer.id, self._on, self._policy.split_days)
        counted = ((each, self._rates.into(each.amount, each.currency, self._customer.currency)) for each in rows)
        return tuple(
            Document(each.table, each.id, each.label, amount, date.fromisoformat(each.on))
            for each, amount in counted
            if amount and not _is_asked(each, order)
        )

    def _late_members(self, found: ExposureSheet) -> tuple[str, ...]:
        """Of the group, the customer apart: their own debts have rules of their own."""
        late = found.group.late if found.group else ()
        return tuple(each for each in late if each != self._customer.short)

    def _with_group(self, facts: ShipFacts, found: ExposureSheet) -> ShipFacts:
        room = found.group
        if room is None:
            return facts
        most = room.group.amount
        return replace(
            facts,
            group_limit=None if most is None else self._rates.into(most, room.currency, self._customer.currency),
            others=self._rates.into(room.others, room.currency, self._customer.currency) or 0,
        )

    def _with_bounds(self, facts: ShipFacts) -> ShipFacts:
        line, order = order_facts.bounds(self._store, self._customer.id)
        usual = order_facts.usual(self._store, self._customer.id, self._on)
        sales = self._company.annual_sales
        share = None if sales is None else rounded(Fraction(str(self._policy.large_sales_share)) * sales)
        return replace(
            facts,
            stop_line=line,
            max_order=order if order is not None else self._major(self._policy.order_most),
            large=self._major(self._policy.large_amount) or self._base(share),
            average=self._base(usual.base // usual.count) if usual.count >= AVERAGE_OF else None,
        )

    def _with_prepaid(self, facts: ShipFacts, found: ExposureSheet, order: Order) -> ShipFacts:
        """What must come first and what came; where part has been shipped, what is left of the money."""
        if order.prepaid is None:
            paid = [each for each in found.line("prepayments").documents if each.table == "payment"]
            bound = order_facts.bound(self._store, [each.id for each in paid])
            share = prepayments.review_share(self._store, self._customer.id, self._on) or 0
            return replace(facts, prepay_bp=share, received=-sum(each.counted for each in paid if each.id not in bound))
        agreed = order.prepaid.agreed
        after = agreed.shipped + (self._rates.into(order.amount, order.currency, agreed.currency) or 0)
        wanted = order.prepaid.wanted(after)
        missing = self._enough(max(0, wanted - order.prepaid.received), agreed.currency)
        if agreed.shipped:
            free = self._unused({each.payment_id for each in order.prepaid.came}, found)
            return replace(facts, required=free + missing, received=free)
        required, came = (self._own(each, agreed.currency) for each in (wanted, order.prepaid.received))
        return replace(facts, required=required, received=required - missing if missing else came)

    @staticmethod
    def _unused(payments: Collection[int], found: ExposureSheet) -> int:
        documents = (each for code in CREDITS for each in found.line(code).documents)
        return -sum(each.counted for each in documents if each.table == "payment" and each.id in payments)

    @staticmethod
    def _with_cover(facts: ShipFacts, found: ExposureSheet) -> ShipFacts:
        """The insurer's limit; nothing for who was never insured."""
        cover = found.cover
        if cover is None or cover.limit is None:
            return facts
        why = next((each.code for each in cover.problems if each.stops_cover), None)
        return replace(facts, insured_to=cover.limit, uninsured=why)

    def _approvals(self) -> tuple[Approval, ...]:
        asked = self._question
        found = approvals.of_customer(self._store, self._customer.id)
        return tuple(e for e in found if e.state(self._on) == "live" and e.is_for(asked.deal_id, asked.contract_id))

    def _release(self, found: Approval) -> Release:
        amount = None
        if found.amount is not None:
            amount = self._rates.into(found.amount, found.currency or self._customer.currency, self._customer.currency)
        return Release(found.id, frozenset(found.covers), amount)

    def _major(self, amount: float) -> int | None:
        """Major units of the book's currency as the policy has them; 0 = no such rule."""
        return self._base(to_minor(Decimal(str(amount)), self._company.currency)) if amount else None

    def _base(self, minor: int | None) -> int | None:
        return None if minor is None else self._rates.into(minor, self._company.currency, self._customer.currency)

    def _enough(self, minor: int, currency: str) -> int:
        """The least in the customer's currency that is worth no less."""
        found, own = self._own(minor, currency), self._customer.currency
        return found if (self._rates.into(found, own, currency) or 0) >= minor else found + 1

    def _own(self, minor: int, currency: str) -> int:
        found = self._rates.into(minor, currency, self._customer.currency)
        if found is None:
            words = _("There is no exchange rate between {one} and {other} on {day}. Enter it under Exchange rates.")
            raise Invalid("currency", words.format(one=currency, other=self._customer.currency, day=self._on))
        return found


def _state(found: ExposureSheet) -> str:
    """Of the limit; one that cannot be held against all that is open is not known."""
    comparable = found.limit is not None and not found.unconverted
    return "unknown" if found.in_force.state == "set" and not comparable else found.in_force.state


def _undisputed(each: ExposureDocument) -> int:
    """What of a document counts and is not in dispute."""
    if not each.disputed:
        return each.counted
    return each.counted - rounded(Fraction(each.counted * each.disputed, each.open))


def _is_asked(each: Lately, order: Order) -> bool:
    return each.table == "deal" and each.id in order.deals
