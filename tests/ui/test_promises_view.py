"""Promises and contacts in the window: the list under Receivables, and the two parts of a customer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.contact import ContactDialog
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.navigation import Place
from app.ui.pages.customer.page import CustomerPage
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import cells, desk_of, receivables_page, rest
from tests.ui.keys import type_in

LEDGER = """
customer A net 30
customer B net 30
invoice  A-1 A 2026-09-01 due 2026-10-01 100.00
invoice  A-2 A 2026-09-01 due 2026-10-05 60.00
invoice  B-1 B 2026-09-01 due 2026-10-01 40.00
promise  T-1 A 2026-11-01 2026-11-05 50.00
promise  T-2 A 2026-11-10 2026-11-21 100.00 -> A-1
promise  T-3 B 2026-11-10 2026-11-30 40.00
promise  T-4 B 2026-11-10 2026-11-12 10.00
payment  P-1 B 2026-11-12 10.00 -> auto
contact  A 2026-11-10 other next 2026-11-12
contact  A 2026-11-20 no_answer
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def view(qtbot: QtBot, desk: Desk, **wishes: str) -> Any:
    page = receivables_page(qtbot, desk)
    page.go(Place("receivables", None, {"view": "promises", **wishes}))
    rest(qtbot, desk)
    return page.shown


def part(qtbot: QtBot, desk: Desk, book: Book, name: str) -> Any:
    page = CustomerPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 700)
    page.go(Place("customer", book.ids["A"], {"tab": "collection", "part": name}))
    page.show()
    rest(qtbot, desk)
    qtbot.waitUntil(lambda: name in page.collection.parts)
    rest(qtbot, desk)
    return page.collection.parts[name]


def test_every_promise_says_what_became_of_it(qtbot: QtBot, desk: Desk) -> None:
    shown = view(qtbot, desk)
    assert cells(shown.view.rows, "customer", "due_on", "received", "state", "about") == [
        ("B Company", "2026-11-30", "—", "9 days left", "Whatever is owed"),
        ("A Company", "2026-11-21", "—", "Due today", "A-1"),
        ("B Company", "2026-11-12", "¥10.00", "Kept", "Whatever is owed"),
        ("A Company", "2026-11-05", "—", "Broken since 2026-11-08", "Whatever is owed"),
    ]
    assert shown.panel._footer.text() == "4 promises · still missing ¥190.00"


def test_chips_and_search(qtbot: QtBot, desk: Desk) -> None:
    shown = view(qtbot, desk, chip="broken")
    assert cells(shown.view.rows, "customer", "amount") == [("A Company", "¥50.00")]
    shown.filters.choose([], "A-1")
    shown.filters.changed.emit()
    assert cells(shown.view.rows, "amount") == [("¥100.00",)]


def test_a_promise_is_withdrawn_and_seen_when_asked_for(qtbot: QtBot, desk: Desk) -> None:
    shown = view(qtbot, desk, chip="today")
    shown.withdraw.trigger()
    rest(qtbot, desk)
    shown.load()
    rest(qtbot, desk)
    shown.filters.choose(["withdrawn"])
    shown.filters.changed.emit()
    assert cells(shown.view.rows, "amount", "state") == [("¥100.00", "Withdrawn")]
    assert not shown.withdraw.isEnabled()


def test_the_promises_of_a_customer(qtbot: QtBot, desk: Desk, book: Book) -> None:
    shown = part(qtbot, desk, book, "promises")
    assert cells(shown.view.rows, "due_on", "state") == [
        ("2026-11-21", "Due today"),
        ("2026-11-05", "Broken since 2026-11-08"),
    ]
    assert shown.panel._footer.text() == "Kept 0 of 1 promise · expected of the next one: 64%"
    shown.void.trigger()
    rest(qtbot, desk)
    shown.load()
    rest(qtbot, desk)
    assert cells(shown.view.rows, "due_on", "state")[0] == ("2026-11-21", "Voided")


def test_the_contacts_of_a_customer(qtbot: QtBot, desk: Desk, book: Book) -> None:
    shown = part(qtbot, desk, book, "contacts")
    assert cells(shown.view.rows, "on", "channel", "result", "next", "person") == [
        ("2026-11-20", "Phone", "No answer", "2026-11-23", "Owner"),
        ("2026-11-10", "Phone", "Something else", "2026-11-12", "Owner"),
    ]
    shown.note.trigger()
    (dialog,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, FormDialog) and each.isVisible()]
    assert dialog.windowTitle() == "No answer on 2026-11-20"
    type_in(dialog.form["note"].focus_editor, "on holiday until Monday")
    with qtbot.waitSignal(dialog.saved):
        dialog.form.submit()
    shown.load()
    rest(qtbot, desk)
    assert cells(shown.view.rows, "note")[0] == ("on holiday until Monday",)
    shown.void.trigger()
    rest(qtbot, desk)
    shown.load()
    rest(qtbot, desk)
    assert not shown.void.isEnabled()


def test_a_promise_is_noted_from_its_list(qtbot: QtBot, desk: Desk, book: Book) -> None:
    dialog = ContactDialog(desk, customer=book.ids["A"], result="promised")
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.due.focus_editor.hasFocus)
    assert dialog.outcome.value() == "promised"
    rest(qtbot, desk)


def test_the_lists_are_turned_by_keys(qtbot: QtBot, desk: Desk) -> None:
    page = receivables_page(qtbot, desk)
    page.go(Place("receivables", None, {"view": "promises"}))
    rest(qtbot, desk)
    names = list(page.switch)
    for keys, step in ((Qt.KeyboardModifier.NoModifier, 1), (Qt.KeyboardModifier.ShiftModifier, -1)):
        before = names.index(page.view)
        key = Qt.Key.Key_Backtab if step < 0 else Qt.Key.Key_Tab
        QTest.keyClick(page.shown, key, Qt.KeyboardModifier.ControlModifier | keys)
        rest(qtbot, desk)
        assert names.index(page.view) == before + step
        place = QApplication.focusWidget()
        assert place is not None and page.shown.isAncestorOf(place)
