"""The import window on a real book: three steps, nothing written before the last button, and the ways back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.models import book as books
from app.services import backup
from app.ui.dialogs.import_wizard import CHECK, COLUMNS, FILE, RESULT
from tests.book import assert_sound
from tests.ui.importing import BAD, GOOD, HEADINGS, Window, figures, grid, sheet, window_fixture

__all__ = ["window_fixture"]


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
    window.qtbot.waitUntil(lambda: not wizard.busy)
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
    window.qtbot.waitUntil(lambda: wizard.outcome.said() == "The import was undone")
    assert (window.count("receivable"), window.count("customer")) == (0, 0)
    assert figures(window.checked(path)) == (3, 0, 0, 0)


def test_another_file_begins_with_nothing(window: Window, tmp_path: Path) -> None:
    window.checked(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD)).go_on()
    wizard = window.at(window.made[-1], RESULT)
    wizard.again_button.click()
    assert (wizard.step, wizard.file.path.text(), wizard.next_button.isEnabled()) == (FILE, "", False)
    assert wizard.focusWidget() is wizard.file.path


def test_rows_left_out_are_saved_with_their_reasons(window: Window, tmp_path: Path) -> None:
    window.checked(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD, *BAD)).go_on()
    wizard = window.at(window.made[-1], RESULT)
    assert wizard.outcome.keep.text() == "Save the 2 rows left out as Excel…"
    target = tmp_path / "left.csv"
    wizard.save_left_out(target)
    window.qtbot.waitUntil(lambda: not wizard.busy and target.exists())
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


def test_a_broken_file_says_why_and_offers_another(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    wizard = window.open(path)
    window.qtbot.waitUntil(lambda: bool(wizard.message_bar.text()))
    assert wizard.step == FILE
    assert wizard.message_bar.text().startswith("broken.xlsx is damaged")
    assert [button.text() for button in wizard.message_bar.findChildren(QPushButton)] == [
        "Try again",
        "Choose another file",
    ]
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
    window.qtbot.waitUntil(lambda: bool(wizard.message_bar.text()))
    assert wizard.message_bar.text().startswith("The clipboard holds no table")


def test_a_file_can_be_dropped(window: Window, tmp_path: Path) -> None:
    wizard = window.open()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sheet(tmp_path / "a.xlsx", HEADINGS, *GOOD)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(wizard, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(wizard, QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert figures(window.check(wizard)) == (3, 0, 0, 0)


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
