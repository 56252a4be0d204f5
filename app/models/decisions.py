"""Decisions on whether goods may leave, each with the whole sheet of that minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Decision:
    """`amount` in minor units of `currency`, as asked. `asked_at` in UTC; `way` = the way out that was chosen, as a code."""

    id: int
    customer_id: int
    customer: str
    deal_id: int | None
    contract_id: int | None
    asked_at: str
    on: date
    currency: str
    amount: int
    verdict: str
    way: str | None
    person_id: int
    person: str
    voided_on: date | None


SELECT: Final = """select d.id,d.customer_id,coalesce(c.short_name,c.name),d.deal_id,d.contract_id,d.asked_at,d.on_day,d.currency,d.amount,
  d.verdict,d.way,d.person_id,p.name,d.voided_on from decision d join customer c on c.id=d.customer_id join person p on p.id=d.person_id"""


def _decision(*row: Any) -> Decision:
    fields = list(row)
    fields[6], fields[13] = date.fromisoformat(row[6]), maybe_day(row[13])
    return Decision(*fields)


def decision(store: Store, decision_id: int) -> Decision | None:
    return store.one(_decision, f"{SELECT} where d.id=?", (decision_id,))


def of_customer(store: Store, customer_id: int) -> list[Decision]:
    """The newest first."""
    return store.rows(
        _decision, f"{SELECT} where d.customer_id=? and d.voided_on is null order by d.id desc", (customer_id,)
    )


def sheet(store: Store, decision_id: int) -> str | None:
    """The sheet as it was kept."""
    found: str | None = store.scalar("select sheet from decision where id=?", (decision_id,))
    return found


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("decision", dict(values))
