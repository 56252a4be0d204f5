"""Whom other credit rules would move: every customer scored twice on the same day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models import customers
from app.models.store import Store
from app.services import score_rows
from app.services.rules import scoring
from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES, RISKS, Score

EVERY: Final = 100  # customers between two reports
_RANK: Final = {grade: place for place, grade in enumerate((*GRADES, "D", "NR"))}


@dataclass(frozen=True, slots=True)
class Moved:
    """A customer whose grade or risk level would be another; points in hundredths, None where there are none."""

    customer_id: int
    code: str
    name: str
    grade: tuple[str, str]  # before, after
    risk: tuple[str, str]
    points_x100: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class PolicyPreview:
    """`moved` the largest fall first; `only_points` = customers whose points alone move; `risks` = how many customers are
    in each risk level before and after; `customers` = all that were scored."""

    moved: tuple[Moved, ...]
    only_points: int
    risks: Mapping[str, tuple[int, int]]
    customers: int


def preview(
    store: Store, before: Policy, after: Policy, on: date, report: Callable[[int, int], None] | None = None
) -> PolicyPreview:
    """Compares the two policies on what is known of each customer on the day. `report` may raise Cancelled."""
    tell = report or (lambda _done, _total: None)
    names = {row_id: (code, name) for row_id, code, name, _short in customers.names(store)}
    old, new = _scores(store, before, on, tell, 0), _scores(store, after, on, tell, 1)
    moved = [
        Moved(each, *names[each], (was.grade, now.grade), (was.risk, now.risk), (was.points_x100, now.points_x100))
        for each, was in old.items()
        if ((now := new[each]).grade, now.risk) != (was.grade, was.risk)
    ]
    moved.sort(key=lambda each: (_RANK[each.grade[0]] - _RANK[each.grade[1]], each.code))
    points = sum(was.points_x100 != new[each].points_x100 for each, was in old.items()) - len(moved)
    return PolicyPreview(tuple(moved), max(points, 0), _risks(old, new), len(old))


def _scores(store: Store, policy: Policy, on: date, tell: Callable[[int, int], None], half: int) -> dict[int, Score]:
    """Of every customer, by id; windows and days of grace are of the policy, so each has facts of its own."""
    found: dict[int, Score] = {}
    known = score_rows.facts(store, on, policy)
    for place, facts in enumerate(known):
        if place % EVERY == 0:
            tell(half * len(known) + place, 2 * len(known))
        found[facts.customer_id] = scoring.score(facts, policy)
    return found


def _risks(old: Mapping[int, Score], new: Mapping[int, Score]) -> dict[str, tuple[int, int]]:
    counts = [Counter(score.risk for score in scores.values()) for scores in (old, new)]
    return {risk: (counts[0][risk], counts[1][risk]) for risk in RISKS}
