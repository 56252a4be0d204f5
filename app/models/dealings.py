"""What was sold to customers and what they paid, as it was known on a day: what a credit limit is measured by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models import past
from app.models.dates import add_months
from app.models.dialect import among
from app.models.store import Store

SALES: Final = """select coalesce(sum(case when currency=:currency then amount end),0), coalesce(sum(case when currency<>:currency then amount_base end),0),
  count(distinct substr(issued_on,1,7)) from receivable where customer_id=:id and kind='invoice' and voided_on is null
  and issued_on>:since and issued_on<=:d"""
FIRST: Final = """select kind, currency, amount, amount_base, (select count(*) from receivable o where o.customer_id=:id and o.kind<>'credit_note'
  and o.voided_on is null and o.issued_on<=:d) from receivable where customer_id=:id and kind<>'credit_note' and voided_on is null
  and issued_on<=:d order by issued_on, id limit 1"""
# Money that came back is no payment.
PAID: Final = """select p.paid_on, p.currency, p.amount, p.amount_base from payment p where p.customer_id=:id and p.kind='receipt'
  and p.voided_on is null and p.paid_on>:since and p.paid_on<=:d
  and not exists(select 1 from payment b where b.returns_id=p.id and b.voided_on is null and b.paid_on<=:d) order by p.paid_on"""
OWED: Final = """select customer_id, coalesce(sum(case when side='debit' then open_base else -open_base end),0) from ({state})
  where 1=1 {of} group by customer_id"""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money of one document: in its own currency and in the book's."""

    currency: str
    amount: int
    base: int


@dataclass(frozen=True, slots=True)
class Dealings:
    """`sales` of the last 12 months in the customer's currency, `sales_base` of documents in others, in the book's;
    `months` in which something was sold. `orders` = receivables so far; `first` is the first of them, None where it is an
    opening balance. `paid` = receipts of the last 12 months, oldest first."""

    sales: int
    sales_base: int
    months: int
    orders: int
    first: Amount | None
    paid: tuple[tuple[date, Amount], ...]


def dealings(store: Store, customer_id: int, currency: str, on: date) -> Dealings:
    """Of one customer, whose own currency is named."""
    params = {"id": customer_id, "d": on.isoformat(), "since": add_months(on, -12).isoformat(), "currency": currency}
    sales, base, months = store.rows(lambda *row: row, SALES, params)[0]
    first = store.one(lambda *row: row, FIRST, params)
    paid = store.rows(lambda day, *row: (date.fromisoformat(day), Amount(*row)), PAID, params)
    order = Amount(*first[1:4]) if first and first[0] == "invoice" else None
    return Dealings(sales, base, months, first[4] if first else 0, order, tuple(paid))


def owed(store: Store, on: date, customers: Collection[int]) -> dict[int, int]:
    """What each customer owes at the end of the day, in minor units of the book's currency; below zero = paid ahead."""
    sql = OWED.format(state=past.state(store, on, customers).sql, of=among("customer_id", customers))
    return dict.fromkeys(customers, 0) | dict(store.rows(lambda *row: row, sql, {"d": on.isoformat()}))
