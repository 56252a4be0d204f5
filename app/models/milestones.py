"""Milestones of a contract: what each side agreed to have done by which day, and when it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.contract_values import Gate, Milestone, Side
from app.models.dates import maybe_day
from app.models.store import Store

__all__ = ["Gate", "Milestone", "Side"]
SELECT: Final = """select m.id,m.contract_id,m.customer_id,m.seq,m.name,m.side,m.planned_on,m.actual_on,m.predecessor_id,m.plan_line_id,m.gate,
  m.note,l.amount,(select count(*) from attachment_link a where a.tbl='milestone' and a.row_id=m.id and a.voided_on is null)
  from milestone m left join plan_line l on l.id=m.plan_line_id"""


def _milestone(*row: Any) -> Milestone:
    fields = list(row)
    fields[6], fields[7] = date.fromisoformat(row[6]), maybe_day(row[7])
    return Milestone(*fields)


def of_contract(store: Store, contract_id: int) -> list[Milestone]:
    """In order."""
    return store.rows(_milestone, f"{SELECT} where m.contract_id=? order by m.seq,m.id", (contract_id,))


def of_customer(store: Store, customer_id: int) -> list[Milestone]:
    """Those of all contracts of a customer."""
    return store.rows(_milestone, f"{SELECT} where m.customer_id=? order by m.contract_id,m.seq,m.id", (customer_id,))


def milestone(store: Store, milestone_id: int) -> Milestone | None:
    return store.one(_milestone, f"{SELECT} where m.id=?", (milestone_id,))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("milestone", dict(values))


def update(change: Change, milestone_id: int, values: Mapping[str, Any]) -> None:
    change.update("milestone", milestone_id, dict(values))


def delete(change: Change, milestone_id: int) -> None:
    """What came after it comes after what it came after."""
    found = milestone(change.store, milestone_id)
    followers = change.store.rows(int, "select id from milestone where predecessor_id=?", (milestone_id,))
    for each in followers:
        update(change, each, {"predecessor_id": found.predecessor_id if found else None})
    change.delete("milestone", milestone_id)


def reached(change: Change, contract_id: int, name: str, on: date) -> None:
    """The milestone of that code, if there is one and it was open, was reached on that day."""
    for each in of_contract(change.store, contract_id):
        if each.name == name and each.actual_on is None:
            update(change, each.id, {"actual_on": on.isoformat()})


def taken_back(change: Change, contract_id: int, names: Collection[str]) -> None:
    """The milestones of these codes were not reached after all."""
    for each in of_contract(change.store, contract_id):
        if each.name in names and each.actual_on is not None:
            update(change, each.id, {"actual_on": None})
