"""How the relationship with a customer stands: content, complaints, seen as often as meant (features F27).

relationship([5, 4], 1, 12, 90).points     # 0.6 x 87.5 + 0.25 x 50 + 0.15 x 100 = 80
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

ANSWER_MONTHS: Final = 12  # for which an answer says something
# Ours: being content weighs most, an open complaint half of its part, seldom seen the rest.
WEIGHTS: Final = (0.60, 0.25, 0.15)
NEUTRAL: Final = 50.0
PER_COMPLAINT: Final = 50.0
WORST: Final = 1
BEST: Final = 5


@dataclass(frozen=True, slots=True)
class Relationship:
    """`points` 0 to 100; `average` of the answers, 1 to 5, None where nobody answered; `answers` = how many."""

    points: int
    average: float | None
    answers: int


def relationship(answers: Sequence[int], complaints: int, days: int | None, every: int) -> Relationship:
    """`answers` 1 to 5 of the last 12 months, `complaints` open, `days` since the last contact, `every` = days it is meant to take at most.

    No answer counts as neither content nor not; a contact on time 100, at twice the time or never 0.
    """
    average = sum(answers) / len(answers) if answers else None
    content = NEUTRAL if average is None else 100 * (average - WORST) / (BEST - WORST)
    calm = max(0.0, 100 - PER_COMPLAINT * complaints)
    seen = 0.0 if days is None else 100 * min(1.0, max(0.0, 2 - days / every))
    points = sum(weight * part for weight, part in zip(WEIGHTS, (content, calm, seen), strict=True))
    return Relationship(int(points + 0.5), average, len(answers))
