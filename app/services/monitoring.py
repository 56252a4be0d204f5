"""Today: whom to call first, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.models import book, confirmations, overrides, reviews, worklist
from app.models.dates import add_days
from app.models.money import plain
from app.models.owed import Caller, Owed
from app.models.store import Store
from app.services import contract_reasons, limits_used, prepayment_list, wording
from app.services.clocks import Clocks, as_reasons
from app.services.rules import worklist as rules
from app.services.rules.ageing import overdue_days
from app.services.rules.worklist import Reason


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One customer on the list. `amount` is the strongest reason's, in minor units of the book's currency."""

    customer_id: int
    code: str
    name: str
    full_name: str
    contact: str
    phone: str
    reasons: tuple[Reason, ...]
    amount: int
    overdue_days: int
    last_paid: date | None
    search_key: str


@dataclass(frozen=True, slots=True)
class NextDue:
    """The next day on which something falls due, of whom and how much."""

    customer_id: int
    name: str
    due_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Worklist:
    """Today's rows, first things first; `missing_terms` = customers with debts that have no due day.

    `started` is False while the book has no receivable at all; `next_due` is known for a day without rows.
    """

    as_of: date
    currency: str
    rows: tuple[WorkRow, ...]
    missing_terms: int
    next_due: NextDue | None
    started: bool


class Monitoring:
    """Looks over every customer of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def today(self, on: date | None = None) -> Worklist:
        """The worklist of a day, as it was at its end."""
        with self._store.snapshot():
            return self._worklist(on or self._today)

    def _worklist(self, on: date) -> Worklist:
        currency = book.company(self._store).currency
        owed = worklist.owed(self._store, on)
        beside = self._beside(on, currency)
        callers = worklist.callers(self._store, on)
        over = limits_used.over_limits(self._store, on)
        found = [
            (one, (*rules.reasons(one, over.pop(one.customer_id, 0), on, currency), *beside.pop(one.customer_id, ())))
            for one in owed
        ]
        for who, amount in over.items():  # drafts and goods on the way can be too much where nothing is owed
            beside[who] = (Reason("over_limit", amount, currency), *beside.get(who, ()))
        order = rules.in_order
        rows = [_row(one, callers[one.customer_id], order(reasons), on) for one, reasons in found if reasons]
        rows += [_row_beside(callers[customer_id], order(reasons)) for customer_id, reasons in beside.items()]
        rows.sort(key=lambda row: (*rules.rank(row.reasons), row.code))
        undated = sum(1 for one in owed if one.undated)
        started = bool(owed) or worklist.receivable_count(self._store) > 0
        return Worklist(on, currency, tuple(rows), undated, None if rows else self._next_due(on), started)

    def _beside(self, on: date, currency: str) -> dict[int, tuple[Reason, ...]]:
        """Reasons that do not come of what is owed: papers without an answer, legal clocks, prepayments, then reviews."""
        found: dict[int, tuple[Reason, ...]] = {}
        for paper in confirmations.unanswered(self._store, on, add_days(on, -rules.UNANSWERED_DAYS)):
            (first, *_more) = found.get(paper.customer_id, (None,))
            if first is None:
                days = (on - paper.sent_on).days
                amount = paper.amount if paper.currency == currency else 0
                found[paper.customer_id] = (Reason("unanswered", amount, currency, days, 1, "", paper.number),)
            else:
                found[paper.customer_id] = (replace(first, count=first.count + 1),)
        for who, clocks in as_reasons(Clocks(self._store, on).pressing(on), currency).items():
            found[who] = (*found.get(who, ()), *clocks)
        for who, reason in prepayment_list.as_reasons(self._store, on).items():
            found[who] = (*found.get(who, ()), reason)
        for who, reason in contract_reasons.passed(self._store, on).items():
            found[who] = (*found.get(who, ()), reason)
        for who, reason in self._reviews(on, currency):
            found[who] = (*found.get(who, ()), reason)
        return found

    def _reviews(self, on: date, currency: str) -> Iterator[tuple[int, Reason]]:
        """Whose review is due within a week, or whose grade moved by hand ran out: once each."""
        told = set()
        for who, day, number in reviews.due(self._store, on, add_days(on, rules.SOON)):
            told.add(who)
            yield who, Reason("review", 0, currency, (day - on).days, 1, "due", number)
        for who, day in overrides.ran_out(self._store, add_days(on, -rules.OVERRIDE_DAYS), on):
            if who not in told:
                yield who, Reason("review", 0, currency, (day - on).days, 1, "override")

    def _next_due(self, on: date) -> NextDue | None:
        found = worklist.next_due(self._store, on)
        return NextDue(*found) if found else None


def _row(owed: Owed, caller: Caller, reasons: tuple[Reason, ...], on: date) -> WorkRow:
    days = overdue_days(owed.asked_oldest, on)
    who = (owed.customer_id, owed.code, owed.name, caller.full_name, caller.contact, caller.phone)
    return WorkRow(*who, reasons, reasons[0].amount, days, caller.last_paid, caller.search_key)


def _row_beside(caller: Caller, reasons: tuple[Reason, ...]) -> WorkRow:
    """Of a customer who owes nothing today."""
    who = (caller.customer_id, caller.code, caller.name, caller.full_name, caller.contact, caller.phone)
    return WorkRow(*who, reasons, reasons[0].amount, 0, caller.last_paid, caller.search_key)


def as_json(work: Worklist) -> dict[str, Any]:
    """The shape of `kedun today --json`; money as decimal text in the book's currency."""
    return {"as_of": work.as_of.isoformat(), "rows": [_row_json(row, work.currency) for row in work.rows]}


def _row_json(row: WorkRow, currency: str) -> dict[str, Any]:
    reasons = [
        {"code": each.code, "text": wording.reason_text(each), "amount": plain(each.amount, each.currency)}
        for each in row.reasons
    ]
    amount = plain(row.amount, currency)
    return {"customer": row.code, "reasons": reasons, "amount": amount, "overdue_days": row.overdue_days}
