"""What a review tells about dealings with one customer: twelve months of sales and payments, the most that was owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.dates import add_months
from app.models.dialect import days_between
from app.models.paid import DUE_THEN
from app.models.store import Store

# What each day added to the balance, in the book's currency: the documents of all days up to one, by their own day.
MOVED: Final = """select on_day, sum(base) from (
  select issued_on on_day, case kind when 'credit_note' then -amount_base else amount_base end base from receivable
    where customer_id=:c and voided_on is null
  union all select paid_on, case kind when 'receipt' then -amount_base else amount_base end from payment
    where customer_id=:c and voided_on is null
  union all select on_day, case when adjustment_id is not null then -base_target else base_source-base_target end from allocation
    where customer_id=:c and voided=0) where on_day<=:d group by on_day order by on_day"""
SOLD: Final = """select substr(issued_on,1,7), sum(case kind when 'invoice' then amount_base else 0 end), sum(kind='invoice'),
  sum(case kind when 'credit_note' then amount_base else 0 end) from receivable where customer_id=:c and voided_on is null
  and kind<>'opening' and issued_on>=:since and issued_on<=:d group by 1"""
# Money applied, by how late it came on its day; what was taken back later counts against the month of that.
PAID: Final = f"""select substr(on_day,1,7), sum(base), sum(case when late>:grace then base else 0 end), sum(base*coalesce(late,0)) from (
    select a.on_day, a.base_target base, {days_between("a.on_day", f"({DUE_THEN})")} late from allocation a
      join instalment i on i.id=a.instalment_id
    where a.customer_id=:c and a.voided=0 and a.payment_id is not null and a.on_day>=:since and a.on_day<=:d)
  group by 1"""
YEARLY: Final = """select customer_id, sum(amount_base) from receivable where kind='invoice' and voided_on is null
  and issued_on>:since and issued_on<=:d group by customer_id"""
LAST_PAID: Final = (
    "select max(paid_on) from payment where customer_id=? and kind='receipt' and voided_on is null and paid_on<=?"
)
OPEN_DISPUTES: Final = (
    """select count(*) from dispute where customer_id=:c and opened_on<=:d and (closed_on is null or closed_on>:d)"""
)


@dataclass(frozen=True, slots=True)
class Sold:
    """A month of sales, minor units of the book's currency; `credited` = credit notes."""

    amount: int = 0
    count: int = 0
    credited: int = 0


@dataclass(frozen=True, slots=True)
class Paid:
    """A month of money applied: all, what came after its due day and the days of grace, and amount x days late."""

    amount: int = 0
    late: int = 0
    weighted: int = 0


def moved(store: Store, customer_id: int, on: date) -> list[tuple[date, int]]:
    """(day, what it added to the balance in the book's currency), from the beginning to the end of `on`."""
    rows = store.rows(lambda *row: row, MOVED, {"c": customer_id, "d": on.isoformat()})
    return [(date.fromisoformat(day), amount) for day, amount in rows]


def sold(store: Store, customer_id: int, since: date, on: date) -> dict[str, Sold]:
    """By month ("2026-03")."""
    days = {"c": customer_id, "since": since.isoformat(), "d": on.isoformat()}
    return {month: Sold(*row) for month, *row in store.rows(lambda *row: row, SOLD, days)}


def paid(store: Store, customer_id: int, since: date, on: date, grace: int) -> dict[str, Paid]:
    """By month ("2026-03")."""
    days = {"c": customer_id, "since": since.isoformat(), "d": on.isoformat(), "grace": grace}
    return {month: Paid(*row) for month, *row in store.rows(lambda *row: row, PAID, days)}


def yearly_sales(store: Store, on: date) -> dict[int, int]:
    """What each customer bought in the 12 months up to a day, minor units of the book's currency."""
    days = {"since": add_months(on, -12).isoformat(), "d": on.isoformat()}
    return dict(store.rows(lambda *row: row, YEARLY, days))


def margins(store: Store) -> dict[int, int]:
    """Our gross margin on each customer where it is known, basis points."""
    return dict(store.rows(lambda *row: row, "select id, margin_bp from customer where margin_bp is not null"))


def last_paid_on(store: Store, customer_id: int, on: date) -> date | None:
    found = store.scalar(LAST_PAID, (customer_id, on.isoformat()))
    return date.fromisoformat(found) if found else None


def open_disputes(store: Store, customer_id: int, on: date) -> int:
    return int(store.scalar(OPEN_DISPUTES, {"c": customer_id, "d": on.isoformat()}))


def service_address(store: Store, customer_id: int) -> str | None:
    found: str | None = store.scalar("select service_address from customer where id=?", (customer_id,))
    return found
