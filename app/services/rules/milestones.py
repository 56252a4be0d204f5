"""Milestones of a contract: which are on time, how reliable both sides are, where delays lead (domain J2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.models.contract_values import Milestone, Side
from app.services.rules.parameters import Policy

Status = Literal["on_time", "late", "at_risk", "open"]


@dataclass(frozen=True, slots=True)
class OnTime:
    """Of the milestones due by a day, how many were there in time."""

    on_time: int
    due: int

    @property
    def rate(self) -> float | None:
        """None while nothing was due."""
        return self.on_time / self.due if self.due else None


def status(policy: Policy, found: Milestone, all_of_them: Sequence[Milestone], on: date) -> Status:
    """Late counts from the days of grace on; at risk = due within days, and what comes before it is open."""
    latest = found.planned_on + timedelta(days=policy.milestone_grace_days)
    if found.actual_on is not None and found.actual_on <= on:
        return "on_time" if found.actual_on <= latest else "late"
    if on > latest:
        return "late"
    before = next((each for each in all_of_them if each.id == found.predecessor_id), None)
    waits = before is not None and (before.actual_on is None or before.actual_on > on)
    near = found.planned_on - on <= timedelta(days=policy.milestone_risk_days)
    return "at_risk" if waits and near else "open"


def on_time(policy: Policy, found: Sequence[Milestone], side: Side, on: date) -> OnTime:
    """Of those of one side that were planned for a day until now, or are done."""
    due = [
        status(policy, each, found, on)
        for each in found
        if each.side == side and (each.planned_on <= on or (each.actual_on is not None and each.actual_on <= on))
    ]
    return OnTime(sum(each == "on_time" for each in due), len(due))


def slip(found: Milestone) -> int | None:
    """Days later than planned (below zero: earlier); None while it is open."""
    return (found.actual_on - found.planned_on).days if found.actual_on else None


def forecast(found: Sequence[Milestone], on: date) -> dict[int, date]:
    """Id -> the day each is to be expected: done = its day; else planned, moved by what it waits for, and not in the past."""
    by_id = {each.id: each for each in found}
    known: dict[int, date] = {}

    def expected(each: Milestone, seen: frozenset[int]) -> date:
        if each.id in known:
            return known[each.id]
        if each.actual_on is not None:
            return each.actual_on
        before = by_id.get(each.predecessor_id or 0)
        moved = timedelta()
        if before is not None and before.id not in seen:
            moved = max(moved, expected(before, seen | {each.id}) - before.planned_on)
        return max(each.planned_on + moved, on)

    for each in found:
        known[each.id] = expected(each, frozenset({each.id}))
    return known
