"""What must hold within a financial statement, and what is odd about it without being wrong. Lines: domain.md A2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.models.financials import FinancialStatement
from app.services.rules.ratios import Ratio, liabilities, over

# A whole and the parts of it that we ask for.
PARTS: Final = (
    ("current_assets", ("cash", "receivables", "inventory", "prepayments")),
    ("total_assets", ("current_assets", "intangibles", "owner_loans")),
    ("current_liabilities", ("payables",)),
    ("total_liabilities", ("current_liabilities",)),
)
# The only lines that may lie below zero.
SIGNED: Final = frozenset({"retained_earnings", "equity", "ebit", "interest", "net_income", "operating_cash_flow"})
GROWTH: Final = 0.60  # above it sales grow faster than most firms can carry (domain.md A2)


@dataclass(frozen=True, slots=True)
class Beyond:
    """Parts that sum to more than their whole, in minor units."""

    whole: str
    parts: tuple[str, ...]
    total: int
    sum: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd: "negative_equity", "equity_differs", "growth", "no_cash"; `data` = its figures, amounts in minor units."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


def imbalance(statement: FinancialStatement) -> int | None:
    """Total assets less liabilities and equity, in minor units; None where one of the three is not stated."""
    lines = (statement.total_assets, statement.total_liabilities, statement.equity)
    if None in lines:
        return None
    assets, liabilities, equity = (each or 0 for each in lines)
    return assets - liabilities - equity


def beyond(statement: FinancialStatement, slack: int) -> Beyond | None:
    """The first whole that is smaller than its known parts by more than `slack`."""
    for whole, parts in PARTS:
        total = getattr(statement, whole)
        known = {name: getattr(statement, name) for name in parts if getattr(statement, name) is not None}
        if total is not None and sum(known.values()) > total + slack:
            return Beyond(whole, tuple(known), total, sum(known.values()))
    return None


def remarks(statement: FinancialStatement, before: FinancialStatement | None = None) -> tuple[Remark, ...]:
    """What is odd; `before` = the statement of the same months one year earlier."""
    found = []
    worth, off = statement.net_worth, imbalance(statement)
    if worth is not None and worth <= 0:
        found.append(Remark("negative_equity", {"equity": worth}))
    if off:
        found.append(Remark("equity_differs", {"difference": off}))
    grown = growth(statement, before)
    if grown is not None and grown > GROWTH:
        found.append(Remark("growth", {"share": grown}))
    if (statement.net_income or 0) > 0 > (statement.operating_cash_flow or 0):
        found.append(Remark("no_cash", {"profit": statement.net_income, "cash_flow": statement.operating_cash_flow}))
    return tuple(found)


def growth(statement: FinancialStatement, before: FinancialStatement | None) -> float | None:
    """Sales against the same months of the year before; None where there is nothing to compare with."""
    if before is None or before.months != statement.months or before.currency != statement.currency:
        return None
    if not before.revenue or before.revenue < 0 or statement.revenue is None:
        return None
    return (statement.revenue - before.revenue) / before.revenue


def beside(statement: FinancialStatement, before: FinancialStatement | None) -> dict[str, Ratio]:
    """Ratios for information, no part of the score: debt to equity, days to pay suppliers, growth of sales."""
    grown = growth(statement, before)
    return {
        "gearing": over(liabilities(statement), statement.net_worth),
        "payable_days": over(statement.payables, statement.cogs, 365 * statement.months / 12),
        "growth": Ratio(grown) if grown is not None else Ratio(None, "missing"),
    }
