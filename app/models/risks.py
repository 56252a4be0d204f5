"""The risk register of a customer: what may go wrong, how likely and how bad, before and after what is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Risk:
    """One line: `likelihood` and `severity` 1..5 as they are, `_after` with the measure; `owner` sees to it until `due_on`."""

    id: int
    customer_id: int
    type: str
    what: str
    likelihood: int
    severity: int
    likelihood_after: int | None
    severity_after: int | None
    measure: str | None
    owner_id: int | None
    owner: str | None
    due_on: date | None
    on_day: date
    closed_on: date | None

    @property
    def score(self) -> int:
        """1..25, before the measure."""
        return self.likelihood * self.severity

    @property
    def score_after(self) -> int:
        """1..25, with the measure; the same where none is said."""
        return (self.likelihood_after or self.likelihood) * (self.severity_after or self.severity)


SELECT: Final = """select r.id,r.customer_id,r.type,r.what,r.likelihood,r.severity,r.likelihood_after,r.severity_after,r.measure,r.owner_id,
  p.name,r.due_on,r.on_day,r.closed_on from risk_line r left join person p on p.id=r.owner_id"""


def _risk(*row: Any) -> Risk:
    return Risk(*row[:11], *map(maybe_day, row[11:]))


def risk(store: Store, risk_id: int) -> Risk | None:
    return store.one(_risk, f"{SELECT} where r.id=?", (risk_id,))


def risks(store: Store, on: date, customer_id: int | None = None) -> list[Risk]:
    """Lines open at the end of a day, the gravest first; of one customer, or of all."""
    of = "" if customer_id is None else "and r.customer_id=:c"
    sql = f"""{SELECT} where r.on_day<=:d and (r.closed_on is null or r.closed_on>:d) {of}
      order by r.likelihood*r.severity desc, r.id"""
    return store.rows(_risk, sql, {"d": on.isoformat(), "c": customer_id})


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("risk_line", dict(values))


def update(change: Change, risk_id: int, values: Mapping[str, Any]) -> None:
    change.update("risk_line", risk_id, dict(values))
