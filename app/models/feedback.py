"""What customers tell us: complaints, praise, wishes, answers to how satisfied they are; who sees to it, by when, how it ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store

KINDS: Final = ("complaint", "praise", "need", "survey")


@dataclass(frozen=True, slots=True)
class Feedback:
    """`score` = how satisfied they said they were, `satisfied` = with how it was settled; both 1 to 5.

    `document` = the receivable whose dispute came of it.
    """

    id: int
    customer_id: int
    code: str
    customer: str
    on_day: date
    kind: str
    score: int | None
    text: str | None
    owner_id: int | None
    owner: str | None
    due_on: date | None
    closed_on: date | None
    result: str | None
    satisfied: int | None
    interaction_id: int | None
    dispute_id: int | None
    document: str | None
    voided_on: date | None

    def is_open(self, on: date) -> bool:
        """Somebody still has to see to it at the end of a day."""
        return self.voided_on is None and self.due_on is not None and (self.closed_on is None or self.closed_on > on)

    def is_late(self, on: date) -> bool:
        """Open, and the day by which it was to be settled has passed."""
        return self.is_open(on) and self.due_on is not None and self.due_on < on


FIELDS: Final = """select f.id,f.customer_id,c.code,coalesce(c.short_name,c.name),f.on_day,f.kind,f.score,f.text,f.owner_id,p.name,f.due_on,
  f.closed_on,f.result,f.satisfied,f.interaction_id,f.dispute_id,r.number,f.voided_on from feedback f
  join customer c on c.id=f.customer_id left join person p on p.id=f.owner_id
  left join dispute d on d.id=f.dispute_id left join instalment i on i.id=d.instalment_id left join receivable r on r.id=i.receivable_id"""


def _feedback(*row: Any) -> Feedback:
    fields = list(row)
    fields[4] = date.fromisoformat(row[4])
    for place in (10, 11, 17):
        fields[place] = maybe_day(row[place])
    return Feedback(*fields)


def one(store: Store, feedback_id: int) -> Feedback | None:
    return store.one(_feedback, f"{FIELDS} where f.id=?", (feedback_id,))


def of_customer(store: Store, customer_id: int) -> list[Feedback]:
    """The newest first, voided ones too."""
    return store.rows(_feedback, f"{FIELDS} where f.customer_id=? order by f.on_day desc, f.id desc", (customer_id,))


def known(store: Store, on: date, customers: Collection[int] | None = None) -> list[Feedback]:
    """What was told up to a day and is not voided, of some customers or of all: each customer's newest first."""
    sql = f"""{FIELDS} where f.voided_on is null and f.on_day<=:d {among("f.customer_id", customers)}
      order by f.customer_id, f.on_day desc, f.id desc"""
    return store.rows(_feedback, sql, {"d": on.isoformat()})


def late(store: Store, on: date) -> list[Feedback]:
    """Not settled although its day has passed; the oldest day first."""
    sql = f"""{FIELDS} where f.voided_on is null and f.on_day<=:d and f.due_on<:d and (f.closed_on is null or f.closed_on>:d)
      order by f.due_on, f.id"""
    return store.rows(_feedback, sql, {"d": on.isoformat()})


def of_interaction(store: Store, interaction_id: int) -> list[Feedback]:
    """What came with one contact and is not voided."""
    sql = f"{FIELDS} where f.interaction_id=? and f.voided_on is null order by f.id"
    return store.rows(_feedback, sql, (interaction_id,))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("feedback", dict(values))


def update(change: Change, feedback_id: int, values: Mapping[str, Any]) -> None:
    change.update("feedback", feedback_id, dict(values))
