"""What an import compares with, read whole, and the writing of many rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple

from app.models.change import Change
from app.models.store import Store


class KnownInvoice(NamedTuple):
    """A receivable of the book as an import compares it; `due_on` and `used` are of its first instalment or the credit note.

    `used_base` = `used` in the book's currency, as it was booked.
    """

    id: int
    customer_id: int
    number: str
    kind: str
    issued_on: str
    currency: str
    amount: int
    rate: str
    due_on: str | None
    parts: int
    used: int
    used_base: int
    oldest_use: str | None
    voided: bool
    instalment_id: int | None
    description: str | None
    order_no: str | None
    contract_id: int | None
    tax_invoice_no: str | None
    product_line: str | None


class KnownPayment(NamedTuple):
    id: int
    customer_id: int
    natural_key: str
    kind: str
    paid_on: str
    currency: str
    amount: int
    rate: str
    used: int
    used_base: int
    oldest_use: str | None
    voided: bool


class OpenPart(NamedTuple):
    """An instalment, the `seq`th of its receivable, with what is open on it after everything entered.

    `free_from` = the day from which it can be settled: issued, or freed by moving money away.
    """

    id: int
    customer_id: int
    number: str
    free_from: str
    due_on: str | None
    currency: str
    rate: str
    open: int
    open_base: int
    seq: int
    issued_on: str


class KnownAdjustment(NamedTuple):
    """What was given up of a receivable: of `amount` there is `left` what was not recovered since."""

    customer_id: int
    kind: str
    on_day: str
    currency: str
    amount: int
    left: int
    number: str
    voided: bool


INVOICES: Final = """select r.id, r.customer_id, r.number, r.kind, r.issued_on, r.currency, r.amount, r.rate, i.due_on,
  (select count(*) from instalment n where n.receivable_id=r.id),
  coalesce(case when r.kind='credit_note' then (select sum(source_amount) from allocation a where a.credit_id=r.id and a.voided=0)
    else (select sum(a.amount) from allocation a where a.instalment_id=i.id and a.voided=0) end,0),
  coalesce(case when r.kind='credit_note' then (select sum(base_source) from allocation a where a.credit_id=r.id and a.voided=0)
    else (select sum(a.base_target) from allocation a where a.instalment_id=i.id and a.voided=0) end,0),
  case when r.kind='credit_note' then (select min(on_day) from allocation a where a.credit_id=r.id and a.voided=0)
    else (select min(on_day) from allocation a where a.instalment_id=i.id and a.voided=0) end,
  r.voided_on is not null, i.id, r.description, r.order_no, r.contract_id, r.tax_invoice_no, r.product_line
  from receivable r left join instalment i on i.receivable_id=r.id and i.seq=1"""


def invoices(store: Store) -> list[KnownInvoice]:
    return store.rows(KnownInvoice, INVOICES)


def payments(store: Store) -> list[KnownPayment]:
    """Every payment, those that count last: of two known by the same key the live one wins."""
    sql = """select p.id, p.customer_id, p.natural_key, p.kind, p.paid_on, p.currency, p.amount, p.rate,
      coalesce(case when p.kind='receipt' then (select sum(source_amount) from allocation a where a.payment_id=p.id and a.voided=0)
        else (select sum(a.amount) from allocation a where a.outgoing_id=p.id and a.voided=0) end,0),
      coalesce(case when p.kind='receipt' then (select sum(base_source) from allocation a where a.payment_id=p.id and a.voided=0)
        else (select sum(base_target) from allocation a where a.outgoing_id=p.id and a.voided=0) end,0),
      case when p.kind='receipt' then (select min(on_day) from allocation a where a.payment_id=p.id and a.voided=0)
        else (select min(on_day) from allocation a where a.outgoing_id=p.id and a.voided=0) end,
      p.voided_on is not null
      from payment p order by p.voided_on is null"""
    return store.rows(KnownPayment, sql)


def open_parts(store: Store) -> list[OpenPart]:
    """Every open instalment, straight from the facts: true inside a change as well."""
    sql = """select i.id, i.customer_id, r.number, max(r.issued_on,coalesce(x.freed,'')), i.due_on, r.currency, r.rate, i.amount-coalesce(x.paid,0), i.amount_base-coalesce(x.base,0),
      i.seq, r.issued_on from instalment i join receivable r on r.id=i.receivable_id
      left join (select instalment_id, sum(amount) paid, sum(base_target) base, max(case when reverses_id is not null then on_day end) freed
        from allocation where voided=0 and instalment_id is not null
        group by instalment_id) x on x.instalment_id=i.id
      where r.voided_on is null and i.amount>coalesce(x.paid,0) order by i.customer_id, i.due_on is null, i.due_on, r.issued_on, i.id"""
    return store.rows(OpenPart, sql)


def adjustments(store: Store) -> list[KnownAdjustment]:
    """What was given up, by the receivable it belongs to; what counts first."""
    sql = """select j.customer_id, j.kind, j.on_day, j.currency, j.amount,
      coalesce((select sum(a.source_amount) from allocation a where a.adjustment_id=j.id and a.voided=0),0), r.number, j.voided_on is not null
      from adjustment j join allocation f on f.id=(select min(a.id) from allocation a where a.adjustment_id=j.id)
      join instalment i on i.id=f.instalment_id join receivable r on r.id=i.receivable_id order by j.voided_on is not null, j.id"""
    return store.rows(KnownAdjustment, sql)


class Usable(NamedTuple):
    """A live receipt or credit note: what is left of it, and what of it went out again; `key` = number or natural key."""

    column: str
    id: int
    customer_id: int
    key: str
    on_day: str
    currency: str
    amount: int
    left: int
    out: int
    bill_id: int | None


def usable(store: Store) -> list[Usable]:
    """Receipts first, then credit notes; each the oldest first."""
    sql = """select 'payment_id', p.id, p.customer_id, p.natural_key, p.paid_on, p.currency, p.amount, p.amount-coalesce(x.used,0),
        coalesce(x.out,0), p.bill_id
      from payment p left join (select payment_id, sum(source_amount) used, sum(case when outgoing_id is not null then source_amount end) out
        from allocation where voided=0 and payment_id is not null group by payment_id) x on x.payment_id=p.id
      where p.kind='receipt' and p.voided_on is null
      union all select 'credit_id', r.id, r.customer_id, 'n:'||r.number, r.issued_on, r.currency, r.amount, r.amount-coalesce(x.used,0),
        coalesce(x.out,0), null
      from receivable r left join (select credit_id, sum(source_amount) used, sum(case when outgoing_id is not null then source_amount end) out
        from allocation where voided=0 and credit_id is not null group by credit_id) x on x.credit_id=r.id
      where r.kind='credit_note' and r.voided_on is null order by 1 desc, 5, 2"""
    return store.rows(Usable, sql)


def terms(store: Store) -> list[tuple[int, tuple[str, str, int, int | None]]]:
    """(customer, (valid from, basis, days, day of month)), oldest first."""
    sql = "select customer_id,valid_from,basis,days,day_of_month from terms order by customer_id, valid_from"
    return store.rows(lambda customer, *rest: (customer, rest), sql)


def currencies(store: Store) -> dict[int, str]:
    return dict(store.rows(lambda *row: (row[0], row[1]), "select id, currency from customer"))


def insert(change: Change, table: str, rows: Sequence[dict[str, Any]]) -> range:
    """Many rows of the same columns at once; their ids in order."""
    if not rows:
        return range(0)
    columns = list(rows[0])
    return change.bulk(table, columns, [tuple(row.values()) for row in rows])


def insert_tuples(change: Change, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> range:
    """Columns in which no row has anything are left out: most files fill few of them."""
    if not rows:
        return range(0)
    used = [place for place in range(len(columns)) if any(row[place] is not None for row in rows)]
    if 1 < len(used) < len(columns):
        columns, rows = [columns[place] for place in used], list(map(itemgetter(*used), rows))
    return change.bulk(table, columns, rows)


def update(change: Change, table: str, row_id: int, values: dict[str, Any]) -> None:
    change.update(table, row_id, values)


def remembered(store: Store, kind: str) -> dict[str, str]:
    """Mappings people confirmed before: heading signature -> mapping as JSON."""
    return dict(
        store.rows(lambda *row: (row[0], row[1]), "select signature, mapping from import_mapping where kind=?", (kind,))
    )


def named_mapping(store: Store, kind: str, name: str) -> str | None:
    found: str | None = store.scalar("select mapping from import_mapping where kind=? and name=?", (kind, name))
    return found


def remember(change: Change, kind: str, signature: str, mapping: str, used_at: str, name: str | None) -> None:
    known = change.store.scalar("select id from import_mapping where kind=? and signature=?", (kind, signature))
    if known:
        change.update("import_mapping", known, {"mapping": mapping} | ({"name": name} if name else {}))
    else:
        change.insert(
            "import_mapping",
            {"signature": signature, "kind": kind, "name": name, "mapping": mapping, "used_at": used_at},
        )
