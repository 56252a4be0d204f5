"""Lists over all customers: whose review is due, what calls for one earlier, who is worth what at which risk, grades moved by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models import customers, overrides, review_events, review_facts, reviews
from app.models.overrides import GradeOverride
from app.models.reviews import Review
from app.models.store import Store
from app.services import exposure, limit_in_force, review_figures, review_proposals
from app.services.limit_in_force import InForce
from app.services.rules import review_calendar, value_risk
from app.services.rules.review_calendar import Trigger, Watched
from app.services.scoring import Party, Scored, Scoring

URGENCY: Final = ("overdue", "due", "triggered", "soon", "never", "later")


@dataclass(frozen=True, slots=True)
class DueRow:
    """A customer in the calendar. `state` overdue, due, soon, later, never; `owes` in the book's minor units."""

    customer_id: int
    code: str
    name: str
    grade: str
    risk: str
    state: str
    last_on: date | None
    next_on: date | None
    number: str | None
    triggers: tuple[Trigger, ...]
    owes: int

    @property
    def urgency(self) -> int:
        """What is due first, then what is called for, what comes soon, who was never looked at."""
        called = "triggered" if self.triggers and self.state in ("soon", "later") else self.state
        return URGENCY.index(called)


@dataclass(frozen=True, slots=True)
class CellRow:
    """A customer in the grid; `sales` of 12 months in the book's minor units, `margin_bp` where it is known."""

    customer_id: int
    code: str
    name: str
    sales: int
    margin_bp: int | None
    value: str | None
    grade: str
    risk: str
    treatment: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A grade moved by hand, with its customer; `rated` = the grade of the rules alone on the day asked."""

    override: GradeOverride
    code: str
    name: str
    rated: str
    grade: str
    holds: bool


def due(store: Store, on: date) -> list[DueRow]:
    """Everybody who owes something or was reviewed, the most urgent first."""
    with store.snapshot():
        held = {each.customer_id: each for each in reviews.all_in_force(store, on)}
        rows = []
        for party, scored in Scoring(store, on).scores(on):
            facts, review = scored.facts, held.get(scored.facts.customer_id)
            if party.role != "customer" or party.archived or (review is None and facts.standing.balance <= 0):
                continue
            rows.append(_due(store, party, scored, review))
    return sorted(rows, key=lambda row: (row.urgency, row.next_on or date.max, -row.owes, row.code))


def _due(store: Store, party: Party, scored: Scored, review: Review | None) -> DueRow:
    facts, score, next_on = scored.facts, scored.score, review.next_on if review else None
    return DueRow(
        facts.customer_id, party.code, party.name, score.grade, score.risk, review_calendar.state(scored.policy, next_on, facts.on),
        review.approved_on if review else None, next_on, review.number if review else None,
        _called(store, review, scored) if review else (), facts.standing.balance,
    )  # fmt: skip


def triggered(store: Store, on: date, customer_id: int) -> tuple[Trigger, ...]:
    """What happened to a customer since the review in force."""
    with store.snapshot():
        review = reviews.in_force(store, customer_id, on)
        return _called(store, review, Scoring(store, on).score(customer_id)) if review else ()


def _called(store: Store, review: Review, scored: Scored) -> tuple[Trigger, ...]:
    """Now against the frozen sheet of the review."""
    on, score = scored.facts.on, scored.score
    decided = review.approved_on or on
    grade_then, caps_then = reviews.grade_then(store, review.id)
    approved = review_proposals.approved(review.approved or {})
    held = limit_in_force.in_force(store, review.customer_id, on)
    known = review_events.events(store, review.customer_id, review.id, decided, on)
    seen = Watched(
        on=on, decided_on=decided, grade=score.grade, grade_then=grade_then,
        limit=None if held.state == "unlimited" else held.amount or 0, limit_then=approved.credit,
        limit_expired_on=held.standing.valid_to if held.state == "expired" and held.standing else None,
        caps=tuple(each.code for each in score.caps), caps_then=caps_then,
        statement_on=known.statement_on, terms_on=known.terms_on, group_on=known.group_on, override_until=known.override_until,
        hold_on=known.hold_on, bounced_on=known.bounced_on, record_on=known.record_on, distress_on=known.distress_on, security_on=known.security_on,
        over=(over := _is_over(store, held, scored, on)), over_then=over and _is_over(store, held, scored, decided),
        quiet_from=known.quiet_from, quiet_to=known.quiet_to,
    )  # fmt: skip
    return review_calendar.triggers(scored.policy, seen)


def _is_over(store: Store, held: InForce, scored: Scored, on: date) -> bool:
    """Whether more credit is in use than the limit allows; not where old debts wait for nothing new."""
    customer = scored.facts.customer_id
    most = exposure.limit_in(store, held, exposure.currency_of(store, customer), on)
    return bool(most) and exposure.totals(store, on, (customer,))[customer] > (most or 0)


def grid(store: Store, on: date) -> list[CellRow]:
    """Every customer with sales in 12 months or a debt: class A first, in each the most sales first."""
    with store.snapshot():
        sales, margins = review_facts.yearly_sales(store, on), review_facts.margins(store)
        classes = review_figures.value_classes(store, on)
        rows = []
        for party, scored in Scoring(store, on).scores(on):
            customer, value = scored.facts.customer_id, classes.get(scored.facts.customer_id)
            if party.role != "customer" or not (value or scored.facts.standing.balance > 0):
                continue
            grade, risk = scored.score.grade, scored.score.risk
            treatment = value_risk.treatment(value, risk)
            told = (sales.get(customer, 0), margins.get(customer), value, grade, risk, treatment)
            rows.append(CellRow(customer, party.code, party.name, *told))
    return sorted(rows, key=lambda row: (row.value or "Z", -row.sales, row.code))


def changes(store: Store, on: date) -> list[ChangeRow]:
    """Grades moved by hand that began by a day, the newest first."""
    with store.snapshot():
        people = {each.id: each for each in customers.all_customers(store, on)}
        found = [each for each in overrides.overrides(store) if each.from_on <= on]
        scoring = Scoring(store, on)
        scores = {each: scoring.score(each).score for each in {row.customer_id for row in found}}
    return [
        ChangeRow(
            each,
            people[each.customer_id].code,
            people[each.customer_id].name,
            scores[each.customer_id].grade_model,
            scores[each.customer_id].grade,
            each.holds(on),
        )
        for each in found
    ]
