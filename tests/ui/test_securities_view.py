"""All securities and deposits in one list: what counts, what is shown, what is done with a row; the dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.dates import add_days
from app.services.deposits import DepositDraft
from app.services.securities import SecurityDraft
from app.ui.dialogs.deposits import DepositDialog, moves_of, take_out
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.security import SecurityDialog
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import cells, contracts_view, desk_of, rest


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger("customer A net 30\ncustomer B net 30\ninvoice A-1 A 2026-09-01 due 2026-10-01 300.00")
    with desk_of(book) as made:
        yield made


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def fill(book: Book) -> None:
    add = book.services.securities.add
    add(SecurityDraft(book.ids["A"], "guarantee_person", date(2026, 1, 1), 1_000_00, giver="Wang"))
    ending = add_days(TODAY, 20)
    add(SecurityDraft(book.ids["B"], "bank_guarantee", date(2026, 1, 1), 500_00, giver="Bank", expires_on=ending))
    book.services.deposits.receive(DepositDraft(book.ids["A"], 200_00, date(2026, 10, 1)))


def test_what_counts_of_all_customers(qtbot: QtBot, desk: Desk, book: Book) -> None:
    fill(book)
    view = contracts_view(qtbot, desk, "security")
    assert cells(view.view.rows, "customer", "kind", "counts", "ends_on") == [
        ("B Company", "Bank guarantee", "500.00", "2026-12-11"),
        ("A Company", "Guarantee of a person", "300.00", "—"),
        ("A Company", "Cash deposit", "200.00", "—"),
    ]
    assert view.panel._footer.text() == "3 rows · securities count for ¥800.00 · cash deposits ¥200.00"


def test_chips_and_search_narrow_the_list(qtbot: QtBot, desk: Desk, book: Book) -> None:
    fill(book)
    view = contracts_view(qtbot, desk, "security", chip="original")
    assert cells(view.view.rows, "giver", "remarks") == [("Bank", "the original is not here")]
    view.filters.choose(["deposit"])
    view.filter()
    assert cells(view.view.rows, "kind") == [("Cash deposit",)]
    view.filters.choose([], "wang")
    view.filter()
    assert cells(view.view.rows, "giver") == [("Wang",)]


def test_a_deposit_is_used_for_the_debt(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    fill(book)
    dialog = take_out(desk, book.services.deposits.held()[0], "offset", owner)
    rest(qtbot, desk)
    dialog.form.submit()
    rest(qtbot, desk)
    assert book.services.reports.balance(book.ids["A"], TODAY).total == 100_00
    assert book.services.deposits.held() == []


def test_giving_back_tells_what_is_overdue(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    fill(book)
    dialog = take_out(desk, book.services.deposits.held()[0], "refund", owner)
    rest(qtbot, desk)
    assert dialog.message_bar.text() == "¥300.00 of theirs is overdue: you can use the deposit for it instead."


def test_a_deposit_is_taken(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    dialog = DepositDialog(desk, owner, customer=book.ids["B"])
    dialog.open()
    rest(qtbot, desk)
    dialog.form.set({"amount": 50_00, "refund_condition": "no complaint", "refund_due_on": date(2027, 1, 31)})
    dialog.form.submit()
    rest(qtbot, desk)
    found = book.services.deposits.held()[0]
    assert (found.customer, found.amount, found.condition, found.due_on) == (
        "B Company", 50_00, "no complaint", date(2027, 1, 31),
    )  # fmt: skip


def test_a_letter_of_credit_has_its_days_and_documents(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    dialog = SecurityDialog(desk, owner, customer=book.ids["A"])
    dialog.open()
    rest(qtbot, desk)
    form = dialog.form
    form.set({"kind": "letter_of_credit", "giver": "Bank of Hamburg", "value": 900_00, "number": "LC-1"})
    form.set({"wanted": "Invoice\nBill of lading\n\nInvoice", "ship_by": date(2026, 12, 1), "present_days": 15})
    form.set({"here": ["Invoice"], "expires_on": date(2026, 12, 20), "from_on": date(2026, 11, 1)})
    assert not form["joint"].isVisibleTo(form)
    form.submit()
    rest(qtbot, desk)
    made = book.services.securities.register().rows[0].security
    assert made.papers == (("Invoice", True), ("Bill of lading", False))
    assert (made.ship_by, made.present_days, made.haircut_bp) == (date(2026, 12, 1), 15, 10_000)


def test_an_end_that_has_passed_is_told_while_typing(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    dialog = SecurityDialog(desk, owner, customer=book.ids["A"])
    dialog.open()
    rest(qtbot, desk)
    dialog.form.set({"kind": "guarantee_person"})
    QTest.keyClicks(dialog.form["expires_on"].focus_editor, "2026-11-01")
    assert dialog.form["expires_on"].said() == "It has ended: it counts for nothing any more."
    assert dialog.form["haircut_bp"].said() == "Empty = 30%, as the credit rules say."


def test_when_a_deposit_goes_back_can_be_agreed_later(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    fill(book)
    moves = moves_of(desk, book.services.deposits.held()[0], owner)
    rest(qtbot, desk)
    assert moves.agree.isEnabled()
    moves.agree.click()
    asked = moves.findChild(FormDialog)
    assert asked is not None
    asked.form.set({"refund_condition": "works accepted", "refund_due_on": date(2026, 9, 1)})
    asked.form.submit()
    rest(qtbot, desk)
    assert asked.form["refund_due_on"].reason == "This is before the deposit was taken. Correct one of the days."
    asked.form.set({"refund_due_on": date(2027, 1, 31)})
    asked.form.submit()
    rest(qtbot, desk)
    found = book.services.deposits.held()[0]
    assert (found.condition, found.due_on) == ("works accepted", date(2027, 1, 31))
