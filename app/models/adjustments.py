"""What of a debt is given up without money: write-offs, allowances, rounding, early payment discounts, bank fees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Minor units of `currency`; `left` = `amount` less what was recovered since. `ground` and `approval_id` of a write-off decided."""

    id: int
    customer_id: int
    kind: str
    on_day: date
    currency: str
    amount: int
    amount_base: int
    reason: str | None
    voided_on: date | None
    instalment_id: int
    left: int
    ground: str | None
    approval_id: int | None


FIND: Final = """select j.id, j.customer_id, j.kind, j.on_day, j.currency, j.amount, j.amount_base, j.reason, j.voided_on,
  (select a.instalment_id from allocation a where a.adjustment_id=j.id order by a.id limit 1),
  coalesce((select sum(a.source_amount) from allocation a where a.adjustment_id=j.id and a.voided=0),0),j.ground,j.approval_id
  from adjustment j where {where} order by j.on_day, j.id"""


def adjustment(store: Store, adjustment_id: int) -> Adjustment | None:
    return store.one(_adjustment, FIND.format(where="j.id=?"), (adjustment_id,))


def of_customer(store: Store, customer_id: int) -> list[Adjustment]:
    """The live ones, by day."""
    return store.rows(_adjustment, FIND.format(where="j.customer_id=? and j.voided_on is null"), (customer_id,))


def of_approval(store: Store, approval_id: int) -> list[Adjustment]:
    """The live ones that were decided together, by day."""
    return store.rows(_adjustment, FIND.format(where="j.approval_id=? and j.voided_on is null"), (approval_id,))


def of_instalment(store: Store, instalment_id: int) -> list[Adjustment]:
    """The live ones of one instalment, by day."""
    where = "j.voided_on is null and j.id in (select adjustment_id from allocation where instalment_id=?)"
    return store.rows(_adjustment, FIND.format(where=where), (instalment_id,))


def given_with(store: Store, payment_id: int) -> list[int]:
    """Ids of the live ones that were entered together with a payment, and with no other payment."""
    sql = """select distinct a.row_id from journal p join journal a on a.change_id=p.change_id and a.tbl='adjustment' and a.op='insert'
      join adjustment j on j.id=a.row_id and j.voided_on is null
      where p.customer_id=(select customer_id from payment where id=:id) and p.tbl='payment' and p.op='insert' and p.row_id=:id
      and (select count(*) from journal q where q.change_id=p.change_id and q.tbl='payment' and q.op='insert')=1 order by 1"""
    return store.rows(int, sql, {"id": payment_id})


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("adjustment", dict(values))


def void(change: Change, adjustment_id: int, on: date, reason: str) -> None:
    change.update("adjustment", adjustment_id, {"voided_on": on.isoformat(), "void_reason": reason})


def _adjustment(*row: Any) -> Adjustment:
    fields = list(row)
    fields[3], fields[8] = date.fromisoformat(row[3]), maybe_day(row[8])
    return Adjustment(*fields)
