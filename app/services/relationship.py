"""How the relationship with a customer stands: how satisfied they are, what they complain about, how long ago we were in touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models import feedback, interactions, visits
from app.models.dates import add_months
from app.models.store import Store
from app.models.visits import VisitSheet
from app.services.rules.relationship import ANSWER_MONTHS, Relationship, relationship
from app.services.visits import VisitRow

MONTH: Final = 30  # days, of the cycle of visits


@dataclass(frozen=True, slots=True)
class Said:
    """What one customer told us: `answers` 1 to 5 of 12 months, the newest first; complaints that are not settled, and `late` ones.

    `visit` = the sheet of the last visit in these months.
    """

    answers: tuple[int, ...]
    complaints: int
    late: int
    visit: VisitSheet | None = None

    @property
    def average(self) -> float | None:
        return sum(self.answers) / len(self.answers) if self.answers else None


def said(store: Store, customer_id: int, on: date) -> Said:
    """As known at the end of a day; a few steps into indexes."""
    since = add_months(on, -ANSWER_MONTHS)
    told = visits.answers(store, since, on, [customer_id]).get(customer_id, [])
    visit = visits.newest(store, on, [customer_id]).get(customer_id)
    known = feedback.known(store, on, [customer_id])
    open_ = [each for each in known if each.kind == "complaint" and each.is_open(on)]
    late = sum(each.is_late(on) for each in open_)
    recent = visit if visit is not None and visit.on >= since else None
    return Said(tuple(points for _day, points in told), len(open_), late, recent)


def of_customer(store: Store, customer_id: int, on: date, cycle: VisitRow | None) -> Relationship | None:
    """Out of 100 (features F27), any contact counted against the cycle of visits; None for one who is in no cycle."""
    if cycle is None:
        return None
    found, last = said(store, customer_id, on), interactions.last(store, on, [customer_id]).get(customer_id)
    days = (on - last.on).days if last else None
    return relationship(found.answers, found.complaints, days, cycle.every * MONTH)
