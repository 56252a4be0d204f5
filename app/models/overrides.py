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
