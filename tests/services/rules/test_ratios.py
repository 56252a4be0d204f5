"""Ratios of T-A2 and their points, by sector; what is not stated, has no divisor, or stands for a part of a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.models.financials import FinancialStatement
from app.services.rules.parameters import Policy
from app.services.rules.ratios import (
    Band,
    Ratio,
    bands,
    financial_block,
    ratio_inputs,
    ratio_points,
    ratios,
    statement_confidence,
    year_before,
)
from tests.facts import DAY, million, statement

POLICY = Policy()
SAID = {
    "current": 1.5, "quick": 0.925, "cash": 0.2, "debt": 0.55, "interest_cover": 5, "gross_margin": 0.20, "net_margin": 0.036,
    "return_on_assets": 0.054, "receivable_days": 60.8333333, "inventory_days": 69.9583333, "cash_flow": 0.15,
}  # fmt: skip
POINTS = {
    "current": 58.3333, "quick": 65.625, "cash": 42.8571, "debt": 66.6667, "interest_cover": 100, "gross_margin": 75, "net_margin": 70,
    "return_on_assets": 74, "receivable_days": 84.9207, "inventory_days": 81.5124, "cash_flow": 66.6667,
}  # fmt: skip


def test_ratios_and_points() -> None:
    found = ratios(statement())
    assert {name: each.value for name, each in found.items()} == pytest.approx(SAID)
    usual = bands(None, POLICY)
    assert {name: ratio_points(found[name], usual[name]) for name in found} == pytest.approx(POINTS, rel=1e-5)


def test_the_block() -> None:
    block = financial_block((statement(),), None, DAY, POLICY)
    assert block and block.value == pytest.approx(71.727009, rel=1e-6)
    assert block.confidence == pytest.approx(0.8)
    assert {part.code for part in block.parts} == {f"financial.{name}" for name in SAID}


def test_prepayments_are_not_quick_and_count_only_when_stated() -> None:
    assert ratios(statement(prepayments=million(0.7)))["quick"].value == pytest.approx(0.75)
    assert ratios(statement(inventory=None))["quick"] == Ratio(None, "missing")


@pytest.mark.parametrize(
    ("line", "ratio", "note"),
    [("current_liabilities", "current", "no_divisor"), ("revenue", "net_margin", "no_divisor"), ("cogs", "inventory_days", "no_divisor"),
     ("total_assets", "return_on_assets", "no_divisor"), ("revenue", "gross_margin", "no_divisor"), ("revenue", "receivable_days", "no_divisor")],
)  # fmt: skip
@pytest.mark.parametrize("figure", [0, -5])
def test_a_divisor_not_above_zero_gives_no_ratio(line: str, ratio: str, note: str, figure: int) -> None:
    assert ratios(statement(**{line: figure}))[ratio] == Ratio(None, note)


def test_a_line_not_stated_gives_no_ratio() -> None:
    empty = ratios(FinancialStatement(period_end=DAY, received_on=DAY))
    assert set(empty.values()) == {Ratio(None, "missing")}
    assert financial_block((FinancialStatement(period_end=DAY, received_on=DAY),), None, DAY, POLICY) is None


@pytest.mark.parametrize(
    ("ebit", "interest", "points"),
    [(1, 0, 100), (1, -3, 100), (0, 0, 0), (-1, 0, 0), (200, 100, 25), (100, 100, 0), (900, 100, 100)],
)
def test_who_pays_no_interest(ebit: int, interest: int, points: float) -> None:
    ratio = ratios(statement(ebit=ebit, interest=interest))["interest_cover"]
    assert ratio_points(ratio, bands(None, POLICY)["interest_cover"]) == points
    assert (ratio.value is None, ratio.note) == ((True, "no_interest") if interest <= 0 else (False, ""))


def test_interest_not_known_is_not_interest_of_zero() -> None:
    assert ratios(statement(interest=None))["interest_cover"] == Ratio(None, "missing")


@pytest.mark.parametrize(("equity", "debt"), [(0, 10), (-1, 11)])
def test_without_equity_debt_has_no_points(equity: float, debt: float) -> None:
    ratio = ratios(statement(equity=million(equity), total_liabilities=million(debt)))["debt"]
    assert (ratio.points, ratio.note, ratio.value) == (0.0, "no_equity", debt / 10)


def test_liabilities_may_follow_from_equity() -> None:
    assert ratios(statement(total_liabilities=None))["debt"].value == 0.55
    assert ratios(statement(equity=None))["debt"].value == 0.55
    assert ratios(statement(equity=None, total_liabilities=None))["debt"] == Ratio(None, "missing")


def test_half_a_year_is_scaled_to_a_year() -> None:
    year = statement()
    halves = {
        line: getattr(year, line) // 2
        for line in ("revenue", "cogs", "ebit", "interest", "net_income", "operating_cash_flow")
    }
    half = replace(year, months=6, **halves)
    assert {name: each.value for name, each in ratios(half).items()} == pytest.approx(SAID)


def test_sector_bands() -> None:
    assert bands("wholesale", POLICY)["gross_margin"] == Band(5, 0.03, 0.12)
    assert bands("wholesale", POLICY)["quick"] == Band(10, 0.4, 1.2)
    assert bands("of another kind", POLICY) == bands(None, POLICY)
    assert "inventory_days" not in bands("services", POLICY)
    # A gross margin of 20 %: above a wholesaler's best, a seventh of a service firm's way.
    found = ratios(statement())["gross_margin"]
    assert ratio_points(found, bands("wholesale", POLICY)["gross_margin"]) == 100
    assert ratio_points(found, bands("services", POLICY)["gross_margin"]) == pytest.approx(100 / 7)


def test_a_ratio_that_says_nothing_in_a_sector_is_no_gap() -> None:
    block = financial_block((statement(),), "services", DAY, POLICY)
    assert block and len(block.parts) == 10
    assert block.confidence == pytest.approx(0.8)


def test_a_missing_ratio_lowers_the_confidence() -> None:
    block = financial_block((statement(operating_cash_flow=None),), None, DAY, POLICY)
    assert block and block.confidence == pytest.approx(0.8 * 0.9)


def test_half_of_the_weights_must_be_there() -> None:
    # current 15, quick 10, cash 5, debt 20: just enough
    balance = statement(revenue=None, cogs=None, ebit=None, net_income=None, operating_cash_flow=None)
    assert len(ratio_inputs(ratios(balance), None, POLICY)) == 4
    assert ratio_inputs(ratios(replace(balance, cash=None)), None, POLICY) == []
    assert financial_block((replace(balance, cash=None),), None, DAY, POLICY) is None


@pytest.mark.parametrize(
    ("quality", "end", "trust"),
    [("audited", date(2025, 12, 31), 1.0), ("audited", date(2025, 6, 30), 1.0), ("audited", date(2025, 6, 29), 0.8), ("tax", DAY, 0.8),
     ("management", DAY, 0.5), ("unaudited", date(2024, 12, 30), 0.8), ("unaudited", date(2024, 12, 29), 0.4),
     ("unaudited", date(2024, 6, 30), 0.4), ("unaudited", date(2024, 6, 29), 0.0)],
)  # fmt: skip
def test_who_vouches_and_how_old(quality: str, end: date, trust: float) -> None:
    assert statement_confidence(statement(quality=quality, period_end=end), DAY, POLICY) == pytest.approx(trust)


def test_an_old_statement_says_nothing() -> None:
    assert financial_block((statement(period_end=date(2024, 6, 29)),), None, DAY, POLICY) is None


def test_the_statement_of_a_year_before() -> None:
    half = replace(statement(period_end=date(2025, 6, 30)), months=6)
    before = statement(period_end=date(2024, 12, 31))
    assert year_before((statement(), half, before)) == before
    assert year_before((statement(), half)) is None
    assert year_before(()) is None


def test_where_no_ratio_of_a_sector_weighs_anything_statements_do_not_count() -> None:
    """Stock alone is weighed, and no least weight is asked for: services have no stock."""
    weights = tuple((name, 100.0 if name == "inventory_days" else 0.0) for name in SAID)
    policy = Policy(ratio_weights=weights, ratio_weight_least=0.0)
    assert financial_block((statement(),), "services", DAY, policy) is None
    block = financial_block((statement(),), None, DAY, policy)
    assert block and block.value == pytest.approx(81.5124, rel=1e-5)
