"""What "May I ship?" asks the book beside exposure, limits and cover: orders of the last days, what is usual, papers that ran out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from app.models.dates import add_days, add_months
from app.models.dialect import among
from app.models.store import Store

# What was ordered or sent lately: a receivable, goods that left without one, a deal ordered whose goods have not left.
LATELY: Final = """select 'receivable', r.id, r.number, r.issued_on, r.currency, r.amount from receivable r
  where r.customer_id=:c and r.kind='invoice' and r.voided_on is null and r.issued_on>:since and r.issued_on<=:d
union all select 'shipment', s.id, s.number, s.shipped_on, s.currency, s.amount from shipment s
  where s.customer_id=:c and s.voided_on is null and s.receivable_id is null and s.shipped_on>:since and s.shipped_on<=:d
union all select 'deal', x.id, x.number, coalesce(x.ordered_on,x.opened_on), x.currency, x.amount from deal x
  where x.customer_id=:c and x.stage in('agreed','ordered') and coalesce(x.ordered_on,x.opened_on)>:since
    and coalesce(x.ordered_on,x.opened_on)<=:d and x.id not in (select s.deal_id from shipment s where s.deal_id is not null and s.voided_on is null)
    and not exists(select 1 from shipment s where s.contract_id=x.contract_id and s.voided_on is null)
order by 4,1,2"""
USUAL: Final = """select count(*), coalesce(sum(amount_base),0) from receivable where customer_id=:c and kind='invoice' and voided_on is null
  and issued_on>:since and issued_on<=:d"""
# The newest entry of a kind says whether the file still holds it; a security that ran out is told until it is released.
RAN_OUT: Final = """select 'credit_fact', f.id, f.kind, f.valid_to from credit_fact f where f.customer_id=:c and f.voided_on is null and f.ended_on is null
    and f.valid_to<:d and not exists(select 1 from credit_fact n where n.customer_id=f.customer_id and n.kind=f.kind and n.voided_on is null
      and n.id<>f.id and n.checked_on<=:d and (n.valid_to is null or n.valid_to>=:d))
    and f.id=(select max(l.id) from credit_fact l where l.customer_id=f.customer_id and l.kind=f.kind and l.voided_on is null)
union all select 'security', s.id, s.kind, s.expires_on from security s where s.customer_id=:c and s.expires_on<:d
    and (s.released_on is null or s.released_on>:d)
union all select 'contract', k.id, k.number, k.ends_on from contract k where k.id=:contract and k.ends_on<:d
order by 4,1,2"""
BOUND: Final = "select id from payment where (contract_id is not null or deal_id is not null) {of}"
BOUNDS: Final = "select stop_line, max_order from customer where id=?"


class Lately(NamedTuple):
    """An order of the last days: minor units of its currency."""

    table: str
    id: int
    label: str
    on: str
    currency: str
    amount: int


class RanOut(NamedTuple):
    """A paper of the file past its day; `code` = kind of the fact or security, number of the contract."""

    table: str
    id: int
    code: str
    on: str


@dataclass(frozen=True, slots=True)
class Usual:
    """Receivables of the last 12 months: how many, and their sum in the book's currency."""

    count: int
    base: int


def lately(store: Store, customer_id: int, on: date, days: int) -> list[Lately]:
    """Of the last so many days, the day itself among them."""
    since = add_days(on, -days).isoformat()
    return store.rows(Lately, LATELY, {"c": customer_id, "since": since, "d": on.isoformat()})


def usual(store: Store, customer_id: int, on: date) -> Usual:
    since = add_months(on, -12).isoformat()
    return store.rows(Usual, USUAL, {"c": customer_id, "since": since, "d": on.isoformat()})[0]


def ran_out(store: Store, customer_id: int, on: date, contract_id: int | None = None) -> list[RanOut]:
    """What of the file holds no longer on the day."""
    return store.rows(RanOut, RAN_OUT, {"c": customer_id, "d": on.isoformat(), "contract": contract_id})


def bound(store: Store, payments: Collection[int]) -> set[int]:
    """Those of the payments that came for a certain contract or deal."""
    return set(store.rows(int, BOUND.format(of=among("id", payments)))) if payments else set()


def bounds(store: Store, customer_id: int) -> tuple[int | None, int | None]:
    """(stop line, largest order) of a customer in minor units of their currency; None where none is set."""
    return store.rows(lambda line, order: (line, order), BOUNDS, (customer_id,))[0]
