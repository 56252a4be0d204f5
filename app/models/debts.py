"""What a legal clock of a debt is computed from: the debt with its due days, what was paid on it, who sealed a balance.

A debt is a receivable with all its instalments (民法典 189).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models import past
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.securities import Security
from app.models.store import Store

# The first and last due day of all its instalments; `{due}` is the due day of then. An instalment is called `o` as in `past`.
DEBTS: Final = """select s.receivable_id, r.customer_id, r.number, r.contract_id, r.issued_on, r.currency, r.amount, s.open, s.open_base, s.open_due,
  (select max({due}) from (select id instalment_id, due_on from instalment where receivable_id=s.receivable_id) o),
  (select min({due}) from (select id instalment_id, due_on from instalment where receivable_id=s.receivable_id) o)
  from (select receivable_id, sum(open) open, sum(open_base) open_base, min(due_on) open_due from ({state})
    where side='debit' and instalment_id is not null {until} group by receivable_id) s
  join receivable r on r.id=s.receivable_id"""

PARTS: Final = """select i.receivable_id, p.paid_on from instalment i cross join allocation a on a.instalment_id=i.id
  join payment p on p.id=a.payment_id
  where a.voided=0 and a.on_day<=:d and p.kind='receipt' and p.voided_on is null {debts}
  group by i.receivable_id, p.id having sum(a.amount)>0"""

SEALED: Final = """select customer_id, currency, cutoff_on, replied_on from confirmation
  where sealed=1 and reply='agrees' and replied_on<=:d and voided_on is null {customers}"""

CONTRACTS: Final = """select k.id, k.customer_id, k.number, k.ends_on, k.guarantee_ends_on,
  case when k.retention_of_title=1 and k.rot_registered_on is null then coalesce(
    (select min(i.happened_on) from receivable r join instalment i on i.receivable_id=r.id
      where r.contract_id=k.id and r.voided_on is null and i.event='delivery' and i.happened_on<=:d),
    (select min(r.issued_on) from receivable r where r.contract_id=k.id and r.voided_on is null and r.issued_on<=:d)) end
  from contract k where k.status in('signed','running') and k.closed_on is null {customers}"""

# What the goods of a security cost, and how much of that is settled.
PRICE: Final = """select coalesce(sum(o.amount),0), coalesce(sum(o.amount-o.open),0)
  from receivable r join instalment i on i.receivable_id=r.id join open_item o on o.instalment_id=i.id
  where r.voided_on is null and {which}=? and r.currency=?"""

NAMES: Final = "select id, code, coalesce(short_name,name) from customer where true {customers}"


@dataclass(frozen=True, slots=True)
class Debt:
    """An open receivable. `amount`, `open` in minor units of `currency`, `open_base` of the book's.

    `open_due` = the first due day of what is open; `last_due`, `first_due` of all its instalments; None where none is known.
    """

    receivable_id: int
    customer_id: int
    number: str
    contract_id: int | None
    issued_on: date
    currency: str
    amount: int
    open: int
    open_base: int
    open_due: date | None
    last_due: date | None
    first_due: date | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A balance that the customer confirmed under seal: everything issued by `cutoff_on` in that currency."""

    customer_id: int
    currency: str
    cutoff_on: date
    replied_on: date


@dataclass(frozen=True, slots=True)
class Agreement:
    """A running contract and its days; `delivered_on` only where title is retained and not registered yet."""

    id: int
    customer_id: int
    number: str
    ends_on: date | None
    warranty_on: date | None
    delivered_on: date | None


def debts(store: Store, on: date, customers: Collection[int] | None = None, due_by: date | None = None) -> list[Debt]:
    """Open debts at the end of a day; with `due_by` only those of which an open part was due by then."""
    state = past.state(store, on, customers)
    moved = not state.live and store.scalar(
        "select exists(select 1 from due_change where changed_on>?)", (on.isoformat(),)
    )
    until = "" if due_by is None else "and due_on<=:until"
    sql = DEBTS.format(state=state.sql, until=until, due=past.DUE_THEN if moved else "o.due_on")
    params = {"d": on.isoformat(), "until": due_by.isoformat() if due_by else None}
    return store.rows(_debt, sql, params)


def payment_days(store: Store, on: date, receivables: Collection[int]) -> dict[int, list[date]]:
    """The days on which something was paid on a debt that still counts as paid on it."""
    found: dict[int, list[date]] = {}
    sql = PARTS.format(debts=among("i.receivable_id", receivables))
    for receivable_id, paid_on in store.rows(lambda *row: row, sql, {"d": on.isoformat()}):
        found.setdefault(receivable_id, []).append(date.fromisoformat(paid_on))
    return found


def sealed(store: Store, on: date, customers: Collection[int] | None = None) -> list[Sealed]:
    sql = SEALED.format(customers=among("customer_id", customers))
    return store.rows(
        lambda who, currency, cutoff, replied: Sealed(
            who, currency, date.fromisoformat(cutoff), date.fromisoformat(replied)
        ),
        sql,
        {"d": on.isoformat()},
    )


def agreements(store: Store, on: date, customers: Collection[int] | None = None) -> list[Agreement]:
    """Contracts signed and not closed."""
    sql = CONTRACTS.format(customers=among("k.customer_id", customers))
    return store.rows(
        lambda key, who, number, *days: Agreement(key, who, number, *map(maybe_day, days)), sql, {"d": on.isoformat()}
    )


def price_and_paid(store: Store, security: Security) -> tuple[int, int]:
    """Of the goods whose title is kept, by the receivable or else the contract; minor units of the security's currency."""
    which, key = ("r.id", security.receivable_id) if security.receivable_id else ("r.contract_id", security.contract_id)
    sql = PRICE.format(which=which)
    return store.rows(lambda price, paid: (price, paid), sql, (key, security.currency))[0]


def names(store: Store, customers: Collection[int] | None) -> dict[int, tuple[str, str]]:
    """Code and short name of customers."""
    sql = NAMES.format(customers=among("id", customers))
    return {key: (code, name) for key, code, name in store.rows(lambda *row: row, sql)}


def _debt(*row: Any) -> Debt:
    fields = list(row)
    fields[4], fields[9:] = date.fromisoformat(row[4]), map(maybe_day, row[9:])
    return Debt(*fields)
