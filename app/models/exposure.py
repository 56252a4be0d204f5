"""What stands behind each line of a customer's credit in use (data model, decision 6): one select a line, as documents or in sums.

Everything is as of the end of a day. `key` says what a document is weighed by: the kind of a draft, the rate of a shipment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, Literal, NamedTuple

from app.models import bills, deals, past
from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store

Code = Literal[
    "receivables", "bills", "delivered", "custom_work", "receipts", "prepayments", "deposits", "credit_notes"
]
CODES: Final[tuple[Code, ...]] = (
    "receivables", "bills", "delivered", "custom_work", "receipts", "prepayments", "deposits", "credit_notes",
)  # fmt: skip
WHOLE: Final = 10_000


class Document(NamedTuple):
    """`open` in minor units of `currency`, below zero for a deposit given back; `base` = the same in the book's currency at the
    document's own rate, None where it has none. `disputed` of it is in dispute; `weight_bp` None = by its `key`."""

    customer_id: int
    code: Code
    table: str
    id: int
    label: str
    on: date
    due_on: date | None
    currency: str
    open: int
    base: int | None
    key: str
    disputed: int = 0
    weight_bp: int | None = None


class Sum(NamedTuple):
    """The documents of one customer, line, currency and key together."""

    customer_id: int
    code: Code
    currency: str
    key: str
    open: int
    base: int | None
    weight_bp: int | None = None


# The items open at the end of the day, `{state}` of `past`; a receipt counts by what it was meant for.
_ITEMS: Final = """select t.customer_id, case when t.side='debit' then 'receivables' when t.payment_id is null then 'credit_notes'
    when (select p.purpose from payment p where p.id=t.payment_id)='payment' then 'receipts' else 'prepayments' end code,
  case when t.instalment_id is not null then 'instalment' when t.payment_id is not null then 'payment' else 'receivable' end tbl,
  coalesce(t.instalment_id,t.payment_id,t.receivable_id) id,
  case when t.payment_id is null then (select r.number from receivable r where r.id=t.receivable_id)
    else (select p.number from payment p where p.id=t.payment_id) end label,
  t.issued_on day, t.due_on due, t.currency, t.open, t.open_base base, '' key from ({state}) t"""
_AT_RISK: Final = "('held','endorsed','discounted_recourse','presented')"
_BILLS: Final = f"""select b.customer_id, 'bills' code, 'bill' tbl, b.id, b.number label, b.received_on day, b.matures_on due, b.currency,
  b.amount open, p.amount_base base, case when b.kind='bank' and b.acceptor_class='small_bank' then 'small_bank' else b.kind end key
  from bill b join payment p on p.bill_id=b.id and p.kind='receipt'
  where {bills.LIVE} and b.received_on<=:on and {bills.STATE} in {_AT_RISK} {{of_b}}"""
# Gone out, and no live receivable of the day for it.
_DELIVERED: Final = """select s.customer_id, 'delivered' code, 'shipment' tbl, s.id, s.number label, s.shipped_on day, null due, s.currency,
  s.amount open, null base, s.rate key from shipment s where s.voided_on is null and s.shipped_on<=:on {of_s}
  and not exists(select 1 from receivable r where r.id=s.receivable_id and r.voided_on is null and r.issued_on<=:on)"""
_DEPOSITS: Final = """select m.customer_id, 'deposits' code, 'deposit_move' tbl, m.id, '' label, m.on_day day, m.refund_due_on due, m.currency,
  case when m.kind='received' then m.amount else -m.amount end open, null base, '' key from deposit_move m
  where m.voided_on is null and m.on_day<=:on {of_m}"""
# Agreed or ordered on the day, or of a contract that was signed; what has left is no longer only work.
_WORK: Final = f"""select d.customer_id, d.id, coalesce(nullif(d.title,''),d.number), coalesce(d.ordered_on,d.opened_on), d.expected_on, d.currency,
  d.cost_incurred, d.amount, {deals.SHIPPED}, coalesce(d.resale_bp,k.resale_bp,0)
  from deal d left join contract k on k.id=d.contract_id
  where d.cost_incurred>0 and coalesce(d.ordered_on,d.opened_on)<=:on and (d.closed_on is null or d.closed_on>:on)
    and (d.stage in('agreed','ordered') or d.ordered_on is not null or (d.stage<>'lost' and k.status in('signed','running') and k.signed_on<=:on
      and (k.closed_on is null or k.closed_on>:on))) {{of_d}}"""
