"""Statements side by side: the ratios of T-A2, in words beside those of the year before, and the models for information."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.models.financials import FinancialStatement
from app.services import ratio_sheet
from tests.book import Book

MILLION = 100_000_000
T_A2 = {
    "total_assets": 10.0, "current_assets": 6.0, "current_liabilities": 4.0, "cash": 0.8, "receivables": 2.5, "inventory": 2.3,
    "total_liabilities": 5.5, "equity": 4.5, "retained_earnings": 1.8, "revenue": 15.0, "cogs": 12.0, "ebit": 0.9, "interest": 0.18,
    "net_income": 0.54, "operating_cash_flow": 0.6,
}  # fmt: skip


def statement(customer: int, year: int, **other: float) -> FinancialStatement:
    lines: dict[str, Any] = {line: round(value * MILLION) for line, value in {**T_A2, **other}.items()}
    return FinancialStatement(
        customer_id=customer, period_end=date(year, 12, 31), unit=10_000, received_on=date(year + 1, 4, 30), **lines
    )


def rows(book: Book, *statements: FinancialStatement) -> dict[str, tuple[str, ...]]:
    for each in statements:
        book.services.credit_file.add_statement(each)
    sheet = ratio_sheet.sheet(book.services, book.services.credit_file.file(book.ids["A"]))
    assert len(sheet.head) == len(sheet.periods) + 2
    return {row[0]: row[1:] for row in sheet.rows}


def test_ratios_of_two_years_and_whether_they_got_better(book: Book) -> None:
    book.ledger("customer A")
    who = book.ids["A"]
    shown = rows(book, statement(who, 2024, current_liabilities=5.0), statement(who, 2025))
    assert shown["Current ratio"] == ("1.50", "1.20", "Fair · better than before · weak at 0.80, good from 2.00")
    assert shown["Debt ratio"] == ("55.0%", "55.0%", "Fair · weak at 85.0%, good from 40.0%")
    assert shown["Days of receivables"] == ("61", "61", "Good · weak at 150, good from 45")
    assert shown["Altman Z′ (manufacturers)"][0] == "2.42"
    assert shown["Altman Z″ (others)"][::2] == ("3.36", "Safe zone · for information, no part of the score")
    assert shown["Zmijewski"][0] == "−1.45"
    assert shown["Total assets"] == ("1,000", "1,000", "")


def test_what_cannot_be_worked_out_is_a_dash_with_its_reason(book: Book) -> None:
    book.ledger("customer A")
    bare = FinancialStatement(
        customer_id=book.ids["A"], period_end=date(2025, 12, 31), received_on=date(2026, 4, 30), revenue=1500 * MILLION
    )
    shown = rows(book, bare)
    assert shown["Current ratio"] == ("—", "A line is not stated")
    assert "Inventory" not in shown


def test_used_up_equity_is_said_at_the_debt_ratio(book: Book) -> None:
    book.ledger("customer A")
    shown = rows(book, statement(book.ids["A"], 2025, total_liabilities=10.5, equity=-0.5))
    assert shown["Debt ratio"] == ("105.0%", "Weak · Equity is used up")


def test_without_a_statement_there_is_nothing_but_the_head(book: Book) -> None:
    book.ledger("customer A")
    sheet = ratio_sheet.sheet(book.services, book.services.credit_file.file(book.ids["A"]))
    assert (sheet.periods, sheet.head) == ((), ("", "In words"))
