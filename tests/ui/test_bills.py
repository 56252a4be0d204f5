"""Drafts in the window: their list, and what becomes of the chosen ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services.bills import BillDraft
from app.ui.dialogs.bill import BillDialog
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.navigation import Place
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of, rest
from tests.ui.program import Program

LEDGER = """
customer HDJC net 30
customer BETA net 30
invoice  YS-1 HDJC 2026-09-11 due 2026-10-11 300.00
invoice  YS-2 HDJC 2026-10-06 due 2026-11-06 500.00
invoice  YS-3 BETA 2026-10-06 due 2026-11-06 2000.00
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def receive(book: Book, number: str, customer: str = "HDJC", matures: str = "2027-02-28", **other: Any) -> int:
    days = {"received_on": date(2026, 11, 1), "matures_on": date.fromisoformat(matures)}
    draft = {"customer_id": book.ids[customer], "kind": "bank", "acceptor": "Bank of Ningbo", "amount": 100_00}
    return book.services.bills.receive(BillDraft(**{**draft, **days, "number": number, "parts": {}, **other}))


def listed(qtbot: QtBot, desk: Desk, **wishes: Any) -> ReceivablesPage:
    page = ReceivablesPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 600)
    page.go(Place("receivables", None, {"view": "bills", **wishes}))
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: ReceivablesPage) -> None:
    rest(qtbot, page.desk)


def column(page: ReceivablesPage, key: str) -> list[str]:
    view = page.ledger.view
    place = [each.key for each in view.rows.columns].index(key)
    return [view.rows.index(row, place).data() for row in range(view.rows.rowCount())]


def choose(page: ReceivablesPage, *numbers: str) -> None:
    shown = column(page, "number")
    page.ledger.view.select_keys([page.ledger.view.rows.key_at(shown.index(number)) for number in numbers])


def dialog_of(qtbot: QtBot, page: QWidget) -> FormDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(FormDialog)))
    return next(each for each in page.findChildren(FormDialog) if each.isVisible())


def test_the_list_tells_state_last_day_and_risk_with_sums(qtbot: QtBot, book: Book, desk: Desk) -> None:
    receive(book, "A-1", matures="2026-11-05")
    receive(book, "A-2", matures="2026-12-10", amount=250_00)
    gone = receive(book, "A-3", "BETA")
    done = receive(book, "A-4", "BETA")
    book.services.bills.event(gone, "endorsed", date(2026, 11, 10), "steel works")
    book.services.bills.event(done, "honoured", date(2026, 11, 20))
    page = listed(qtbot, desk)
    page.ledger.clear()
    settle(qtbot, page)
    assert column(page, "number") == ["A-1", "A-2", "A-3", "A-4"]
    assert column(page, "status") == ["In hand", "In hand", "Endorsed", "Honoured"]
    assert column(page, "present_by") == ["2026-11-15", "2026-12-20", "—", "—"]
    assert column(page, "at_risk") == ["100.00", "250.00", "100.00", "—"]
    texts = {each.text() for each in page.ledger.panel.findChildren(QLabel)}
    assert "4 drafts · amount ¥550.00 · still at risk ¥450.00" in texts
    chips = {key: page.ledger.filters.chip(key).text() for key in ("in_hand", "due_30", "endorsed", "honoured")}
    assert chips == {
        "in_hand": "In hand 2",
        "due_30": "Due within 30 days 2",
        "endorsed": "Endorsed 1",
        "honoured": "Honoured 1",
    }
    page.ledger.filters.choose(["at_risk"])
    settle(qtbot, page)
    assert page.ledger.filters.result() == "3 of 4 shown · total ¥450.00"
    page.ledger.filters.choose([], "steelworks nobody")
    settle(qtbot, page)
    assert page.ledger.panel.nothing_text == "Nothing matches."


def test_an_empty_list_says_what_will_stand_here(qtbot: QtBot, desk: Desk) -> None:
    page = listed(qtbot, desk)
    assert page.ledger.panel.nothing_text.startswith("No drafts yet. Bank and trade acceptance drafts")


