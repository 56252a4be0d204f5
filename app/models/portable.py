"""The facts of a book in the columns that `import` takes: what a book can be built from again."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from app.models.dates import maybe_day
from app.models.money import Money, plain
from app.models.store import Store

Row = tuple[Any, ...]

CUSTOMERS: Final = """select c.code, c.name, c.short_name, c.registration_no, c.country, c.region, c.industry, c.size_class, c.since,
  t.days, l.state, l.amount, c.currency, o.name, g.name, c.phone, c.email, c.address, c.note
  from customer c left join person o on o.id=c.owner_id left join party_group g on g.id=c.group_id
  left join terms t on t.id=(select x.id from terms x where x.customer_id=c.id and x.valid_from<=:d and x.basis in ('net','cash')
    order by x.valid_from desc limit 1)
  left join credit_limit l on l.id=(select k.id from credit_limit k where k.customer_id=c.id and k.kind='standing' and k.voided_on is null
    and k.valid_from<=:d and (k.valid_to is null or k.valid_to>:d) order by k.valid_from desc, k.id desc limit 1)
  order by c.code"""
CONTACTS: Final = """select c.code, p.name, p.role, p.phone, p.email, p.wechat from contact p join customer c on c.id=p.customer_id
  where p.left_on is null order by c.code, p.id"""
# Credit notes last: what they apply to must stand before them.
RECEIVABLES: Final = """select r.id, r.number, c.code, r.issued_on, r.amount, r.currency, r.rate, r.kind, r.order_no, r.description,
  exists(select 1 from dispute d join instalment i on i.id=d.instalment_id where i.receivable_id=r.id and d.closed_on is null)
  from receivable r join customer c on c.id=r.customer_id where r.voided_on is null order by r.kind='credit_note', r.issued_on, r.id"""
INSTALMENTS: Final = "select receivable_id, due_on, amount from instalment order by receivable_id, seq"
PAYMENTS: Final = """select p.id, p.number, c.code, p.paid_on, case when p.kind='receipt' then p.amount else -p.amount end, p.currency, p.rate,
  p.method, p.reference, p.payer_name, p.note
  from payment p join customer c on c.id=p.customer_id where p.voided_on is null order by p.kind<>'receipt', p.paid_on, p.id"""
# What is still applied from a document to each receivable, moves and reversals taken together.
APPLIED: Final = """select a.{source}, r.number, sum(a.source_amount), r.currency from allocation a
  join instalment i on i.id=a.instalment_id join receivable r on r.id=i.receivable_id
  where a.voided=0 and a.{source} is not null group by a.{source}, r.id having sum(a.source_amount)>0 order by a.{source}, min(i.due_on), r.id"""


def customers(store: Store, on: date) -> list[Row]:
    """code, name ... terms_days, credit_limit (Money, "unlimited" or None), currency ... note."""
    return [_customer(row) for row in store.rows(lambda *row: row, CUSTOMERS, {"d": on.isoformat()})]


def _customer(row: Row) -> Row:
    state, amount, currency = row[10:13]
    limit = plain(amount, currency) if state == "set" else state
    return (*row[:8], maybe_day(row[8]), row[9], limit, *row[12:])


def contacts(store: Store) -> list[Row]:
    """customer, name, role, phone, email, wechat."""
    return store.rows(lambda *row: row, CONTACTS)


def receivables(store: Store) -> list[Row]:
    """number, customer, issue_date, due_date, amount, currency, rate, kind, applies_to, disputed, order_no, instalments, note."""
    parts: dict[int, list[tuple[str | None, int]]] = {}
    for receivable_id, due, amount in store.rows(lambda *row: row, INSTALMENTS):
        parts.setdefault(receivable_id, []).append((due, amount))
    applied = _applied(store, "credit_id")
    return [
        _receivable(row, parts.get(row[0], []), applied.get(row[0]))
        for row in store.rows(lambda *row: row, RECEIVABLES)
    ]


def _receivable(row: Row, parts: list[tuple[str | None, int]], applied: str | None) -> Row:
    _id, number, code, issued, amount, currency, rate, kind, order_no, note, disputed = row
    split = "; ".join(f"{plain(part, currency)} {due}" for due, part in parts) if len(parts) > 1 else None
    due = maybe_day(parts[0][0]) if len(parts) == 1 else None
    money = Money(amount, currency)
    return (
        number,
        code,
        date.fromisoformat(issued),
        due,
        money,
        currency,
        rate,
        kind,
        applied,
        disputed or None,
        order_no,
        split,
        note,
    )


def payments(store: Store) -> list[Row]:
    """number, customer, date, amount (below zero: paid back), currency, rate, method, reference, payer, applies_to, note."""
    applied = _applied(store, "payment_id")
    return [_payment(row, applied.get(row[0])) for row in store.rows(lambda *row: row, PAYMENTS)]


def _payment(row: Row, applied: str | None) -> Row:
    _id, number, code, paid, amount, currency, rate, method, reference, payer, note = row
    money = Money(amount, currency)
    return (number, code, date.fromisoformat(paid), money, currency, rate, method, reference, payer, applied, note)


def _applied(store: Store, source: str) -> dict[int, str]:
    """ "INV1:100.00; INV2:20.00" of each document; a number with one of these marks in it stands in quotation marks."""
    found: dict[int, list[str]] = {}
    for document, number, amount, currency in store.rows(lambda *row: row, APPLIED.format(source=source)):
        found.setdefault(document, []).append(f"{_quoted(number)}:{plain(amount, currency)}")
    return {document: "; ".join(parts) for document, parts in found.items()}


def _quoted(number: str) -> str:
    return '"' + number.replace('"', '""') + '"' if any(char in ';；、,，:："' for char in number) else number
