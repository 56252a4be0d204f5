"""A new customer: name, Enter. Who looks the same is shown before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.dialogs.new_customer import NewCustomerDialog
from app.ui.navigation import Place
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of, rest
from tests.ui.keys import type_in
from tests.ui.program import Program


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, **wishes: Any) -> NewCustomerDialog:
    dialog = NewCustomerDialog(desk, **wishes)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.name_field.line.hasFocus)
    return dialog


def checked(qtbot: QtBot, desk: Desk, dialog: NewCustomerDialog) -> None:
    """After the pause in typing the likeness of the name was asked for, and answered."""
    qtbot.waitUntil(lambda: not dialog._pause.isActive())
    rest(qtbot, desk)


def test_a_name_and_enter_is_all(book: Book, desk: Desk, qtbot: QtBot) -> None:
    """Two of the four keystrokes of the budget; the others open the tab and this dialog."""
    dialog = opened(qtbot, desk)
    type_in(dialog.name_field.line, "永昌贸易有限公司")
    with qtbot.waitSignal(dialog.saved) as saved:
        QTest.keyClick(dialog.name_field.line, Qt.Key.Key_Return)
    made = book.services.customers.get(saved.args[0])
    assert (made.name, made.code, made.currency) == ("永昌贸易有限公司", "C0001", "CNY")
    assert (made.limit_state, made.limit_amount) == ("set", 0)
    assert (made.terms_basis, made.terms_days) == ("cash", 0)
    assert not dialog.isVisible()


def test_limit_and_terms_make_it_credit(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk, name="Alpha")
    assert dialog.sentence.text().startswith("A new customer pays before shipping")
    dialog.limit.line.setFocus()
    dialog.limit.line.selectAll()
    type_in(dialog.limit.line, "5万")
    assert not dialog.sentence.isVisible()
    dialog.days.line.setFocus()
    dialog.days.line.selectAll()
    type_in(dialog.days.line, "30")
    with qtbot.waitSignal(dialog.saved) as saved:
        QTest.keyClick(dialog.days.line, Qt.Key.Key_Return)
    made = book.services.customers.get(saved.args[0])
    assert (made.limit_amount, made.terms_basis, made.terms_days) == (50_000_00, "net", 30)


def test_who_looks_the_same_is_shown_and_can_be_opened(book: Book, desk: Desk, qtbot: QtBot) -> None:
    known = book.services.customers.add({"name": "宏达建材有限公司"})
    places: list[Place] = []
    desk.navigation.opened.connect(places.append)
    dialog = opened(qtbot, desk)
    type_in(dialog.name_field.line, "宏达建材（有限责任公司）")
    checked(qtbot, desk, dialog)
    assert dialog.name_field.said() == "Looks the same as “宏达建材有限公司”."
    assert dialog.name_field.open.isVisible()
    dialog.name_field.open.click()
    assert places == [Place("customer", known)]
    assert not dialog.isVisible()
    assert book.store.scalar("select count(*) from customer") == 1


def test_another_name_takes_the_remark_away(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.services.customers.add({"name": "宏达建材有限公司"})
    dialog = opened(qtbot, desk, name="宏达建材")
    checked(qtbot, desk, dialog)
    assert dialog.name_field.open.isVisible()
    type_in(dialog.name_field.line, "二厂")
    checked(qtbot, desk, dialog)
    assert (dialog.name_field.said(), dialog.name_field.open.isVisible()) == ("", False)


def test_without_a_name_nothing_is_saved(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk)
    QTest.keyClick(dialog.name_field.line, Qt.Key.Key_Return)
    assert dialog.name_field.reason == "Please fill this in."
    assert dialog.isVisible()
    assert book.store.scalar("select count(*) from customer") == 0


def test_the_rest_can_be_filled_in_after(book: Book, desk: Desk, qtbot: QtBot) -> None:
    places: list[Place] = []
    desk.navigation.opened.connect(places.append)
    dialog = opened(qtbot, desk, name="Alpha")
    with qtbot.waitSignal(dialog.saved) as saved:
        QTest.keyClick(dialog.name_field.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert places == [Place("customer", saved.args[0], {"edit": True})]


def test_escape_leaves_the_book_as_it_was(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk, name="Alpha")
    QTest.keyClick(dialog.name_field.line, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert book.store.scalar("select count(*) from customer") == 0


def test_from_anywhere_three_keys_and_a_name(program: Program, qtbot: QtBot) -> None:
    """Ctrl+2, Ctrl+N, the name, Enter: the budget of the commonest jobs."""
    window = program.open()
    program.control(Qt.Key.Key_2)
    program.rest()
    program.control(Qt.Key.Key_N)
    dialog = window.findChild(NewCustomerDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.name_field.line.hasFocus)
    type_in(dialog.name_field.line, "Alpha Trading")
    with qtbot.waitSignal(dialog.saved):
        QTest.keyClick(dialog.name_field.line, Qt.Key.Key_Return)
    program.rest()
    assert [hit.name for hit in program.ask(lambda s: s.customers.search("alpha"))] == ["Alpha Trading"]
