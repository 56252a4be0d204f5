"""New receivable: keystrokes, the due date by the terms, what will be owed, saving one after another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models import receivables
from app.ui.dialogs.new_receivable import NewReceivableDialog
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of
from tests.ui.keys import type_in

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger("customer HDJC net 30 limit 3500\ninvoice YS-2026-0007 HDJC 2026-11-05 due 2026-12-05 3200.00")
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, **wishes: object) -> NewReceivableDialog:
    dialog = NewReceivableDialog(desk, **wishes)  # type: ignore[arg-type]  # each test names what it wishes
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: focus(dialog).hasFocus())
    return dialog


def focus(dialog: QWidget) -> QWidget:
    found = dialog.focusWidget()
    assert found is not None
    return found


def loaded(qtbot: QtBot, dialog: NewReceivableDialog) -> None:
    qtbot.waitUntil(lambda: dialog.outlook is not None)


def saved(book: Book, customer: str = "HDJC") -> list[tuple[str, int, str, int]]:
    """(number, amount, due day, disputed) of what is open."""
    store = book.open.another().store
    items = receivables.open_items(store, book.ids[customer], TODAY)
    store.close()
    return [(item.number, item.amount, str(item.due_on), item.disputed) for item in items]


def test_two_keys_and_two_values_record_a_receivable(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk)
    keys = 0
    for value in ("hdjc", "568"):
        type_in(focus(dialog), value)
        QTest.keyClick(focus(dialog), Qt.Key.Key_Return)
        keys += 1
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert keys == 2
    assert saved(book)[1] == ("YS-2026-0008", 56800, "2026-12-21", 0)


def test_letters_in_the_amount_choose_another_customer(qtbot: QtBot, book: Book, desk: Desk) -> None:
    """From a list with a row selected the same keys do the same: name, Enter, amount, Enter."""
    other = book.services.customers.add({"name": "Beta"})
    dialog = opened(qtbot, desk, customer=other)
    loaded(qtbot, dialog)
    for value in ("hdjc", "568"):
        for sign in value:
            type_in(focus(dialog), sign)
        QTest.keyClick(focus(dialog), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert saved(book)[1] == ("YS-2026-0008", 56800, "2026-12-21", 0)


def test_it_says_what_will_be_owed_and_how_much_over_the_limit(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    type_in(focus(dialog), "300")
    assert dialog.amount.said() == "Owes ¥3,500.00 after this"
    type_in(focus(dialog), ".01")
    assert dialog.amount.said() == "Owes ¥3,500.01 after this, ¥0.01 over the limit"


def test_the_due_date_follows_the_terms_until_it_is_typed(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    assert dialog.due_on.text() == "2026-12-21 Mon"
    assert dialog.due_on.said() == "Payment terms of 30 days → 2026-12-21"
    dialog.issued_on.line.selectAll()
    type_in(dialog.issued_on.line, "1101")
    qtbot.waitUntil(lambda: dialog.due_on.text() == "2026-12-01 Tue")
    dialog.due_on.line.selectAll()
    type_in(dialog.due_on.line, "1215")
    dialog.issued_on.line.selectAll()
    type_in(dialog.issued_on.line, "1102")
    qtbot.waitUntil(lambda: dialog.due_on.said() == "Payment terms of 30 days → 2026-12-02")
    dialog.amount.set_value(100)
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert saved(book)[1] == ("YS-2026-0008", 100, "2026-12-15", 0)


def test_without_terms_it_says_that_nothing_falls_due(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer NEW")
    dialog = opened(qtbot, desk, customer=book.ids["NEW"])
    loaded(qtbot, dialog)
    assert dialog.due_on.text() == ""
    assert dialog.due_on.said() == "No payment terms yet: without a due date it is never overdue."


def test_saving_and_going_on_keeps_the_customer(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    for value in ("100", "50"):
        type_in(focus(dialog), value)
        QTest.keyClick(focus(dialog), Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: dialog.amount.text() == "")
    assert dialog.isVisible()
    assert dialog.customer.text() == "HDJC Company"
    assert dialog.message_bar.text() == "¥50.00 is saved. Enter the next one."
    assert focus(dialog) is dialog.amount.line
    type_in(focus(dialog), "1")
    qtbot.waitUntil(lambda: dialog.amount.said() == "Owes ¥3,351.00 after this")
    assert [row[:2] for row in saved(book)[1:]] == [("YS-2026-0008", 10000), ("YS-2026-0009", 5000)]


def test_a_number_in_use_is_marked_at_its_field(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    dialog.show_more()
    dialog.form.set({"number": "YS-2026-0007", "amount": 100})
    dialog.form.submit()
    qtbot.waitUntil(lambda: bool(dialog.number.reason))
    assert dialog.number.reason.startswith("This customer already has a receivable “YS-2026-0007”.")
    assert focus(dialog) is dialog.number.line
    assert len(saved(book)) == 1
    dialog.form.set({"number": "2026-A", "disputed": 40})
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert saved(book)[1] == ("2026-A", 100, "2026-12-21", 40)


def test_decimals_are_those_of_the_customers_currency(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer KYOTO net 60 JPY")
    dialog = opened(qtbot, desk)
    type_in(focus(dialog), "kyoto")
    QTest.keyClick(focus(dialog), Qt.Key.Key_Return)
    type_in(focus(dialog), "56800")
    QTest.keyClick(focus(dialog), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.rate.reason))
    dialog.rate.set_value("0.047")
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert saved(book, "KYOTO") == [("YS-2026-0008", 56800, "2027-01-20", 0)]


def test_a_draft_comes_back(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    type_in(focus(dialog), "77.5")
    dialog.show_more()
    dialog.form.set({"description": "two doors"})
    QTest.keyClick(focus(dialog), Qt.Key.Key_Escape)
    again = opened(qtbot, desk)
    loaded(qtbot, again)
    assert (again.customer.text(), again.amount.text()) == ("HDJC Company", "77.50")
    assert again.form["description"].value() == "two doors"
    again.form.submit()
    qtbot.waitUntil(lambda: not again.isVisible())
    assert opened(qtbot, desk).amount.text() == ""


def test_a_draft_is_offered_where_a_customer_was_chosen(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer KYOTO net 60")
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    type_in(focus(dialog), "77.5")
    QTest.keyClick(focus(dialog), Qt.Key.Key_Escape)
    again = opened(qtbot, desk, customer=book.ids["KYOTO"])
    loaded(qtbot, again)
    assert (again.customer.text(), again.amount.text()) == ("KYOTO Company", "")
    (way,) = [each for each in again.message_bar.findChildren(QPushButton) if each.text() == "Bring it back"]
    way.click()
    assert (again.customer.text(), again.amount.minor()) == ("HDJC Company", 77_50)
