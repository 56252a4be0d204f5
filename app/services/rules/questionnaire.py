"""The 20 items of the assessment (domain.md A6): which are measured, and what the file itself answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from app.models.credit_facts import CreditFact
from app.models.dates import add_months
from app.services.rules.completeness import Known

MOST: Final = 5  # points of an item
GROUPS: Final[Mapping[str, tuple[int, ...]]] = {
    "substance": (1, 2, 3, 4, 5), "people": (6, 7, 8, 12, 13, 14), "business": (9, 10, 15, 16, 17), "outside": (11, 18, 19, 20),
}  # fmt: skip
ITEMS: Final = tuple(range(1, 21))
# Answered by a figure or a record; the others are opinions, and their extremes want a reason.
MEASURED: Final = frozenset({1, 2, 9, 11, 19, 20})
AGE: Final = ((120, 5), (60, 4), (36, 3), (12, 2), (0, 0))  # (months at least, points)
CAPITAL: Final = ((10_000_000, 5), (5_000_000, 4), (1_000_000, 3), (1, 1), (0, 0))  # (paid in, yuan, points)
TOP_BUYER: Final = ((6_000, 0), (5_000, 1), (4_000, 2), (3_000, 3), (2_000, 4), (0, 5))  # (share of the largest, bp)
TAX: Final = {"A": 5, "B": 4, "M": 3, "C": 1, "D": 0}
REFERENCES: Final = 2  # good ones for all points
RECENT: Final = 12  # months


def wants_comment(item: int, points: int) -> bool:
    return item not in MEASURED and points in (0, MOST)


def proposed(known: Known) -> dict[int, int]:
    """Item -> points, of those that can be told."""
    told: dict[int, int | None] = {
        1: _age(known.founded, known.on), 2: _step(known.capital_paid, CAPITAL), 9: _top_buyer(known.facts),
        11: _references(known), 19: _tax(known.facts), 20: 5 if known.within(known.visited_on, RECENT) else None,
    }  # fmt: skip
    return {item: points for item, points in told.items() if points is not None}


def _step(value: int | None, steps: Sequence[tuple[int, int]]) -> int | None:
    """The points of the first step that the value reaches."""
    return None if value is None else next(points for least, points in steps if value >= least)


def _age(founded: date | None, on: date) -> int | None:
    if founded is None or founded > on:
        return None
    return next(points for months, points in AGE if add_months(founded, months) <= on)


def _newest(facts: Sequence[CreditFact], fits: Callable[[CreditFact], bool]) -> CreditFact | None:
    return max(filter(fits, facts), key=lambda fact: (fact.on_day, fact.id), default=None)


def _top_buyer(facts: Sequence[CreditFact]) -> int | None:
    found = _newest(facts, lambda fact: fact.code == "concentration")
    return _step(found.data.get("share_bp"), TOP_BUYER) if found else None


def _references(known: Known) -> int | None:
    """Two good ones 5, one 3; a bad one beside takes 2 away; only bad ones 0."""
    asked = [fact for fact in known.facts if fact.kind == "trade_reference" and known.within(fact.on_day, RECENT)]
    if not asked:
        return None
    good = sum(bool(fact.data.get("good")) for fact in asked)
    points = MOST if good >= REFERENCES else 3 if good else 0
    return max(0, points - 2) if good < len(asked) else points


def _tax(facts: Sequence[CreditFact]) -> int | None:
    found = _newest(facts, lambda fact: fact.kind == "tax" and fact.code == "grade")
    return TAX.get(found.data.get("grade", "")) if found else None
