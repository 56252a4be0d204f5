"""Separation, calibration and drift: T-A10 and T-A7b, and where nothing can be said."""

from __future__ import annotations

from math import log
from random import Random

import pytest

from app.services.rules.model_quality import (
    at_least,
    auc,
    brier,
    calibration,
    gini,
    ks,
    observed_to_expected,
    population_stability,
    weight_of_evidence,
    wilson,
)

OUTCOMES = [
    (720, False), (700, False), (690, False), (660, False), (650, True), (640, False), (600, False), (580, True), (560, False), (500, True),
]  # fmt: skip
PREDICTED = [(0.01, False), (0.02, False), (0.05, False), (0.10, True), (0.30, True)]


def test_separation() -> None:
    assert auc(OUTCOMES) == pytest.approx(0.809524, abs=1e-6)
    assert gini(OUTCOMES) == pytest.approx(0.619048, abs=1e-6)
    assert ks(OUTCOMES) == pytest.approx(0.571429, abs=1e-6)


def test_ties_count_half() -> None:
    assert auc([(1, True), (1, False)]) == 0.5
    assert auc([(2, False), (1, False), (1, True), (0, True)]) == pytest.approx(3.5 / 4)
    assert ks([(1, True), (1, False)]) == 0


def test_the_area_is_that_of_all_pairs() -> None:
    rng = Random(7)
    rows = [(float(rng.randrange(20)), rng.random() < 0.3) for _ in range(200)]
    goods, bads = [s for s, bad in rows if not bad], [s for s, bad in rows if bad]
    pairs = sum((g > b) + (g == b) / 2 for g in goods for b in bads)
    assert auc(rows) == pytest.approx(pairs / len(goods) / len(bads))


@pytest.mark.parametrize("rows", [[], [(1.0, False)], [(1.0, True), (2.0, True)]])
def test_one_sort_only_separates_nothing(rows: list[tuple[float, bool]]) -> None:
    assert (auc(rows), gini(rows), ks(rows)) == (None, None, None)


def test_calibration_figures() -> None:
    assert brier(PREDICTED) == pytest.approx(0.2606)
    assert observed_to_expected(PREDICTED) == pytest.approx(2 / 0.48)
    assert (brier([]), observed_to_expected([])) == (None, None)


def test_a_calibrated_model_has_slope_one() -> None:
    # 1 of 10 at 10 %, 5 of 10 at 50 %, 9 of 10 at 90 %
    rows = [(rate / 10, each < rate) for rate in (1, 5, 9) for each in range(10)]
    fit = calibration(rows)
    assert fit and (fit.intercept, fit.slope) == pytest.approx((0, 1), abs=1e-9)


def test_a_model_twice_too_bold_has_half_the_slope() -> None:
    # says 1.22 % and 98.78 % (logit -4.394, +4.394) where 1 and 9 of 10 happen (-2.197, +2.197)
    bold = 1 / 82
    rows = [(said, each < rate) for said, rate in ((bold, 1), (1 - bold, 9)) for each in range(10)]
    fit = calibration(rows)
    assert fit and fit.slope == pytest.approx(0.5)
    assert fit.intercept == pytest.approx(0, abs=1e-9)


def test_calibration_of_too_little() -> None:
    assert calibration([(0.1, False), (0.2, False)]) is None
    assert calibration([(0.1, False), (0.1, True)]) is None
    assert calibration([(0.1, False), (0.2, False), (0.8, True), (0.9, True)]) is None  # parted without a fault


def test_drift() -> None:
    assert population_stability([10, 20, 40, 20, 10], [5, 15, 40, 25, 15]) == pytest.approx(0.080472, abs=1e-6)
    assert population_stability([10, 10], [10, 10]) == 0
    # An empty bin counts as half of one of a hundred: 0.5 %
    assert population_stability([50, 50], [100, 0]) == pytest.approx((1 - 0.5) * log(2) + (0.005 - 0.5) * log(0.01))
    assert population_stability([0, 0], [1, 2]) is None
    assert population_stability([1, 2], []) is None


def test_so_many_defaults_by_chance() -> None:
    assert at_least(8, 40, 0.113) == pytest.approx(0.075801, abs=1e-6)
    assert at_least(0, 40, 0.113) == pytest.approx(1)
    assert at_least(41, 40, 0.113) == 0


def test_the_range_of_a_rate() -> None:
    found = wilson(8, 40)
    assert found and (found.low, found.high) == pytest.approx((0.1050, 0.3476), abs=1e-4)
    none = wilson(0, 10)
    assert none and (none.low, none.high) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(0, 0) is None


def test_weight_of_evidence_wants_thirty_defaults() -> None:
    # T-A7b has 25 defaults: five more of each bin's share give the same weights.
    found = weight_of_evidence([(40 * 6, 12 * 6), (100 * 6, 8 * 6), (260 * 6, 5 * 6)])
    assert found and found.weights == pytest.approx((-1.568616, -0.246860, 1.178655), abs=1e-6)
    assert found.information == pytest.approx(1.143749, abs=1e-6)
    factor = 72.134752
    assert [factor * each for each in found.weights] == pytest.approx([-113.1517, -17.8072, 85.0220], abs=1e-4)
    assert weight_of_evidence([(40, 12), (100, 8), (260, 5)]) is None
    assert weight_of_evidence([(0, 40)]) is None


def test_an_empty_cell_adds_half_to_every_bin() -> None:
    found = weight_of_evidence([(0, 30), (100, 0)])
    assert found and found.weights == pytest.approx((log((0.5 / 101) / (30.5 / 31)), log((100.5 / 101) / (0.5 / 31))))
