"""Orders that are large, absolutely or against what a customer usually buys."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from app.models.dates import add_months
from app.models.dialect import days_between
from app.models.store import Store

YEAR: Final = 365
FEWEST: Final = 3  # receivables from which on an average says something
DAY: Final = days_between("r.issued_on", "'2000-01-01'")
# Each receivable with the count and sum of the customer's others in the year before it, the sum of those of the last days with
# it, and the approval that its goods used. {split} = how many days before its own.
SQL: Final = f"""with past as (select r.id, r.customer_id, r.number, r.issued_on, r.currency, r.amount, r.amount_base,
    count(*) over usual as before, coalesce(sum(r.amount_base) over usual,0) as total, sum(r.amount_base) over lately as whole from receivable r
    where r.kind='invoice' and r.voided_on is null and r.issued_on>:earlier and r.issued_on<=:d
    window usual as (partition by r.customer_id order by {DAY} range between {YEAR} preceding and 1 preceding),
      lately as (partition by r.customer_id order by {DAY} range between {{split}} preceding and current row))
  select p.customer_id, coalesce(c.short_name,c.name), p.number, p.issued_on, p.currency, p.amount, p.amount_base, p.before, p.total, p.whole,
    (select max(a.number) from approval a join shipment s on s.id=a.used_by where s.receivable_id=p.id)
  from past p join customer c on c.id=p.customer_id where p.issued_on>:since and (p.whole>=coalesce(:large,9e18)
    or p.before>={FEWEST} and p.amount_base*p.before*100>:factor*p.total)
  order by p.issued_on desc, p.id desc"""


class Large(NamedTuple):
    """A receivable: `amount` in minor units of `currency`, `base` and `total` of the book's; `before` = receivables of the
    customer in the year before it, `whole` = it with what else was ordered in the days before. `approval` = the number of the exception its goods used."""

    customer_id: int
    customer: str
    number: str
    on: str
    currency: str
    amount: int
    base: int
    before: int
    total: int
    whole: int
    approval: str | None


def receivables(store: Store, on: date, large: int | None, factor_x100: int, split_days: int) -> list[Large]:
    """Of the last 12 months, the newest first: from `large` on (book's minor units, None = no such line) alone or together with the
    others of so many days, or more than so many hundredths of what the customer bought on average in the year before."""
    days = {"since": add_months(on, -12).isoformat(), "earlier": add_months(on, -25).isoformat(), "d": on.isoformat()}
    return store.rows(Large, SQL.format(split=max(0, split_days - 1)), {**days, "large": large, "factor": factor_x100})


def ordered(store: Store, on: date) -> int:
    """How many receivables the book has of the last 12 months."""
    sql = "select count(*) from receivable where kind='invoice' and voided_on is null and issued_on>? and issued_on<=?"
    return int(store.scalar(sql, (add_months(on, -12).isoformat(), on.isoformat())) or 0)
