"""The bank's statement in the window: from the file to payments by keyboard, each decision with its way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.models import bank, payers
from app.ui.dialogs.bank_choice import BankChoice
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Hit
from tests.banking import LEDGER, entered, saved
from tests.book import Book
from tests.ui.bank_list import column, opened, settle, status, view_of
from tests.ui.desk import desk_of

MORE = """
customer 兴华五金 net 30
invoice YS-0160 兴华五金 2026-09-12 due 2026-10-12 61.00
"""


@pytest.fixture
def desk(book: Book, tmp_path: Path) -> Iterator[Desk]:
    """Four open lines: very likely, very likely, possible (two customers), not found."""
    entered(book, LEDGER + MORE)
    book.services.bank.take(book.services.bank.read(saved(tmp_path)))
    with desk_of(book) as made:
        yield made


def press(page: ReceivablesPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(view_of(page).view, key, modifiers)


def test_two_sides_of_a_line_with_the_reason_and_how_sure_in_words(qtbot: QtBot, desk: Desk) -> None:
    page = opened(qtbot, desk)
    assert column(page, "strength") == ["Very likely", "Very likely", "Possible", "Not found"]
    assert column(page, "why") == [
        "Payer = 宏达建材; amount = YS-0112 + YS-0140", "The text names YS-0150; amount fits", "Amount = YS-0151", "—",
    ]  # fmt: skip
    assert (
        view_of(page).head.text() == "4 lines of money in · 2 very likely · 1 possible · 1 not found · difference ¥0.00"
    )
    assert view_of(page).detail.text().splitlines() == [
        "2026-11-02 · ¥550.00", "宏达建材 · 622200001111 · 货款", "Very likely · 宏达建材", "Payer = 宏达建材; amount = YS-0112 + YS-0140",
    ]  # fmt: skip


def test_enter_accepts_and_the_next_line_is_next(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return)  # at once: the first is not waited for
    settle(qtbot, page)
    assert status(book) == {"open": 2, "matched": 2, "ignored": 0}
    assert column(page, "amount") == ["¥61.00", "¥0.55"]
    assert "李军" in page.message_bar.text()
    assert [payer.name for payer in payers.of_customer(book.store, book.ids["永昌贸易"])] == ["李军"]


def test_a_payer_need_not_be_remembered(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    settle(qtbot, page)
    button = next(each for each in page.message_bar.findChildren(QPushButton) if each.text() == "Don't remember")
    button.click()
    settle(qtbot, page)
    assert payers.of_customer(book.store, book.ids["永昌贸易"]) == []
    assert status(book)["matched"] == 1


def test_ctrl_enter_takes_all_that_is_very_likely_and_says_how_much_before(
    qtbot: QtBot, book: Book, desk: Desk
) -> None:
    page = opened(qtbot, desk)
    assert view_of(page).all.text() == "Accept 2 very likely, ¥630.00"
    view_of(page).all.trigger()
    settle(qtbot, page)
    assert status(book) == {"open": 2, "matched": 2, "ignored": 0}
    book.services.history.undo()
    assert status(book) == {"open": 4, "matched": 0, "ignored": 0}


def test_the_right_arrow_shows_the_others_and_one_of_them_can_be_taken(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    view_of(page).others.trigger()
    menu = view_of(page).menu
    assert isinstance(menu, QMenu)
    assert [each.text() for each in menu.actions() if each.text()] == [
        "永昌贸易: Amount = YS-0151", "兴华五金: Amount = YS-0160", "Choose the customer…",
    ]  # fmt: skip
    menu.actions()[1].trigger()
    menu.close()
    settle(qtbot, page)
    assert status(book)["matched"] == 1
    assert {each.number for each in bank.open_parts(book.store)} == {"YS-0112", "YS-0140", "YS-0150", "YS-0151"}


def test_del_ignores_and_the_line_can_be_opened_again(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk)
    view = view_of(page)
    view.view.select_keys([view.view.rows.key_at(3)])
    view.ignore.trigger()
    settle(qtbot, page)
    assert status(book) == {"open": 3, "matched": 0, "ignored": 1}
    next(each for each in page.message_bar.findChildren(QPushButton) if each.text() == "Another reason…").click()
    assert view.menu is not None
    next(each for each in view.menu.actions() if each.text() == "Interest from the bank").trigger()
    view.menu.close()
    settle(qtbot, page)
    view.filters.choose(["ignored"])
    assert (column(page, "amount"), column(page, "why")) == (["¥0.55"], ["Interest from the bank"])
    view.reopen.trigger()
    settle(qtbot, page)
    assert status(book) == {"open": 4, "matched": 0, "ignored": 0}


def test_enter_on_a_line_that_nobody_was_found_for_asks_for_the_customer(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk)
    view = view_of(page)
    view.view.select_keys([view.view.rows.key_at(3)])
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(BankChoice)))
    dialog = next(each for each in page.findChildren(BankChoice) if each.isVisible())
    dialog.customer.set_value(Hit(book.ids["宏达建材"], "宏达建材"))
    dialog.customer.picked.emit(Hit(book.ids["宏达建材"], "宏达建材"))
    qtbot.waitUntil(lambda: dialog.rows.count() == 2)
    dialog.rows.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.commit()
    settle(qtbot, page)
    assert {each.number: each.open for each in bank.open_parts(book.store)}["YS-0140"] == 35000 - 55
    assert status(book)["matched"] == 1


def test_search_and_chips_narrow_the_list(qtbot: QtBot, desk: Desk) -> None:
    page = opened(qtbot, desk)
    view_of(page).filters.choose(["possible"])
    assert column(page, "amount") == ["¥61.00"]
    view_of(page).filters.choose([], "李军")
    assert column(page, "amount") == ["¥80.00"]
    view_of(page).filters.choose([], "nobody")
    assert view_of(page).panel.nothing_text == "Nothing matches."


def test_a_line_that_was_settled_meanwhile_comes_back_with_a_sentence(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk)
    view = view_of(page)
    row = view.rows[view.view.rows.key_at(1)]
    assert row.match is not None
    stale = row.match.suggestions[0]
    book.ledger("payment P-1 永昌贸易 2026-11-10 20.00 -> YS-0150")
    view._accept(row, stale)
    settle(qtbot, page)
    assert "settled meanwhile" in page.message_bar.text()
    assert len(column(page, "amount")) == 4
