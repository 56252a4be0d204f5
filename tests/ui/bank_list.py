"""The list of the bank's lines as a test uses it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.models import bank
from app.ui.navigation import Place
from app.ui.pages.receivables.bank import BankView
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.widgets.page import Desk, Page
from tests.book import Book
from tests.ui.desk import rest


def opened(qtbot: QtBot, desk: Desk, **wishes: str) -> ReceivablesPage:
    page = ReceivablesPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.go(Place("receivables", None, {"view": "bank", **wishes}))
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: ReceivablesPage) -> None:
    rest(qtbot, page.desk)
    assert not view_of(page).under_way


def view_of(page: Page) -> BankView:
    assert isinstance(page, ReceivablesPage)
    found = page.ledger
    assert isinstance(found, BankView)
    return found


def column(page: ReceivablesPage, key: str) -> list[str]:
    table = view_of(page).view
    place = [each.key for each in table.rows.columns].index(key)
    return [table.rows.index(row, place).data() for row in range(table.rows.rowCount())]


def status(book: Book) -> dict[str, int]:
    return bank.counts(book.store)
