"""A block as a weighted mean and what each input lifts it by."""

from __future__ import annotations

import pytest

from app.services.rules.blocks import Input, in_band, weighted


@pytest.mark.parametrize(
    ("value", "bad", "good", "points"),
    [(1.4, 0.8, 2.0, 50), (0.5, 0.8, 2.0, 0), (3, 0.8, 2.0, 100), (97.5, 150, 45, 50), (200, 150, 45, 0), (1, 150, 45, 100),
     (5, 5, 5, 100), (4.9, 5, 5, 0)],
)  # fmt: skip
def test_points_within_a_band(value: float, bad: float, good: float, points: float) -> None:
    assert in_band(value, bad, good) == pytest.approx(points)


def test_a_mean_of_nothing_is_nothing() -> None:
    assert weighted([], 1.0) is None
    assert weighted([Input("a", 90, 0, {})], 1.0) is None


def test_lifts_are_what_lies_above_fifty() -> None:
    block = weighted([Input("a", 90, 3, {}), Input("b", 10, 1, {})], 0.5)
    assert block and block.value == 70
    assert [part.lift for part in block.parts] == [30, -10]
