"""What keeps a claim alive: events that interrupt limitation; and holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class ClaimEvent:
    """A demand, acknowledgement, suit ...; of one debt (`receivable_id`), or None = of all that the customer owes.

    `until_on` = the end of a procedure or suspension; `outcome` "judgment" or "other" of a procedure that ended.
    """

    id: int
    customer_id: int
    receivable_id: int | None
    number: str | None
    kind: str
    on_day: date
    until_on: date | None
    outcome: str | None
    strength: str
    text: str | None
    voided_on: date | None


@dataclass(frozen=True, slots=True)
class Hold:
    """Credit or reminders held for a customer or one instalment; `until_on` None = until it is lifted."""

    id: int
    customer_id: int
    instalment_id: int | None
    kind: str
    from_on: date
    until_on: date | None
    reason: str
    lifted_on: date | None


EVENTS: Final = """select e.id,e.customer_id,i.receivable_id,r.number,e.kind,e.on_day,e.until_on,e.outcome,e.strength,e.text,e.voided_on
  from claim_event e left join instalment i on i.id=e.instalment_id left join receivable r on r.id=i.receivable_id"""
# What is voided never was; but what a letter demanded that was said to have arrived stood until the day on which it came back.
STANDS: Final = """(e.voided_on is null or e.voided_on>:d and exists(select 1 from reminder m
  where m.id=e.reminder_id and m.served='returned' and m.served_on=e.voided_on and m.voided_on is null))"""
HOLDS: Final = "select id,customer_id,instalment_id,kind,from_on,until_on,reason,lifted_on from hold"


def _event(*row: Any) -> ClaimEvent:
    fields = list(row)
    fields[5], fields[6], fields[10] = date.fromisoformat(row[5]), maybe_day(row[6]), maybe_day(row[10])
    return ClaimEvent(*fields)


def _hold(*row: Any) -> Hold:
    fields = list(row)
    fields[4], fields[5], fields[7] = date.fromisoformat(row[4]), maybe_day(row[5]), maybe_day(row[7])
    return Hold(*fields)


def events(store: Store, on: date, customers: Collection[int] | None = None) -> list[ClaimEvent]:
    """Those that stood at the end of a day, oldest first; of some customers, or of all."""
    sql = f"{EVENTS} where {STANDS} and e.on_day<=:d {among('e.customer_id', customers)} order by e.on_day,e.id"
    return store.rows(_event, sql, {"d": on.isoformat()})


def events_of(store: Store, customer_id: int) -> list[ClaimEvent]:
    """Every event of a customer, voided ones too, newest first."""
    return store.rows(_event, f"{EVENTS} where e.customer_id=? order by e.on_day desc,e.id desc", (customer_id,))


def event(store: Store, event_id: int) -> ClaimEvent | None:
    return store.one(_event, f"{EVENTS} where e.id=?", (event_id,))


def judged(store: Store, on: date) -> set[int]:
    """Customers with a judgment against them: their clocks may end before the three years."""
    sql = "select distinct customer_id from claim_event where outcome='judgment' and voided_on is null and until_on<=?"
    return set(store.rows(int, sql, (on.isoformat(),)))


def holds(store: Store, customer_id: int, on: date) -> list[Hold]:
    """In force on a day: begun, not ended, not lifted."""
    sql = f"""{HOLDS} where customer_id=:customer and from_on<=:d and (until_on is null or until_on>=:d)
      and (lifted_on is null or lifted_on>:d) order by from_on,id"""
    return store.rows(_hold, sql, {"customer": customer_id, "d": on.isoformat()})


def holds_in_force(store: Store, on: date, kind: str) -> list[Hold]:
    """Every hold of a kind that is in force on a day."""
    sql = f"""{HOLDS} where kind=:kind and from_on<=:d and (until_on is null or until_on>=:d)
      and (lifted_on is null or lifted_on>:d) order by from_on,id"""
    return store.rows(_hold, sql, {"kind": kind, "d": on.isoformat()})


def hold(store: Store, hold_id: int) -> Hold | None:
    return store.one(_hold, f"{HOLDS} where id=?", (hold_id,))


def insert_event(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("claim_event", dict(values))


def update_event(change: Change, event_id: int, values: Mapping[str, Any]) -> None:
    change.update("claim_event", event_id, dict(values))


def insert_hold(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("hold", dict(values))


def update_hold(change: Change, hold_id: int, values: Mapping[str, Any]) -> None:
    change.update("hold", hold_id, dict(values))
