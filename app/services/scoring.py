"""Scores of customers with all that stands behind them: of one, of everybody, of the past, and if something were different.

scored = services.scoring.score(customer_id)
scored.score.points_x100, scored.score.reasons, services.scoring.expected_loss(scored)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.models import customers
from app.models.dates import add_months, end_of_month
from app.models.facts import CustomerFacts, PaymentFacts, Standing
from app.models.financials import FinancialStatement
from app.models.store import Store
from app.services import loss, policies, score_rows
from app.services.rules import scoring
from app.services.rules.caps import in_default
from app.services.rules.expected_loss import expected_loss
from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES, Score


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of one customer on a day with what it was made of."""

    facts: CustomerFacts
    score: Score
    policy: Policy

    @property
    def is_new(self) -> bool:
        """There is no way of paying to speak of yet."""
        return self.score.blocks["payment"] is None

    @property
    def valid_to(self) -> date:
        """The next review by grade (D and NR as the lowest), sooner where the newest statement, an override or a fact runs out."""
        facts, policy = self.facts, self.policy
        grade = self.score.grade if self.score.grade in GRADES else GRADES[-1]
        ends = [add_months(facts.on, policy.review_months[GRADES.index(grade)])]
        if facts.statements:
            end = facts.statements[0].period_end
            ends += [add_months(end, policy.statement_half_months), add_months(end, policy.statement_last_months)]
        ends += [each.valid_to for each in facts.facts if each.valid_to]
        ends += [facts.override.until_on] if facts.override else []
        return min(each for each in ends if each > facts.on)


@dataclass(frozen=True, slots=True)
class Party:
    """Whose score it is; `role` customer, supplier or partner."""

    code: str
    name: str
    role: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One day of the history line; no points where the grade is D or NR."""

    on: date
    points_x100: int | None
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What could be different: everything overdue is collected, statements are there (in the place of those of the same period),
    a questionnaire with these answers is the newest, a visit is made."""

    collect_overdue: bool = False
    statements: tuple[FinancialStatement, ...] = ()
    answers: Mapping[int, int] = field(default_factory=dict)
    visit: bool = False


class Scoring:
    """Reads only: the stored scores of today are written by `standing`."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def score(self, customer_id: int, on: date | None = None) -> Scored:
        """As known at the end of the day, by the rules in force then. Raises LookupError for an unknown id."""
        day = on or self._today
        policy = policies.on(self._store, day)
        return _scored(self._facts(customer_id, day, policy), policy)

    def scores(self, on: date | None = None, customer_ids: Collection[int] | None = None) -> list[tuple[Party, Scored]]:
        """Of those named, or of everybody: suppliers, partners and archived ones too; by code."""
        day = on or self._today
        policy = policies.on(self._store, day)
        found = score_rows.facts(self._store, day, policy, customer_ids)
        parties = customers.parties(self._store)
        rows = [(Party(*parties[each.customer_id]), _scored(each, policy)) for each in found]
        return sorted(rows, key=lambda row: row[0].code)

    def what_if(self, customer_id: int, change: WhatIf) -> Scored:
        """The score of today if that were so; nothing is written."""
        policy = policies.on(self._store, self._today)
        return _scored(changed(self._facts(customer_id, self._today, policy), change, policy), policy)

    def expected_loss(self, found: Scored) -> int:
        """Within 12 months on the balance, by what stands behind it; minor units of the book."""
        behind = loss.behind(self._store, found.facts.customer_id, found.facts.on)
        return expected_loss(found.score.pd, loss.share(found.policy, behind), found.facts.standing.balance)

    def past(self, customer_id: int, months: int = 12) -> list[Point]:
        """The ends of the last months and today, oldest first: what was known, by the rules, of each day."""
        ends = [end_of_month(add_months(self._today.replace(day=1), -back)) for back in range(months, 0, -1)]
        found = [self.score(customer_id, on) for on in (*ends, self._today)]
        return [Point(each.facts.on, each.score.points_x100, each.score.grade) for each in found]

    def _facts(self, customer_id: int, on: date, policy: Policy) -> CustomerFacts:
        found = score_rows.facts(self._store, on, policy, (customer_id,))
        if not found:
            raise LookupError(f"no customer {customer_id}")
        return found[0]


def changed(facts: CustomerFacts, change: WhatIf, policy: Policy) -> CustomerFacts:
    """The facts with that change."""
    if change.collect_overdue:
        facts = _collected(facts, policy)
    if change.statements:
        known = {(each.period_end, each.months): each for each in (*facts.statements, *change.statements)}
        newest = sorted(known.values(), key=lambda each: each.period_end, reverse=True)
        facts = replace(facts, statements=tuple(newest[:3]))
    if change.answers:
        facts = replace(facts, answers=change.answers, answered_on=facts.on)
    return replace(facts, visited_on=facts.on) if change.visit else facts


def _collected(facts: CustomerFacts, policy: Policy) -> CustomerFacts:
    """Paid today: how late it came stays in the record, and what was in default still has to be cured."""
    was, paid = facts.standing, facts.payments
    standing: Standing = replace(
        was, balance=was.balance - was.overdue, overdue=0, overdue_days=0, overdue_90=0,
        default_days=1 if in_default(facts, policy) else was.default_days, bounced_days=None,
    )  # fmt: skip
    delays = tuple(replace(each, undecided=False) for each in paid.delays)
    payments: PaymentFacts = replace(paid, delays=delays, settled=paid.invoices)
    return replace(facts, standing=standing, payments=payments)


def _scored(facts: CustomerFacts, policy: Policy) -> Scored:
    return Scored(facts, scoring.score(facts, policy), policy)
