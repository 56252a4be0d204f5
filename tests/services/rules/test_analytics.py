"""The golden numbers of the rules paper (part F, portfolio T-F) and the edges of its point M2.11."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.services.rules import analytics

BALANCES = (190_000, 100_000, 60_000, 40_000, 10_000)
SALES_90 = 600_000


def six(value: Decimal | None) -> float:
    assert value is not None
    return round(float(value), 6)


def test_overdue_share_and_days() -> None:
    assert six(analytics.ratio(260_000, 400_000)) == 0.65
    assert six(analytics.ratio(110_000, 400_000)) == 0.275


def test_days_of_sales() -> None:
    assert six(analytics.days_of_sales(400_000, SALES_90, 90)) == 60.0
    assert six(analytics.days_of_sales(140_000, SALES_90, 90)) == 21.0
    assert six(analytics.days_of_sales(260_000, SALES_90, 90)) == 39.0


@pytest.mark.parametrize(
    ("amount", "months", "days"),
    [
        (400_000, [(30, 200_000), (31, 180_000), (30, 220_000)], 63.727273),
        (212_000, [(30, 100_000), (30, 80_000), (30, 70_000)], 73.714286),
        (100_000, [(21, 0), (31, -5_000), (30, 200_000)], 67.0),  # months without sales add their days
        (380_000, [(30, 200_000), (31, 180_000), (30, 220_000)], 61.0),  # ends with a month
    ],
)
def test_count_back(amount: int, months: list[tuple[int, int]], days: float) -> None:
    found = analytics.count_back(amount, months)
    assert found is not None
    assert (six(found.days), found.at_least) == (days, False)


def test_count_back_says_when_all_sales_are_not_enough() -> None:
    assert analytics.count_back(500, [(30, 100), (31, 200)]) == analytics.CountBack(Decimal(61), at_least=True)
    assert analytics.count_back(500, []) is None
    assert analytics.count_back(500, [(30, 0), (31, -10)]) is None


def test_collection_index_is_in_percent() -> None:
    assert six(analytics.collection_index(420_000, 200_000, 400_000, 140_000)) == 45.833333
    assert six(analytics.collection_index(100_000, 1_000_000, 120_000, 100_000)) == 98.0
    assert analytics.collection_index(0, 0, 100, 100) is None


def test_concentration() -> None:
    found = analytics.concentration(BALANCES)
    assert (six(found.hhi), six(found.top_1), six(found.top_5)) == (0.32125, 0.475, 1.0)


def test_customers_in_credit_do_not_count_for_concentration() -> None:
    found = analytics.concentration([300, 100, 0, -400])
    assert (found.hhi, found.top_1) == (Decimal("0.625"), Decimal("0.75"))
    assert analytics.concentration([-5, 0]) == analytics.Concentration(None, None, None)


def test_nothing_to_divide_by_does_not_apply() -> None:
    assert analytics.ratio(0, 0) is None
    assert analytics.days_of_sales(400_000, 0, 90) is None
    assert analytics.days_of_sales(400_000, -10, 90) is None
