"""What the import window asks and shows on the way: sheets, columns, dates, units, problems and their repairs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from xlsxwriter import Workbook

from app.ui.dialogs.import_wizard import CHECK, COLUMNS, FILE, RESULT
from tests.ui.importing import BAD, GOOD, HEADINGS, Window, figures, grid, sheet, window_fixture

__all__ = ["window_fixture"]


def test_columns_show_samples_and_how_sure_they_are(window: Window, tmp_path: Path) -> None:
    wizard = window.at(window.open(sheet(tmp_path / "a.xlsx", (*HEADINGS, "仓库"), *GOOD)), COLUMNS)
    amount, rate = wizard.columns.lines["amount"], wizard.columns.lines["rate"]
    assert (amount.box.currentText(), amount.samples.text(), amount.badge.text()) == (
        "金额",
        "100 · 250.5 · 40",
        "Matched",
    )
    assert (rate.box.currentText(), rate.badge.text()) == ("Not in the file", "Not used")
    assert list(wizard.columns.lines)[:4] == ["number", "customer", "issue_date", "amount"]
    assert wizard.columns.settings.newcomers.box.text() == "Add the 2 customers that are not in the book yet"
    assert wizard.columns.settings.newcomers.value()


def test_an_unused_column_becomes_the_note_by_a_click(window: Window, tmp_path: Path) -> None:
    rows = [(*row, place) for row, place in zip(GOOD, ("北仓", "南仓", "北仓"), strict=True)]
    wizard = window.at(window.open(sheet(tmp_path / "a.xlsx", (*HEADINGS, "仓库"), *rows)), COLUMNS)
    chips = [button for button in wizard.columns.findChildren(QPushButton) if button.text() == "仓库"]
    chips[0].click()
    assert wizard.columns.columns["note"] == 5
    wizard.go_on()
    window.at(wizard, CHECK).go_on()
    window.at(wizard, RESULT)
    notes = window.book.store.rows(lambda text: text, "select description from receivable order by number")
    assert notes == ["北仓", "南仓", "北仓"]


def test_a_needed_column_is_asked_for(window: Window, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", ("单据编号", "客户名称", "开单日期", "到期日", "X"), *GOOD)
    wizard = window.open(path)
    window.qtbot.waitUntil(lambda: wizard.file.found is not None and not wizard.busy)
    wizard.file.kind.box.setCurrentIndex(wizard.file.kind.box.findData("invoices"))
    if wizard.step == FILE:
        wizard.go_on()
    window.at(wizard, COLUMNS)
    box = wizard.columns.lines["amount"].box
    box.setCurrentIndex(0)
    wizard.go_on()
    assert wizard.message_bar.text() == "Choose the column for: Amount"
    box.setCurrentIndex(box.findData(4))
    wizard.go_on()
    window.at(wizard, CHECK)
    assert figures(wizard) == (3, 0, 0, 0)


def test_problems_show_their_row_and_reason_and_are_grouped(window: Window, tmp_path: Path) -> None:
    wizard = window.checked(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD, *BAD))
    assert figures(wizard) == (3, 0, 0, 2)
    assert wizard.next_button.text() == "Import 3 rows (leave out 2)"
    QTest.mouseClick(wizard.check.tiles["wrong"], Qt.MouseButton.LeftButton)
    assert grid(wizard, "line") == ["5", "6"]
    assert grid(wizard, "amount") == ["待定", "9.5"]
    assert grid(wizard, "what") == [
        "Amount: This is not a number",
        "Due date: This is not a day, such as 2026-01-31",
    ]
    QTest.mouseClick(wizard.check.tiles["wrong"], Qt.MouseButton.LeftButton)
    assert grid(wizard, "line") == ["2", "3", "4", "5", "6"]


def test_an_unreadable_due_day_may_be_left_empty(window: Window, tmp_path: Path) -> None:
    wizard = window.checked(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD, *BAD))
    group, box = wizard.check.repairs[0]
    assert (group.field, group.lines, box.currentData()) == ("due_date", (6,), "skip")
    box.setCurrentIndex(1)
    box.activated.emit(1)
    window.at(wizard, CHECK)
    window.qtbot.waitUntil(lambda: figures(wizard) == (4, 0, 0, 1))
    wizard.go_on()
    window.at(wizard, RESULT)
    assert window.book.services.reports.ageing().total.total == 40000


def test_customers_nobody_knows_can_be_added_at_the_check(window: Window, tmp_path: Path) -> None:
    window.book.ledger("customer A")
    wizard = window.checked(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD))
    assert figures(wizard) == (0, 0, 0, 3)
    assert not wizard.next_button.isEnabled()
    _group, box = wizard.check.repairs[0]
    box.setCurrentIndex(box.findData("create"))
    box.activated.emit(box.currentIndex())
    window.qtbot.waitUntil(lambda: figures(wizard) == (3, 0, 0, 0) and not wizard.busy)
    assert grid(wizard, "what") == ["New, customer too"] * 3


def test_the_order_of_day_and_month_is_asked_for(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("number,customer,issue_date,amount\nA-1,Acme,02/03/2026,10\n", encoding="utf-8")
    wizard = window.at(window.open(path), COLUMNS)
    order = wizard.columns.settings.order
    assert order.said() == "“02/03/2026” (row 2) fits two orders."
    assert wizard.focusWidget() is order.box
    wizard.go_on()
    assert wizard.step == COLUMNS
    assert "order of day and month" in wizard.message_bar.text()
    order.box.setCurrentIndex(order.box.findData("mdy"))
    wizard.go_on()
    window.at(wizard, CHECK)
    assert grid(wizard, "issue_date") == ["2026-02-03"]


def test_the_unit_is_shown_with_its_evidence_and_can_be_changed(window: Window, tmp_path: Path) -> None:
    rows = (("单据编号", "客户名称", "开单日期", "金额(万元)"), ("A-1", "甲公司", "2026-01-10", 1.5))
    wizard = window.at(window.open(sheet(tmp_path / "a.xlsx", *rows)), COLUMNS)
    unit = wizard.columns.settings.unit
    assert (unit.value(), unit.said()) == (10_000, "The file says so: “金额(万元)”.")
    wizard.go_on()
    assert grid(window.at(wizard, CHECK), "amount") == ["¥15,000.00"]
    wizard.go_back(COLUMNS)
    unit.box.setCurrentIndex(unit.box.findData(1))
    wizard.go_on()
    window.at(wizard, CHECK)
    assert grid(wizard, "amount") == ["¥1.50"]


def test_sheets_are_offered_with_their_rows(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    with Workbook(str(path)) as made:
        for name, rows in (("一月", GOOD[:1]), ("二月", GOOD[1:])):
            page = made.add_worksheet(name)
            for place, row in enumerate((HEADINGS, *rows)):
                page.write_row(place, 0, row)
    wizard = window.at(window.open(path), COLUMNS)
    wizard.go_back(FILE)
    box = wizard.file.sheet.box
    assert [box.itemText(place) for place in range(1, box.count())] == ["一月: 2 rows", "二月: 3 rows"]
    box.setCurrentIndex(2)
    wizard.go_on()
    assert figures(window.check(wizard)) == (2, 0, 0, 0)


def test_a_rate_is_asked_where_rows_are_in_another_currency(window: Window, tmp_path: Path) -> None:
    rows = [(*row, "USD") for row in GOOD]
    wizard = window.at(window.open(sheet(tmp_path / "a.xlsx", (*HEADINGS, "币种"), *rows)), COLUMNS)
    settings = wizard.columns.settings
    assert settings.rate.isVisibleTo(settings)
    settings.rate.set_value("7.1")
    wizard.go_on()
    window.at(wizard, CHECK)
    assert figures(wizard) == (3, 0, 0, 0)
    wizard.go_on()
    window.at(wizard, RESULT)
    assert window.book.store.rows(str, "select distinct rate from receivable") == ["7.1"]


def test_a_rate_is_not_asked_in_the_own_currency(window: Window, tmp_path: Path) -> None:
    wizard = window.at(window.open(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD)), COLUMNS)
    assert not wizard.columns.settings.rate.isVisibleTo(wizard.columns.settings)
