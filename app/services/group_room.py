"""A group of customers against its one limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models import book, limits
from app.models.limits import Group
from app.models.store import Store
from app.services import exposure_lines, policies
from app.services.rules.exposure import headroom
from app.services.rules.groups import group_grade
from app.services.scoring import Scoring


@dataclass(frozen=True, slots=True)
class GroupRoom:
    """The credit in use of the members of the group together, against its limit; minor units of the book's currency.

    `room` = what the limit leaves for this customer in whole, None where the group has none. `grade` of the whole (domain B5);
    `late` = members with something undisputed more than `late_days` overdue, which holds up the others.
    """

    group: Group
    currency: str
    used: int
    others: int
    members: tuple[tuple[int, str, int], ...]  # (id, name, credit in use)
    grade: str | None
    late: tuple[str, ...]
    late_days: int

    @property
    def room(self) -> int | None:
        return None if self.group.amount is None else max(0, self.group.amount - self.others)

    @property
    def headroom(self) -> int | None:
        return None if self.group.amount is None else headroom(self.group.amount, self.used)


def group_room(store: Store, customer_id: int, on: date) -> GroupRoom | None:
    """None for a customer without a group."""
    group = limits.group_of(store, customer_id)
    if group is None:
        return None
    names = dict(limits.members(store, group.id))
    used = {each: found.base for each, found in exposure_lines.totals(store, on, list(names)).items()}
    others = sum(max(0, used[each]) for each in names if each != customer_id)
    members = tuple((each, name, used[each]) for each, name in names.items())
    scored = {each.facts.customer_id: each for _party, each in Scoring(store, on).scores(on, list(names))}
    grade = group_grade([(used[each], found.score.grade) for each, found in scored.items()])
    days = policies.on(store, on).overdue_days_b
    late = tuple(names[each] for each, found in scored.items() if found.facts.standing.overdue_days > days)
    return GroupRoom(
        group, book.company(store).currency, sum(used[each] for each in names), others, members, grade, late, days
    )