# What is in dispute of an instalment on the day.
_DISPUTED: Final = """select q.instalment_id, sum(q.amount) from dispute q where q.opened_on<=:on and (q.closed_on is null or q.closed_on>:on)
  {of_q} group by q.instalment_id"""

LINE: Final = ("customer_id", "code", "amount", "as_of")


def documents(store: Store, on: date, customer_id: int) -> list[Document]:
    """Of one customer, line by line, the oldest first."""
    only, params = [customer_id], _params(on)
    sql = f"select * from ({' union all '.join(_sources(store, on, only))}) order by coalesce(due,day), day, tbl, id"
    disputed: dict[int, int] = dict(
        store.rows(lambda *row: row, _DISPUTED.format(of_q=among("q.customer_id", only)), params)
    )
    found = store.rows(_document, sql, params) + _work(store, params, only)
    return [
        each._replace(disputed=min(each.open, disputed.get(each.id, 0))) if each.table == "instalment" else each
        for each in found
    ]


def sums(store: Store, on: date, customers: Collection[int] | None = None) -> list[Sum]:
    """Of some customers or of all, by customer."""
    params = _params(on)
    grouped = (
        f"""select customer_id, code, currency, key, sum(open), case when count(base)=count(*) then sum(base) end
          from ({source}) group by customer_id, code, currency, key"""
        for source in _sources(store, on, customers)
    )
    found = store.rows(Sum, " union all ".join(grouped), params)
    work = (
        Sum(e.customer_id, e.code, e.currency, e.key, e.open, e.base, e.weight_bp)
        for e in _work(store, params, customers)
    )
    return sorted([*found, *work], key=lambda each: each.customer_id)


def replace(change: Change, customers: Collection[int] | None, rows: Iterable[tuple[Any, ...]]) -> None:
    """The stored lines of some customers, or of all, anew; columns as in `LINE`."""
    where = "" if customers is None else f" where true {among('customer_id', customers)}"
    change.derive(f"delete from exposure_line{where}")
    change.derive_many(f"insert into exposure_line({','.join(LINE)}) values(?,?,?,?)", rows)


def differences(store: Store, rows: Iterable[tuple[Any, ...]]) -> int:
    """How many stored lines differ from these, or are on one side only (0 = equal)."""
    return len(set(store.rows(lambda *row: row, f"select {','.join(LINE)} from exposure_line")) ^ set(rows))


def stored_day(store: Store) -> date | None:
    """The day of the stored lines; None when there are none, or days are mixed."""
    return maybe_day(store.scalar("select case when min(as_of)=max(as_of) then min(as_of) end from exposure_line"))


def currencies(store: Store, customers: Collection[int] | None = None) -> dict[int, str]:
    """Each customer's own currency."""
    sql = f"select id, currency from customer where true {among('id', customers)}"
    return dict(store.rows(lambda *row: row, sql))


def _sources(store: Store, on: date, customers: Collection[int] | None) -> tuple[str, ...]:
    items = (
        f"{_ITEMS.format(state=past.state(store, on, customers).sql)} where true {among('t.customer_id', customers)}"
    )
    return (
        items,
        _BILLS.format(of_b=among("b.customer_id", customers)),
        _DELIVERED.format(of_s=among("s.customer_id", customers)),
        _DEPOSITS.format(of_m=among("m.customer_id", customers)),
    )


def _work(store: Store, params: dict[str, str], customers: Collection[int] | None) -> list[Document]:
    found = store.rows(_deal, _WORK.format(of_d=among("d.customer_id", customers)), params)
    return [each for each in found if each.open > 0]


def _deal(customer: int, row_id: int, label: str, day: str, due: str | None, currency: str, *figures: int) -> Document:
    """Cost that was spent on what has not left yet."""
    cost, amount, shipped, batches, agreed, resale = figures
    left = Decimal(cost) * (amount - deals.gone(amount, shipped, batches, agreed)) / amount
    open_ = int(left.quantize(Decimal(1), ROUND_HALF_UP))
    days = date.fromisoformat(day), maybe_day(due)
    return Document(
        customer, "custom_work", "deal", row_id, label, *days, currency, open_, None, "", 0, WHOLE - min(resale, WHOLE)
    )


def _document(customer: int, code: Code, table: str, row_id: int, label: str | None, day: str, *rest: Any) -> Document:
    due, currency, open_, base, key = rest
    return Document(
        customer, code, table, row_id, label or "", date.fromisoformat(day), maybe_day(due), currency, open_, base, key
    )


def _params(on: date) -> dict[str, str]:
    """Both names of the day that the selects know it by."""
    return {"d": on.isoformat(), "on": on.isoformat()}
