"""The drawing of a score: every bar begins where the one before it ended, and the last stands at the points."""

from __future__ import annotations

import pytest

from app.services.rules.parameters import Policy
from app.services.rules.score_types import Reason
from app.services.waterfall import waterfall


def test_bars_follow_each_other_from_the_start_to_the_points() -> None:
    reasons = (Reason("payment.index", 4000), Reason("payment.worst", -6000), Reason("shrinkage", -500))
    drawing = waterfall(58239, reasons, 55739, Policy())
    assert [bar.kind for bar in drawing.bars] == ["start", "plus", "minus", "minus", "end"]
    # The axis runs from 500 (557.39 less 15, down to a whole fifty) to 650 points.
    assert [round(bar.at * 15000 + 50000) for bar in drawing.bars] == [58239, 62239, 56239, 55739, 55739]
    assert drawing.bars[2].left == drawing.bars[2].at and drawing.bars[2].right == drawing.bars[1].at


def test_grade_limits_within_the_drawing() -> None:
    drawing = waterfall(58239, (Reason("payment.index", 3670),), 61909, Policy())
    assert [mark.grade for mark in drawing.marks] == ["BBB", "BB"]
    assert drawing.marks[0].at * 10000 + 55000 == pytest.approx(61315)


def test_no_points_no_bars() -> None:
    assert waterfall(58239, (), None, Policy()).bars == ()
