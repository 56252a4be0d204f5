"""Log a contact: one key for what came of it, the promise beside it, the budget of the job (screens 2.17, number 11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.dialogs.contact import ContactDialog
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.pages.customers.page import CustomersPage
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of, rest
from tests.ui.keys import Keys, type_in
from tests.ui.program import LEDGER, Program


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    book.services.customers.add_contact(book.ids["A"], {"name": "Mr Wang", "phone": "13800138000"})
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, book: Book) -> ContactDialog:
    dialog = ContactDialog(desk, customer=book.ids["A"])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.found is not None)
    return dialog


def logged(book: Book) -> dict[str, Any]:
    store = book.open.another().store
    row = store.image("interaction", 1)
    store.close()
    assert row is not None
    return dict(row)


def save(qtbot: QtBot, dialog: FormDialog) -> None:
    with qtbot.waitSignal(dialog.saved):
        dialog.form.submit()


def test_a_call_with_a_promise_is_three_keys_and_a_date(qtbot: QtBot, program: Program) -> None:
    program.open(program.book())
    keys = Keys(qtbot)
    program.control(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: isinstance(program.window.page, CustomersPage))
    program.rest()
    keys.control(Qt.Key.Key_L)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ContactDialog))
    program.rest()
    keys.press(Qt.Key.Key_1)
    keys.type("1125")
    keys.press(Qt.Key.Key_Return)
    program.rest()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert keys.count == (3, 1)
    (found,) = program.ask(lambda s: s.promises.of_customer(1))
    assert (found.promise.due_on, found.promise.amount, found.state) == (date(2026, 11, 25), 10000, "pending")
    (contact,) = program.ask(lambda s: s.contacting.of_customer(1))
    assert (contact.result, contact.next_on) == ("promised", date(2026, 11, 25))
    program.settled()
    program.control(Qt.Key.Key_Z)
    program.rest()
    assert program.ask(lambda s: (s.promises.of_customer(1), s.contacting.of_customer(1))) == ([], [])


def test_what_is_asked_for_follows_the_result(qtbot: QtBot, desk: Desk, book: Book) -> None:
    dialog = opened(qtbot, desk, book)
    shown = {}
    for code in ("promised", "no_answer", "disputes"):
        dialog.outcome.set_value(code)
        shown[code] = [field.key for field in dialog.form if field.isVisibleTo(dialog)]
    always = {"result", "note", "channel", "contact_id", "next_on", "on"}
    assert {code: set(keys) - always for code, keys in shown.items()} == {
        "promised": {"due_on", "amount", "about", "written"}, "no_answer": set(), "disputes": {"about"},
    }  # fmt: skip
    assert dialog.person.value() == 1 and dialog.amount.minor() == 10000
    dialog.outcome.set_value("promised")
    dialog.about.box.setCurrentIndex(2)  # A-2, not due yet
    assert dialog.amount.minor() == 6000
    dialog.outcome.set_value("no_answer")
    assert dialog.next_on.value() == date(2026, 11, 23)
    save(qtbot, dialog)
    assert (logged(book)["result"], logged(book)["next_on"], logged(book)["contact_id"]) == (
        "no_answer",
        "2026-11-23",
        1,
    )


def test_the_next_day_that_was_typed_stays(qtbot: QtBot, desk: Desk, book: Book) -> None:
    dialog = opened(qtbot, desk, book)
    dialog.next_on.line.clear()
    type_in(dialog.next_on.line, "1201")
    dialog.outcome.set_value("says_paid")
    save(qtbot, dialog)
    assert logged(book)["next_on"] == "2026-12-01"


def test_full_width_digits_choose_too(qtbot: QtBot, desk: Desk, book: Book) -> None:
    dialog = opened(qtbot, desk, book)
    type_in(dialog.outcome.rows, "３")
    assert dialog.outcome.value() == "says_paid"
    type_in(dialog.outcome.rows, "9")
    assert dialog.outcome.value() == "says_paid"


def test_who_broke_two_promises_is_told_of(qtbot: QtBot, desk: Desk, book: Book) -> None:
    book.ledger("promise T-1 A 2026-11-01 2026-11-05 50.00\npromise T-2 A 2026-11-06 2026-11-12 50.00")
    dialog = opened(qtbot, desk, book)
    assert "2 promises were broken in the last 90 days" in dialog.message_bar.text()
    assert "Overdue ¥100.00" in dialog.about_line.text()
    assert dialog.outcome.said().startswith("The promises before it were not kept: reminders go on.")


def test_a_dispute_is_offered_and_belongs_to_the_contact(qtbot: QtBot, program: Program) -> None:
    window = program.open(program.book())
    window.desk.navigation.dialog("contact", customer=1)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ContactDialog))
    program.rest()
    keys = Keys(qtbot)
    keys.press(Qt.Key.Key_4)
    keys.press(Qt.Key.Key_Return)
    program.rest()
    qtbot.waitUntil(lambda: _title() == "Dispute about A-1")
    keys.press(Qt.Key.Key_Return)
    program.rest()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    (contact,) = program.ask(lambda s: s.contacting.of_customer(1))
    (found,) = program.ask(lambda s: s.disputes.of_customer(1))
    assert (contact.result, contact.dispute_id, found.amount) == ("disputes", found.id, 10000)


def test_another_person_is_asked_for(qtbot: QtBot, program: Program) -> None:
    window = program.open(program.book())
    window.desk.navigation.dialog("contact", customer=1)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ContactDialog))
    program.rest()
    keys = Keys(qtbot)
    keys.press(Qt.Key.Key_6)
    keys.press(Qt.Key.Key_Return)
    program.rest()
    qtbot.waitUntil(lambda: _title() == "Add a contact person")
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_customer_is_asked_for_where_none_is_chosen(qtbot: QtBot, desk: Desk) -> None:
    dialog = ContactDialog(desk)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.customer.isVisibleTo(dialog)
    assert not dialog.form.check() and dialog.customer.reason != ""
    rest(qtbot, desk)


def test_what_was_typed_comes_back_for_the_same_customer(qtbot: QtBot, desk: Desk, book: Book) -> None:
    dialog = opened(qtbot, desk, book)
    dialog.outcome.set_value("disputes")
    dialog.form["note"].set_value("Two boxes were wet")
    dialog.reject()
    again = opened(qtbot, desk, book)
    assert (again.outcome.value(), again.form["note"].value()) == ("disputes", "Two boxes were wet")
    assert (again.amount.value(), again.next_on.day()) == (
        10000,
        again.found.follow["disputes"] if again.found else None,
    )
    again.message_bar.go_to_way()
    again.message_bar.findChildren(QPushButton)[0].click()
    assert (again.outcome.value(), again.form["note"].value()) == ("promised", "")
    again.reject()
    other = ContactDialog(desk, customer=book.ids["B"])
    qtbot.addWidget(other)
    other.open()
    qtbot.waitUntil(lambda: other.found is not None)
    assert other.form["note"].value() == ""


def _title() -> str:
    shown = QApplication.activeModalWidget()
    return shown.windowTitle() if isinstance(shown, QDialog) else ""


def test_what_follows_is_still_said_when_something_is_missing(qtbot: QtBot, desk: Desk, book: Book) -> None:
    dialog = opened(qtbot, desk, book)
    before = dialog.outcome.said()
    assert before == "Reminders about it wait until the day is over. If it is broken, the score says so."
    dialog.form.submit()  # without a day
    assert dialog.due.reason == "Please fill this in."
    assert dialog.outcome.said() == before
