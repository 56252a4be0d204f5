"""What the limits of one customer are on a day: every candidate, the proposal, what is in force, what is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from app.models import book, credit_profile, customers, dealings
from app.models.credit_facts import CreditFact
from app.models.customers import Customer, Terms
from app.models.dates import add_months
from app.models.facts import CustomerFacts
from app.models.financials import LINES, FinancialStatement
from app.models.money import convert, exponent
from app.models.store import Store
from app.services import backing, exposure, insurance_cover, loss
from app.services.exposure import ExposureSheet
from app.services.group_room import GroupRoom, group_room
from app.services.insurance_cover import Cover
from app.services.limit_in_force import InForce
from app.services.rules.limit_candidates import Candidate, LimitFacts, most_paid
from app.services.rules.limits import Proposal, proposal
from app.services.rules.parameters import Policy
from app.services.rules.payment_score import Measures, measures
from app.services.rules.score_types import Score
from app.services.scoring import Scoring

REFERENCE_MONTHS: Final = 24

Judged = tuple[CustomerFacts, Score, Policy]  # what is known, what it scores, by which rules


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSheet:
    """Amounts in minor units of `currency`, the customer's. `late_days` = how late their money comes on average."""

    customer_id: int
    code: str
    name: str
    on: date
    currency: str
    score: Score
    found: Proposal
    terms: Terms | None
    late_days: float | None
    exposure: ExposureSheet

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self.found.candidates

    @property
    def proposal(self) -> int:
        return self.found.amount

    @property
    def stand_in(self) -> int | None:
        """Without a limit the proposal stands in, with conditions (data model, decision 7)."""
        return self.found.amount if self.in_force.state == "not_set" else None

    @property
    def in_force(self) -> InForce:
        return self.exposure.in_force

    @property
    def used(self) -> int:
        """The credit in use: below zero = paid ahead."""
        return self.exposure.total

    @property
    def group(self) -> GroupRoom | None:
        return self.exposure.group

    @property
    def headroom(self) -> int | None:
        """What is left of the limit for new orders; None where none is set, it is unlimited, or no rate is known."""
        return self.exposure.headroom


def read(store: Store, customer: Customer, on: date, terms_days: int | None = None) -> LimitSheet:
    """The sheet of a customer; `terms_days` = terms to count with instead of those in force."""
    with store.snapshot():
        return _Reading(store, customer, on).sheet(terms_days)


def proposed(store: Store, customer: Customer, on: date, judged: Judged) -> Proposal:
    """What other rules than those in force would give."""
    return _Reading(store, customer, on).proposal(judged)


def days_of(terms: Terms | None) -> int | None:
    """The longest time terms give, in days; None without terms, 0 where money comes first."""
    return None if terms is None else terms.longest


