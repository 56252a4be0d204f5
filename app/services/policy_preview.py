"""Whom other credit rules would move: every customer scored twice on the same day, and their limits proposed twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models import customers
from app.models.store import Store
from app.services import limit_sheet, score_rows
from app.services.limit_sheet import Judged
from app.services.rules import scoring
from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES, RISKS

EVERY: Final = 100  # customers between two reports
_RANK: Final = {grade: place for place, grade in enumerate((*GRADES, "D", "NR"))}
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """A customer for whom something would be another, before and after; points in hundredths, None where there are none.

    `limit` proposed, minor units of `currency`, and `terms_days` proposed: None while they are not worked out.
    """

    customer_id: int
    code: str
    name: str
    currency: str
    grade: tuple[str, str]
    risk: tuple[str, str]
    points_x100: tuple[int | None, int | None]
    limit: tuple[int, int] | None = None
    terms_days: tuple[int, int] | None = None

    @property
    def by_score(self) -> bool:
        """The grade or the risk level would be another."""
        return self.grade[0] != self.grade[1] or self.risk[0] != self.risk[1]

    @property
    def by_limit(self) -> bool:
        """The proposed limit or terms would be others."""
        return any(pair is not None and pair[0] != pair[1] for pair in (self.limit, self.terms_days))


@dataclass(frozen=True, slots=True)
class PolicyPreview:
    """`moved` the largest fall first; `only_points` = customers whose points alone move; `risks` = how many customers are
    in each risk level before and after; `customers` = all that were scored; `limits` = whether limits were proposed too."""

    moved: tuple[Moved, ...]
    only_points: int
    risks: Mapping[str, tuple[int, int]]
    customers: int
    limits: bool


def preview(
    store: Store, before: Policy, after: Policy, on: date, *, limits: bool = False, report: Report | None = None
) -> PolicyPreview:
    """Compares two policies on what is known of each customer on the day. With `limits` it takes some milliseconds for each
    customer. `report` may raise Cancelled."""
    tell = report or (lambda _done, _total: None)
    old, new = _judged(store, before, on, tell), _judged(store, after, on, tell)
    found = []
    for place, each in enumerate(_all(store, old, new, on, limits=limits)):
        if limits:
            tell(place, len(old))
        found.append(each)
    moved = sorted((each for each in found if each.by_score or each.by_limit), key=_order)
    points = sum(each.points_x100[0] != each.points_x100[1] for each in found if not (each.by_score or each.by_limit))
    return PolicyPreview(tuple(moved), points, _risks(found), len(found), limits)


def _judged(store: Store, policy: Policy, on: date, tell: Report) -> dict[int, Judged]:
    """Of every customer, by id; windows and days of grace are of the policy, so each policy has facts of its own."""
    known, found = score_rows.facts(store, on, policy), {}
    for place, each in enumerate(known):
        if place % EVERY == 0:
            tell(place, len(known))
        found[each.customer_id] = (each, scoring.score(each, policy), policy)
    return found


def _all(
    store: Store, old: Mapping[int, Judged], new: Mapping[int, Judged], on: date, *, limits: bool
) -> Iterator[Moved]:
    names = {row_id: name for row_id, _code, name, _short in customers.names(store)}
    for each, (facts, was, _policy) in old.items():
        now = new[each][1]
        pairs = (was.grade, now.grade), (was.risk, now.risk), (was.points_x100, now.points_x100)
        customer = customers.customer(store, each, on) if limits else None
        if customer is None:
            yield Moved(each, facts.code, names[each], facts.currency, *pairs)
            continue
        one, two = (limit_sheet.proposed(store, customer, on, judged[each]) for judged in (old, new))
        proposed = (one.amount, two.amount), (one.terms_days, two.terms_days)
        yield Moved(each, facts.code, names[each], customer.currency, *pairs, *proposed)


def _order(moved: Moved) -> tuple[int, str]:
    return _RANK[moved.grade[0]] - _RANK[moved.grade[1]], moved.code


def _risks(found: list[Moved]) -> dict[str, tuple[int, int]]:
    counts = [Counter(each.risk[side] for each in found) for side in (0, 1)]
    return {risk: (counts[0][risk], counts[1][risk]) for risk in RISKS}
