"""Drafts taken as payment, and what became of each, day by day: the state on a day is the last event not after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Bill:
    """A draft; `amount` in minor units of `currency`. `payment_id` = the receipt it came as; voided with it."""

    id: int
    customer_id: int
    kind: str
    number: str | None
    acceptor: str
    acceptor_class: str | None
    drawer: str | None
    currency: str
    amount: int
    received_on: date
    drawn_on: date | None
    matures_on: date
    transferable: bool
    payment_id: int
    voided_on: str | None


@dataclass(frozen=True, slots=True)
class BillEvent:
    id: int
    bill_id: int
    status: str
    on_day: date
    note: str | None


FIELDS: Final = """b.id,b.customer_id,b.kind,b.number,b.acceptor,b.acceptor_class,b.drawer,b.currency,b.amount,b.received_on,b.drawn_on,
  b.matures_on,b.transferable,p.id,coalesce(b.voided_on,p.voided_on)
  from bill b join payment p on p.bill_id=b.id and p.kind='receipt'"""
LIVE: Final = "b.voided_on is null and p.voided_on is null"
# The last event by a day; null before it was received.
STATE: Final = """(select e.status from bill_event e where e.bill_id=b.id and e.on_day<=:on order by e.on_day desc, e.id desc limit 1)"""


def _bill(*row: Any) -> Bill:
    fields = list(row)
    fields[9:12] = date.fromisoformat(row[9]), maybe_day(row[10]), date.fromisoformat(row[11])
    fields[12] = bool(row[12])
    return Bill(*fields)


def _event(*row: Any) -> BillEvent:
    return BillEvent(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4])


def bill(store: Store, bill_id: int) -> Bill | None:
    return store.one(_bill, f"select {FIELDS} where b.id=?", (bill_id,))


def numbered(store: Store, number: str) -> Bill | None:
    """The live draft of that number: a number is of one draft, whoever gave it."""
    return store.one(_bill, f"select {FIELDS} where b.number=? and {LIVE} limit 1", (number,))


def of_payment(store: Store, payment_id: int) -> Bill | None:
    return store.one(_bill, f"select {FIELDS} where p.id=?", (payment_id,))


def numbers(store: Store) -> list[str]:
    """Of every live draft."""
    return store.rows(
        str,
        f"select b.number from bill b join payment p on p.bill_id=b.id and p.kind='receipt' where b.number<>'' and {LIVE}",
    )


def with_events(store: Store) -> set[int]:
    """The receipts whose draft has more events than that it was received."""
    sql = """select p.id from payment p join bill_event e on e.bill_id=p.bill_id where p.kind='receipt'
      group by p.id having count(*)>1"""
    return set(store.rows(int, sql))


def received(store: Store, on: date) -> list[Bill]:
    """Live drafts received by that day, the first to mature first."""
    sql = f"select {FIELDS} where {LIVE} and b.received_on<=? order by b.matures_on, b.id"
    return store.rows(_bill, sql, (on.isoformat(),))


def unfinished(store: Store, on: date, customer_id: int | None = None) -> list[tuple[Bill, list[BillEvent]]]:
    """Live drafts neither honoured nor sold outright by that day, with their events until then; the first to mature first."""
    days = {"on": on.isoformat(), "customer": customer_id}
    of = f"{LIVE} and (:customer is null or b.customer_id=:customer) and {STATE} not in ('honoured','discounted')"
    found = store.rows(_bill, f"select {FIELDS} where {of} order by b.matures_on, b.id", days)
    happened: dict[int, list[BillEvent]] = {each.id: [] for each in found}
    sql = f"""select h.id,h.bill_id,h.status,h.on_day,h.note from bill b join payment p on p.bill_id=b.id and p.kind='receipt'
      join bill_event h on h.bill_id=b.id and h.on_day<=:on where {of} order by h.on_day, h.id"""
    for event in store.rows(_event, sql, days):
        happened[event.bill_id].append(event)
    return [(each, happened[each.id]) for each in found]


def events(store: Store, bill_id: int) -> list[BillEvent]:
    """Oldest first."""
    sql = "select id,bill_id,status,on_day,note from bill_event where bill_id=? order by on_day, id"
    return store.rows(_event, sql, (bill_id,))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("bill", dict(values))


def add_event(change: Change, found: Bill, status: str, on: date, note: str | None) -> int:
    row = {
        "bill_id": found.id,
        "customer_id": found.customer_id,
        "on_day": on.isoformat(),
        "status": status,
        "note": note,
    }
    return change.insert("bill_event", row)


def correct(change: Change, found: Bill, received_on: str, amount: int) -> None:
    """Another amount and day of receipt, of a draft of which nothing else is known yet."""
    change.update("bill", found.id, {"received_on": received_on, "amount": amount})
    for each in events(change.store, found.id):
        change.update("bill_event", each.id, {"on_day": received_on})


def void(change: Change, bill_id: int, on: date) -> None:
    change.update("bill", bill_id, {"voided_on": on.isoformat()})
