"""Sales and money received by period, and how long customers took to pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.dialect import days_between
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled in a month (YYYY-MM): minor units of the book's currency, and the same times days.

    `amount_days` = sum of amount x days from issue to payment; `dated` and `agreed_days` the same for the agreed
    days, over the items that have a due day.
    """

    month: str
    amount: int
    amount_days: int
    dated: int
    agreed_days: int


# A credit note takes back a sale; an opening balance was sold before the book began.
SALES: Final = "sum(case kind when 'invoice' then amount_base when 'credit_note' then -amount_base else 0 end)"

# Only money counts (no credit notes, no write-offs), and not what was taken back by the day asked.
SETTLED: Final = """select substr(on_day,1,7) month, sum(kept), sum(kept*days), sum(case when agreed is not null then kept else 0 end),
  sum(case when agreed is not null then kept*agreed else 0 end) from
  (select a.on_day, a.base_target+coalesce((select sum(x.base_target) from allocation x where x.reverses_id=a.id and x.voided=0
      and x.on_day<=:until),0) kept, max(0,{days}) days, {agreed} agreed
    from allocation a join payment p on p.id=a.payment_id join instalment i on i.id=a.instalment_id join receivable r on r.id=i.receivable_id
    where a.voided=0 and a.reverses_id is null and r.kind<>'opening' and a.on_day between :since and :until)
  where kept>0 group by month"""


def sales(store: Store, since: date, until: date) -> int:
    """Sold on credit in a period, both days included, less credit notes; in the book's currency."""
    sql = f"select coalesce({SALES},0) from receivable where voided_on is null and issued_on between ? and ?"
    return int(store.scalar(sql, (since.isoformat(), until.isoformat())))


def sales_by_month(store: Store, until: date) -> dict[str, int]:
    """The same for each month (YYYY-MM) that has a document, up to the day."""
    sql = (
        f"select substr(issued_on,1,7), {SALES} from receivable where voided_on is null and issued_on<=? "
        "and kind<>'opening' group by 1"
    )
    return dict(store.rows(lambda month, amount: (str(month), int(amount)), sql, (until.isoformat(),)))


def received(store: Store, since: date, until: date) -> int:
    """Money received in a period, both days included, less cheques and bills that came back."""
    sql = """select coalesce(sum(case kind when 'receipt' then amount_base else -amount_base end),0) from payment
      where voided_on is null and kind<>'refund' and paid_on between ? and ?"""
    return int(store.scalar(sql, (since.isoformat(), until.isoformat())))


def settled_by_month(store: Store, since: date, until: date) -> list[Settled]:
    """What customers' payments settled in each month of a period."""
    sql = SETTLED.format(days=days_between("p.paid_on", "r.issued_on"), agreed=days_between("i.due_on", "r.issued_on"))
    return store.rows(Settled, sql, {"since": since.isoformat(), "until": until.isoformat()})


def newest(store: Store, on: date) -> date | None:
    """The day of the newest receipt or line of the bank up to a day."""
    sql = """select max(day) from (select max(paid_on) day from payment where kind='receipt' and voided_on is null and paid_on<=:d
      union all select max(on_day) from bank_line where on_day<=:d)"""
    found: str | None = store.scalar(sql, {"d": on.isoformat()})
    return date.fromisoformat(found) if found else None