class _Reading:
    """One customer on one day."""

    def __init__(self, store: Store, customer: Customer, on: date) -> None:
        self._store, self._customer, self._on = store, customer, on
        self._company = book.company(store)

    def sheet(self, terms_days: int | None) -> LimitSheet:
        customer, on = self._customer, self._on
        scored = Scoring(self._store, on).score(customer.id, on)
        facts, judged, policy = scored.facts, scored.score, scored.policy
        paid = measures(facts.payments, policy)
        terms = customers.terms_on(self._store, customer.id, on)
        found = exposure.read(self._store, customer, on)
        days = days_of(terms) if terms_days is None else terms_days
        given = self._limit_facts((facts, judged, policy), paid, days, found.group, found.cover)
        return LimitSheet(
            customer_id=customer.id,
            code=customer.code,
            name=customer.short,
            on=on,
            currency=customer.currency,
            score=judged,
            found=proposal(given, policy),
            terms=terms,
            late_days=paid.mean_late,
            exposure=found,
        )

    def proposal(self, judged: Judged) -> Proposal:
        """On the terms in force."""
        facts, _score, policy = judged
        terms = customers.terms_on(self._store, self._customer.id, self._on)
        group = group_room(self._store, self._customer.id, self._on)
        insurer = insurance_cover.cover(self._store, self._customer.id, self._on)
        paid = measures(facts.payments, policy)
        return proposal(self._limit_facts(judged, paid, days_of(terms), group, insurer), policy)

    def _limit_facts(
        self, scored: Judged, paid: Measures, terms_days: int | None, group: GroupRoom | None, insurer: Cover | None
    ) -> LimitFacts:
        facts, judged, policy = scored
        profile = credit_profile.profile(self._store, self._customer.id) or credit_profile.Profile()
        dealt = dealings.dealings(self._store, self._customer.id, self._customer.currency, self._on)
        sold = self._own(self._company.currency, dealt.sales_base)
        money = [(day, amount) for day, each in dealt.paid if (amount := self._document(each)) is not None]
        return LimitFacts(
            on=self._on,
            grade=judged.grade,
            pd=judged.pd,
            confidence=judged.confidence,
            sector=facts.sector,
            hold=facts.standing.hold,
            unit=10 ** exponent(self._customer.currency),
            statement=self._statement(facts),
            terms_days=terms_days,
            expected_sales=profile.expected_sales,
            peak=Decimal(profile.peak_bp) / 10_000 if profile.peak_bp else Decimal(1),
            margin=None if profile.margin_bp is None else Decimal(profile.margin_bp) / 10_000,
            sales_12m=dealt.sales + (sold or 0),
            sales_months=dealt.months if sold is not None else 0,
            paid_30=most_paid(money),
            index=paid.index,
            references=self._references(facts.facts),
            own_equity=self._own(self._company.currency, self._company.own_equity),
            own_sales=self._own(self._company.currency, self._company.annual_sales),
            lgd=loss.share(policy, loss.behind(self._store, self._customer.id, self._on)),
            insured=insurer.limit if insurer and insurer.takes_new else None,
            cover=insurer.cover_bp / 10_000 if insurer else 0.0,
            collateral=backing.secured(self._store, self._customer.id, self._on).total,
            orders=dealt.orders,
            first_order=self._document(dealt.first),
            settled=facts.payments.settled,
            settled_late=facts.payments.settled_late,
            history_days=facts.payments.history_days,
            group_room=self._own(self._company.currency, group.room if group else None),
        )

    def _statement(self, facts: CustomerFacts) -> FinancialStatement | None:
        """The newest one in the customer's currency; None where no rate of the day is known."""
        newest = next(iter(facts.statements), None)
        if newest is None or newest.currency == self._customer.currency:
            return newest
        lines = {name: self._own(newest.currency, getattr(newest, name)) for name in LINES}
        known = all(lines[name] is not None for name in LINES if getattr(newest, name) is not None)
        return replace(newest, currency=self._customer.currency, **lines) if known else None  # type: ignore[arg-type]

    def _references(self, facts: tuple[CreditFact, ...]) -> tuple[int, ...]:
        """What other suppliers granted, or the most that was owed to them, of the last two years."""
        since = add_months(self._on, -REFERENCE_MONTHS)
        found = []
        for each in facts:
            if each.kind == "trade_reference" and each.on_day >= since:
                granted = each.amount if each.amount is not None else each.data.get("high_credit")
                found.append(self._own(each.currency or self._customer.currency, granted))
        return tuple(amount for amount in found if amount)

    def _document(self, each: dealings.Amount | None) -> int | None:
        """At its own rate where it is in the book's currency or the customer's own."""
        if each is None:
            return None
        own = each.currency == self._customer.currency
        return each.amount if own else self._own(self._company.currency, each.base)

    def _own(self, currency: str, minor: int | None) -> int | None:
        """Minor units in the customer's currency at the rates of the day; None where one is not known."""
        own = self._customer.currency
        if minor is None or currency == own or minor == 0:
            return minor
        rates = [self._rate(each) for each in (currency, own)]
        if rates[0] is None or rates[1] is None:
            return None
        return convert(minor, currency, rates[0] / rates[1], own)

    def _rate(self, currency: str) -> Decimal | None:
        if currency == self._company.currency:
            return Decimal(1)
        found = book.rate_on(self._store, currency, self._on)
        return Decimal(found) if found else None
