"""What contracts and deals want before the goods leave, and what came in for them by a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.contracts import LEFT
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store

# A deal that belongs to a contract goes by the plan of that contract.
AGREED: Final = f"""select 'contract', k.id, k.customer_id, c.code, coalesce(c.short_name,c.name), k.number, k.title, k.status, k.currency,
    k.rate, k.amount, k.prepay_bp, k.signed_on, k.starts_on,
    (select min(m.planned_on) from milestone m where m.contract_id=k.id and m.gate='shipment' and m.actual_on is null),
    {LEFT.format(s="and s.shipped_on<=:on", r="and r.issued_on<=:on")}
  from contract k join customer c on c.id=k.customer_id where {{contracts}}
union all select 'deal', d.id, d.customer_id, c.code, coalesce(c.short_name,c.name), d.number, d.title, d.stage, d.currency, '1', d.amount,
    d.prepay_bp, coalesce(d.ordered_on,d.opened_on), null, d.expected_on,
    coalesce((select sum(s.amount) from shipment s where s.deal_id=d.id and s.voided_on is null and s.shipped_on<=:on),0)
  from deal d join customer c on c.id=d.customer_id where d.contract_id is null and {{deals}}
order by 7, 6"""
OPEN_CONTRACTS: Final = "k.status in('signed','running') and (k.signed_on is null or k.signed_on<=:on)"
OPEN_DEALS: Final = "d.stage in('agreed','ordered') and d.opened_on<=:on"
LINES: Final = """select p.id, p.seq, p.node, p.nature, p.amount, p.days_after, p.fixed_on, p.happened_on,
    (select min(m.planned_on) from milestone m where m.plan_line_id=p.id)
  from plan_line p where p.contract_id=? and p.node in('signing','before_production','before_shipment') order by p.seq"""
# What went back (refunded, returned, kept) is no longer there for it; nor is what settles what follows the goods, an older debt
# or another contract.
CAME: Final = """select p.id, p.paid_on, p.purpose, p.currency, p.rate, p.amount-coalesce((select sum(a.source_amount) from allocation a
    where a.payment_id=p.id and a.outgoing_id is not null and a.voided=0 and a.on_day<=:on),0),
    coalesce((select sum(a.source_amount) from allocation a join instalment i on i.id=a.instalment_id join receivable r on r.id=i.receivable_id
      left join shipment s on s.receivable_id=r.id and s.voided_on is null
      where a.payment_id=p.id and a.voided=0 and a.on_day<=:on and case when s.{whose}=:id then i.seq>1
        else coalesce({other}, r.issued_on<p.paid_on) end),0)
  from payment p where p.{whose}=:id and p.kind='receipt' and p.voided_on is null and p.paid_on<=:on order by p.paid_on, p.id"""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A contract or a deal without one; minor units of `currency`, `rate` of it in the book's. `ship_on` = when the goods are
    to leave, as planned; `shipped` = the value of what has left."""

    table: str
    id: int
    customer_id: int
    code: str
    customer: str
    number: str
    title: str | None
    stage: str
    currency: str
    rate: str
    amount: int
    prepay_bp: int | None
    agreed_on: date | None
    starts_on: date | None
    ship_on: date | None
    shipped: int


@dataclass(frozen=True, slots=True)
class Goods:
    """What a contract or deal says of them: days of production, our gross margin, whether they are made for this customer alone
    and what part of their cost somebody else would pay; None = not known."""

    lead_days: int | None = None
    margin_bp: int | None = None
    custom: bool = False
    resale_bp: int | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A receipt that a contract waits for before the goods leave; `planned_on` = of the milestone it hangs on."""

    id: int
    seq: int
    node: str
    nature: str
    amount: int
    days_after: int | None
    fixed_on: date | None
    happened_on: date | None
    planned_on: date | None


@dataclass(frozen=True, slots=True)
class Came:
    """Money received for a contract or a deal, less what went back; minor units of its own currency. `used` of it settles
    what follows the goods, or something else: it does not let the next ones leave."""

    payment_id: int
    on: date
    purpose: str
    currency: str
    rate: str
    amount: int
    used: int = 0


def agreed(
    store: Store,
    on: date,
    *,
    contract_id: int | None = None,
    deal_id: int | None = None,
    customers: Collection[int] | None = None,
) -> list[Agreed]:
    """The one asked for whatever its stage, else all that are in force; of all customers or some."""
    if contract_id is not None or deal_id is not None:
        sql = AGREED.format(contracts="k.id=:contract", deals="d.id=:deal")
        return store.rows(_agreed, sql, {"on": on.isoformat(), "contract": contract_id, "deal": deal_id})
    some = among("c.id", customers)
    sql = AGREED.format(contracts=f"{OPEN_CONTRACTS} {some}", deals=f"{OPEN_DEALS} {some}")
    return store.rows(_agreed, sql, {"on": on.isoformat()})


def lines(store: Store, contract_id: int) -> list[PlanLine]:
    return store.rows(_line, LINES, (contract_id,))


def later(store: Store, contract_id: int) -> list[tuple[str, int | None, int]]:
    """(node, days after it, amount) of what follows the goods by the plan."""
    sql = """select node, days_after, amount from plan_line where contract_id=?
      and node not in('signing','before_production','before_shipment') order by seq"""
    return store.rows(lambda *row: (row[0], row[1], row[2]), sql, (contract_id,))


def came(store: Store, table: str, row_id: int, on: date) -> list[Came]:
    """The oldest first; those that went back whole are left out. Raises LookupError for a table that is neither."""
    if table not in {"contract", "deal"}:
        raise LookupError(table)
    other = {"contract": "r.contract_id<>:id", "deal": "(r.contract_id is not null or null)"}[table]
    found = store.rows(_came, CAME.format(whose=f"{table}_id", other=other), {"id": row_id, "on": on.isoformat()})
    return [each for each in found if each.amount > 0]


def goods(store: Store, table: str, row_id: int) -> Goods:
    """Of a contract or a deal. Raises LookupError for a table that is neither."""
    lead = {"contract": "lead_days", "deal": "null"}[table]
    sql = f"select {lead}, margin_bp, custom_goods, resale_bp from {table} where id=?"
    found = store.one(lambda days, margin, custom, resale: Goods(days, margin, bool(custom), resale), sql, (row_id,))
    return found or Goods()


def contract_of(store: Store, deal_id: int) -> int | None:
    """The contract that a deal belongs to."""
    found: int | None = store.scalar("select contract_id from deal where id=?", (deal_id,))
    return found


def has_plan(store: Store, contract_id: int) -> bool:
    """Whether a plan of payments was written for it."""
    return bool(store.scalar("select exists(select 1 from plan_line where contract_id=?)", (contract_id,)))


def _agreed(*row: Any) -> Agreed:
    fields = list(row)
    for place in (12, 13, 14):
        fields[place] = maybe_day(row[place])
    return Agreed(*fields)


def _line(*row: Any) -> PlanLine:
    return PlanLine(*row[:6], *(maybe_day(each) for each in row[6:]))


def _came(payment_id: int, on: str, *rest: Any) -> Came:
    return Came(payment_id, date.fromisoformat(on), *rest)
