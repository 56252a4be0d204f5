"""The sixteen files as people really send them: rows, totals and reasons as `expected.json` has them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.models.errors import UserError
from app.services.imports.mapping import guess_kind, propose
from app.services.imports.service import Options
from app.services.imports.typed import Typed
from app.services.imports.workbook import read_workbook
from tests.book import Book, assert_sound
from tests.services.imports.tables import DATA, cheaply_refused, given, read

# file, rows, total, the first row of the file that holds a record
GOOD = [
    ("01_titles_merged_totals.xlsx", 40, "9841884.09", 6),
    ("02_wan_yuan.xlsx", 25, "5644188.0000", 2),
    ("03_gb18030.csv", 30, "8691542.23", 2),
    ("04_utf16_fullwidth.tsv", 20, "4925089.46", 2),
    ("05_us_dates_parentheses.csv", 30, "6428167.64", 2),
    ("06_european.csv", 18, "3998478.32", 2),
    ("07_second_sheet_serials.xlsx", 22, "5134342.33", 2),
    ("09_html_as.xls", 15, "4057568.38", 2),
    ("10_old.xls", 15, "2950014.09", 2),
    ("11_open.ods", 15, "2950014.09", 2),
]


def messy(name: str) -> Typed:
    return read(given(f"messy/made/{name}"))


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(given("messy/made/expected.json").read_text("utf-8"))[name]
    return found


@pytest.mark.parametrize(("name", "rows", "total", "first"), GOOD)
def test_every_row_and_the_total(name: str, rows: int, total: str, first: int) -> None:
    found = messy(name)
    assert len(found.rows) == rows
    assert sum(row.values["amount"] for row in found.rows) == Decimal(total)
    assert found.wrong == 0
    assert found.rows[0].line == first
    assert sorted({row.values["customer"] for row in found.rows}) == sorted(expected(name)["customers"])
    assert all(row.values["issue_date"] <= row.values["due_date"] for row in found.rows)


@pytest.mark.parametrize(
    ("name", "number", "issued", "due", "amount"),
    [
        ("01_titles_merged_totals.xlsx", "A-0001", date(2025, 4, 5), date(2025, 7, 4), "482642.65"),
        ("02_wan_yuan.xlsx", "B-0001", date(2025, 2, 5), date(2025, 2, 20), "489662"),
        ("03_gb18030.csv", "C-0001", date(2025, 10, 31), date(2026, 1, 29), "237524.69"),
        ("04_utf16_fullwidth.tsv", "D-0001", date(2025, 1, 1), date(2025, 1, 16), "455078.87"),
        ("05_us_dates_parentheses.csv", "E-0001", date(2026, 1, 29), date(2026, 3, 15), "439703.81"),
        ("06_european.csv", "F-0001", date(2025, 5, 6), date(2025, 5, 6), "272874.55"),
        ("07_second_sheet_serials.xlsx", "G-0001", date(2026, 1, 10), date(2026, 2, 9), "235266.97"),
        ("09_html_as.xls", "J-0001", date(2025, 12, 23), date(2026, 1, 7), "60563.07"),
        ("10_old.xls", "K-0001", date(2025, 8, 24), date(2025, 10, 8), "457499.41"),
        ("11_open.ods", "K-0001", date(2025, 8, 24), date(2025, 10, 8), "457499.41"),
    ],
)
def test_the_first_record_of_each(name: str, number: str, issued: date, due: date, amount: str) -> None:
    values = messy(name).rows[0].values
    assert (values["number"], values["issue_date"], values["due_date"]) == (number, issued, due)
    assert values["amount"] == Decimal(amount)


def test_01_the_total_row_is_passed_over() -> None:
    assert messy("01_titles_merged_totals.xlsx").passed_over == [49]


def test_05_parentheses_are_credit_notes() -> None:
    found = messy("05_us_dates_parentheses.csv")
    assert sum(row.values["amount"] < 0 for row in found.rows) == 3
    assert found.rows[3].values["amount"] == Decimal("-291739.39")


def test_06_the_heading_tells_the_currency() -> None:
    book = read_workbook(given("messy/made/06_european.csv"))
    assert propose(book, "invoices").currency == "EUR"


def test_08_bad_rows_are_named_and_the_others_taken() -> None:
    """Row 25 repeats the number of row 2 with another amount: typed here, and refused by the plan as the fifth."""
    found = messy("08_bad_rows.xlsx")
    assert [(problem.row, problem.column, problem.value) for problem in found.problems] == [
        (22, "issue_date", "2026-02-31"),
        (23, "customer", ""),
        (24, "amount", "待定"),
        (26, "number", ""),
    ]
    assert [row.line for row in found.rows if row.values["number"] == "H-0001"] == [2, 25]
    once = [row for row in found.rows if row.line != 25]
    assert (len(once), sum(row.values["amount"] for row in once)) == (20, Decimal("4005203.72"))


def test_12_formulas_without_values_are_never_zero() -> None:
    found = messy("12_formulas_without_values.xlsx")
    assert (len(found.rows), found.wrong) == (0, 5)
    assert {(problem.column, problem.reason) for problem in found.problems} == {
        ("amount", "The formula has no stored value: open the file in Excel or WPS and save it there")
    }


def test_13_an_unknown_order_of_day_and_month_is_asked() -> None:
    with pytest.raises(UserError, match="--date-order dmy or --date-order mdy") as refused:
        messy("13_ambiguous_dates.csv")
    assert "02/03/2026" in refused.value.text
    assert refused.value.field == "date_order"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("14_not_a_workbook.xlsx", "is damaged"),
        ("15_empty.csv", "is empty"),
        ("16_bomb.xlsx", "would unpack to far more than its own size"),
    ],
)
def test_unreadable_files_are_refused_with_the_reason(name: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        messy(name)


def test_16_the_bomb_costs_no_memory() -> None:
    assert "would unpack to far more" in cheaply_refused(given("messy/made/16_bomb.xlsx"))


@pytest.mark.parametrize("name", [name for name, *_ in GOOD])
def test_the_kind_is_recognised(name: str) -> None:
    assert guess_kind(read_workbook(given(f"messy/made/{name}")))[0] == "invoices"


def test_real_files_of_other_programs() -> None:
    assert len(read(given("messy/exports/akaunting_invoices.xlsx")).rows) == 1
    frappe = read(given("messy/exports/sales_invoices.csv"))
    assert (len(frappe.rows), frappe.wrong, frappe.passed_over) == (28, 0, [2])
    with pytest.raises(UserError, match=r"no column for Customer no\., which is needed"):
        read(given("messy/exports/akaunting_customers.xlsx"), "customers")
    with pytest.raises(UserError, match="no column for Customer, which is needed"):
        read(given("messy/exports/akaunting_transactions.xlsx"), "payments")


@pytest.mark.parametrize(
    ("name", "kind", "rows", "total"),
    [
        ("ibm_late_payments/original.csv", "invoices", 2466, "147703.18"),
        ("ibm_late_payments/workbook.xlsx", "invoices", 2466, "147703.18"),
        ("ibm_late_payments/invoices.csv", "invoices", 2466, "147703.18"),
        ("ibm_late_payments/payments.csv", "payments", 2466, "147703.18"),
        ("highradius_open/ddmmyyyy_dates.csv", "invoices", 9681, "310427858.974"),
    ],
)
def test_real_ledgers(name: str, kind: str, rows: int, total: str) -> None:
    found = read(given(name), kind)
    assert (len(found.rows), found.wrong) == (rows, 0)
    assert sum(row.values["amount"] for row in found.rows) == Decimal(total)


def test_two_exports_of_one_ledger_agree() -> None:
    """ISO days and float-like numbers here, day-month-year there: the same documents, days and amounts."""
    iso = read(given("highradius_open/iso_dates.csv"))
    dmy = read(given("highradius_open/ddmmyyyy_dates.csv"))
    names = ("number", "issue_date", "due_date", "customer_name")
    assert [[row.values[n] for n in names] for row in iso.rows] == [[row.values[n] for n in names] for row in dmy.rows]
    assert iso.rows[0].values["customer"] == "0140105686"
    assert iso.rows[0].values["amount"] == Decimal("2309.79")


def test_days_mangled_by_a_spreadsheet_are_refused_not_guessed() -> None:
    found = read(given("highradius_open/broken_dates.csv"))
    assert (len(found.rows), found.wrong) == (0, 9681)
    assert "cut the day off" in found.problems[0].reason


def test_void_invoices_of_the_tax_system_are_left_out() -> None:
    found = read(given("china_sme/sales_invoices/E11.csv"))
    assert {problem.value for problem in found.problems} == {"作废发票"}
    assert (len(found.rows), found.wrong) == (1051, 66)


def test_the_shared_folder_is_where_it_is_thought_to_be() -> None:
    assert DATA.parts[-2:] == ("shared", "data")


@pytest.mark.parametrize("name", [name for name, *_ in GOOD] + ["08_bad_rows.xlsx", "12_formulas_without_values.xlsx"])
def test_a_book_takes_the_rows_and_says_what_is_wrong(name: str, tmp_path: Path) -> None:
    """The whole way: read, compare, write; the book then owes the total, and the file again says nothing new."""
    told = expected(name)
    book = Book(tmp_path, currency=told.get("currency", "CNY"))
    options = Options("invoices", create_customers=True)
    plan, _applied = book.services.imports.run(given(f"messy/made/{name}"), options)
    assert (len(plan.new), plan.wrong) == (told["rows"], told.get("wrong", 0))
    assert book.services.reports.ageing().total.total == int(Decimal(told.get("total", "0")) * 100)
    again, applied = book.services.imports.run(given(f"messy/made/{name}"), options)
    assert (len(again.new), len(again.changed), again.same, applied) == (0, 0, told["rows"], False)
    assert_sound(book.store)
