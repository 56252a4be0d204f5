"""Disputes: which part of an instalment the customer does not accept, why, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Dispute:
    """`amount` in minor units of `currency`; `reason` and `result` are codes, older ones may be words of a person."""

    id: int
    customer_id: int
    instalment_id: int
    number: str
    currency: str
    amount: int
    opened_on: date
    reason: str
    note: str | None
    root_cause: str | None
    owner_id: int | None
    owner: str | None
    due_on: date | None
    closed_on: date | None
    result: str | None
    credit_id: int | None
    confirmation_id: int | None


FIELDS: Final = """select d.id, d.customer_id, d.instalment_id, r.number, r.currency, d.amount, d.opened_on, d.reason, d.note, d.root_cause,
  d.owner_id, p.name, d.due_on, d.closed_on, d.result, d.credit_id, d.confirmation_id
  from dispute d join instalment i on i.id=d.instalment_id join receivable r on r.id=i.receivable_id left join person p on p.id=d.owner_id"""


def in_base(disputed: str, open_: str, open_base: str) -> str:
    """SQL of a disputed part in the book's currency: its share of what is open, half away from zero. The one way to it."""
    return f"""case when {open_base}={open_} then {disputed}
      else cast(round(1.0*({disputed})*({open_base})/({open_})) as integer) end"""


def _dispute(*row: Any) -> Dispute:
    fields = list(row)
    fields[6], fields[12], fields[13] = date.fromisoformat(row[6]), maybe_day(row[12]), maybe_day(row[13])
    return Dispute(*fields)


def dispute(store: Store, dispute_id: int) -> Dispute | None:
    return store.one(_dispute, f"{FIELDS} where d.id=?", (dispute_id,))


def of_instalment(store: Store, instalment_id: int) -> list[Dispute]:
    """Every dispute about an instalment, oldest first; ended ones too."""
    return store.rows(_dispute, f"{FIELDS} where d.instalment_id=? order by d.opened_on, d.id", (instalment_id,))


def of_customer(store: Store, customer_id: int) -> list[Dispute]:
    return store.rows(_dispute, f"{FIELDS} where d.customer_id=? order by d.opened_on, d.id", (customer_id,))


def amount_now(store: Store, instalment_id: int) -> int:
    """What is in dispute of an instalment after everything entered."""
    sql = "select coalesce(sum(amount),0) from dispute where instalment_id=? and closed_on is null"
    return int(store.scalar(sql, (instalment_id,)))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("dispute", dict(values))


def update(change: Change, dispute_id: int, values: Mapping[str, Any]) -> None:
    change.update("dispute", dispute_id, dict(values))
