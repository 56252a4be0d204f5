"""Promises to pay, and the receipts of those who made them. What became of a promise is computed: `rules/promises.py`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final

from app.models import past
from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.promised import Money, Promise
from app.models.store import Store

FIELDS: Final = """select id, customer_id, made_on, due_on, currency, amount, by_whom, channel, written, note, withdrawn_on, voided_on
  from promise"""
# Of each receipt what it settled of each instalment (with the currency of that debt), and what went out of it again.
SETTLED: Final = """select a.payment_id, a.instalment_id, r.currency, sum(a.amount), sum(a.source_amount)
  from payment p join allocation a on a.payment_id=p.id left join instalment i on i.id=a.instalment_id
  left join receivable r on r.id=i.receivable_id
  where p.kind='receipt' and p.voided_on is null and p.paid_on between :first and :d {of} and a.voided=0 and a.on_day<=:d
  group by a.payment_id, a.instalment_id, r.currency"""
RECEIPTS: Final = """select p.id, p.customer_id, p.paid_on, p.currency, p.amount, p.purpose<>'payment' from payment p
  where p.kind='receipt' and p.voided_on is null and p.paid_on between :first and :d {of}"""

LATELY: Final = "and customer_id in (select customer_id from promise where due_on>=:from and voided_on is null)"
ASKED: Final = """select t.customer_id, t.currency, t.instalment_id, t.due_on, t.open-coalesce(q.part,0) from ({state}) t
  left join (select instalment_id disputed_id, sum(amount) part from dispute where opened_on<=:d and (closed_on is null or closed_on>:d) {of}
    group by instalment_id) q on q.disputed_id=t.instalment_id
  where t.instalment_id is not null and t.side='debit' and t.open>coalesce(q.part,0)
  order by t.due_on is null, t.due_on, t.issued_on, t.instalment_id"""


def promises(
    store: Store, on: date, customers: Collection[int] | None = None, due_from: date | None = None
) -> list[Promise]:
    """Those made up to a day and not voided, of some customers or of all: by customer, the oldest first.

    `due_from` = only of customers who promised something for that day or a later one.
    """
    of, params = among("customer_id", customers), {"d": on.isoformat()}
    if due_from is not None:
        of, params = f"{of} {LATELY}", {**params, "from": due_from.isoformat()}
    sql = f"{FIELDS} where voided_on is null and made_on<=:d {of} order by customer_id, made_on, id"
    rows = store.rows(lambda *row: row, sql, params)
    named = _named(store, {row[0] for row in rows}) if rows else {}
    return [_promise(row, named) for row in rows]


def of_customer(store: Store, customer_id: int) -> list[Promise]:
    """All of them, voided ones too, the newest first."""
    rows = store.rows(lambda *row: row, f"{FIELDS} where customer_id=? order by made_on desc, id desc", (customer_id,))
    named = _named(store, {row[0] for row in rows}) if rows else {}
    return [_promise(row, named) for row in rows]


def promise(store: Store, promise_id: int) -> Promise | None:
    row = store.one(lambda *row: row, f"{FIELDS} where id=?", (promise_id,))
    return None if row is None else _promise(row, _named(store, {promise_id}))


def numbers(store: Store, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Numbers of the receivables that promises name, the oldest due first."""
    found: dict[int, tuple[str, ...]] = {}
    sql = f"""select t.promise_id, r.number from promise_item t join instalment i on i.id=t.instalment_id
      join receivable r on r.id=i.receivable_id where 1=1 {among("t.promise_id", ids)} order by t.promise_id, i.due_on, i.id"""
    for promise_id, number in store.rows(lambda *row: row, sql):
        found[promise_id] = tuple(dict.fromkeys((*found.get(promise_id, ()), number)))
    return found


def _named(store: Store, ids: Collection[int]) -> dict[int, set[int]]:
    """The instalments that each promise names."""
    found: dict[int, set[int]] = {}
    sql = f"select promise_id, instalment_id from promise_item where 1=1 {among('promise_id', ids)}"
    for promise_id, instalment_id in store.rows(lambda *row: row, sql):
        found.setdefault(promise_id, set()).add(instalment_id)
    return found


