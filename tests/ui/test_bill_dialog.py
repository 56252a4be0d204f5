"""Receiving a draft: keystrokes, what is remarked, what is saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models import bills
from app.models.bills import Bill
from app.services.bills import BillDraft
from app.ui.dialogs.bill import BillDialog
from app.ui.dialogs.payment_table import APPLY
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of, rest
from tests.ui.keys import type_in

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
    rest(qtbot, desk)
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
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