def test_a_refused_draft_is_owed_again(qtbot: QtBot, book: Book, desk: Desk) -> None:
    number = receive(book, "A-1", "BETA", matures="2026-11-05", amount=2000_00, parts=None)
    book.services.bills.event(number, "presented", date(2026, 11, 6))
    page = listed(qtbot, desk)
    choose(page, "A-1")
    assert not page.ledger.present.isEnabled()
    page.ledger.refuse.trigger()
    dialog = dialog_of(qtbot, page)
    said = dialog.form["status"].said()
    assert said == "What it settled is owed again. Give notice by 2026-11-24, take recourse by 2027-05-21."
    assert dialog.save.text() == "Record as refused"
    dialog.form["note"].set_value("no funds")
    dialog.form.submit()
    qtbot.waitUntil(lambda: column(page, "status") == ["Refused"])
    (item,) = book.services.receivables.open_items(book.ids["BETA"])
    assert (item.number, item.open, item.due_on) == ("YS-3", 2000_00, date(2026, 11, 6))
    assert column(page, "at_risk") == ["—"]


def test_several_are_recorded_at_once_as_far_as_all_of_them_can(qtbot: QtBot, book: Book, desk: Desk) -> None:
    receive(book, "A-1")
    receive(book, "A-2", transferable=False)
    page = listed(qtbot, desk)
    choose(page, "A-1", "A-2")
    page.ledger.change.trigger()
    dialog = dialog_of(qtbot, page)
    box = dialog.form["status"].box  # type: ignore[attr-defined]  # a drop-down
    assert [box.itemData(row) for row in range(box.count())] == ["presented", "honoured"]
    dialog.form["status"].set_value("honoured")
    dialog.form.submit()
    qtbot.waitUntil(lambda: column(page, "status") == ["Honoured", "Honoured"])
    choose(page, "A-1")
    assert not page.ledger.change.isEnabled()


def test_a_day_before_the_last_one_is_refused_at_its_field(qtbot: QtBot, book: Book, desk: Desk) -> None:
    receive(book, "A-1")
    page = listed(qtbot, desk)
    choose(page, "A-1")
    page.ledger.present.trigger()
    dialog = dialog_of(qtbot, page)
    dialog.form["on"].set_value(date(2026, 10, 31))
    dialog.form.submit()
    qtbot.waitUntil(lambda: dialog.form["on"].reason != "")
    assert dialog.form["on"].reason == "It is “In hand” since 2026-11-01. This cannot be earlier."


def test_a_voided_draft_stands_apart(qtbot: QtBot, book: Book, desk: Desk) -> None:
    receive(book, "A-1", "BETA", parts=None)
    page = listed(qtbot, desk)
    choose(page, "A-1")
    page.ledger.void.trigger()
    dialog = dialog_of(qtbot, page)
    dialog.form["reason"].set_value("typed twice")
    dialog.form.submit()
    qtbot.waitUntil(lambda: column(page, "number") == [])
    page.ledger.filters.choose(["voided"])
    settle(qtbot, page)
    assert (column(page, "status"), column(page, "at_risk")) == (["Voided"], ["—"])


def test_from_the_menu_and_by_key(program: Program) -> None:
    """Business ▸ Receive a draft anywhere; Ctrl+N in the list of drafts."""
    window = program.open(program.book("customer A net 30\ninvoice A-1 A 2026-10-01 due 2026-10-31 100.00"))
    window.desk.navigation.open("customer", 1)
    program.rest()
    window.actions_by_name["bill"].trigger()
    program.rest()
    first = window.findChild(BillDialog)
    assert first is not None
    assert first.customer.value() == 1
    first.reject()
    program.rest()
    window.desk.navigation.open("receivables", view="bills")
    window = program.settled()
    program.control(Qt.Key.Key_N)
    program.rest()
    assert any(each.isVisible() for each in window.findChildren(BillDialog))
