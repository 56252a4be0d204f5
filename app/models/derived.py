"""Rows that follow from the facts. `services/standing.py` alone calls the writing functions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from app.models import disputes, limits, past
from app.models.change import Change
from app.models.dates import add_days, add_months, maybe_day
from app.models.dialect import ALLOCATION_CUSTOMER, among, days_between
from app.models.store import Store

ITEM_COLUMNS: Final = "side,instalment_id,receivable_id,payment_id,customer_id,currency,issued_on,due_on,amount,amount_base,open,open_base,settled_on"

# One row for every live document; `{of}` narrows to the customers of a change.
ITEMS: Final = """
select 'debit', i.id, i.receivable_id, null, i.customer_id, r.currency, r.issued_on, i.due_on, i.amount, i.amount_base, i.amount-coalesce(x.paid,0),
  i.amount_base-coalesce(x.base,0), case when i.amount=coalesce(x.paid,0) then x.last end
  from instalment i join receivable r on r.id=i.receivable_id
  left join (select instalment_id, sum(amount) paid, sum(base_target) base, max(on_day) last from {a}
    where voided=0 and instalment_id is not null {of_a} group by instalment_id) x on x.instalment_id=i.id
  where r.voided_on is null {of_i}
union all
select 'credit', null, r.id, null, r.customer_id, r.currency, r.issued_on, null, r.amount, r.amount_base, r.amount-coalesce(x.used,0),
  r.amount_base-coalesce(x.base,0), case when r.amount=coalesce(x.used,0) then x.last end
  from receivable r
  left join (select credit_id, sum(source_amount) used, sum(base_source) base, max(on_day) last from {a}
    where voided=0 and credit_id is not null {of_a} group by credit_id) x on x.credit_id=r.id
  where r.kind='credit_note' and r.voided_on is null {of_r}
union all
select 'credit', null, null, p.id, p.customer_id, p.currency, p.paid_on, null, p.amount, p.amount_base, p.amount-coalesce(x.used,0),
  p.amount_base-coalesce(x.base,0), case when p.amount=coalesce(x.used,0) then x.last end
  from payment p
  left join (select payment_id, sum(source_amount) used, sum(base_source) base, max(on_day) last from {a}
    where voided=0 and payment_id is not null {of_a} group by payment_id) x on x.payment_id=p.id
  where p.kind='receipt' and p.voided_on is null {of_p}
union all
select 'debit', null, null, p.id, p.customer_id, p.currency, p.paid_on, null, p.amount, p.amount_base, p.amount-coalesce(x.used,0),
  p.amount_base-coalesce(x.base,0), case when p.amount=coalesce(x.used,0) then x.last end
  from payment p
  left join (select outgoing_id, sum(amount) used, sum(base_target) base, max(on_day) last from {a}
    where voided=0 and outgoing_id is not null {of_a} group by outgoing_id) x on x.outgoing_id=p.id
  where p.kind<>'receipt' and p.voided_on is null {of_p}
"""

# The balance of each customer by the documents alone, whatever their day; never reads what is open.
LEDGER: Final = """select customer_id, sum(base) from (
  select customer_id, case when kind='credit_note' then -amount_base else amount_base end base from receivable r where voided_on is null {of_r}
  union all select customer_id, case when kind='receipt' then -amount_base else amount_base end from payment p where voided_on is null {of_p}
  union all select customer_id, case when adjustment_id is not null then -base_target else base_source-base_target end from {a}
    where voided=0 {of_a}) group by customer_id"""

STANDING_COLUMNS: Final = (
    "customer_id,as_of,balance_base,overdue_base,overdue_days_max,unallocated_base,disputed_base,due_soon_base,open_count,"
    "late_days_avg_x100,last_paid_on,limit_state,limit_amount"
)
SOON_DAYS: Final = 7


def items_sql(customers: Collection[int] | None) -> str:
    """The select that `open_item` must equal."""
    return _of(ITEMS, customers)


def ledger_sql(customers: Collection[int] | None) -> str:
    """The select that `customer_ledger` must equal."""
    return _of(LEDGER, customers)


def _of(sql: str, customers: Collection[int] | None) -> str:
    """Of some customers: found by the indexes on the customer."""
    return sql.format(
        a="allocation a" if customers is None else ALLOCATION_CUSTOMER,
        of_a=among("a.customer_id", customers),
        of_i=among("i.customer_id", customers),
        of_r=among("r.customer_id", customers),
        of_p=among("p.customer_id", customers),
    )


def standing_sql(store: Store, customers: Collection[int] | None, on: date) -> tuple[str, dict[str, str]]:
    """The select that `customer_standing` of that day must equal, with its parameters.

    Days times amounts are divided before they are made hundredths: afterwards they may be beyond 64 bits. Retention
    that was paid before its day says nothing about how late the customer pays.
    """
    state = past.state(store, on, customers)
    late = days_between("settled_on", "due_on")
    sql = f"""
