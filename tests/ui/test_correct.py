"""Correcting from the lists: everything as it was entered, a reason, one undo."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.models import receivables
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of, rest
from tests.ui.keys import leave

LEDGER = """
customer A net 30
invoice  A-1 A 2026-10-01 due 2026-10-31 100.00
payment  P-1 A 2026-11-05 40.00 -> A-1
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, view: str) -> FormDialog:
    """The dialog for the only row of a list."""
    page = ReceivablesPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 640)
    page.show()
    page.show_view(view)
    qtbot.waitUntil(lambda: bool(page.ledger.chosen()))
    page.ledger.correct.trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(FormDialog)))
    dialog = page.findChildren(FormDialog)[-1]
    assert dialog.isVisible()
    return dialog


def save(qtbot: QtBot, desk: Desk, dialog: FormDialog) -> None:
    dialog.form.submit()
    rest(qtbot, desk)


def owes(book: Book) -> int:
    return book.services.reports.balance(book.ids["A"], TODAY).total


def test_a_receivable_is_corrected_with_what_it_said(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, "receivables")
    assert (dialog.form["number"].value(), dialog.form["amount"].value()) == ("A-1", 10000)
    leave(dialog.form["amount"], "80")
    leave(dialog.form["reason"], "price agreed later")
    save(qtbot, desk, dialog)
    assert owes(book) == 4000
    assert [each.amount for each in receivables.numbered(book.store, book.ids["A"], "A-1")] == [8000, 10000]
    book.services.history.undo()
    assert owes(book) == 6000


def test_a_payment_is_corrected_and_settles_what_it_settled(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, "payments")
    leave(dialog.form["amount"], "25")
    leave(dialog.form["reason"], "typed 40 for 25")
    save(qtbot, desk, dialog)
    assert owes(book) == 7500


def test_without_a_reason_nothing_is_written(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, "receivables")
    leave(dialog.form["amount"], "80")
    dialog.form.submit()
    assert dialog.form["reason"].reason == "Please fill this in."
    assert owes(book) == 6000
