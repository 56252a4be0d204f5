"""A morning of thirty calls in Today: without the mouse, without looking for the next row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.form_dialog import FormDialog
from app.ui.pages.today.page import TodayPage
from tests.ui.keys import Keys
from tests.ui.program import Program

CALLS = 30
# The one who owes most comes first: C01 owes 3,000.00, C30 2,710.00; all 20 days overdue.
LEDGER = "\n".join(
    f"customer C{each:02} net 30\ninvoice I-{each:02} C{each:02} 2026-10-02 due 2026-11-01 {3010 - 10 * each}.00"
    for each in range(1, CALLS + 1)
)


class Morning:
    """What a person does with each row, by keys alone."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self.qtbot, self.keys = program, qtbot, Keys(qtbot)

    @property
    def page(self) -> TodayPage:
        page = self.program.window.page
        assert isinstance(page, TodayPage)
        return page

    def selected(self) -> str:
        row = self.page.view.rows.row_at(self.page.view.currentIndex().row())
        assert row is not None
        assert [self.page.view.rows.key_of(row)] == self.page.view.selected_keys()
        return str(row.code)

    def ready(self) -> None:
        """The list is there again, and the keyboard is in it."""
        self.program.settled()
        self.qtbot.waitUntil(lambda: self.page.view.hasFocus() or not self.page.view.rows.rowCount())

    def said(self) -> None:
        """Nobody answered."""
        self.keys.control(Qt.Key.Key_L)
        self.program.settled_behind()
        self.keys.press(Qt.Key.Key_2)
        self.keys.press(Qt.Key.Key_Return)

    def later(self) -> None:
        self.keys.control(Qt.Key.Key_D)
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        self.keys.press(Qt.Key.Key_Return)

    def paid(self) -> None:
        """All that is owed."""
        owes = self.page.view.rows.row_at(self.page.view.currentIndex().row())
        assert owes is not None
        self.keys.control(Qt.Key.Key_R)
        self.program.settled_behind()
        self.keys.type(f"{owes.amount // 100}")
        self.keys.press(Qt.Key.Key_Return)

    def reminded(self) -> None:
        self.keys.control(Qt.Key.Key_E)
        self.program.settled_behind()
        self.keys.press(Qt.Key.Key_Return)


def test_thirty_calls_without_the_mouse(program: Program, qtbot: QtBot) -> None:
    program.open(program.book(LEDGER))
    morning = Morning(program, qtbot)
    morning.ready()
    deeds = (morning.said, morning.later, morning.paid, morning.reminded)
    for call in range(CALLS):
        assert morning.selected() == f"C{call + 1:02}"
        deeds[call % len(deeds)]()
        morning.ready()
    assert morning.page.view.rows.rowCount() == 0
    assert morning.page.panel.nothing_text == "Nothing needs doing today."
    # 8 x (key, result, Enter), 8 x (key, Enter), 7 x (key, amount, Enter), 7 x (key, Enter)
    assert morning.keys.count == (68, 7)
    work = program.ask(lambda s: s.monitoring.today())
    assert sorted(row.waits for row in work.waiting) == ["contact"] * 15 + ["snooze"] * 8


@pytest.mark.parametrize("name", ["feedback", "visit"])
def test_what_the_menus_do_about_a_row_leads_on_to_the_next_one(program: Program, qtbot: QtBot, name: str) -> None:
    """A complaint from the menu, not from the bar of Today: the row may move, the selection does not follow it."""
    window = program.open(program.book(LEDGER))
    morning = Morning(program, qtbot)
    morning.ready()
    assert morning.selected() == "C01"
    window.do(name)
    program.settled_behind()
    dialog = next(each for each in window.findChildren(FormDialog) if each.isVisible())
    dialog.form.set({"text": "Three boxes were wet"} if name == "feedback" else {"note": "Three boxes were wet"})
    dialog.form.submit()
    morning.ready()
    assert morning.selected() == "C02"


def test_a_complaint_about_a_receivable_leaves_the_selection_on_the_next_row(program: Program, qtbot: QtBot) -> None:
    """The dispute that comes with it moves the row of the customer; the list is read again after it."""
    window = program.open(program.book(LEDGER))
    morning = Morning(program, qtbot)
    morning.ready()
    window.do("feedback")
    program.settled_behind()
    dialog = next(each for each in window.findChildren(FormDialog) if each.isVisible())
    dialog.form.set({"text": "Three boxes were wet", "about": 1})
    dialog.form.submit()
    morning.ready()
    assert morning.selected() == "C02"
    assert program.ask(lambda s: s.reports.balance(1).open[0].disputed) == 3000_00