select c.id, :d, coalesce(s.balance,0), coalesce(s.overdue,0), coalesce({days_between(":d", "s.oldest")},0), coalesce(s.unallocated,0),
  coalesce(q.disputed,0), coalesce(s.soon,0), coalesce(s.items,0), b.late,
  (select max(paid_on) from payment p where p.customer_id=c.id and p.kind='receipt' and p.voided_on is null and p.paid_on<=:d),
  {limits.state_of("c.id", ":d")}, {limits.amount_of("c.id", ":d")}
from customer c
left join (select customer_id, sum(case when side='debit' then open_base else -open_base end) balance,
    sum(case when due_on<:d then open_base else 0 end) overdue, min(case when due_on<:d then due_on end) oldest,
    sum(case when side='credit' then open_base when payment_id is not null then -open_base else 0 end) unallocated,
    sum(case when due_on>=:d and due_on<=:soon then open_base else 0 end) soon,
    sum(case when side='debit' and payment_id is null then 1 else 0 end) items
  from ({state.sql}) where 1=1 {among("customer_id", customers)} group by customer_id) s on s.customer_id=c.id
left join (select t.customer_id, sum({disputes.in_base("min(d.amount,t.open)", "t.open", "t.open_base")}) disputed
  from (select instalment_id, sum(amount) amount from dispute where opened_on<=:d and (closed_on is null or closed_on>:d)
      {among("customer_id", customers)} group by instalment_id) d join ({state.sql}) t on t.instalment_id=d.instalment_id
  group by t.customer_id) q on q.customer_id=c.id
left join (select customer_id, days/amount*100+days%amount*100/amount late from
  (select customer_id, sum(amount_base*max(0,{late})) days, sum(amount_base) amount from open_item
    where side='debit' and settled_on<=:d and settled_on>=:since and due_on is not null {among("customer_id", customers)}
      and (settled_on>=due_on or not (select i.retention from instalment i where i.id=instalment_id))
    group by customer_id)) b on b.customer_id=c.id
{limits.joined("c.id", ":d")}
where 1=1 {among("c.id", customers)}"""
    days = {"d": on, "soon": add_days(on, SOON_DAYS), "since": add_months(on, -24)}
    return sql, {name: value.isoformat() for name, value in days.items()}


def rebuild_items(change: Change, customers: Collection[int] | None) -> None:
    """What is free of the clock: open items and the ledger they are checked with."""
    fill = f"insert into open_item({ITEM_COLUMNS}) {items_sql(customers)}"
    if customers is None:
        _refill(change, "open_item", fill)
    else:
        _clear(change, "open_item", customers)
        change.derive(fill)
    _clear(change, "customer_ledger", customers)
    change.derive(f"insert into customer_ledger(customer_id,base) {ledger_sql(customers)}")


def rebuild_standing(change: Change, customers: Collection[int] | None, on: date) -> None:
    _clear(change, "customer_standing", customers)
    sql, params = standing_sql(change.store, customers, on)
    change.derive(f"insert into customer_standing({STANDING_COLUMNS}) {sql}", params)


def _refill(change: Change, table: str, fill: str) -> None:
    """All rows anew. Indexes are made again afterwards, which sorts once instead of placing each row in each of them."""
    sql = "select name, sql from sqlite_schema where type='index' and tbl_name=? and sql is not null"
    indexes = change.store.rows(lambda name, text: (name, text), sql, (table,))
    for name, _text in indexes:
        change.derive(f"drop index {name}")
    _clear(change, table, None)
    change.derive(fill)
    for _name, text in indexes:
        change.derive(text)


def _clear(change: Change, table: str, customers: Collection[int] | None) -> None:
    """A table is emptied at one stroke only by a delete without any condition."""
    where = "" if customers is None else f" where true {among('customer_id', customers)}"
    change.derive(f"delete from {table}{where}")


def standing_day(store: Store) -> date | None:
    """The day the stored standings were computed for; None when some customer has none or days are mixed."""
    sql = "select case when min(as_of)=max(as_of) then min(as_of) end from customer_standing"
    found = store.scalar(sql)
    missing = store.scalar(
        "select 1 where exists(select 1 from customer c left join customer_standing s on s.customer_id=c.id where s.customer_id is null)"
    )
    return date.fromisoformat(found) if found and not missing else None


def stored_day(store: Store) -> date | None:
    """The day of the stored standings as any one of them tells; None when there are none."""
    return maybe_day(store.scalar("select as_of from customer_standing limit 1"))


def item_differences(store: Store) -> int:
    """How many rows of `open_item` and `customer_ledger` differ from their rebuild (0 = equal)."""
    items = _differences(store, items_sql(None), f"select {ITEM_COLUMNS} from open_item", {})
    return items + _differences(store, ledger_sql(None), "select customer_id,base from customer_ledger", {})


def standing_differences(store: Store, on: date) -> int:
    sql, params = standing_sql(store, None, on)
    return _differences(store, sql, f"select {STANDING_COLUMNS} from customer_standing", params)


def _differences(store: Store, rebuilt: str, stored: str, params: dict[str, str]) -> int:
    sql = f"select (select count(*) from (select * from ({rebuilt}) except {stored})) + (select count(*) from ({stored} except select * from ({rebuilt})))"
    return int(store.scalar(sql, params))
