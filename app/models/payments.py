"""Money in and out, and which debts it settles: dated allocations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models import bank
from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Payment:
    id: int
    customer_id: int
    kind: str
    number: str | None
    paid_on: date
    currency: str
    rate: str
    amount: int
    amount_base: int
    method: str
    payer_name: str | None
    reference: str | None
    note: str | None
    voided_on: str | None
    purpose: str
    returns_id: int | None
    contract_id: int | None
    bill_id: int | None
    bank_line_id: int | None
    kept: int
    deal_id: int | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """A dated settlement: `amount` in the target's currency, `source_amount` in the source's, bases at each side's rate."""

    id: int
    customer_id: int
    payment_id: int | None
    credit_id: int | None
    adjustment_id: int | None
    instalment_id: int | None
    outgoing_id: int | None
    on_day: date
    amount: int
    source_amount: int
    base_target: int
    base_source: int
    reverses_id: int | None
    part: str


@dataclass(frozen=True, slots=True)
class Face:
    """What every document has, whatever its table: whose it is, from which day, in what."""

    customer_id: int
    on: date
    currency: str
    rate: str


@dataclass(frozen=True, slots=True)
class Left:
    """What of an allocation has not been taken back."""

    amount: int
    source_amount: int
    base_target: int
    base_source: int


FIELDS: Final = """id,customer_id,kind,number,paid_on,currency,rate,amount,amount_base,method,payer_name,reference,note,voided_on,purpose,returns_id,
  contract_id,bill_id,bank_line_id,kept,deal_id"""
ALLOCATION: Final = """id,customer_id,payment_id,credit_id,adjustment_id,instalment_id,outgoing_id,on_day,amount,source_amount,base_target,
  base_source,reverses_id,part"""

# By the column of `allocation` that names the document.
FACES: Final = {
    "payment_id": "select customer_id, paid_on, currency, rate from payment where id=?",
    "outgoing_id": "select customer_id, paid_on, currency, rate from payment where id=?",
    "credit_id": "select customer_id, issued_on, currency, rate from receivable where id=?",
    "instalment_id": """select r.customer_id, r.issued_on, r.currency, r.rate from instalment i join receivable r on r.id=i.receivable_id
      where i.id=?""",
    "adjustment_id": "select customer_id, on_day, currency, '1' from adjustment where id=?",
}


def _payment(*row: Any) -> Payment:
    fields = list(row)
    fields[4] = date.fromisoformat(row[4])
    return Payment(*fields)


def payment(store: Store, payment_id: int) -> Payment | None:
    return store.one(_payment, f"select {FIELDS} from payment where id=?", (payment_id,))


def keyed(store: Store, customer_id: int, natural_key: str) -> Payment | None:
    sql = f"select {FIELDS} from payment where customer_id=? and natural_key=? and voided_on is null"
    return store.one(_payment, sql, (customer_id, natural_key))


def last_method(store: Store) -> str | None:
    found: str | None = store.scalar("select method from payment where kind='receipt' order by id desc limit 1")
    return found


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("payment", dict(values))


def set_bill(change: Change, payment_id: int, bill_id: int) -> None:
    """The draft that the payment came as."""
    change.update("payment", payment_id, {"bill_id": bill_id})


def allocate(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("allocation", dict(values))


def _allocation(*row: Any) -> Allocation:
    fields = list(row)
    fields[7] = date.fromisoformat(row[7])
    return Allocation(*fields)


def allocations(store: Store, column: str, row_id: int) -> list[Allocation]:
    """Live allocations of a payment, credit note, adjustment, instalment or refund (`column` names which)."""
    if column not in {"payment_id", "credit_id", "adjustment_id", "instalment_id", "outgoing_id"}:
        raise LookupError(column)
    return store.rows(
        _allocation, f"select {ALLOCATION} from allocation where voided=0 and {column}=? order by on_day,id", (row_id,)
    )


def allocation(store: Store, allocation_id: int) -> Allocation | None:
    return store.one(_allocation, f"select {ALLOCATION} from allocation where id=? and voided=0", (allocation_id,))


def left_of(store: Store, allocation_id: int) -> Left:
    sql = """select sum(amount), sum(source_amount), sum(base_target), sum(base_source) from allocation
      where voided=0 and (id=:id or reverses_id=:id)"""
    return store.rows(Left, sql, {"id": allocation_id})[0]


def face(store: Store, column: str, row_id: int) -> Face:
    """Raises LookupError when there is no such document."""
    found = store.one(lambda who, on, *rest: Face(who, date.fromisoformat(on), *rest), FACES[column], (row_id,))
    if found is None:
        raise LookupError(f"{column} {row_id}")
    return found


def freed_on(store: Store, instalment_id: int) -> date | None:
    """The last day on which money was moved away from an instalment: until then it was taken."""
    sql = "select max(on_day) from allocation where voided=0 and instalment_id=? and reverses_id is not null"
    return maybe_day(store.scalar(sql, (instalment_id,)))


def moved_on(store: Store, payment_id: int) -> date | None:
    """The last day on which money of a receipt was moved from one debt to another."""
    sql = "select max(on_day) from allocation where voided=0 and payment_id=? and reverses_id is not null"
    return maybe_day(store.scalar(sql, (payment_id,)))


def paid_out(store: Store, column: str, row_id: int) -> int:
    """What of a receipt or a credit note went back to the customer (returned, refunded or kept), minor units."""
    return sum(each.source_amount for each in allocations(store, column, row_id) if each.outgoing_id)


def returned(store: Store, payment_id: int) -> int | None:
    """The id of the return by which a receipt came back."""
    found: int | None = store.scalar("select id from payment where returns_id=? and voided_on is null", (payment_id,))
    return found


def contract_instalments(store: Store, contract_id: int) -> set[int]:
    """Ids of the instalments of a contract's own receivables."""
    sql = "select i.id from instalment i join receivable r on r.id=i.receivable_id where r.contract_id=? and r.voided_on is null"
    return set(store.rows(int, sql, (contract_id,)))


def void_allocation(change: Change, allocation_id: int) -> None:
    change.update("allocation", allocation_id, {"voided": 1})


def void_allocations(change: Change, column: str, row_id: int) -> None:
    for found in allocations(change.store, column, row_id):
        void_allocation(change, found.id)


def void(change: Change, payment_id: int, on: str, reason: str) -> None:
    """Marks it voided; the line of a bank's statement that it was made of is open again."""
    change.update("payment", payment_id, {"voided_on": on, "void_reason": reason})
    bank.free(change, payment_id)


def open_of(store: Store, column: str, row_id: int) -> tuple[int, int]:
    """(open, open_base) of a document after everything entered, straight from the facts: for use inside a change."""
    tables = {
        "instalment_id": ("instalment", "amount", "amount_base", "amount", "base_target"),
        "outgoing_id": ("payment", "amount", "amount_base", "amount", "base_target"),
        "payment_id": ("payment", "amount", "amount_base", "source_amount", "base_source"),
        "credit_id": ("receivable", "amount", "amount_base", "source_amount", "base_source"),
        "adjustment_id": ("adjustment", "amount", "amount_base", "source_amount", "base_source"),
    }
    table, face, base, used, used_base = tables[column]
    sql = f"""select t.{face}-coalesce(sum(a.{used}),0), t.{base}-coalesce(sum(a.{used_base}),0)
      from {table} t left join allocation a on a.{column}=t.id and a.voided=0 where t.id=? group by t.id"""
    return store.rows(lambda *row: (int(row[0]), int(row[1])), sql, (row_id,))[0]
