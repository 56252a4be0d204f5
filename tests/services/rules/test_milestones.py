"""Milestones: on time with two days of grace, at risk, both sides' rates, and where a delay leads."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.milestones import Milestone, Side
from app.services.rules.milestones import OnTime, forecast, on_time, slip, status
from app.services.rules.parameters import Policy

POLICY = Policy()
DAY = date(2026, 6, 10)


def stone(
    key: int, planned: date, actual: date | None = None, before: int | None = None, side: Side = "us"
) -> Milestone:
    return Milestone(key, 1, 1, key, f"stone {key}", side, planned, actual, before, None, None, None, None, 0)


@pytest.mark.parametrize(
    ("planned", "actual", "expected"),
    [
        (date(2026, 6, 5), date(2026, 6, 7), "on_time"),
        (date(2026, 6, 5), date(2026, 6, 8), "late"),
        (date(2026, 6, 8), None, "open"),
        (date(2026, 6, 7), None, "late"),
        (date(2026, 6, 13), None, "open"),
    ],
)
def test_two_days_of_grace(planned: date, actual: date | None, expected: str) -> None:
    found = stone(1, planned, actual)
    assert status(POLICY, found, [found], DAY) == expected


def test_at_risk_is_near_and_waits_for_something() -> None:
    """Due in three days with the one before it open; in four days it is not yet; once that is done it is not any more."""
    first = stone(1, date(2026, 6, 9))
    near, far = stone(2, date(2026, 6, 13), before=1), stone(3, date(2026, 6, 14), before=1)
    every = [first, near, far]
    assert [status(POLICY, each, every, DAY) for each in every] == ["open", "at_risk", "open"]
    done = stone(1, date(2026, 6, 9), date(2026, 6, 10))
    assert status(POLICY, near, [done, near], DAY) == "open"


def test_rates_of_both_sides_count_what_was_due() -> None:
    found = [
        stone(1, date(2026, 6, 1), date(2026, 6, 1)),
        stone(2, date(2026, 6, 2), date(2026, 6, 9)),
        stone(3, date(2026, 6, 30)),
        stone(4, date(2026, 6, 3), date(2026, 6, 5), side="customer"),
        stone(5, date(2026, 7, 3), date(2026, 6, 9), side="customer"),
    ]
    assert on_time(POLICY, found, "us", DAY) == OnTime(1, 2)
    assert on_time(POLICY, found, "us", DAY).rate == 0.5
    assert on_time(POLICY, found, "customer", DAY) == OnTime(2, 2)
    assert on_time(POLICY, [], "us", DAY).rate is None


def test_a_delay_moves_what_waits_for_it() -> None:
    """Six days late: the next is to be expected six days later, and the one after it too; what does not wait stays."""
    found = [
        stone(1, date(2026, 6, 1), date(2026, 6, 7)),
        stone(2, date(2026, 6, 20), before=1),
        stone(3, date(2026, 7, 1), before=2),
        stone(4, date(2026, 7, 1)),
    ]
    assert slip(found[0]) == 6
    assert forecast(found, DAY) == {1: date(2026, 6, 7), 2: date(2026, 6, 26), 3: date(2026, 7, 7), 4: date(2026, 7, 1)}


def test_what_is_open_is_not_expected_in_the_past_nor_earlier_than_planned() -> None:
    found = [
        stone(1, date(2026, 6, 1)),
        stone(2, date(2026, 6, 15), before=1),
        stone(3, date(2026, 6, 5), date(2026, 6, 3)),
    ]
    assert forecast([*found, stone(4, date(2026, 6, 20), before=3)], DAY) == {
        1: DAY, 2: date(2026, 6, 24), 3: date(2026, 6, 3), 4: date(2026, 6, 20),
    }  # fmt: skip


def test_milestones_that_wait_for_each_other_end() -> None:
    found = [stone(1, date(2026, 6, 12), before=2), stone(2, date(2026, 6, 15), before=1)]
    assert set(forecast(found, DAY)) == {1, 2}
