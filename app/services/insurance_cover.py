"""What the insurer covers of one customer's debt on a day: the limit, which invoices are insured, what is wrong with it.

found = cover(store, customer_id, on)        # None: no insurer ever gave a limit for this customer
found.insured, found.covered                 # within limit and rules; the insurer's share of that
[each.why for each in found.invoices]        # "" or a code of `rules.insured.WHYS`

Amounts in minor units of the customer's currency at the rates of the day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.models import book, credit_profile, customers, insurance, receivables
from app.models.customers import Customer
from app.models.insured import Applied, BuyerLimit, InsuranceEvent, InsurancePolicy, Shipped
from app.models.receivables import OpenItem
from app.models.store import Store
from app.services.day_rates import DayRates
from app.services.rules.insurance import Indemnity
from app.services.rules.insurance_deadlines import Deadline, deadlines
from app.services.rules.insurance_warnings import Problem, problems
from app.services.rules.insured import Ground, Insured, Item, Known, ground_on, judged, tax_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """`policy` and `buyer_limit` = those in force, else the last ones; `in_force` tells which. `limit` = what new shipments may
    count on: 0 where none is in force, None where no exchange rate is known. `eligible` = what the insurer would take, `insured` = what of it
    the limits leave room for, `covered` = their share. `aggregate_left` and `liability_left` are those of the whole policy."""

    customer_id: int
    on: date
    currency: str
    policy: InsurancePolicy
    buyer_limit: BuyerLimit
    in_force: bool
    limit: int | None
    first_loss: int
    aggregate_left: int
    liability_left: int | None
    invoices: tuple[Insured, ...]
    deadlines: tuple[Deadline, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def cover_bp(self) -> int:
        return self.policy.cover_bp

    @property
    def eligible(self) -> int:
        return sum(each.eligible for each in self.invoices)

    @property
    def insured(self) -> int:
        return sum(each.insured for each in self.invoices)

    @property
    def takes_new(self) -> bool:
        """Whether what is shipped now would be insured at all."""
        return self.in_force and not any(each.stops_cover for each in self.problems)

    @property
    def covered(self) -> int:
        return sum(each.covered for each in self.invoices)

    @property
    def indemnity(self) -> Indemnity:
        """What the insurer would pay were all of it lost."""
        return Indemnity(
            cover_bp=self.cover_bp,
            insured=self.insured,
            first_loss=self.first_loss,
            aggregate_left=self.aggregate_left,
            liability_left=self.liability_left,
            order=self.policy.loss_order,
        )


def cover(store: Store, customer_id: int, on: date) -> Cover | None:
    """None where no insurer ever gave a limit for the customer, or the customer is gone."""
    return next(iter(covers(store, (customer_id,), on)), None)


def covers(store: Store, who: Collection[int], on: date) -> list[Cover]:
    """Of those for whom an insurer ever gave a limit, in the order asked for; each statement is asked once for all of them."""
    with store.snapshot():
        limits = _limits(store, who, on)
        if not limits:
            return []
        common = _Common(store, on, limits)
        asked = (common.customers[each] for each in who if each in common.customers)
        return [_Look(common, customer, on, limits[customer.id]).cover() for customer in asked]


def _limits(store: Store, who: Collection[int], on: date) -> dict[int, list[BuyerLimit]]:
    """By customer, those begun by the day, the newest first."""
    found: dict[int, list[BuyerLimit]] = {}
    for each in insurance.buyer_limits(store, who):
        if each.valid_from <= on:
            found.setdefault(each.customer_id, []).append(each)
    return found


def _known(common: _Common, customer: Customer, on: date) -> Known:
    """What bears on the cover of a customer beside the debts themselves."""
    by_kind: dict[str, list[InsuranceEvent]] = {}
    events = (*common.events.get(None, ()), *common.events.get(customer.id, ()))
    for each in sorted(events, key=lambda event: (event.done_on, event.id)):  # the newest counts
        by_kind.setdefault(each.kind, []).append(each)
    return Known(
        on=on,
        country=customer.country,
        public=bool(customer.public_body),
        private=customer.id in common.sole_traders,
        late=tuple(common.late.get(customer.id, ())),
        extended={e.receivable_id: e.due_on for e in by_kind.get("extension", ()) if e.receivable_id and e.due_on},
        declared=_days(by_kind.get("declaration", ())),
        declared_to={e.policy_id: e.done_on for e in by_kind.get("declaration", ()) if not e.receivable_id},
        reported=_days(by_kind.get("overdue_notice", ())),
        claimed=_days(by_kind.get("claim", ())),
        paid_out=frozenset(_days(by_kind.get("payout", ()))),
        applied=common.applied_since_late(customer.id),
        contracts=common.papers.get(customer.id, {}),
    )


def _days(events: Iterable[InsuranceEvent]) -> dict[int, date]:
    """Receivable -> the day of its last event of a kind."""
    return {each.receivable_id: each.done_on for each in events if each.receivable_id}


class Rates:
    """Amounts in one currency at the rates of a day."""

    def __init__(self, store: Store, into: str, on: date) -> None:
        self._rates, self._into, self._base = DayRates(store, on), into, book.company(store).currency

    def own(self, minor: int | None, currency: str, base: int | None = None) -> int | None:
        """Where no rate of `currency` is known, `base` (the same in the book's currency) is used; None where that is no help."""
        if minor is None:
            return None
        found = self._rates.into(minor, currency, self._into)
        return self._rates.into(base, self._base, self._into) if found is None and base is not None else found


class _Common:
    """What is read once for the covers of several customers on a day."""

    def __init__(self, store: Store, on: date, who: Collection[int]) -> None:
        self._on = on
        self.policies = {each.id: each for each in insurance.policies(store)}
        self.rates = cache(lambda currency: Rates(store, currency, on))
        self.payouts = cache(lambda policy_id: insurance.payouts(store, policy_id, on))
        self.customers = customers.by_id(store, who, on)
        self.events: dict[int | None, list[InsuranceEvent]] = {}  # None = of whole policies
        for event in insurance.events(store, on, who):
            self.events.setdefault(event.customer_id, []).append(event)
        self.sole_traders = credit_profile.sole_traders(store, who)
        self.late = insurance.late(store, who)
        self.papers = insurance.papers(store, who, on)
        self._oldest = {
            each: min((item.due_on for item in late if item.settled_on is None), default=on)
            for each, late in self.late.items()
        }
        owing = {each: day for each, day in self._oldest.items() if day < on}
        self._applied = insurance.applied(store, owing, min(owing.values()), on) if owing else {}
        self.open = _debits(store, who, on)
        self.shipped = insurance.shipped(store, [key for items in self.open.values() for key in items])

    def applied_since_late(self, customer_id: int) -> tuple[Applied, ...]:
        """Money applied since the day from which something is overdue."""
        since = self._oldest.get(customer_id, self._on)
        return tuple(each for each in self._applied.get(customer_id, ()) if each.on >= since)


def _debits(store: Store, who: Collection[int], on: date) -> dict[int, dict[int, OpenItem]]:
    """By customer and instalment, what is open."""
    found = receivables.open_of(store, who, on)
    return {
        each: {item.instalment_id: item for item in items if item.side == "debit" and item.instalment_id}
        for each, items in found.items()
    }


class _Look:
    """One customer on one day."""

    def __init__(self, common: _Common, customer: Customer, on: date, limits: list[BuyerLimit]) -> None:
        self._common, self._customer, self._on = common, customer, on
        self._rates: Rates = common.rates(customer.currency)
        policies = common.policies
        self._grounds = [Ground(policies[e.policy_id], e, self._rates.own(e.amount, e.currency)) for e in limits]

    def cover(self) -> Cover:
        known = _known(self._common, self._customer, self._on)
        found = judged(self._items(), self._grounds, known)
        days = deadlines(found, known)
        held = ground_on(self._grounds, self._on)
        ground = held or self._grounds[0]
        paid = self._paid(ground.policy)
        return Cover(
            customer_id=self._customer.id,
            on=self._on,
            currency=self._customer.currency,
            policy=ground.policy,
            buyer_limit=ground.limit,
            in_force=held is not None,
            limit=held.amount if held else 0,
            first_loss=self._of_policy(ground.policy, ground.policy.first_loss),
            aggregate_left=max(0, self._of_policy(ground.policy, ground.policy.aggregate_first_loss)),
            liability_left=self._left(ground.policy, paid),
            invoices=tuple(found),
            deadlines=tuple(days),
            problems=tuple(
                problems(
                    held,
                    self._grounds,
                    found,
                    days,
                    known,
                    self._customer.name,
                    customers.longest_terms(self._customer),
                )
            ),
        )

    def _items(self) -> list[Item]:
        opened, facts = self._common.open.get(self._customer.id, {}), self._common.shipped
        return [self._item(opened[key], facts[key]) for key in sorted(opened.keys() & facts.keys())]

    def _item(self, opened: OpenItem, fact: Shipped) -> Item:
        amount = self._rates.own(opened.open, opened.currency, opened.open_base)
        disputed = self._rates.own(opened.disputed, opened.currency, opened.disputed_base)
        return Item(
            instalment_id=fact.instalment_id,
            receivable_id=fact.receivable_id,
            number=opened.number,
            open=amount,
            disputed=disputed or 0,
            tax=tax_of(amount or 0, fact.amount, fact.tax),
            shipped_on=fact.shipped_on,
            due_on=opened.due_on,
            agreed_due=fact.agreed_due,
            contract_id=fact.contract_id,
        )

    def _paid(self, policy: InsurancePolicy) -> int:
        """Indemnities under a policy so far, less what is not to be told in this currency."""
        payouts = self._common.payouts(policy.id)
        return sum(self._rates.own(each.amount, each.currency or policy.currency) or 0 for each in payouts)

    def _of_policy(self, policy: InsurancePolicy, amount: int) -> int:
        return self._rates.own(amount, policy.currency) or 0

    def _left(self, policy: InsurancePolicy, paid: int) -> int | None:
        most = self._rates.own(policy.max_liability, policy.currency)
        return None if most is None else max(0, most - paid)
