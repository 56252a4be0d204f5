"""Statements read from a table: pasted blocks by their names, brackets and units, sums, what does not balance."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.errors import UserError
from app.models.financials import FinancialStatement
from app.services import statement_grid, statement_paste
from app.services.statement_grid import BALANCE, OTHER

ON = date(2026, 11, 21)
HEAD = {"period_end": "2025-12-31", "months": "12", "quality": "Not audited", "received_on": "2026-04-30"}
WHOLE = {**HEAD, "total_assets": "1000", "total_liabilities": "550", "equity": "450"}


@pytest.fixture(autouse=True)
def _words(_english: None) -> None:
    """Names of lines as an English table has them."""


def test_a_block_finds_its_lines_by_their_names_in_any_order() -> None:
    text = "Item\t2025\t2024\nTotal assets\t1,000\t900\nFixed assets\t400\t380\nCash and bank balances\t80\t66"
    assert statement_paste.rows_of(text) == [("total_assets", ["1,000", "900"]), ("cash", ["80", "66"])]


def test_a_sheet_with_two_halves_gives_two_lines_of_a_row() -> None:
    text = "Cash and bank balances\t80\t66\tTrade payables\t260\t250\nInventory\t230\t215\tEquity\t450\t405"
    assert statement_paste.rows_of(text) == [
        ("cash", ["80", "66"]), ("payables", ["260", "250"]), ("inventory", ["230", "215"]), ("equity", ["450", "405"]),
    ]  # fmt: skip


def test_a_column_that_counts_the_lines_and_headings_are_left_out() -> None:
    text = "Assets\t行次\t2025\nCurrent assets\t\t\nCash and bank balances\t1\t80\nInventory\t9\t230"
    assert statement_paste.rows_of(text) == [("cash", ["80"]), ("inventory", ["230"])]


def test_figures_without_names_stay_a_block() -> None:
    assert statement_paste.rows_of("80\t66\n250\t235") == [(None, ["80", "66"]), (None, ["250", "235"])]


@pytest.mark.parametrize(
    ("text", "unit", "minor"),
    [
        ("1,234.56", 1, 123_456), ("-5", 1, -500), ("(5)", 1000, -500_000), ("（5）", 1000, -500_000), ("123.4567", 10_000, 123_456_700),
        ("−2.5", 10_000, -2_500_000), ("", 1, None), ("—", 1, None), ("３００", 1, 30_000),
    ],
)  # fmt: skip
def test_a_figure_in_its_unit(text: str, unit: int, minor: int | None) -> None:
    assert statement_grid.read_figure(text, "CNY", unit) == minor


def test_what_is_no_figure_is_refused() -> None:
    with pytest.raises(UserError, match="Only digits"):
        statement_grid.read_figure("to follow", "CNY", 1)


def test_a_whole_statement_is_read_in_ten_thousands_and_balances() -> None:
    found = statement_grid.check([WHOLE, HEAD, HEAD], unit=10_000, currency="CNY", on=ON)
    assert found.problems == {}
    assert list(found.statements) == [0]
    assert (found.statements[0].total_assets, found.statements[0].equity) == (1_000_000_000, 450_000_000)
    assert found.shown[BALANCE, 0] == "0"
    assert statement_grid.foot(found) == "2025-12-31: balances"


def test_what_does_not_balance_is_said_at_the_equity_of_its_column() -> None:
    found = statement_grid.check(
        [WHOLE, {**WHOLE, "period_end": "2024-12-31", "equity": "405"}], unit=1, currency="CNY", on=ON
    )
    assert list(found.statements) == [0]
    (spot,) = found.problems
    assert spot == ("equity", 1)
    assert "the difference is ¥45.00" in found.problems[spot]
    assert found.shown[BALANCE, 1] == "45"
    assert statement_grid.foot(found).startswith(
        "2024-12-31: The statement does not balance: total assets are ¥1,000.00"
    )


def test_what_is_left_of_current_assets_is_worked_out() -> None:
    texts = {**HEAD, "current_assets": "600", "cash": "80", "receivables": "250", "inventory": "230"}
    found = statement_grid.check([texts], unit=10_000, currency="CNY", on=ON)
    assert found.shown[OTHER, 0] == "40"


def test_every_wrong_cell_has_its_own_reason() -> None:
    texts = {**HEAD, "period_end": "2027-13-01", "months": "24", "quality": "", "cash": "lots"}
    found = statement_grid.check([texts], unit=1, currency="CNY", on=ON)
    assert sorted(line for line, _column in found.problems) == ["cash", "months", "period_end", "quality"]
    assert found.problems["months", 0] == "A whole number from 1 to 18, please."


def test_what_is_odd_is_said_beneath_and_can_be_saved() -> None:
    now = {**HEAD, "revenue": "1700", "net_income": "50", "operating_cash_flow": "-20"}
    before = {**HEAD, "period_end": "2024-12-31", "revenue": "1000"}
    found = statement_grid.check([now, before], unit=1, currency="CNY", on=ON)
    assert list(found.statements) == [0, 1]
    odd = statement_grid.foot(found).split("\n")[1:]
    assert odd[0].startswith("2025-12-31: Sales grew by 70% in one year.")
    assert odd[1].startswith("2025-12-31: A profit of ¥50.00, but operating cash flow of −¥20.00")


def test_two_columns_of_one_period_are_one_too_many() -> None:
    found = statement_grid.check([WHOLE, WHOLE], unit=1, currency="CNY", on=ON)
    assert found.problems == {("period_end", 1): "Another column is of this period already. Change one of the two."}
    assert list(found.statements) == [0]


def test_a_statement_comes_back_as_it_was_typed() -> None:
    statement = FinancialStatement(
        period_end=date(2025, 12, 31),
        received_on=date(2026, 4, 30),
        unit=10_000,
        quality="tax",
        cash=80_050_000,
        equity=-45_000_000,
    )
    texts = statement_grid.texts_of(statement)
    assert (texts["cash"], texts["equity"], texts["inventory"], texts["quality"]) == (
        "80.05",
        "−45",
        "",
        "As filed for tax",
    )
    again = statement_grid.check([texts], unit=10_000, currency="CNY", on=ON).statements[0]
    assert (again.cash, again.equity, again.quality) == (80_050_000, -45_000_000, "tax")
