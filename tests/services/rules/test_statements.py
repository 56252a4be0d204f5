"""What must hold within a financial statement, and what is odd about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models.financials import FinancialStatement
from app.services.rules.statements import beside, beyond, growth, imbalance, remarks


def statement(**lines: Any) -> FinancialStatement:
    return FinancialStatement(**{"period_end": date(2025, 12, 31), "received_on": date(2026, 3, 1), **lines})


def test_what_assets_are_more_than_liabilities_and_equity() -> None:
    assert imbalance(statement(total_assets=100, total_liabilities=55, equity=44)) == 1
    assert imbalance(statement(total_assets=100, total_liabilities=150, equity=-50)) == 0
    assert imbalance(statement(total_assets=100, total_liabilities=55)) is None


def test_parts_may_not_be_more_than_their_whole() -> None:
    found = beyond(statement(cash=60, inventory=50, current_assets=100), 0)
    assert found is not None
    assert (found.whole, found.parts, found.sum, found.total) == ("current_assets", ("cash", "inventory"), 110, 100)
    assert beyond(statement(cash=60, inventory=50, current_assets=100), 10) is None
    assert beyond(statement(cash=60, inventory=50), 0) is None


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ({"current_assets": 101, "total_assets": 100}, "total_assets"),
        ({"payables": 11, "current_liabilities": 10}, "current_liabilities"),
        ({"current_liabilities": 11, "total_liabilities": 10}, "total_liabilities"),
    ],
)
def test_every_whole_is_looked_at(lines: dict[str, int], whole: str) -> None:
    found = beyond(statement(**lines), 0)
    assert found is not None
    assert found.whole == whole


def test_growth_wants_the_same_months_of_the_year_before() -> None:
    before = statement(period_end=date(2024, 12, 31), revenue=100)
    assert growth(statement(revenue=161), before) == pytest.approx(0.61)
    assert growth(statement(revenue=161, months=6), before) is None
    assert growth(statement(revenue=161), statement(revenue=0)) is None
    assert growth(statement(), before) is None


def test_odd_things_are_said_and_not_refused() -> None:
    before = statement(period_end=date(2024, 12, 31), revenue=100)
    odd = statement(
        total_assets=100, total_liabilities=150, equity=-51, revenue=161, net_income=5, operating_cash_flow=-3
    )
    assert [each.code for each in remarks(odd, before)] == ["negative_equity", "equity_differs", "growth", "no_cash"]
    assert remarks(statement(total_assets=100, total_liabilities=100)) != ()
    assert remarks(statement(total_assets=100, total_liabilities=99, equity=1, revenue=160), before) == ()


def test_ratios_for_information() -> None:
    """55 of debt on 45 of equity; half a year's goods for 60 with 20 still to pay: 20 / 120 of 365 days."""
    before = statement(period_end=date(2024, 12, 31), months=6, revenue=100)
    told = {"total_assets": 100, "total_liabilities": 55, "equity": 45, "payables": 20, "cogs": 60, "revenue": 80}
    found = beside(statement(months=6, **told), before)
    assert {name: each.value for name, each in found.items()} == pytest.approx(
        {"gearing": 55 / 45, "payable_days": 60.8333333, "growth": -0.2}
    )
    lost = beside(statement(total_assets=100, total_liabilities=120, equity=-20), None)
    assert {name: (each.value, each.note) for name, each in lost.items()} == {
        "gearing": (None, "no_divisor"), "payable_days": (None, "missing"), "growth": (None, "missing"),
    }  # fmt: skip
