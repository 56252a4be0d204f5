"""From the rows of a sheet to typed rows, problems, and rows passed over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.models.errors import Cancelled, UserError
from app.services.imports.mapping import propose
from app.services.imports.typed import Typed, typed_rows
from app.services.imports.workbook import Cell, Sheet, Workbook
from tests.services.imports.tables import typed, workbook

HEAD: list[Cell] = ["number", "customer", "issue_date", "due_date", "amount"]


def invoices(*rows: list[Cell], date_order: str | None = None) -> Typed:
    return typed(workbook(HEAD, *rows), date_order=date_order)


def told(found: Typed) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.value) for problem in found.problems]


def test_a_row_is_typed() -> None:
    found = invoices(["A-1", "宏达", "2026-01-31", date(2026, 3, 1), 1250.4])
    assert found.rows[0].line == 2
    assert found.rows[0].values == {
        "number": "A-1",
        "customer": "宏达",
        "issue_date": date(2026, 1, 31),
        "amount": Decimal("1250.4"),
        "due_date": date(2026, 3, 1),
    }


def test_problems_stand_beside_the_rows_with_the_numbers_of_the_file() -> None:
    found = typed(
        workbook(
            [],
            ["应收明细"],
            HEAD,
            ["A-1", "宏达", "2026-02-31", "", "x"],
            [],
            ["A-2", "宏达", "2026-02-28", "", "0.00"],
            ["A-3", "宏达", "2026-02-28", "", "1"],
        )
    )
    assert told(found) == [(4, "issue_date", "2026-02-31"), (4, "amount", "x"), (6, "amount", "0.00")]
    assert [problem.reason for problem in found.problems] == [
        "There is no such day in the calendar",
        "This is not a number",
        "The amount is zero",
    ]
    assert [(row.line, row.values["number"]) for row in found.rows] == [(7, "A-3")]
    assert found.wrong == 2


def test_short_rows_of_a_text_file_have_blank_cells() -> None:
    found = invoices(["A-1", "宏达", "2026-01-31"], ["A-2", "宏达", "2026-01-31", "", "5"])
    assert told(found) == [(2, "amount", "")]
    assert found.rows[0].values["due_date"] is None


@pytest.mark.parametrize(
    "row",
    [
        ["合计", "", "", "", "100.00"],
        ["", "", "", "小 计：", "100.00"],
        ["合计（40笔）", "", "", "", 100.0],
        ["Total", "", "", "", "100.00"],
        ["Grand Total", "", "", "", "100.00"],
        ["Total for Acme Ltd", "", "", "", "100.00"],
        ["宏达建材 小计", "", "", "", "100.00"],
        ["Summe", "", "", "", "100,00"],
        HEAD,
        ["制表人：张三", "", "审核：李四", "", ""],
        ["以上金额均为含税金额，如有疑问请联系财务部。", "", "", "", ""],
        ["", "", "", "", ""],
    ],
)
def test_totals_repeated_headers_and_notes_are_no_problems(row: list[Cell]) -> None:
    found = invoices(["A-1", "宏达", "2026-01-31", "", "100.00"], row)
    assert (len(found.rows), found.problems) == (1, [])


def test_a_customer_called_total_is_a_customer() -> None:
    found = invoices(
        ["A-1", "Total Energies", "2026-01-31", "", "100.00"], ["", "Total Energies", "2026-01-31", "", "5"]
    )
    assert [row.values["customer"] for row in found.rows] == ["Total Energies"]
    assert told(found) == [(3, "number", "")]


def test_the_order_of_day_and_month_holds_for_the_whole_file() -> None:
    rows: list[list[Cell]] = [["A", "B", "01/02/2026", "03/02/2026", "1"], ["C", "B", "02/02/2026", "13/02/2026", "1"]]
    assert [row.values["issue_date"].month for row in invoices(*rows).rows] == [2, 2]
    with pytest.raises(UserError, match="--date-order"):
        invoices(rows[0])
    assert invoices(rows[0], date_order="mdy").rows[0].values["issue_date"] == date(2026, 1, 2)
    assert told(invoices(rows[1], date_order="mdy")) == [(2, "due_date", "13/02/2026")]


def test_an_absurd_amount_goes_by_its_currency() -> None:
    head = [*HEAD, "currency"]
    rows: list[list[Cell]] = [
        ["A", "B", "2026-01-31", "", "100000000000.01", "CNY"],
        ["C", "B", "2026-01-31", "", "100000000000.00", "CNY"],
        ["D", "B", "2026-01-31", "", "9000000000000", "JPY"],
        ["E", "B", "2026-01-31", "", "1000000000000000", "JPY"],
    ]
    found = typed(workbook(head, *rows))
    assert [(problem.row, problem.reason) for problem in found.problems] == [
        (2, "This amount is too large. Please check the number of zeros."),
        (5, "This amount is too large. Please check the number of zeros."),
    ]


def test_a_mark_in_the_cell_is_the_currency_of_the_row() -> None:
    found = invoices(["A", "B", "2026-01-31", "", "€5.00"], ["C", "B", "2026-01-31", "", "6.00"])
    assert [row.values["currency"] for row in found.rows] == ["EUR", None]


def test_numbers_written_as_figures_lose_their_point_only_when_all_have_it() -> None:
    figures = invoices(["17.0", "B", "2026-01-31", "", "1"], ["18.0", "B", "2026-01-31", "", "1"])
    assert [row.values["number"] for row in figures.rows] == ["17", "18"]
    mixed = invoices(["17.0", "B", "2026-01-31", "", "1"], ["A-18", "B", "2026-01-31", "", "1"])
    assert [row.values["number"] for row in mixed.rows] == ["17.0", "A-18"]


def test_a_formula_without_a_value_is_told_per_row() -> None:
    rows: list[list[Cell]] = [HEAD, ["A", "B", "2026-01-31", "", ""], ["C", "B", "2026-01-31", "", ""]]
    book = workbook(*rows)
    book = Workbook(book.path, "xlsx", "", (Sheet("Sheet1", rows, frozenset({(1, 4), (2, 3)})),))
    found = typed(book)
    assert [(problem.row, problem.column, problem.reason[:11]) for problem in found.problems] == [
        (2, "amount", "The formula"),
        (3, "amount", "This cell i"),
        (3, "due_date", "The formula"),
    ]


def test_drafts_voided_documents_and_money_paid_out_are_left_out_for_that_reason() -> None:
    head = [*HEAD, "状态"]
    found = typed(
        workbook(head, ["A", "B", "2026-01-31", "", "0", "已作废"], ["C", "B", "2026-01-31", "", "5", "已审核"])
    )
    assert told(found) == [(2, "status", "已作废")]
    assert found.rows[0].values.keys() == set(HEAD)
    paid = typed(
        workbook(
            ["收款日期", "客户", "金额", "收/支"], ["2026-01-31", "B", "5", "支出"], ["2026-01-31", "B", "6", "收入"]
        ),
        "payments",
    )
    assert (told(paid), paid.rows[0].values["amount"]) == ([(2, "direction", "支出")], Decimal(6))


def test_a_customer_file() -> None:
    head: list[Cell] = ["客户编码", "客户名称", "信用额度（万元）", "账期", "税号", "电话", "首次合作日期"]
    found = typed(
        workbook(head, ["0017", "宏达", 50.0, "月结30天", "91310000MA1FL0X17X", 13800000000.0, 45000.0]), "customers"
    )
    assert found.rows[0].values == {
        "code": "0017",
        "name": "宏达",
        "registration_no": "91310000MA1FL0X17X",
        "since": date(2023, 3, 15),
        "terms_days": 30,
        "credit_limit": Decimal(500_000),
        "phone": "13800000000",
    }


def test_the_comma_is_decimal_where_semicolons_part_the_fields() -> None:
    rows: list[list[Cell]] = [HEAD, ["A", "B", "31.01.2026", "", "1.234"]]
    assert typed(workbook(*rows, delimiter=";")).rows[0].values["amount"] == Decimal(1234)
    assert told(typed(workbook(*rows, delimiter=","))) == [(2, "amount", "1.234")]


def test_progress_and_cancel() -> None:
    book = workbook(HEAD, *([["A", "B", "2026-01-31", "", "1"]] * 10))
    proposal = propose(book, "invoices")
    heard: list[int] = []
    typed_rows(proposal, book, progress=heard.append)
    assert heard == [2, 4, 6, 8, 10]
    with pytest.raises(Cancelled):
        typed_rows(proposal, book, cancelled=lambda: True)
