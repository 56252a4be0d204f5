"""What was tried to get the money of a customer, and what of its debts was written off and came after all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.claims import STANDS
from app.models.dialect import among
from app.models.store import Store

# Reminders, contacts that were no reminder, promises, demands and suits noted, notices, the way to court.
ATTEMPTS: Final = """select on_day, kind, code, number from (
  select made_on on_day, 'reminder' kind, cast(level as text) code, number from reminder where customer_id=:c and voided_on is null
  union all select on_day, 'contact', result, null from interaction
    where customer_id=:c and voided_on is null and reminder_id is null
  union all select made_on, 'promise', due_on, null from promise where customer_id=:c and voided_on is null
  union all select distinct on_day, 'event', kind, null from claim_event
    where customer_id=:c and voided_on is null and reminder_id is null and promise_id is null and notice_id is null
  union all select made_on, 'notice', kind, number from notice where customer_id=:c and voided_on is null
  union all select opened_on, 'matter', stage, number from legal_matter where customer_id=:c and voided_on is null)
  where on_day<=:d order by on_day, kind"""
ROLES: Final = """select distinct l.role from attachment_link l where l.customer_id=:c and l.voided_on is null and l.role is not null
  and (l.tbl<>'receivable' or l.row_id in (select i.receivable_id from instalment i where true {ids}))"""
WRITTEN_OFF: Final = """select j.id, j.customer_id, coalesce(c.short_name,c.name), r.number, j.on_day, j.currency, j.amount, j.amount_base,
  (select -coalesce(sum(a.amount),0) from allocation a where a.adjustment_id=j.id and a.voided=0 and a.amount<0 and a.on_day<=:d),
  (select -coalesce(sum(a.base_target),0) from allocation a where a.adjustment_id=j.id and a.voided=0 and a.amount<0 and a.on_day<=:d),
  j.ground, j.reason, p.number, q.name
  from adjustment j join customer c on c.id=j.customer_id
  join instalment i on i.id=(select a.instalment_id from allocation a where a.adjustment_id=j.id order by a.id limit 1)
  join receivable r on r.id=i.receivable_id
  left join approval p on p.id=j.approval_id left join person q on q.id=p.approved_by
  where j.kind='write_off' and j.voided_on is null and j.on_day<=:d and (:c is null or j.customer_id=:c) order by j.on_day desc, j.id desc"""
PROVEN: Final = """select
  exists(select 1 from instalment i join receivable r on r.id=i.receivable_id where r.contract_id is null {ids}),
  exists(select 1 from confirmation f where f.customer_id=:c and f.sealed=1 and f.reply='agrees' and f.voided_on is null and f.replied_on<=:d),
  exists(select 1 from claim_event e where e.customer_id=:c and e.kind='demand' and e.strength<>'weak' and {stands} and e.on_day<=:d),
  (select max(m.number) from legal_matter m where m.customer_id=:c and m.voided_on is null and m.stage in('judged','enforcing','closed'))"""


@dataclass(frozen=True, slots=True)
class Attempt:
    """`code` = level of a reminder, result of a contact, day of a promise, kind of an event or notice, stage of a matter."""

    on: date
    kind: str
    code: str
    number: str | None


@dataclass(frozen=True, slots=True)
class WrittenOff:
    """A write-off that stands; minor units of `currency` and of the book's; `recovered` = what became owed again and was asked for."""

    id: int
    customer_id: int
    customer: str
    number: str
    on: date
    currency: str
    amount: int
    amount_base: int
    recovered: int
    recovered_base: int
    ground: str | None
    reason: str | None
    approval: str | None
    approver: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What the book itself knows of the proof of some debts: `matter` = a procedure that came to a decision."""

    contract: bool
    statement: bool
    demand: bool
    matter: str | None


def attempts(store: Store, customer_id: int, on: date) -> list[Attempt]:
    """Oldest first."""
    return store.rows(_attempt, ATTEMPTS, {"c": customer_id, "d": on.isoformat()})


def roles(store: Store, customer_id: int, instalments: Collection[int]) -> set[str]:
    """Kinds of the files about the customer and these debts; those of other debts left out."""
    sql = ROLES.format(ids=among("i.id", instalments))
    return set(store.rows(str, sql, {"c": customer_id}))


def proof(store: Store, customer_id: int, instalments: Collection[int], on: date) -> Proof:
    """What the book itself knows at the end of a day, without a file: contract, statement, demand, legal matter."""
    sql = PROVEN.format(ids=among("i.id", instalments), stands=STANDS)
    lacks, statement, demand, matter = store.rows(lambda *row: row, sql, {"c": customer_id, "d": on.isoformat()})[0]
    return Proof(not lacks, bool(statement), bool(demand), matter)


def written_off(store: Store, on: date, customer_id: int | None = None) -> list[WrittenOff]:
    """Every write-off up to a day, the newest first; of one customer, or of all."""
    return store.rows(_written_off, WRITTEN_OFF, {"d": on.isoformat(), "c": customer_id})


def _attempt(on: str, kind: str, code: Any, number: str | None) -> Attempt:
    return Attempt(date.fromisoformat(on), kind, str(code), number)


def _written_off(*row: Any) -> WrittenOff:
    fields = list(row)
    fields[4] = date.fromisoformat(row[4])
    return WrittenOff(*fields)
