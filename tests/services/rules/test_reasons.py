"""The waterfall sums to the score; the best and the worst reasons; points by block."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from app.models.facts import Standing
from app.services.rules.parameters import Policy
from app.services.rules.reasons import bars, best, block_of, points_by_block, worst
from app.services.rules.score_types import Reason, Score
from app.services.rules.scoring import score
from tests.facts import customer, nobody, random_customer

POLICY = Policy()


def made(*points: int, steps: tuple[tuple[str, int], ...] = ()) -> Score:
    """A score whose inputs have these points, in hundredths."""
    reasons = [Reason(f"stability.{i}", each) for i, each in enumerate(points)] + [Reason(*each) for each in steps]
    total = 58238 + sum(each.points_x100 for each in reasons)
    return Score(
        points_x100=total, start_x100=58238, pd=0.06, pd_model=0.06, grade="BB", grade_model="BB", risk="watch", confidence=0.5,
        blocks={}, reasons=tuple(reasons), caps=(),
    )  # fmt: skip


def test_few_reasons_are_all_bars_from_the_best_to_the_worst() -> None:
    found = bars(made(100, -700, 300, 0, steps=(("shrinkage", -50), ("cap", -10))))
    assert [(each.code, each.points_x100) for each in found] == [
        ("stability.2", 300), ("stability.0", 100), ("stability.1", -700), ("shrinkage", -50), ("cap", -10),
    ]  # fmt: skip


def test_small_ones_are_summed_as_other() -> None:
    found = bars(made(1, -2, 3, 400, -500, 600, -700, 8, 900, steps=(("shrinkage", -50),)))
    assert [(each.code, each.points_x100) for each in found] == [
        ("stability.8", 900), ("stability.5", 600), ("stability.3", 400), ("stability.7", 8), ("stability.4", -500),
        ("stability.6", -700), ("other", 2), ("shrinkage", -50),
    ]  # fmt: skip
    assert found[6].data == {"count": 3, "codes": ["stability.2", "stability.1", "stability.0"]}


def test_a_rest_that_outweighs_every_bar_is_told_by_block() -> None:
    """Twenty answers of 10 points each beside one payment reason of 15: the rest of 14 would be 140."""
    small = [Reason(f"stability.{i}", 1000) for i in range(1, 21)]
    found = replace(
        made(), reasons=(Reason("payment.index", 1500), *small), blocks={"payment": 60.0, "stability": 80.0}
    )
    assert [(each.code, each.points_x100, each.data) for each in bars(found)] == [
        ("block.stability", 20000, {"value": 80.0}), ("block.payment", 1500, {"value": 60.0}),
    ]  # fmt: skip


def test_as_many_as_there_is_room_for_stay_apart() -> None:
    assert [each.points_x100 for each in bars(made(1, 2, 3, 4, 5, 6, 7, 8))] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert [each.points_x100 for each in bars(made(1, 2, 3, 4, 5, 6, 7, 8, 9))] == [9, 8, 7, 6, 5, 4, 3, 3]


def test_bars_of_the_golden_customer() -> None:
    found = score(customer(standing=Standing(overdue_days=70)), POLICY)
    shown = bars(found)
    assert len(shown) == 8
    assert [each.code for each in shown[-3:]] == ["other", "shrinkage", "cap"]
    assert shown[0].code == "payment.index"
    assert 58238 + sum(each.points_x100 for each in shown) == 56008


def test_bars_sum_to_the_points_of_any_customer() -> None:
    rng = Random(11)
    for _ in range(500):
        found = score(random_customer(rng), POLICY)
        for most in (2, 5, 8, 40):
            shown = bars(found, most)
            assert sum(each.points_x100 for each in shown) == sum(each.points_x100 for each in found.reasons)
            assert len(shown) <= max(most, 4)


def test_nothing_known_has_no_bars() -> None:
    assert bars(score(nobody(), POLICY)) == []


def test_best_and_worst() -> None:
    found = made(100, -700, 300, 0, 500, 50, steps=(("shrinkage", -750), ("cap", -80), ("override", -9000)))
    assert [each.points_x100 for each in best(found)] == [500, 300, 100]
    assert [each.code for each in worst(found)] == ["shrinkage", "stability.1", "cap"]
    assert [each.code for each in worst(made(5, -1))] == ["stability.1"]
    assert worst(made(5, steps=(("rounding", -1),))) == []
    assert best(made(-5, steps=(("rounding", 1),))) == []


def test_points_by_block() -> None:
    found = score(customer(statements=()), POLICY)
    by_block = points_by_block(found)
    assert by_block["financial"] is None
    steps = sum(each.points_x100 for each in found.reasons if block_of(each) is None)
    assert found.start_x100 + sum(each or 0 for each in by_block.values()) + steps == 60355
    # External 80 of weight 15 in 75: 72.134752 x 0.052673844 x 0.2 x 30
    assert by_block["external"] == 2280
