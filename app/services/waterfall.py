"""How a score came about as a drawing: where each bar stands. The screen and the paper draw the same.

drawing = waterfall(score.start_x100, bars, score.points_x100, policy)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal

from app.services.formats import MINUS
from app.services.rules.parameters import Policy
from app.services.rules.scale import scale_of
from app.services.rules.score_types import GRADES, Reason

STEP: Final = 5000  # the axis begins and ends at whole fifties of points
ROOM: Final = 1500  # left free beyond the outermost bar, so that its figure has a place

Kind = Literal["start", "plus", "minus", "end"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the drawing; `left` and `right` 0..1 across it, `points_x100` what it adds, of start and end their points.

    `at` = where the running sum stands after it, for the thin line down to the next bar. `reason` is None of start and end.
    """

    kind: Kind
    points_x100: int
    left: float
    right: float
    at: float
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """The lower limit of a grade, where it lies within the drawing."""

    grade: str
    at: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From the start through every reason to the points of today; no bars where there are no points (D, not rated)."""

    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


def figure_of(bar: Bar) -> str:
    """ "+14.2", "−13.0"; of start and end "586.4"."""
    value = f"{abs(bar.points_x100) / 100:.1f}"
    if bar.kind in ("start", "end"):
        return value
    return f"{MINUS if bar.points_x100 < 0 else '+'}{value}"


def waterfall(start_x100: int, reasons: Sequence[Reason], points_x100: int | None, policy: Policy) -> Waterfall:
    """The bars of `rules.reasons.bars`, in their order; their points sum to `points_x100` exactly."""
    if points_x100 is None:
        return Waterfall()
    sums = list(accumulate((each.points_x100 for each in reasons), initial=start_x100))
    low = (min(sums) - ROOM) // STEP * STEP
    high = -(-(max(sums) + ROOM) // STEP) * STEP

    def across(points: int) -> float:
        return (points - low) / (high - low)

    bars = [Bar("start", start_x100, 0.0, across(start_x100), across(start_x100))]
    for before, after, reason in zip(sums, sums[1:], reasons, strict=False):
        left, right = sorted((across(before), across(after)))
        kind: Kind = "minus" if reason.points_x100 < 0 else "plus"
        bars.append(Bar(kind, reason.points_x100, left, right, across(after), reason))
    bars.append(Bar("end", points_x100, 0.0, across(points_x100), across(points_x100)))
    return Waterfall(tuple(bars), _marks(low, high, policy))


def _marks(low: int, high: int, policy: Policy) -> tuple[Mark, ...]:
    """Where one grade ends and the better one begins."""
    scale = scale_of(policy)
    limits = [(grade, scale.points_x100(pd)) for grade, pd in zip(GRADES, policy.grade_pd, strict=False)]
    return tuple(Mark(grade, (points - low) / (high - low)) for grade, points in limits if low < points < high)
