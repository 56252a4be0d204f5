"""Cash deposits (保证金): money of the customer that lies with us and is to be given back. Not a payment, not in the ageing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class DepositMove:
    """`kind` received, offset (used for what is owed) or refunded; `amount` in minor units of `currency`, above zero.

    Of a deposit received: when and on what condition it is to be given back. `payment_id` = the receipt an offset made.
    """

    id: int
    customer_id: int
    customer: str
    contract_id: int | None
    contract: str | None
    kind: str
    on_day: date
    currency: str
    amount: int
    refund_condition: str | None
    refund_due_on: date | None
    payment_id: int | None
    note: str | None
    voided_on: date | None

    @property
    def signed(self) -> int:
        """What it adds to the deposit that lies with us."""
        return self.amount if self.kind == "received" else -self.amount


@dataclass(frozen=True, slots=True)
class Held:
    """What lies with us of one customer, contract (None = none named) and currency; minor units, above zero.

    `due_on` = the first day on which some of it is to be given back; `move_id` = the first taking, `condition` = on what it goes back.
    """

    customer_id: int
    customer: str
    contract_id: int | None
    contract: str | None
    currency: str
    amount: int
    received: int
    since: date
    due_on: date | None
    move_id: int
    condition: str | None


SELECT: Final = """select m.id,m.customer_id,coalesce(c.short_name,c.name),m.contract_id,k.number,m.kind,m.on_day,m.currency,m.amount,
  m.refund_condition,m.refund_due_on,m.payment_id,m.note,m.voided_on
  from deposit_move m join customer c on c.id=m.customer_id left join contract k on k.id=m.contract_id"""
SIGNED: Final = "case when m.kind='received' then m.amount else -m.amount end"


def _move(*row: Any) -> DepositMove:
    fields = list(row)
    fields[6], fields[10], fields[13] = date.fromisoformat(row[6]), maybe_day(row[10]), maybe_day(row[13])
    return DepositMove(*fields)


def _held(*row: Any) -> Held:
    fields = list(row)
    fields[7], fields[8] = date.fromisoformat(row[7]), maybe_day(row[8])
    return Held(*fields)


def move(store: Store, move_id: int) -> DepositMove | None:
    return store.one(_move, f"{SELECT} where m.id=?", (move_id,))


def moves(store: Store, customer_id: int) -> list[DepositMove]:
    """Every move of a customer, voided ones too, oldest first."""
    return store.rows(_move, f"{SELECT} where m.customer_id=? order by m.on_day, m.id", (customer_id,))


def of_payment(store: Store, payment_id: int) -> DepositMove | None:
    """The live offset that made a receipt."""
    return store.one(_move, f"{SELECT} where m.payment_id=? and m.voided_on is null", (payment_id,))


def balances(store: Store, on: date, customers: Collection[int] | None = None) -> list[tuple[int, str, int]]:
    """(customer, currency, minor units) of what lies with us at the end of a day; never zero or less."""
    sql = f"""select m.customer_id, m.currency, sum({SIGNED}) from deposit_move m
      where m.voided_on is null and m.on_day<=:d {among("m.customer_id", customers)}
      group by m.customer_id, m.currency having sum({SIGNED})>0 order by m.customer_id, m.currency"""
    return store.rows(lambda *row: row, sql, {"d": on.isoformat()})


def held(store: Store, on: date, customers: Collection[int] | None = None) -> list[Held]:
    """What lies with us at the end of a day by customer, contract and currency, by name."""
    sql = f"""select m.customer_id, coalesce(c.short_name,c.name), m.contract_id, k.number, m.currency, sum({SIGNED}),
      sum(case when m.kind='received' then m.amount else 0 end), min(m.on_day), min(m.refund_due_on), min(m.id), min(m.refund_condition)
      from deposit_move m join customer c on c.id=m.customer_id left join contract k on k.id=m.contract_id
      where m.voided_on is null and m.on_day<=:d {among("m.customer_id", customers)}
      group by m.customer_id, m.contract_id, m.currency having sum({SIGNED})>0
      order by coalesce(c.short_name,c.name), m.customer_id, k.number"""
    return store.rows(_held, sql, {"d": on.isoformat()})


def signed_by_day(
    store: Store, customer_id: int, currency: str, contract_id: int | None
) -> list[tuple[int, date, int]]:
    """(id, day, what it adds) of the live moves of one deposit, in the order in which they count."""
    sql = f"""select m.id, m.on_day, {SIGNED} from deposit_move m where m.voided_on is null and m.customer_id=? and m.currency=?
      and coalesce(m.contract_id,0)=coalesce(?,0) order by m.on_day, m.kind<>'received', m.id"""
    rows = store.rows(lambda *row: row, sql, (customer_id, currency, contract_id))
    return [(key, date.fromisoformat(on), amount) for key, on, amount in rows]


def void_of_payment(change: Change, payment_id: int, on: date) -> None:
    """The offset that made a receipt never was."""
    found = of_payment(change.store, payment_id)
    if found is not None:
        update(change, found.id, {"voided_on": on.isoformat()})


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("deposit_move", dict(values))


def update(change: Change, move_id: int, values: Mapping[str, Any]) -> None:
    change.update("deposit_move", move_id, dict(values))
