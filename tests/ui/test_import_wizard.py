"""The import window on a real book: three steps, nothing written before the last button, and the ways back."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from xlsxwriter import Workbook

from app.models import book as books
from app.models.store import Store
from app.services import backup
from app.services.services import Services
from app.ui import messages
from app.ui.dialogs.import_wizard import CHECK, COLUMNS, FILE, RESULT, ImportWizard
from app.ui.jobs import Jobs
from app.ui.navigation import Navigation
from app.ui.preferences import Preferences
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book, assert_sound

HEADINGS = ("单据编号", "客户名称", "开单日期", "到期日", "金额")
GOOD = (
    ("A-1", "宏达建材有限公司", "2026-01-10", "2026-02-09", 100.00),
    ("A-2", "宏达建材有限公司", "2026-01-11", "2026-02-10", 250.50),
    ("A-3", "瑞祥装饰有限公司", "2026-01-12", "2026-02-11", 40.00),
)
BAD = (
    ("A-4", "瑞祥装饰有限公司", "2026-01-13", "2026-02-12", "待定"),
    ("A-5", "瑞祥装饰有限公司", "2026-01-14", "待定", 9.50),
)
WAIT = 20_000


class Window:
    """An import window over a book, and what the book holds meanwhile."""

    def __init__(self, book: Book, qtbot: QtBot) -> None:
        self.book, self.qtbot = book, qtbot
        self.jobs: Jobs[Services] = Jobs(
            lambda read_only: Services(Store(book.path, read_only=read_only), TODAY), messages.show_error
        )
        self.desk = Desk(self.jobs, Navigation(), Preferences(), TODAY)
        self.made: list[ImportWizard] = []

    def open(self, path: Path | None = None) -> ImportWizard:
        wizard = ImportWizard(self.desk, path=path)
        wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(wizard)
        wizard.show()
        self.made.append(wizard)
        return wizard

    def at(self, wizard: ImportWizard, step: int) -> ImportWizard:
        self.qtbot.waitUntil(lambda: wizard.step == step and not wizard.busy, timeout=WAIT)
        return wizard

    def checked(self, path: Path) -> ImportWizard:
        """As far as the check of the rows."""
        wizard = self.at(self.open(path), COLUMNS)
        wizard.go_on()
        return self.at(wizard, CHECK)

    def count(self, table: str) -> int:
        found: int = self.book.store.scalar(f"select count(*) from {table}")
        return found


@pytest.fixture(name="window")
def window_fixture(book: Book, qtbot: QtBot) -> Iterator[Window]:
    made = Window(book, qtbot)
    yield made
    made.jobs.close()


def sheet(path: Path, *rows: Sequence[object], name: str = "应收") -> Path:
    with Workbook(str(path)) as made:
        page = made.add_worksheet(name)
        for place, row in enumerate(rows):
            page.write_row(place, 0, row)
    return path


def figures(wizard: ImportWizard) -> tuple[int, ...]:
    checked = wizard.check.checked
    assert checked is not None
    return tuple(checked.counts[key] for key in ("new", "changed", "same", "wrong"))


def grid(wizard: ImportWizard, column: str) -> list[str]:
    assert wizard.check.panel is not None
    model = wizard.check.panel.view.rows
    place = [each.key for each in model.columns].index(column)
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def test_known_headings_need_two_enters_after_the_file(window: Window, tmp_path: Path) -> None:
    """Ctrl+I, file, Enter, Enter, Enter are allowed: opening with a path stands for Ctrl+I, the file and its Enter."""
    wizard = window.at(window.open(sheet(tmp_path / "应收.xlsx", HEADINGS, *GOOD)), COLUMNS)
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)
    window.at(wizard, CHECK)
    assert figures(wizard) == (3, 0, 0, 0)
    assert wizard.next_button.text() == "Import 3 rows"
    assert window.count("receivable") == 0
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)
    window.at(wizard, RESULT)
    assert window.count("receivable") == 3
    assert window.book.services.reports.ageing().total.total == 39050
    assert [row.name for row in window.book.services.reports.ageing().rows] == ["宏达建材有限公司", "瑞祥装饰有限公司"]


def test_a_typed_path_and_enter_reads_the_file(window: Window, tmp_path: Path) -> None:
    path = sheet(tmp_path / "list.xlsx", HEADINGS, *GOOD)
    wizard = window.open()
    assert wizard.focusWidget() is wizard.file.path
    wizard.file.path.setText(str(path))
    QTest.keyClick(wizard.file.path, Qt.Key.Key_Return)
    window.at(wizard, COLUMNS)
    assert wizard.columns.columns == {"number": 0, "customer": 1, "issue_date": 2, "due_date": 3, "amount": 4}


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
    window.qtbot.waitUntil(lambda: wizard.file.found is not None and not wizard.busy, timeout=WAIT)
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
    window.qtbot.waitUntil(lambda: figures(wizard) == (4, 0, 0, 1), timeout=WAIT)
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
    window.qtbot.waitUntil(lambda: figures(wizard) == (3, 0, 0, 0) and not wizard.busy, timeout=WAIT)
    assert grid(wizard, "what") == ["New, with a new customer"] * 3


def test_the_total_afterwards_is_that_of_the_ageing_report(window: Window, tmp_path: Path) -> None:
    window.book.ledger("customer A\ninvoice A-9 A 2026-01-01 due 2026-02-01 1000.00")
    rows = (("A-9", "A", "2026-01-01", "2026-02-01", 1100), ("A-10", "A", "2026-03-01", "", -30))
    wizard = window.checked(sheet(tmp_path / "a.xlsx", HEADINGS, *rows))
    assert figures(wizard) == (1, 1, 0, 0)
    assert grid(wizard, "what") == ["Update: Amount ¥1,000.00 → ¥1,100.00", "New"]
    assert wizard.check.checked is not None
    assert wizard.check.checked.balance == 107000
    wizard.go_on()
    window.at(wizard, RESULT)
    assert window.book.services.reports.ageing().total.total == 107000


def test_the_same_file_again_has_nothing_new(window: Window, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD)
    window.checked(path).go_on()
    window.at(window.made[-1], RESULT)
    wizard = window.checked(path)
    assert figures(wizard) == (0, 0, 3, 0)
    assert wizard.message_bar.text() == "Nothing is new: every row of this file is in the book already."
    assert not wizard.next_button.isEnabled()
    assert window.count("receivable") == 3


def test_cancelling_the_import_writes_nothing(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    lines = [f"N-{n},Customer {n % 50},2026-01-10,{n}.00" for n in range(1, 4001)]
    path.write_text("number,customer,issue_date,amount\n" + "\n".join(lines), encoding="utf-8")
    wizard = window.checked(path)
    assert figures(wizard) == (4000, 0, 0, 0)
    wizard.go_on()
    wizard.reject()
    window.qtbot.waitUntil(lambda: not wizard.busy, timeout=WAIT)
    assert wizard.step == CHECK
    assert wizard.isVisible()
    assert wizard.message_bar.text() == "Stopped. Nothing was written."
    assert (window.count("receivable"), window.count("customer"), window.count("import_mapping")) == (0, 0, 0)
    assert_sound(window.book.store)
    wizard.go_on()
    window.at(wizard, RESULT)
    assert window.count("receivable") == 4000


def test_a_backup_is_made_first(window: Window, tmp_path: Path) -> None:
    uuid = books.uuid(window.book.store)
    before = len(backup.all_of(uuid))
    window.checked(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD)).go_on()
    window.at(window.made[-1], RESULT)
    made = backup.all_of(uuid)
    assert len(made) == before + 1
    assert (made[0].reason, made[0].totals["receivable"]) == ("before-import", {})


def test_undo_from_the_result_takes_all_back(window: Window, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD)
    window.checked(path).go_on()
    wizard = window.at(window.made[-1], RESULT)
    assert wizard.outcome.said() == "3 rows imported"
    wizard.outcome.undo.click()
    window.qtbot.waitUntil(lambda: wizard.outcome.said() == "The import was undone", timeout=WAIT)
    assert (window.count("receivable"), window.count("customer")) == (0, 0)
    assert figures(window.checked(path)) == (3, 0, 0, 0)


def test_rows_left_out_are_saved_with_their_reasons(window: Window, tmp_path: Path) -> None:
    window.checked(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD, *BAD)).go_on()
    wizard = window.at(window.made[-1], RESULT)
    assert wizard.outcome.keep.text() == "Save the 2 rows left out as Excel…"
    target = tmp_path / "left.csv"
    wizard.save_left_out(target)
    window.qtbot.waitUntil(lambda: not wizard.busy and target.exists(), timeout=WAIT)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Row", "Reason", *HEADINGS]
    assert rows[1] == [
        "5",
        "Amount: This is not a number",
        "A-4",
        "瑞祥装饰有限公司",
        "2026-01-13",
        "2026-02-12",
        "待定",
    ]
    assert rows[2][:3] == ["6", "Due date: This is not a day, such as 2026-01-31", "A-5"]


def test_the_order_of_day_and_month_is_asked_for(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("number,customer,issue_date,amount\nA-1,Acme,02/03/2026,10\n", encoding="utf-8")
    wizard = window.at(window.open(path), COLUMNS)
    order = wizard.columns.settings.order
    assert order.said() == "“02/03/2026” in row 2 can be read in two ways."
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
    assert (unit.value(), unit.said()) == (10_000, "The file says so at “金额(万元)” or above it.")
    wizard.go_on()
    assert grid(window.at(wizard, CHECK), "amount") == ["¥15,000.00"]
    wizard.go_back(COLUMNS)
    unit.box.setCurrentIndex(unit.box.findData(1))
    wizard.go_on()
    window.at(wizard, CHECK)
    assert grid(wizard, "amount") == ["¥1.50"]


def test_a_broken_file_says_why_and_offers_another(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    wizard = window.open(path)
    window.qtbot.waitUntil(lambda: bool(wizard.message_bar.text()), timeout=WAIT)
    assert wizard.step == FILE
    assert wizard.message_bar.text().startswith("broken.xlsx is damaged")
    assert [button.text() for button in wizard.message_bar.findChildren(QPushButton)] == ["Choose another file"]
    assert not wizard.next_button.isEnabled()
    wizard.read(sheet(tmp_path / "good.xlsx", HEADINGS, *GOOD))
    window.at(wizard, COLUMNS)
    assert wizard.message_bar.text() == ""


def test_rows_copied_in_excel_can_be_pasted(window: Window) -> None:
    text = "\n".join("\t".join(map(str, row)) for row in (HEADINGS, *GOOD))
    QApplication.clipboard().setText(text)
    wizard = window.open()
    button = next(b for b in wizard.file.findChildren(QPushButton) if b.text() == "Paste from the clipboard")
    button.click()
    window.at(wizard, COLUMNS).go_on()
    assert figures(window.at(wizard, CHECK)) == (3, 0, 0, 0)


def test_a_clipboard_without_a_table_says_so(window: Window) -> None:
    wizard = window.open()
    wizard.paste("hello")
    window.qtbot.waitUntil(lambda: bool(wizard.message_bar.text()), timeout=WAIT)
    assert wizard.message_bar.text().startswith("The clipboard holds no table")


def test_a_file_can_be_dropped(window: Window, tmp_path: Path) -> None:
    wizard = window.open()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(wizard, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(wizard, QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert figures(_at_check(window, wizard)) == (3, 0, 0, 0)


def _at_check(window: Window, wizard: ImportWizard) -> ImportWizard:
    window.at(wizard, COLUMNS).go_on()
    return window.at(wizard, CHECK)


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
    assert figures(_at_check(window, window.at(wizard, COLUMNS))) == (2, 0, 0, 0)


def test_nothing_is_taller_or_wider_than_the_smallest_window(window: Window, tmp_path: Path) -> None:
    wizard = window.checked(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD, *BAD))
    for step in (FILE, COLUMNS, CHECK, RESULT):
        wizard.go(step)
        least = wizard.minimumSizeHint()
        assert (least.width() <= 880, least.height() <= 560) == (True, True), step


def test_every_box_has_a_name(window: Window, tmp_path: Path) -> None:
    wizard = window.checked(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD, *BAD))
    focusable: Callable[[QWidget], bool] = lambda w: bool(w.focusPolicy() & Qt.FocusPolicy.TabFocus)  # noqa: E731
    unnamed = [
        type(widget).__name__
        for widget in wizard.findChildren(QWidget)
        if focusable(widget) and widget.isVisibleTo(wizard) and not widget.accessibleName()
        if not isinstance(widget, QPushButton)
    ]
    assert set(unnamed) <= {"TableView"}
