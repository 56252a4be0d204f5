"""The table for entering receivables: keys as in a spreadsheet, problems at their cells, one change, a draft that is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.dialogs.entry_grid import EntryGridDialog
from app.ui.widgets.grid import GridView
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of
from tests.ui.keys import type_in

CONTROL = Qt.KeyboardModifier.ControlModifier
PASTED = "K1\tN-1\t2026-11-05\t\t1,000.00\nK2\tN-2\t2026/11/6\t\t2万\nK1\tN-3\t1107\t+30\t３００"


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger("customer K1 net 30\ncustomer K2 net 60")
    with desk_of(book) as made:
        yield made


def opened(desk: Desk, qtbot: QtBot) -> EntryGridDialog:
    dialog = EntryGridDialog(desk)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    return dialog


def paste(dialog: EntryGridDialog, text: str, qtbot: QtBot) -> None:
    dialog.checked = None
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(dialog.grid, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: dialog.checked is not None)


def cell(dialog: EntryGridDialog, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return dialog.grid.rows.index(row, column).data(role)


def type_cell(grid: GridView, text: str, key: Qt.Key) -> None:
    """As a person does: a key opens the cell, the text, a key that goes on."""
    QTest.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.viewport().findChildren(QLineEdit)[-1]  # one that was closed goes later
    editor.clear()
    type_in(editor, text)
    QTest.keyClick(editor, key)


def total(book: Book) -> int:
    return book.services.reports.ageing(TODAY).total.total


def test_pasted_rows_are_shown_as_understood_and_saved_as_one_change(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    paste(dialog, PASTED, qtbot)
    assert [cell(dialog, 1, column) for column in range(8)] == [
        "K2 Company", "N-2", "2026-11-06", "2027-01-05", "20,000.00", "CNY", "", "Ready",
    ]  # fmt: skip
    assert dialog.foot.text() == "3 rows ready · ¥21,300.00"
    QTest.keyClick(dialog, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert total(book) == 2130000
    book.services.history.undo()
    assert total(book) == 0


def test_a_problem_has_an_icon_a_sentence_and_a_tooltip_and_stops_saving(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    paste(dialog, PASTED.replace("2万", "待定"), qtbot)
    assert cell(dialog, 1, 7) == "Amount: This is not a number"
    assert cell(dialog, 1, 4, Qt.ItemDataRole.ToolTipRole) == "<qt>This is not a number</qt>"
    assert cell(dialog, 1, 4, Qt.ItemDataRole.DecorationRole) is not None
    dialog.save()
    assert (dialog.message_bar.text(), total(book)) == ("1 row needs fixing. Nothing was saved.", 0)
    assert (dialog.grid.currentIndex().row(), dialog.grid.currentIndex().column()) == (1, 4)
    others = next(b for b in dialog.message_bar.findChildren(QPushButton) if b.text() == "Save the other 2 rows")
    others.click()
    qtbot.waitUntil(lambda: dialog.message_bar.text() == "2 rows are saved. 1 row is left to fix.")
    assert [row[1] for row in dialog.grid.rows.filled] == ["N-2"]
    assert total(book) == 130000


def test_tab_goes_right_and_enter_down_to_where_the_row_began(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    grid = dialog.grid
    type_cell(grid, "K1", Qt.Key.Key_Tab)
    type_cell(grid, "N-9", Qt.Key.Key_Tab)
    type_cell(grid, "1105", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.rows.filled == [("K1", "N-9", "1105", "", "", "", "")])
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 0)
    for _time in range(7):
        QTest.keyClick(grid, Qt.Key.Key_Tab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (2, 0)
    QTest.keyClick(grid, Qt.Key.Key_Backtab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 6)


def test_control_d_fills_down_and_delete_empties(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    paste(dialog, PASTED, qtbot)
    grid = dialog.grid
    grid.setCurrentIndex(grid.rows.index(1, 2))
    QTest.keyClick(grid, Qt.Key.Key_D, CONTROL)
    assert [row[2] for row in grid.rows.filled] == ["2026-11-05", "2026-11-05", "1107"]
    grid.selectionModel().select(grid.rows.index(2, 2), grid.selectionModel().SelectionFlag.Select)
    grid.selectionModel().select(grid.rows.index(1, 2), grid.selectionModel().SelectionFlag.Select)
    QTest.keyClick(grid, Qt.Key.Key_D, CONTROL)
    assert [row[2] for row in grid.rows.filled] == ["2026-11-05"] * 3
    grid.setCurrentIndex(grid.rows.index(0, 4))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.rows.filled[0][4] == ""


def test_escape_keeps_the_rows_for_the_next_time(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    paste(dialog, PASTED, qtbot)
    QTest.keyClick(dialog.grid, Qt.Key.Key_Escape)
    again = opened(desk, qtbot)
    assert [row[1] for row in again.grid.rows.filled] == ["N-1", "N-2", "N-3"]
    assert again.message_bar.text() == "What you had typed here is back."


def test_five_thousand_pasted_rows_are_all_there(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    paste(dialog, "\n".join(f"K1\tN-{n}\t2026-11-05\t\t{n + 1}" for n in range(5000)), qtbot)
    assert (len(dialog.grid.rows.filled), dialog.grid.rows.rowCount()) == (5000, 5020)
    assert dialog.foot.text() == "5000 rows ready · ¥12,502,500.00"
