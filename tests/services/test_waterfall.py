from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.parameters import Policy
from app.services.rules.score_types import Reason
from app.services.waterfall import layout

POLICY = Policy()


def reasons(*points_x100: int) -> list[Reason]:
    return [Reason(f"stability.{place}", points) for place, points in enumerate(points_x100)]


def test_each_bar_begins_where_the_one_above_ended() -> None:
    drawn = layout(582_39, reasons(60_00, -25_00, 1_70), POLICY)
    assert [bar.kind for bar in drawn.bars] == ["start", "plus", "minus", "plus", "end"]
    assert [bar.points_x100 for bar in drawn.bars] == [582_39, 60_00, -25_00, 1_70, 619_09]
    start, rise, fall, _small, end = drawn.bars
    assert (start.x0, end.x0) == (0.0, 0.0)
    assert rise.x0 == pytest.approx(start.x1)
    assert fall.x1 == pytest.approx(rise.x1)
    assert end.x1 == pytest.approx(start.x1 + 36.70 / 60 * (rise.x1 - rise.x0))


def test_the_bands_of_the_grades_lie_where_their_points_are() -> None:
    """BBB begins at 613.15 points, A at 664.64: a firm of 619 stands in BBB."""
    drawn = layout(582_39, reasons(36_70), POLICY)
    assert drawn.bands[0].x0 == 0.0
    assert drawn.bands[-1].x1 == 1.0
    assert all(left.x1 == right.x0 for left, right in pairwise(drawn.bands))
    end = drawn.bars[-1].x1
    assert next(band.grade for band in drawn.bands if band.x0 < end < band.x1) == "BBB"


def test_small_changes_are_not_drawn_as_large_ones() -> None:
    drawn = layout(582_39, reasons(1_00), POLICY)
    assert drawn.bars[1].x1 - drawn.bars[1].x0 < 0.01


def test_a_score_without_reasons_is_its_start() -> None:
    assert [bar.points_x100 for bar in layout(582_39, [], POLICY).bars] == [582_39, 582_39]


@given(st.lists(st.integers(-300_00, 300_00), max_size=8))
def test_everything_stands_inside(points: list[int]) -> None:
    drawn = layout(582_39, reasons(*points), POLICY)
    assert drawn.bars[-1].points_x100 == 582_39 + sum(points)
    assert all(0 <= bar.x0 <= bar.x1 <= 1 for bar in drawn.bars)
    assert min(bar.x1 for bar in drawn.bars) > 0.05  # start and end are always to be seen