def _promise(row: tuple[Any, ...], named: Mapping[int, set[int]]) -> Promise:
    return Promise(
        id=row[0], customer_id=row[1], made_on=date.fromisoformat(row[2]), due_on=date.fromisoformat(row[3]), currency=row[4],
        amount=row[5], by_whom=row[6], channel=row[7], written=bool(row[8]), note=row[9], withdrawn_on=maybe_day(row[10]),
        voided_on=maybe_day(row[11]), items=frozenset(named.get(row[0], ())),
    )  # fmt: skip


def money(store: Store, first: date, on: date, customers: Collection[int]) -> dict[int, list[Money]]:
    """The receipts of these customers from the first day on as they stood on a day, in parts: what each settled of one
    instalment, and what was free. What was returned, paid back or kept by then is no money of theirs any more."""
    params = {"first": first.isoformat(), "d": on.isoformat()}
    of = among("p.customer_id", customers)
    settled: dict[int, list[tuple[int | None, str | None, int, int]]] = {}
    for payment_id, *part in store.rows(lambda *row: row, SETTLED.format(of=of), params):
        settled.setdefault(payment_id, []).append((part[0], part[1], part[2], part[3]))
    found: dict[int, list[Money]] = {}
    for payment_id, customer, paid_on, currency, amount, bound in store.rows(
        lambda *row: row, RECEIPTS.format(of=of), params
    ):
        of_customer = found.setdefault(customer, [])
        day, free = date.fromisoformat(paid_on), amount
        for instalment, debt, target, source in settled.get(payment_id, ()):
            free -= source
            if instalment is not None and source > 0:
                of_customer.append(Money(payment_id, day, instalment, {currency: source, debt or currency: target}))
        if free > 0:
            of_customer.append(Money(payment_id, day, None, {currency: free}, bool(bound)))
    return found


def asked(
    store: Store, on: date, customers: Collection[int]
) -> dict[tuple[int, str], list[tuple[int, date | None, int]]]:
    """By customer and currency (instalment, due day, open and not in dispute) at the end of a day, the oldest due first."""
    if not customers:
        return {}
    sql = ASKED.format(state=past.state(store, on, customers).sql, of=among("customer_id", customers))
    found: dict[tuple[int, str], list[tuple[int, date | None, int]]] = {}
    for customer, currency, instalment, due_on, left in store.rows(lambda *row: row, sql, {"d": on.isoformat()}):
        found.setdefault((customer, currency), []).append((instalment, maybe_day(due_on), left))
    return found


def insert(change: Change, values: Mapping[str, Any], items: Iterable[int]) -> int:
    promise_id = change.insert("promise", dict(values))
    for instalment in items:
        change.insert(
            "promise_item",
            {"promise_id": promise_id, "customer_id": values["customer_id"], "instalment_id": instalment},
        )
    return promise_id


def update(change: Change, promise_id: int, values: Mapping[str, Any]) -> None:
    change.update("promise", promise_id, dict(values))


def claim(change: Change, promise_id: int, of: Mapping[str, Any], instalment_id: int | None, strength: str) -> None:
    """A promise in writing starts limitation anew: of one debt, or of all that is owed."""
    row = {"customer_id": of["customer_id"], "on_day": of["made_on"], "text": of["note"], "promise_id": promise_id}
    change.insert("claim_event", {**row, "instalment_id": instalment_id, "kind": "promise", "strength": strength})


def void_claims(change: Change, promise: Promise, on: date) -> None:
    """What a written promise did for limitation goes with it."""
    sql = "select id from claim_event where customer_id=? and promise_id=? and voided_on is null"
    for event_id in change.store.rows(int, sql, (promise.customer_id, promise.id)):
        change.update("claim_event", event_id, {"voided_on": on.isoformat()})
