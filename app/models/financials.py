"""Financial statements of a customer, in the short form of small firms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

# The lines of the short form, in the order of the paper: balance sheet, income statement, cash flow.
BALANCE: Final = (
    "cash", "receivables", "inventory", "prepayments", "current_assets", "intangibles", "owner_loans", "total_assets",
    "payables", "current_liabilities", "total_liabilities", "retained_earnings", "equity",
)  # fmt: skip
FLOWS: Final = ("revenue", "cogs", "ebit", "interest", "net_income", "operating_cash_flow")
LINES: Final = BALANCE + FLOWS


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialStatement:
    """One period; every line in minor units of `currency`, None = not stated. Flows are of `months` months.

    `quality`: audited, tax, unaudited, management. `received_on` = the day from which we knew it. `unit` = how it was
    typed: 1 (元), 1000 or 10000 (万元). `equity` None is read as total assets less total liabilities.
    """

    id: int = 0
    customer_id: int = 0
    period_end: date
    months: int = 12
    currency: str = "CNY"
    unit: int = 1
    quality: str = "unaudited"
    opinion: str | None = None
    received_on: date
    cash: int | None = None
    receivables: int | None = None
    inventory: int | None = None
    prepayments: int | None = None
    current_assets: int | None = None
    total_assets: int | None = None
    intangibles: int | None = None
    owner_loans: int | None = None
    current_liabilities: int | None = None
    payables: int | None = None
    total_liabilities: int | None = None
    retained_earnings: int | None = None
    equity: int | None = None
    revenue: int | None = None
    cogs: int | None = None
    ebit: int | None = None
    interest: int | None = None
    net_income: int | None = None
    operating_cash_flow: int | None = None
    note: str | None = None

    @property
    def net_worth(self) -> int | None:
        """Stated equity, else total assets less total liabilities; None where neither is known."""
        if self.equity is not None or self.total_assets is None or self.total_liabilities is None:
            return self.equity
        return self.total_assets - self.total_liabilities
