"""What moved a customer's account, currency by currency, up to a day: the lines of a statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from app.models import past
from app.models.dates import maybe_day
from app.models.store import Store

Group = Literal["invoiced", "received", "credits"]


@dataclass(frozen=True, slots=True)
class Move:
    """One line; `amount` in minor units of `currency`, above zero where it raises what is owed.

    `kind` invoice, opening, credit_note, receipt, refund, return, kept (a credit taken as income), exchange (used in
    another currency) or the kind of an adjustment; `due_on` the first of `parts` instalments, as it was on that day.
    """

    on: date
    kind: str
    group: Group
    number: str | None
    text: str | None
    method: str | None
    due_on: date | None
    parts: int
    currency: str
    amount: int


@dataclass(frozen=True, slots=True)
class Balance:
    """What a customer owes in one currency at the end of a day (below zero: has paid ahead)."""

    customer_id: int
    code: str
    name: str
    currency: str
    amount: int


# An adjustment counts when and as far as it is applied: one taken back is a row of its own day. Money that settled a
# document of another currency lowers the account of that currency; on the day it came it never stood in its own.
MOVES: Final = f"""
with crossed(on_day, payment_id, credit_id, amount, source_amount, source, source_on, source_number, target, target_number, method) as (
  select a.on_day, a.payment_id, a.credit_id, a.amount, a.source_amount, coalesce(p.currency,k.currency), coalesce(p.paid_on,k.issued_on),
    coalesce(p.number,k.number), coalesce(r.currency,q.currency), coalesce(r.number,q.number), p.method
  from allocation a left join payment p on p.id=a.payment_id left join receivable k on k.id=a.credit_id
  left join instalment i on i.id=a.instalment_id left join receivable r on r.id=i.receivable_id left join payment q on q.id=a.outgoing_id
  where a.customer_id=:customer and a.voided=0 and a.on_day<=:d and a.adjustment_id is null
    and coalesce(p.currency,k.currency)<>coalesce(r.currency,q.currency)),
moved(on_day, kind, team, number, text, method, due_on, parts, currency, amount, place) as (
  select r.issued_on, r.kind, case r.kind when 'credit_note' then 'credits' else 'invoiced' end, r.number, r.description, null,
    (select min({past.DUE_THEN}) from open_item o where o.receivable_id=r.id and o.side='debit'),
    (select count(*) from instalment i where i.receivable_id=r.id), r.currency,
    case r.kind when 'credit_note' then -r.amount else r.amount end, r.id
  from receivable r where r.customer_id=:customer and r.voided_on is null and r.issued_on<=:d
  union all
  select p.paid_on, case p.kept when 1 then 'kept' else p.kind end, case p.kept when 1 then 'credits' else 'received' end, p.number, null,
    p.method, null, 0, p.currency, case p.kind when 'receipt' then
      coalesce((select sum(x.source_amount) from crossed x where x.payment_id=p.id and x.on_day=p.paid_on),0)-p.amount else p.amount end, p.id
  from payment p where p.customer_id=:customer and p.voided_on is null and p.paid_on<=:d
  union all
  select a.on_day, j.kind, 'credits', coalesce(r.number,q.number), null, null, null, 0, coalesce(r.currency,q.currency), -sum(a.amount), j.id
  from allocation a join adjustment j on j.id=a.adjustment_id left join instalment i on i.id=a.instalment_id
  left join receivable r on r.id=i.receivable_id left join payment q on q.id=a.outgoing_id
  where a.customer_id=:customer and a.voided=0 and j.voided_on is null and a.on_day<=:d group by a.on_day, j.id, r.id, q.id
  union all
  select on_day, case when payment_id is null then 'credit_note' else 'receipt' end,
    case when payment_id is null then 'credits' else 'received' end, source_number, null, method, null, 0, target, -sum(amount),
    coalesce(payment_id,credit_id)
  from crossed group by on_day, payment_id, credit_id, target
  union all
  select on_day, 'exchange', case when payment_id is null then 'credits' else 'received' end, target_number, null, null, null, 0, source,
    sum(source_amount), coalesce(payment_id,credit_id)
  from crossed where payment_id is null or on_day>source_on group by on_day, payment_id, credit_id, target_number)
select on_day, kind, team, number, text, method, due_on, parts, currency, amount from moved where amount<>0
order by on_day, amount<0, place"""

BALANCES: Final = """select t.customer_id, c.code, c.name, t.currency, sum(case t.side when 'debit' then t.open else -t.open end) owes
  from ({state}) t join customer c on c.id=t.customer_id group by t.customer_id, t.currency having owes<>0 order by c.code, t.currency"""

# The last event not after the day; a draft without any is held. Those are at risk still (`rules/bills.py`).
BILLS: Final = """select b.currency, sum(b.amount) from bill b join payment p on p.bill_id=b.id and p.kind='receipt'
  where b.customer_id=:customer and b.voided_on is null and p.voided_on is null and b.received_on<=:d
  and coalesce((select e.status from bill_event e where e.bill_id=b.id and e.on_day<=:d order by e.on_day desc, e.id desc limit 1),'held')
    in ('held','endorsed','discounted_recourse','presented')
  group by b.currency"""

CHARGED: Final = """select i.id from instalment i where i.customer_id=:customer and i.receivable_id in
  (select h.receivable_id from charge h where h.customer_id=:customer and h.voided_on is null)"""

WRITTEN_OFF: Final = """select r.currency, sum(a.amount) from allocation a join adjustment j on j.id=a.adjustment_id
  join instalment i on i.id=a.instalment_id join receivable r on r.id=i.receivable_id
  where a.customer_id=:customer and a.voided=0 and j.kind='write_off' and a.on_day<=:d group by r.currency having sum(a.amount)<>0"""


def moves(store: Store, customer_id: int, until: date) -> list[Move]:
    """Everything up to the end of a day in its order; of one day what raises the account comes first."""
    return store.rows(_move, MOVES, _of(customer_id, until))


def balances(store: Store, on: date) -> list[Balance]:
    """Who owes, or has paid ahead, at the end of a day: a row for each currency."""
    return store.rows(Balance, BALANCES.format(state=past.state(store, on).sql), {"d": on.isoformat()})


def bills_held(store: Store, customer_id: int, on: date) -> dict[str, int]:
    """Drafts taken and not yet honoured, by currency: they count as received and are still at risk."""
    return _by_currency(store, BILLS, customer_id, on)


def written_off(store: Store, customer_id: int, on: date) -> dict[str, int]:
    """What was written off and not recovered, by currency."""
    return _by_currency(store, WRITTEN_OFF, customer_id, on)


def retentions(store: Store, customer_id: int) -> frozenset[int]:
    """The instalments that are retention money."""
    sql = "select id from instalment where customer_id=? and retention=1"
    return frozenset(store.rows(int, sql, (customer_id,)))


def charged(store: Store, customer_id: int) -> frozenset[int]:
    """The instalments of receivables that were made of interest, fees or costs."""
    return frozenset(store.rows(int, CHARGED, {"customer": customer_id}))


def _by_currency(store: Store, sql: str, customer_id: int, on: date) -> dict[str, int]:
    return dict(store.rows(lambda currency, amount: (currency, amount), sql, _of(customer_id, on)))


def _of(customer_id: int, on: date) -> dict[str, Any]:
    return {"customer": customer_id, "d": on.isoformat()}


def _move(*row: Any) -> Move:
    fields = list(row)
    fields[0], fields[6] = date.fromisoformat(row[0]), maybe_day(row[6])
    return Move(*fields)
