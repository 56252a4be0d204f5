"""Drafts in the window: the dialog that receives one, the list, and what becomes of the chosen ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.models import bills
from app.models.bills import Bill
from app.services.bills import BillDraft
from app.ui.dialogs.bill import BillDialog
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.payment_table import APPLY
from app.ui.navigation import Place
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of
from tests.ui.keys import type_in
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


def opened(qtbot: QtBot, desk: Desk, **wishes: Any) -> BillDialog:
    dialog = BillDialog(desk, **wishes)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None and not desk.jobs.is_busy)
    return dialog


def put(dialog: BillDialog, field: str, text: str) -> None:
    """As if typed into a field."""
    line = dialog.form[field].focus_editor
    line.setFocus()
    line.clear()  # type: ignore[attr-defined]  # every field named here is one line
    type_in(line, text)


def kept(book: Book) -> list[Bill]:
    store = book.open.another().store
    found = bills.received(store, date.max)
    store.close()
    return found


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
    qtbot.waitUntil(lambda: page.ledger.found is not None and not page.desk.jobs.is_busy)


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


def test_a_draft_is_typed_and_settles_the_oldest_first(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    put(dialog, "amount", "600")
    assert dialog.line_text() == "Received ¥600.00 = applied ¥600.00 + advance ¥0.00 · still owes ¥200.00"
    put(dialog, "number", "5313-01")
    put(dialog, "acceptor", "Bank of Ningbo")
    put(dialog, "matures_on", "2027-02-28")
    assert dialog.matures_on.said() == "To be presented from 2027-02-28 to 2027-03-10."
    dialog.class_.set_value("large_bank")
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    (bill,) = kept(book)
    assert (bill.kind, bill.number, bill.acceptor, bill.acceptor_class) == (
        "bank",
        "5313-01",
        "Bank of Ningbo",
        "large_bank",
    )
    assert (bill.amount, bill.received_on, bill.matures_on, bill.transferable) == (
        600_00,
        TODAY,
        date(2027, 2, 28),
        True,
    )
    (left,) = book.services.receivables.open_items(book.ids["HDJC"])
    assert (left.number, left.open) == ("YS-2", 200_00)


def test_a_term_beyond_the_law_is_remarked_and_less_common_fields_are_one_press_away(
    qtbot: QtBot, book: Book, desk: Desk
) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    put(dialog, "amount", "300")
    put(dialog, "acceptor", "Hongda")
    dialog.kind.set_value("trade")
    assert not dialog.class_.isVisible()
    put(dialog, "matures_on", "2027-05-21")
    assert dialog.matures_on.said() == "To be presented from 2027-05-21 to 2027-05-31."  # six months from today
    dialog.show_more()
    put(dialog, "drawn_on", "2026-11-20")
    put(dialog, "matures_on", "2027-05-21")
    assert dialog.matures_on.said().endswith(
        "Its term is longer than the 6 months allowed since 2023. Check the dates."
    )
    dialog.form["fixed"].set_value(True)
    put(dialog, "drawer", "Hongda Group")
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    (bill,) = kept(book)
    assert (bill.kind, bill.drawer, bill.drawn_on, bill.transferable) == (
        "trade",
        "Hongda Group",
        date(2026, 11, 20),
        False,
    )


def test_what_is_applied_can_be_chosen_by_hand(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    put(dialog, "amount", "400")
    for row, text in ((0, "0"), (1, "350")):
        assert dialog.rows.setData(dialog.rows.index(row, APPLY), text)
    assert dialog.line_text() == "Received ¥400.00 = applied ¥350.00 + advance ¥50.00 · still owes ¥450.00"
    dialog.kind.set_value("cheque")
    put(dialog, "acceptor", "ICBC")
    put(dialog, "matures_on", "2026-12-31")
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    found = [(item.side, item.open) for item in book.services.receivables.open_items(book.ids["HDJC"])]
    assert found == [("debit", 300_00), ("debit", 150_00), ("credit", 50_00)]
    assert kept(book)[0].kind == "cheque"


def test_a_known_number_is_refused_at_its_field(qtbot: QtBot, book: Book, desk: Desk) -> None:
    receive(book, "5313-01")
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    for field, text in (("amount", "10"), ("number", "5313-01"), ("acceptor", "X"), ("matures_on", "2027-01-31")):
        put(dialog, field, text)
    dialog.form.submit()
    qtbot.waitUntil(lambda: dialog.form["number"].reason != "")
    assert dialog.form["number"].reason.startswith(
        "The draft “5313-01” is in the book already, received on 2026-11-01."
    )
    assert len(kept(book)) == 1


def test_what_was_typed_comes_back(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    for field, text in (("amount", "10"), ("acceptor", "Bank of Ningbo"), ("matures_on", "2027-01-31")):
        put(dialog, field, text)
    dialog.reject()
    again = opened(qtbot, desk)
    qtbot.waitUntil(lambda: again.account is not None)
    assert (again.amount.minor(), again.form["acceptor"].value(), again.matures_on.day()) == (
        10_00,
        "Bank of Ningbo",
        date(2027, 1, 31),
    )
    again.afresh()
    assert (again.amount.text(), again.form["acceptor"].value(), again.received_on.day()) == ("", "", TODAY)


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
