"""What the reports on payment terms and on bad debts look at: open receivables with their buyer, contract and proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models import past
from app.models.claims import STANDS
from app.models.dates import maybe_day
from app.models.store import Store

_DISPUTED: Final = """coalesce((select sum(d.amount) from dispute d where d.instalment_id=t.instalment_id and d.opened_on<=:d
  and (d.closed_on is null or d.closed_on>:d)),0)"""

SALES: Final = """select c.id, coalesce(c.short_name,c.name), c.public_body, coalesce(k.buyer_size,c.size_class), t.instalment_id, r.id, r.number, t.currency,
  t.issued_on, t.due_on, t.open, {disputed}, coalesce(k.pay_when_paid,0), k.sme_notice_on, k.number, k.penalty_ppm_day,
  exists(select 1 from allocation a join payment p on p.id=a.payment_id join instalment i on i.id=a.instalment_id
    where i.receivable_id=r.id and a.voided=0 and a.on_day<=:d and p.method in('bank_bill','trade_bill'))
  from ({state}) t join receivable r on r.id=t.receivable_id join customer c on c.id=t.customer_id
  left join contract k on k.id=r.contract_id
  where t.side='debit' and t.instalment_id is not null
  order by coalesce(c.short_name,c.name), t.due_on is null, t.due_on, r.number"""

# Of each receivable what is open and what was written off by the day, in the book's currency; its proof by kind.
LOSSES: Final = """select c.id, coalesce(c.short_name,c.name), r.id, r.number, r.issued_on, max(x.due_on), sum(x.open), sum(x.off), max(x.off_on),
  r.contract_id is not null,
  exists(select 1 from confirmation f where f.customer_id=c.id and f.sealed=1 and f.reply='agrees' and f.voided_on is null and f.replied_on<=:d),
  exists(select 1 from claim_event e where e.customer_id=c.id and e.kind='demand' and {stands} and e.on_day<=:d),
  (select group_concat(distinct l.role) from attachment_link l where l.voided_on is null
    and ((l.tbl='receivable' and l.row_id=r.id) or (l.tbl='customer' and l.row_id=c.id)))
  from (select t.instalment_id, t.receivable_id, t.due_on, t.open_base open, 0 off, null off_on from ({state}) t
      where t.side='debit' and t.instalment_id is not null and t.due_on<:year_ago
    union all select i.id, i.receivable_id, i.due_on, 0, a.base_target, a.on_day from adjustment j cross join allocation a on a.adjustment_id=j.id
      join instalment i on i.id=a.instalment_id
      where j.kind='write_off' and j.voided_on is null and a.voided=0 and a.on_day<=:d) x
  join receivable r on r.id=x.receivable_id join customer c on c.id=r.customer_id
  group by r.id having sum(x.open)+sum(x.off)>0 order by coalesce(c.short_name,c.name), max(x.due_on), r.number"""


@dataclass(frozen=True, slots=True)
class SaleRow:
    """An open instalment; minor units of `currency`. `size` is that of the contract, else the customer's."""

    customer_id: int
    customer: str
    public_body: bool
    size: str | None
    instalment_id: int
    receivable_id: int
    number: str
    currency: str
    issued_on: date
    due_on: date | None
    open: int
    disputed: int
    pay_when_paid: bool
    told_on: date | None
    contract: str | None
    penalty_ppm_day: int | None
    by_bill: bool


@dataclass(frozen=True, slots=True)
class LossRow:
    """A receivable overdue for more than a year, or written off; minor units of the book's currency; `roles` of its papers."""

    customer_id: int
    customer: str
    receivable_id: int
    number: str
    issued_on: date
    due_on: date | None
    open: int
    written_off: int
    written_off_on: date | None
    has_contract: bool
    has_statement: bool
    has_demand: bool
    roles: frozenset[str]


def sales(store: Store, on: date) -> list[SaleRow]:
    """The open instalments of the day with what is known of their buyer and contract."""
    sql = SALES.format(state=past.state(store, on).sql, disputed=_DISPUTED)
    return store.rows(_sale, sql, {"d": on.isoformat()})


def losses(store: Store, on: date, year_ago: date) -> list[LossRow]:
    """Receivables due before `year_ago` and still open, and what was written off until the day."""
    sql = LOSSES.format(state=past.state(store, on).sql, stands=STANDS)
    return store.rows(_loss, sql, {"d": on.isoformat(), "year_ago": year_ago.isoformat()})


def _sale(*row: Any) -> SaleRow:
    fields = list(row)
    fields[2], fields[12], fields[16] = bool(row[2]), bool(row[12]), bool(row[16])
    fields[8], fields[9], fields[13] = date.fromisoformat(row[8]), maybe_day(row[9]), maybe_day(row[13])
    fields[11] = min(row[11], row[10])
    return SaleRow(*fields)


def _loss(*row: Any) -> LossRow:
    fields = list(row)
    fields[4], fields[5], fields[8] = date.fromisoformat(row[4]), maybe_day(row[5]), maybe_day(row[8])
    fields[9:12] = map(bool, row[9:12])
    fields[12] = frozenset((row[12] or "").split(",")) - {""}
    return LossRow(*fields)
