"""Financial statements of a customer, in the short form of small firms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dialect import among
from app.models.store import Store

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


_COLUMNS: Final = (
    "id", "customer_id", "period_end", "months", "currency", "unit", "quality", "opinion", "received_on", *LINES, "note",
)  # fmt: skip
SELECT: Final = f"select {','.join(_COLUMNS)} from financial_statement where voided_on is null"


def _statement(*row: Any) -> FinancialStatement:
    known = dict(zip(_COLUMNS, row, strict=True))
    days = {name: date.fromisoformat(known[name]) for name in ("period_end", "received_on")}
    return FinancialStatement(**{**known, **days})


def statements(store: Store, on: date, customers: Collection[int] | None = None) -> list[FinancialStatement]:
    """Those known on a day, of some customers or of all: the newest period of each customer first."""
    sql = f"""{SELECT} and received_on<=? {among("customer_id", customers)}
      order by customer_id,period_end desc,months desc"""
    return store.rows(_statement, sql, (on.isoformat(),))


def statement(store: Store, statement_id: int) -> FinancialStatement | None:
    """One that is not voided."""
    return store.one(_statement, f"{SELECT} and id=?", (statement_id,))


def of_period(store: Store, customer_id: int, period_end: date, months: int) -> FinancialStatement | None:
    """The one of a period that is not voided."""
    sql = f"{SELECT} and customer_id=? and period_end=? and months=?"
    return store.one(_statement, sql, (customer_id, period_end.isoformat(), months))


def row_of(statement: FinancialStatement) -> dict[str, Any]:
    """The columns of a statement but for its id."""
    row = {name: getattr(statement, name) for name in _COLUMNS if name != "id"}
    days = {name: row[name].isoformat() for name in ("period_end", "received_on")}
    return {**row, **days}


def insert(change: Change, statement: FinancialStatement) -> int:
    return change.insert("financial_statement", row_of(statement))


def update(change: Change, statement_id: int, statement: FinancialStatement) -> None:
    change.update("financial_statement", statement_id, row_of(statement))


def void(change: Change, statement_id: int, on: date, note: str | None) -> None:
    change.update("financial_statement", statement_id, {"voided_on": on.isoformat(), "note": note})
