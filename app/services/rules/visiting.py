"""How often a customer is visited, and what signs of distress that somebody saw there call for (domain I and W43).

next_visit(policy, "BBB", "A", date(2026, 3, 1))             # 12 months x 0.5: 2026-09-01
calls_for(2)                                                 # "act"
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from app.models.credit_facts import MANY_SIGNS
from app.models.dates import add_days, add_months
from app.services.rules.parameters import Policy
from app.services.rules.review_calendar import LAST, NOT_RATED
from app.services.rules.score_types import GRADES
from app.services.rules.value_risk import VALUES

SOON_DAYS: Final = 30
STATES: Final = ("due", "soon", "never", "later")  # in the order of a list

State = Literal["due", "soon", "never", "later"]
Call = Literal["", "watch", "act"]


def months_between(policy: Policy, grade: str, value: str | None) -> int:
    """Months from one visit to the next: those of the grade times the factor of the value class, half up, one at least.

    One who is not rated is visited as often as BB, one in default as CCC; without sales in the year as class C.
    """
    place = GRADES.index({"NR": NOT_RATED, "D": LAST}.get(grade, grade))
    factor = policy.visit_factor[VALUES.index(value or VALUES[-1])]
    return max(1, int(policy.visit_months[place] * factor + 0.5))


def next_visit(policy: Policy, grade: str, value: str | None, last: date) -> date:
    """The day from which the next visit is due."""
    return add_months(last, months_between(policy, grade, value))


def shortest(policy: Policy) -> int:
    """The fewest months that any customer has between two visits."""
    return max(1, int(min(policy.visit_months) * min(policy.visit_factor) + 0.5))


def state(next_on: date | None, on: date) -> State:
    """never, later, soon (within 30 days), due."""
    if next_on is None:
        return "never"
    if on >= next_on:
        return "due"
    return "soon" if on >= add_days(next_on, -SOON_DAYS) else "later"


def calls_for(signs: int) -> Call:
    """What so many signs of distress call for: nothing, to look closer, to act at once."""
    return "act" if signs >= MANY_SIGNS else "watch" if signs else ""
