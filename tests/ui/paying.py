"""A payment dialog in a test: opened on a customer, read, saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models import receivables
from app.services.services import Services
from app.ui.dialogs.payment import PaymentDialog
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book

LEDGER = """
customer HDJC net 30 limit 3500
invoice  YS-1 HDJC 2026-09-11 due 2026-10-11 300.00
invoice  YS-2 HDJC 2026-11-06 due 2026-12-06 500.00
"""


def opened(qtbot: QtBot, desk: Desk, customer: int, **wishes: object) -> PaymentDialog:
    dialog = PaymentDialog(desk, customer=customer, **wishes)  # type: ignore[arg-type]  # each test names what it wishes
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.account is not None)
    return dialog


def cells(dialog: PaymentDialog, column: int) -> list[str]:
    rows = dialog.panel.across if dialog.panel.crosses else dialog.rows
    return [rows.index(row, column).data() for row in range(rows.rowCount())]


def saved(qtbot: QtBot, dialog: PaymentDialog) -> None:
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())


def reread(book: Book) -> Services:
    """What is in the book now."""
    book.reopen()
    return book.services


def open_now(services: Services, book: Book, customer: str = "HDJC") -> dict[str, int]:
    items = receivables.open_items(services.store, book.ids[customer], TODAY)
    return {item.number: item.open if item.side == "debit" else -item.open for item in items}


def part_of(book: Book, number: str) -> int:
    return receivables.instalments(book.store, book.ids[number])[0].id
