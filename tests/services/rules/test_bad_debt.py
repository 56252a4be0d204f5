"""Which bad debts lessen the taxable income (T-E6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.services.rules.bad_debt import Loss, is_small, judge

ON = date(2026, 11, 22)
INCOME = 800_000_000  # 8,000,000.00: 0.01 % is 800.00


def loss(amount: int, days: int, *, booked: bool = True, reported: bool = True) -> Loss:
    return Loss(amount, ON - timedelta(days=days), INCOME, booked, reported)


def test_golden_numbers() -> None:
    small = judge(loss(1_200_000, 400), ON)
    assert (small.ground, small.complete) == ("small_sum", True)
    large = judge(loss(6_000_000, 400), ON)
    assert (large.ground, large.complete) == ("too_large", False)


def test_it_counts_only_when_booked_and_reported() -> None:
    assert judge(loss(1_200_000, 400, booked=False), ON).missing == ("book",)
    assert judge(loss(1_200_000, 400, reported=False), ON).missing == ("report",)
    assert judge(loss(1_200_000, 400, booked=False, reported=False), ON).complete is False


@pytest.mark.parametrize(
    ("due", "ground"),
    [
        (date(2023, 11, 21), "three_years"),
        (date(2023, 11, 22), "too_large"),
        (date(2025, 11, 21), "too_large"),
        (date(2025, 11, 22), "too_young"),
        (ON, "not_due"),
        (None, "not_due"),
    ],
)
def test_years_are_counted_by_the_calendar(due: date | None, ground: str) -> None:
    assert judge(Loss(6_000_000, due, INCOME, True, True), ON).ground == ground


def test_either_arm_will_do() -> None:
    assert is_small(5_000_000, 0)
    assert not is_small(5_000_001, None)
    assert is_small(6_000_000, 60_000_000_000)
    assert not is_small(6_000_001, 60_000_000_000)
