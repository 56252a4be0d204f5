"""Altman's Z' and Z'', the EM score and Zmijewski's model: information and early warning, not the score (domain.md A3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, sqrt
from typing import Final

from app.models.financials import FinancialStatement
from app.services.rules.ratios import liabilities

EM_SHIFT: Final = 3.25
PRIVATE: Final = ((0.717, 0.847, 3.107, 0.420, 0.998), 1.23, 2.90)  # Z': coefficients, distress below, safe above
GENERAL: Final = ((6.56, 3.26, 6.72, 1.05, 0.0), 1.10, 2.60)  # Z'': the same without sales


@dataclass(frozen=True, slots=True)
class ZScore:
    """`zone`: "safe", "grey" or "distress"."""

    value: float
    zone: str


@dataclass(frozen=True, slots=True)
class Zmijewski:
    """`value` above 0 = more likely than not; `pd` for comparing firms only, it is too high for one year."""

    value: float
    pd: float


def z_private(statement: FinancialStatement) -> ZScore | None:
    """Z' of private manufacturers; None where a line is missing or a divisor is not above 0."""
    return _z(statement, *PRIVATE)


def z_general(statement: FinancialStatement) -> ZScore | None:
    """Z'' of other firms and emerging markets."""
    return _z(statement, *GENERAL)


def em_score(statement: FinancialStatement) -> float | None:
    """3.25 + Z''. Its zone is that of Z''."""
    z = z_general(statement)
    return None if z is None else EM_SHIFT + z.value


def zmijewski(statement: FinancialStatement) -> Zmijewski | None:
    owed, assets = liabilities(statement), statement.total_assets
    lines = (statement.net_income, owed, statement.current_assets, statement.current_liabilities)
    income, debt, current, due = (each or 0 for each in lines)
    if None in lines or assets is None or assets <= 0 or due <= 0:
        return None
    value = -4.336 - 4.513 * income * 12 / statement.months / assets + 5.679 * debt / assets + 0.004 * current / due
    return Zmijewski(value, (1 + erf(value / sqrt(2))) / 2)


def _z(statement: FinancialStatement, weights: Sequence[float], distress: float, safe: float) -> ZScore | None:
    shares = _shares(statement, with_sales=weights[-1] != 0)
    if shares is None:
        return None
    value = sum(weight * each for weight, each in zip(weights, shares, strict=True))
    return ZScore(value, "distress" if value < distress else "safe" if value > safe else "grey")


def _shares(statement: FinancialStatement, *, with_sales: bool) -> tuple[float, ...] | None:
    """Working capital, retained earnings, EBIT by assets, equity by liabilities, sales by assets; flows of twelve months."""
    sales = statement.revenue if with_sales else 0
    lines = (
        statement.current_assets, statement.current_liabilities, statement.retained_earnings, statement.ebit,
        statement.net_worth, sales, statement.total_assets, liabilities(statement),
    )  # fmt: skip
    current, due, retained, ebit, worth, sold, assets, debt = (each or 0 for each in lines)
    if None in lines or assets <= 0 or debt <= 0:
        return None
    year = 12 / statement.months
    return (current - due) / assets, retained / assets, ebit * year / assets, worth / debt, sold * year / assets
