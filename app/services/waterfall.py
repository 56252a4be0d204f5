"""Where the bars of a score stand: the same drawing on the screen and on paper. Pure geometry, no words.

drawing = layout(score.start_x100, reasons.bars(score), policy)
for row, bar in enumerate(drawing.bars): ...   # from bar.x0 to bar.x1 of the width, in row `row`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, Literal

from app.services.rules.parameters import Policy
from app.services.rules.scale import scale_of
from app.services.rules.score_types import GRADES, Reason

Kind = Literal["start", "plus", "minus", "end"]
LEAST_SPAN: Final = 100_00  # hundredths of a point: small changes are not drawn as large ones
MARGIN: Final = 0.08  # of the span, on both sides


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. `x0` < `x1`, 0..1 of the width; `joint` = where the running total stands after it, which is where the next begins.

    `points_x100` = the change, of start and end the total. `reason` is None for start and end.
    """

    kind: Kind
    points_x100: int
    x0: float
    x1: float
    joint: float
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The part of the width that is a grade, as far as it is seen."""

    grade: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """`bars` from the top; `bands` from the left, side by side over the whole width."""

    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]


def layout(start_x100: int, reasons: Sequence[Reason], policy: Policy) -> Waterfall:
    """The start, a bar for each reason, the end: start + the points of the reasons = end, exactly."""
    totals = list(accumulate((each.points_x100 for each in reasons), initial=start_x100))
    low, high = _range(totals)

    def place(points_x100: float) -> float:
        return min(1.0, max(0.0, (points_x100 - low) / (high - low)))

    steps = [
        Bar(
            "minus" if after < before else "plus",
            each.points_x100,
            place(min(before, after)),
            place(max(before, after)),
            place(after),
            each,
        )
        for each, (before, after) in zip(reasons, pairwise(totals), strict=True)
    ]
    first = Bar("start", start_x100, 0.0, place(start_x100), place(start_x100))
    last = Bar("end", totals[-1], 0.0, place(totals[-1]), place(totals[-1]))
    bounds = [1.0, *(place(scale_of(policy).points_x100(pd)) for pd in policy.grade_pd), 0.0]
    bands = [Band(grade, left, right) for grade, (right, left) in zip(GRADES, pairwise(bounds), strict=True)]
    return Waterfall((first, *steps, last), tuple(each for each in reversed(bands) if each.x1 > each.x0))


def _range(totals: Sequence[int]) -> tuple[float, float]:
    """From the left to the right edge, hundredths of a point."""
    low, high = min(totals), max(totals)
    spare = max(0, LEAST_SPAN - (high - low)) / 2
    margin = MARGIN * max(high - low, LEAST_SPAN)
    # The bars of start and end begin at the left edge: the lowest point is never on it.
    return low - spare - 2 * margin, high + spare + margin
