"""Ratios of a financial statement and the financial block (domain.md A2). A ratio that cannot be said is n/a, never 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from app.models.dates import add_months
from app.models.financials import FinancialStatement
from app.services.rules.blocks import Block, Input, in_band, weighted
from app.services.rules.parameters import Policy

SAME_PERIOD: Final = timedelta(days=15)  # a year end that moves by days is still the same period of the year


@dataclass(frozen=True, slots=True)
class Ratio:
    """`value`, or None and `note` why: "missing" (a line is not stated), "no_divisor" (it is not above 0).

    Where `points` is set it goes before the band: note "no_interest" (paid none; value None), "no_equity".
    """

    value: float | None
    note: str = ""
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """How much a ratio weighs and between which figures it goes from 0 to 100 points."""

    weight: float
    bad: float
    good: float


def ratios(statement: FinancialStatement) -> dict[str, Ratio]:
    """The eleven ratios by name; flows of a part of a year are scaled to twelve months."""
    each, year = statement, 12 / statement.months
    return {
        "current": over(each.current_assets, each.current_liabilities),
        "quick": over(_less(each.current_assets, each.inventory, each.prepayments or 0), each.current_liabilities),
        "cash": over(each.cash, each.current_liabilities),
        "debt": _debt(each),
        "interest_cover": _interest_cover(each),
        "gross_margin": over(_less(each.revenue, each.cogs), each.revenue),
        "net_margin": over(each.net_income, each.revenue),
        "return_on_assets": over(each.net_income, each.total_assets, year),
        "receivable_days": over(each.receivables, each.revenue, 365 / year),
        "inventory_days": over(each.inventory, each.cogs, 365 / year),
        "cash_flow": over(each.operating_cash_flow, each.current_liabilities, year),
    }


def liabilities(statement: FinancialStatement) -> int | None:
    """All that is owed: as stated, else total assets less equity."""
    if statement.total_liabilities is not None or statement.total_assets is None or statement.equity is None:
        return statement.total_liabilities
    return statement.total_assets - statement.equity


def year_before(statements: Sequence[FinancialStatement]) -> FinancialStatement | None:
    """The statement of the same months a year before the first one of `statements` (newest first)."""
    if not statements:
        return None
    newest = statements[0]
    wanted = add_months(newest.period_end, -12)
    same = (s for s in statements[1:] if s.months == newest.months and abs(s.period_end - wanted) <= SAME_PERIOD)
    return next(same, None)


@lru_cache(maxsize=64)
def bands(sector: str | None, policy: Policy) -> Mapping[str, Band]:
    """Weight and band of each ratio in a sector; what says nothing there is left out."""
    own = {name: (bad, good) for of, name, bad, good in policy.sector_bands if of == sector}
    weights = dict(policy.ratio_weights)
    usual = {name: (bad, good) for name, bad, good in policy.ratio_bands}
    chosen = {name: own.get(name, usual[name]) for name in usual}
    return {name: Band(weights.get(name, 0.0), *band) for name, band in chosen.items() if band != (0, 0)}


def ratio_points(ratio: Ratio, band: Band) -> float | None:
    """0..100, None = n/a."""
    if ratio.points is not None or ratio.value is None:
        return ratio.points
    return in_band(ratio.value, band.bad, band.good)


def ratio_inputs(found: Mapping[str, Ratio], sector: str | None, policy: Policy) -> list[Input]:
    """The ratios that can be said, as inputs of the block; empty where they weigh too little together."""
    inputs = []
    for name, band in bands(sector, policy).items():
        points = ratio_points(found[name], band) if name in found else None
        if points is not None and band.weight > 0:
            data = {"value": found[name].value, "bad": band.bad, "good": band.good, "note": found[name].note}
            inputs.append(Input(f"financial.{name}", points, band.weight, data))
    return inputs if sum(each.weight for each in inputs) >= policy.ratio_weight_least else []


def financial_block(
    statements: Sequence[FinancialStatement], sector: str | None, on: date, policy: Policy
) -> Block | None:
    """By the newest statement, unless it is too old to say anything. Each ratio that is missing lowers the confidence."""
    trust = statement_confidence(statements[0], on, policy) if statements else 0.0
    if trust == 0:
        return None
    inputs = ratio_inputs(ratios(statements[0]), sector, policy)
    wanted = sum(band.weight for band in bands(sector, policy).values())
    return weighted(inputs, trust * sum(each.weight for each in inputs) / wanted) if inputs else None


def statement_confidence(statement: FinancialStatement, on: date, policy: Policy) -> float:
    """0..1 by who vouches for the figures and how old they are; an audit of last year counts as none."""
    levels = dict(policy.quality_confidence)
    end, level = statement.period_end, levels[statement.quality]
    if on > add_months(end, policy.statement_last_months):
        return 0.0
    if on > add_months(end, 12):
        level = min(level, levels["unaudited"])
    return level / 2 if on > add_months(end, policy.statement_half_months) else level


def over(top: int | None, bottom: int | None, times: float = 1.0) -> Ratio:
    if top is None or bottom is None:
        return Ratio(None, "missing")
    return Ratio(top * times / bottom) if bottom > 0 else Ratio(None, "no_divisor")


def _less(whole: int | None, *parts: int | None) -> int | None:
    """The whole without its parts, None where one is not stated."""
    known = [each for each in parts if each is not None]
    return None if whole is None or len(known) < len(parts) else whole - sum(known)


def _debt(statement: FinancialStatement) -> Ratio:
    """Negative or no equity is the worst there is, whatever the share of debt."""
    ratio, worth = over(liabilities(statement), statement.total_assets), statement.net_worth
    return Ratio(ratio.value, "no_equity", 0.0) if worth is not None and worth <= 0 else ratio


def _interest_cover(statement: FinancialStatement) -> Ratio:
    if statement.ebit is None or statement.interest is None:
        return Ratio(None, "missing")
    if statement.interest <= 0:
        return Ratio(None, "no_interest", 100.0 if statement.ebit > 0 else 0.0)
    return Ratio(statement.ebit / statement.interest)
