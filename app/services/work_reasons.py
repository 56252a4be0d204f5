"""Reasons of today's list that do not come of what is owed: papers, deadlines, prepayments, reviews, feedback, visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.models import confirmations, overrides, reviews
from app.models.dates import add_days
from app.models.store import Store
from app.services import contract_reasons, feedback, matters, papers_out, prepayments, visits
from app.services.clocks import ClockRow, Clocks, as_reasons
from app.services.day_rates import DayRates
from app.services.rules import worklist as rules
from app.services.rules.worklist import Reason


@dataclass(frozen=True, slots=True)
class Deadline:
    """The nearest last day of a customer's debts, in days, and what all those within the next 30 days are about."""

    days: int
    at_stake: int


@dataclass(frozen=True, slots=True)
class Beside:
    """By customer."""

    reasons: Mapping[int, list[Reason]]
    deadlines: Mapping[int, Deadline]


def beside(store: Store, on: date, currency: str) -> Beside:
    """All of them at the end of a day, amounts in the book's currency."""
    found: dict[int, list[Reason]] = defaultdict(list)
    pressing = Clocks(store, on).pressing(on)
    for who, clocks in as_reasons(pressing, currency).items():
        found[who] += clocks
    one_each: tuple[Mapping[int, Reason], ...] = (
        _unanswered(store, on, currency),
        prepayments.as_reasons(store, on),
        contract_reasons.passed(store, on),
        feedback.as_reasons(store, on),
        visits.as_reasons(store, on),
        papers_out.as_reasons(store, on, currency),
    )
    for reasons in one_each:
        for who, reason in reasons.items():
            found[who].append(reason)
    rates = DayRates(store, on)
    for who, days in matters.as_reasons(store, on).items():
        found[who] += (_converted(each, currency, rates) for each in days)
    for who, reason in _reviews(store, on, currency):
        found[who].append(reason)
    return Beside(found, _deadlines(pressing))


def _converted(reason: Reason, currency: str, rates: DayRates) -> Reason:
    """In the book's currency; without an amount where no rate is known."""
    amount = rates.into(reason.amount, reason.currency, currency)
    return replace(reason, amount=amount or 0, currency=currency)


def _unanswered(store: Store, on: date, currency: str) -> Mapping[int, Reason]:
    """Statements that went out and did not come back: the oldest of each customer, and how many."""
    found: dict[int, Reason] = {}
    for paper in confirmations.unanswered(store, on, add_days(on, -rules.UNANSWERED_DAYS)):
        known = found.get(paper.customer_id)
        amount = paper.amount if paper.currency == currency else 0
        first = Reason("unanswered", amount, currency, (on - paper.sent_on).days, 0, "", paper.number)
        found[paper.customer_id] = replace(known or first, count=(known.count if known else 0) + 1)
    return found


def _reviews(store: Store, on: date, currency: str) -> Iterator[tuple[int, Reason]]:
    """Whose review is due within a week, or whose grade moved by hand ran out: once each."""
    told = set()
    for who, day, number in reviews.due(store, on, add_days(on, rules.SOON)):
        told.add(who)
        yield who, Reason("review", 0, currency, (day - on).days, 1, "due", number)
    for who, day in overrides.ran_out(store, add_days(on, -rules.OVERRIDE_DAYS), on):
        if who not in told:
            yield who, Reason("review", 0, currency, (day - on).days, 1, "override")


def _deadlines(pressing: Iterable[ClockRow]) -> dict[int, Deadline]:
    """Of days still to come; a debt with several clocks counts once."""
    nearest: dict[int, int] = {}
    stake: dict[int, dict[str, int]] = defaultdict(dict)
    for row in pressing:
        who = row.clock.customer_id
        if row.days_left < 0:
            continue
        nearest[who] = min(row.days_left, nearest.get(who, row.days_left))
        if row.days_left <= rules.AHEAD:
            stake[who][row.clock.document] = max(row.open, stake[who].get(row.clock.document, 0))
    return {who: Deadline(days, sum(stake[who].values())) for who, days in nearest.items()}
