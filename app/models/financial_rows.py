"""Financial statements in the book: read as of a day, and written."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dialect import among
from app.models.financials import LINES, FinancialStatement
from app.models.store import Store

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
