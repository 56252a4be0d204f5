"""Grades moved by hand: who, how far, why, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class GradeOverride:
    """`notches` > 0 = better. It holds from `from_on` to `until_on`, or to the day before `revoked_on`."""

    id: int
    customer_id: int
    notches: int
    reason: str
    approved_by: str
    from_on: date
    until_on: date
    revoked_on: date | None
    review_id: int | None

    def holds(self, on: date) -> bool:
        return self.from_on <= on <= self.until_on and (self.revoked_on is None or on < self.revoked_on)


SELECT: Final = """select g.id,g.customer_id,g.notches,g.reason,p.name,g.from_on,g.until_on,g.revoked_on,g.review_id
  from grade_override g join person p on p.id=g.approved_by"""


def _override(*row: Any) -> GradeOverride:
    fields = list(row)
    for place in (5, 6, 7):
        fields[place] = maybe_day(row[place])
    return GradeOverride(*fields)


def overrides(store: Store, customer_id: int | None = None) -> list[GradeOverride]:
    """Every one, the newest first; of one customer when named."""
    where = "" if customer_id is None else "where g.customer_id=?"
    params = () if customer_id is None else (customer_id,)
    return store.rows(_override, f"{SELECT} {where} order by g.from_on desc, g.id desc", params)


def ran_out(store: Store, since: date, on: date) -> list[tuple[int, date]]:
    """(customer, last day) of the newest move of each customer that ran out within (since, on) and was not looked at again since."""
    sql = """select g.customer_id,g.until_on from grade_override g join customer c on c.id=g.customer_id and c.archived_on is null
      where g.until_on>=:since and g.until_on<:on and g.revoked_on is null
      and not exists(select 1 from grade_override x where x.customer_id=g.customer_id and x.id>g.id)
      and not exists(select 1 from review r where r.customer_id=g.customer_id and r.approved_on>g.until_on and r.approved_on<=:on)
      order by g.until_on,g.id"""
    params = {"since": since.isoformat(), "on": on.isoformat()}
    return store.rows(lambda who, day: (who, date.fromisoformat(day)), sql, params)


def override(store: Store, override_id: int) -> GradeOverride | None:
    return store.one(_override, f"{SELECT} where g.id=?", (override_id,))


def put(
    change: Change, customer_id: int, notches: int, reason: str, days: tuple[date, date], review_id: int | None
) -> int:
    """A new one by the person of the store; what still runs ends on its first day."""
    from_on, until_on = days
    for each in overrides(change.store, customer_id):
        if each.holds(from_on) or each.from_on > from_on:
            revoke(change, each.id, from_on)
    row = {
        "customer_id": customer_id,
        "notches": notches,
        "reason": reason,
        "approved_by": change.store.person_id,
        "review_id": review_id,
    }
    return change.insert("grade_override", {**row, "from_on": from_on.isoformat(), "until_on": until_on.isoformat()})


def revoke(change: Change, override_id: int, on: date) -> None:
    change.update("grade_override", override_id, {"revoked_on": on.isoformat()})
