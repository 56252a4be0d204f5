"""A bank's file into the window: what is said before anything is written, questions about it, keys to the last line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.models import bank, payments
from app.ui.dialogs.import_wizard import ImportWizard
from tests.banking import entered, saved
from tests.book import Book
from tests.ui.bank_list import column, opened, settle, status, view_of
from tests.ui.desk import desk_of
from tests.ui.keys import type_in
from tests.ui.program import Program


def test_a_list_without_lines_says_what_to_do(qtbot: QtBot, book: Book) -> None:
    with desk_of(book) as made:
        page = opened(qtbot, made)
        assert view_of(page).panel.nothing_text == "Drop the file exported from online banking here."


def test_a_file_without_money_in_says_so(qtbot: QtBot, book: Book, tmp_path: Path) -> None:
    path = saved(tmp_path, "2026-11-03,电费,40.00,,1510.00,供电公司,622200002222\n")
    with desk_of(book) as made:
        page = opened(qtbot, made, file=str(path))
        qtbot.waitUntil(lambda: "no money in" in page.message_bar.text())
        assert status(book) == {"open": 0, "matched": 0, "ignored": 0}


def test_days_that_can_be_read_in_two_ways_are_asked_for(qtbot: QtBot, book: Book, tmp_path: Path) -> None:
    path = saved(tmp_path, "02/03/2026,货款,,5.00,5.00,宏达建材,\n04/03/2026,货款,,6.00,11.00,宏达建材,\n")
    with desk_of(book) as made:
        page = opened(qtbot, made, file=str(path))
        bar = page.message_bar
        qtbot.waitUntil(lambda: "order of day and month" in bar.text())
        next(each for each in bar.findChildren(QPushButton) if each.text() == "Day first").click()
        qtbot.waitUntil(lambda: "New 2" in bar.text())
        next(each for each in bar.findChildren(QPushButton) if each.text() == "Take 2 lines").click()
        qtbot.waitUntil(lambda: column(page, "on") == ["2026-03-02", "2026-03-04"])
        settle(qtbot, page)


def test_headings_that_nobody_knows_are_matched_by_hand_once(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """The second file of the same bank goes straight to its list."""
    made = entered(Book(tmp_path))
    made.close()
    window = program.open(made.path)
    path = tmp_path / "odd.csv"
    path.write_text("Wann,Wer,Rein,Raus\n2026-11-02,宏达建材,550.00,\n2026-11-03,Strom,,40.00\n", "utf-8")
    window.desk.navigation.dialog("import", path=path)
    program.rest()
    wizard = window.findChild(ImportWizard)
    assert isinstance(wizard, ImportWizard)
    wizard.file.kind.set_value("bank")
    wizard.go_on()
    program.rest()
    for field, index in (("date", 0), ("payer", 1), ("amount_in", 2), ("amount_out", 3)):
        box = wizard.columns.lines[field].box
        box.setCurrentIndex(box.findData(index))
    program.rest()
    wizard.go_on()
    qtbot.waitUntil(
        lambda: window.page is not None and "New 1 · Money out, left out 1" in window.page.message_bar.text(),
    )
    program.settled()
    program.press(Qt.Key.Key_Return)
    program.rest()
    path.write_text("Wann,Wer,Rein,Raus\n2026-11-09,永昌贸易,61.00,\n", "utf-8")
    window.desk.navigation.dialog("import", path=path)
    qtbot.waitUntil(lambda: window.page is not None and "New 1" in window.page.message_bar.text())
    assert program.ask(lambda s: bank.counts(s.store)) == {"open": 1, "matched": 0, "ignored": 0}


def test_a_bank_file_from_ctrl_i_to_the_last_line_by_keyboard(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """The file's Enter, one Enter that takes it, one key for all very likely ones, one for each line left (screens 2.17)."""
    made = entered(Book(tmp_path))
    made.close()
    window = program.open(made.path)
    pressed = 0

    def key(which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal pressed
        pressed += 1
        QTest.keyClick(QApplication.focusWidget() or window, which, modifiers)
        program.rest()

    def wait(what: str) -> None:
        qtbot.waitUntil(lambda: window.page is not None and what in window.page.message_bar.text())
        program.rest()

    key(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    type_in(QApplication.focusWidget() or window, str(saved(tmp_path)))
    key(Qt.Key.Key_Return)
    wait("New 4")
    program.settled()  # the window comes to the front again by itself, but not without a desktop
    key(Qt.Key.Key_Return)
    wait("4 lines of money in were taken")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Delete)
    assert program.ask(lambda s: bank.counts(s.store)) == {"open": 0, "matched": 3, "ignored": 1}
    received = program.ask(
        lambda s: [payments.payment(s.store, line.payment_id or 0) for line in bank.lines(s.store, "matched")]
    )
    assert [each.amount for each in received if each] == [55000, 8000, 6100]
    assert pressed == 6
    program.control(Qt.Key.Key_Z)
    program.rest()
    assert program.ask(lambda s: bank.counts(s.store)) == {"open": 1, "matched": 3, "ignored": 0}


def test_the_keys_of_the_list_in_the_window(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """→ and Enter take the first other possibility, Shift+Del asks for the reason, Ctrl+F goes to the search of this list."""
    made = entered(Book(tmp_path))
    made.services.bank.take(made.services.bank.read(saved(tmp_path)))
    made.close()
    window = program.open(made.path)
    window.desk.navigation.open("receivables", view="bank")
    program.settled()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        program.press(key)
    assert window.page is not None
    view = view_of(window.page)
    assert view.menu is not None
    QTest.keyClick(view.menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.ask(lambda s: bank.counts(s.store))["matched"] == 1)
    program.settled()
    program.control(Qt.Key.Key_F)
    assert view.filters.box.hasFocus()
    view.view.setFocus()
    program.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert [each.text() for each in view.menu.actions()][1:3] == ["Not from a customer", "Interest from the bank"]
    view.menu.close()
