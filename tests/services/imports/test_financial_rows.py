"""Files of financial statements: what is taken, in which unit, what is left out and why; there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models import financial_rows, journal
from app.models.financials import LINES, FinancialStatement
from app.services import book_export
from app.services.imports import sitting
from app.services.imports.plan import ImportPlan
from app.services.imports.service import Options
from app.services.imports.sitting import Wishes
from tests.book import TODAY, Book, book_fixture, opened
from tests.services.imports.tables import typed, workbook

__all__ = ["book_fixture"]

YUAN = """客户,截止日期,是否审计,取得日期,货币资金,流动资产合计,资产总计,流动负债合计,负债合计,所有者权益合计,营业收入,营业成本,利润总额,利息费用,净利润
A,2025-12-31,是,2026-03-01,"800,000.00","6,000,000.00","10,000,000.00","4,000,000.00","5,500,000.00","4,500,000.00","15,000,000.00","12,000,000.00","720,000.00","180,000.00","540,000.00"
A,2024-12-31,否,2025-04-01,"600,000.00",,"9,000,000.00",,"5,000,000.00","4,000,000.00","14,000,000.00",,,,"(120,000.00)"
"""


def plan_of(book: Book, tmp_path: Path, text: str, *, dry_run: bool = False) -> ImportPlan:
    path = tmp_path / "报表.csv"
    path.write_text(text, encoding="utf-8")
    return book.services.imports.run(path, Options(kind="financials"), dry_run=dry_run)[0]


def run(book: Book, tmp_path: Path, text: str) -> tuple[int, int, int, int]:
    plan = plan_of(book, tmp_path, text)
    return len(plan.new), len(plan.changed), plan.same, plan.wrong


def kept(book: Book) -> list[FinancialStatement]:
    return [replace(each, id=0) for each in financial_rows.statements(book.store, TODAY)]


def test_several_periods_come_in_once(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    assert run(book, tmp_path, YUAN) == (2, 0, 0, 0)
    assert run(book, tmp_path, YUAN) == (0, 0, 2, 0)
    new, old = kept(book)
    assert (new.period_end, new.quality, new.received_on, new.months) == (
        date(2025, 12, 31),
        "audited",
        date(2026, 3, 1),
        12,
    )
    assert (new.cash, new.total_assets, new.revenue) == (80_000_000, 1_000_000_000, 1_500_000_000)
    assert (old.quality, old.net_income, old.current_assets) == ("unaudited", -12_000_000, None)
    assert (new.ebit, old.ebit) == (90_000_000, None)  # profit before tax and interest together


@pytest.mark.parametrize(
    ("head", "unit", "factor"),
    [
        ("客户,期末,资产总计（万元）,负债合计（万元）", 10_000, 10_000),
        ("单位：万元,,,\n客户,期末,资产总计,负债合计", 10_000, 10_000),
        ("customer,period end,total assets,total liabilities", 1, 1),
        ("customer,period end,total assets (in thousands),total liabilities (in thousands)", 1_000, 1_000),
    ],
)
def test_the_unit_stands_in_headings_or_above_the_table(book: Book, tmp_path: Path, head: str, unit: int, factor: int) -> None:  # fmt: skip
    book.ledger("customer A")
    assert run(book, tmp_path, f"{head}\nA,2025-12-31,1000.55,550\n") == (1, 0, 0, 0)
    (found,) = kept(book)
    assert (found.unit, found.total_assets, found.total_liabilities) == (unit, 100_055 * factor, 55_000 * factor)


def test_the_unit_of_a_row_counts_alone(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    head = "客户,期末,单位,资产总计（万元）"
    run(book, tmp_path, f"{head}\nA,2025-12-31,万元,1000\nA,2024-12-31,元,1000\nA,2023-12-31,,1000\n")
    assert [(each.unit, each.total_assets) for each in kept(book)] == [
        (10_000, 1_000_000_000),
        (1, 100_000),
        (1, 100_000),
    ]


ROWS = st.fixed_dictionaries(
    {"assets": st.integers(0, 10**11), "owed": st.integers(0, 10**11), "sales": st.integers(0, 10**11)}
)


@settings(max_examples=200)
@given(ROWS)
def test_yuan_and_ten_thousand_give_the_same_money(row: dict[str, int]) -> None:
    """Whatever the unit of a file, a statement is kept to the fen."""
    assets, owed, sales = (Decimal(value) / 100 for value in row.values())
    found = []
    for unit, words in ((1, "元"), (10_000, "万元")):
        cells = [f"{value / unit:.6f}" for value in (assets, owed, sales)]
        names = [f"{name}({words})" for name in ("资产总计", "负债合计", "营业收入")]
        sheet = workbook(["客户", "期末", *names], ["A", "2025-12-31", *cells])
        (line,) = typed(sheet, "financials").rows
        found.append([line.values[name] for name in ("total_assets", "total_liabilities", "revenue")])
    assert found[0] == found[1] == [assets, owed, sales]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("A,2025-12-31,12,100,60,30", "equity", "does not balance"),
        ("A,2027-12-31,12,100,60,40", "period_end", "has not ended yet"),
        ("A,2025-12-31,30,100,60,40", "months", "1 to 18 months"),
        ("A,2025-12-31,6.5,100,60,40", "months", "whole number"),
        ("A,2025-12-31,12,-100,60,", "total_assets", "below zero"),
        ("A,2025-12-31,12,,,", "total_assets", "at least one figure"),
        ("A,2025-12-31,12,1e3,60,", "total_assets", "digits are lost"),
        ("A,someday,12,100,60,40", "period_end", "not a day"),
        ("Nobody,2025-12-31,12,100,60,40", "customer", "not in the book"),
        ("A,2024-12-31,12,100,60,40", "period_end", "same period"),
    ],
)
def test_rows_that_are_left_out(book: Book, tmp_path: Path, row: str, column: str, said: str) -> None:
    book.ledger("customer A")
    text = f"customer,period_end,months,total_assets,total_liabilities,equity\nA,2024-12-31,12,90,50,40\n{row}\n"
    plan = plan_of(book, tmp_path, text)
    ((line, found, reason),) = [(each.row, each.column, each.reason) for each in plan.problems]
    assert (len(plan.new), line, found) == (1, 3, column)
    assert said in reason


def test_only_what_a_file_says_is_changed(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    run(book, tmp_path, YUAN)
    text = "customer,period_end,cash,inventory\nA,2025-12-31,700000,\nA,2024-12-31,,\n"
    assert run(book, tmp_path, text) == (0, 1, 1, 0)
    new, _old = kept(book)
    assert (new.cash, new.total_assets, new.quality, new.received_on) == (
        70_000_000,
        1_000_000_000,
        "audited",
        date(2026, 3, 1),
    )


def test_a_change_that_would_not_balance_is_left_out(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    run(book, tmp_path, YUAN)
    assert run(book, tmp_path, "customer,period_end,equity\nA,2025-12-31,1\n") == (0, 0, 0, 1)


def test_one_step_back_takes_the_file_away(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    run(book, tmp_path, YUAN)
    journal.undo(book.store)
    assert kept(book) == []


def test_what_becomes_of_each_row_is_told_before(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    run(book, tmp_path, YUAN)
    path = tmp_path / "more.csv"
    path.write_text("customer,period_end,cash,revenue\nA,2025-12-31,700000,\nA,2023-12-31,5,6\n", encoding="utf-8")
    found = sitting.look(book.services, path)
    draft = sitting.draft(book.services, found, "financials")
    checked = sitting.check(book.services, found, draft, Wishes(draft.proposal.indexes))
    told = [row.what for row in checked.preview.rows(checked.preview.lines())]
    assert told == ["Update: Cash and bank balances", "New"]


def test_such_a_file_is_known_by_its_headings(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    path = tmp_path / "2025.csv"
    path.write_text(YUAN, encoding="utf-8")
    assert sitting.look(book.services, path).kind == "financials"


STATEMENTS = st.builds(
    lambda unit, lines, months, quality: FinancialStatement(
        customer_id=1, period_end=date(2025, 12, 31), received_on=date(2026, 3, 1), unit=unit, months=months, quality=quality, **lines
    ),
    st.sampled_from([1, 1_000, 10_000]), st.dictionaries(st.sampled_from(["cash", "total_assets", "revenue", "net_income"]), st.integers(10**6, 10**12), min_size=1),
    st.integers(1, 18), st.sampled_from(["audited", "tax", "unaudited", "management"]),
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(STATEMENTS, st.sampled_from(["csv", "xlsx"]))
def test_there_and_back(statement: FinancialStatement, ending: str) -> None:
    """A book built from the export has the same statements, to the last digit."""
    lines = {name: value for name, value in vars_of(statement).items() if name == "total_assets"}
    made = replace(statement, cash=min(statement.cash or 0, *lines.values()) if lines else statement.cash)
    with TemporaryDirectory() as folder, opened(Path(folder)) as book:
        book.ledger("customer A")
        book.services.credit_file.add_statement(replace(made, customer_id=book.ids["A"]))
        before = kept(book)
        files = book_export.export(book.store, Path(folder) / "out", ending, TODAY)
        (path,) = [path for path in files if path.stem == "financials"]
        journal.undo(book.store)
        book.services.imports.run(path, Options(kind="financials", strict=True))
        assert kept(book) == before


def vars_of(statement: FinancialStatement) -> dict[str, Any]:
    return {name: getattr(statement, name) for name in LINES if getattr(statement, name) is not None}
