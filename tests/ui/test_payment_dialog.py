"""Log a payment: keystrokes, the live preview, what is saved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import i18n
from app.models import payments, receivables
from app.ui.dialogs.payment import PaymentDialog
from app.ui.dialogs.payment_table import AFTER, APPLY, DUE, NUMBER, OPEN
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of
from tests.ui.keys import type_in

LEDGER = """
customer HDJC net 30 limit 3500
customer BETA net 30
invoice  YS-3 HDJC 2026-11-05 due 2026-12-05 2400.00
invoice  YS-1 HDJC 2026-09-11 due 2026-10-11 300.00
invoice  YS-2 HDJC 2026-10-06 due 2026-11-06 500.00
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, **wishes: object) -> PaymentDialog:
    dialog = PaymentDialog(desk, **wishes)  # type: ignore[arg-type]  # each test names what it wishes
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


def enter(dialog: QWidget) -> None:
    QTest.keyClick(focus(dialog), Qt.Key.Key_Return)


def loaded(qtbot: QtBot, dialog: PaymentDialog) -> None:
    qtbot.waitUntil(lambda: dialog.account is not None)


def cells(dialog: PaymentDialog, column: int) -> list[str]:
    return [dialog.rows.index(row, column).data() for row in range(dialog.rows.rowCount())]


def put(dialog: PaymentDialog, row: int, text: str) -> bool:
    return dialog.rows.setData(dialog.rows.index(row, APPLY), text)


def tick(dialog: PaymentDialog, row: int, on: bool) -> None:
    state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
    dialog.rows.setData(dialog.rows.index(row, NUMBER), state, Qt.ItemDataRole.CheckStateRole)


def open_now(book: Book, customer: str = "HDJC") -> dict[str, int]:
    """Open amounts after everything entered, money received below zero."""
    store = book.open.another().store
    items = receivables.open_items(store, book.ids[customer], TODAY)
    store.close()
    return {item.number: item.open if item.side == "debit" else -item.open for item in items}


def test_two_keys_and_two_values_save_a_payment_over_two_receivables(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk)
    keys = 0
    for value in ("hdjc", "600"):
        type_in(focus(dialog), value)
        enter(dialog)
        keys += 1
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert keys == 2
    assert open_now(book) == {"YS-2": 20000, "YS-3": 240000}


def test_the_preview_shows_oldest_due_first_before_anything_is_saved(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    assert dialog.customer.text() == "HDJC Company"
    assert cells(dialog, NUMBER) == ["YS-1", "YS-2", "YS-3"]
    assert cells(dialog, DUE) == ["2026-10-11", "2026-11-06", "2026-12-05"]
    assert cells(dialog, OPEN) == ["300.00", "500.00", "2,400.00"]
    assert cells(dialog, APPLY) == ["—", "—", "—"]
    type_in(focus(dialog), "600")
    assert cells(dialog, APPLY) == ["300.00", "300.00", "—"]
    assert cells(dialog, AFTER) == ["Settled", "200.00", "2,400.00"]
    assert dialog.line_text() == "Received ¥600.00 = applied ¥600.00 + advance ¥0.00 · still owes ¥2,600.00"
    assert open_now(book) == {"YS-1": 30000, "YS-2": 50000, "YS-3": 240000}


def test_what_is_more_than_owed_is_said_and_kept(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    type_in(focus(dialog), "3220")
    assert dialog.line_text() == "Received ¥3,220.00 = applied ¥3,200.00 + advance ¥20.00 · still owes ¥0.00"
    assert dialog.remark_text() == "¥20.00 more than owed; it will be kept as an advance."
    enter(dialog)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert list(open_now(book).values()) == [-2000]


def test_rows_chosen_before_need_one_key(qtbot: QtBot, book: Book, desk: Desk) -> None:
    wanted = [receivables.instalments(book.store, book.ids[number])[0].id for number in ("YS-1", "YS-3")]
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"], instalments=wanted)
    enter(dialog)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert open_now(book) == {"YS-2": 50000}


def test_rows_chosen_before_are_ticked_and_their_sum_is_the_amount(qtbot: QtBot, book: Book, desk: Desk) -> None:
    wanted = [receivables.instalments(book.store, book.ids[number])[0].id for number in ("YS-1", "YS-3")]
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"], instalments=wanted)
    loaded(qtbot, dialog)
    assert (dialog.amount.text(), cells(dialog, APPLY)) == ("2,700.00", ["300.00", "—", "2,400.00"])
    tick(dialog, 1, True)
    assert (dialog.amount.text(), cells(dialog, APPLY)) == ("3,200.00", ["300.00", "500.00", "2,400.00"])
    tick(dialog, 0, False)
    assert (dialog.amount.text(), cells(dialog, APPLY)) == ("2,900.00", ["—", "500.00", "2,400.00"])


def test_a_figure_typed_in_the_table_is_kept_by_hand(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    type_in(focus(dialog), "600")
    assert put(dialog, 2, "100")
    assert put(dialog, 0, "0")
    assert cells(dialog, APPLY) == ["—", "300.00", "100.00"]
    assert dialog.line_text() == "Received ¥600.00 = applied ¥400.00 + advance ¥200.00 · still owes ¥2,800.00"
    assert dialog.remark_text() == "¥200.00 is not applied; it will be kept as an advance."
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    found = open_now(book)
    assert {number: amount for number, amount in found.items() if number.startswith("YS")} == {
        "YS-1": 30000,
        "YS-2": 20000,
        "YS-3": 230000,
    }


def test_figures_by_hand_make_the_amount_where_none_was_typed(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    assert put(dialog, 1, "120.50")
    assert put(dialog, 2, "1000+30")
    assert dialog.amount.text() == "1,150.50"


def test_more_by_hand_than_was_received_is_not_saved(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    type_in(focus(dialog), "100")
    assert put(dialog, 2, "150")
    assert put(dialog, 0, "0")
    assert dialog.remark_text() == "¥50.00 more is applied than was received."
    dialog.form.submit()
    assert dialog.isVisible()
    dialog.use_oldest()
    assert cells(dialog, APPLY) == ["100.00", "—", "—"]


def test_a_figure_above_what_is_open_is_refused_with_the_reason(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    assert not put(dialog, 0, "300.01")
    assert dialog.message_bar.text() == "At most 300.00 is open there."
    assert not put(dialog, 0, "abc")
    assert cells(dialog, APPLY) == ["—", "—", "—"]


def test_a_cell_is_edited_with_the_keyboard(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    type_in(focus(dialog), "600")
    dialog.view.setFocus()
    dialog.view.setCurrentIndex(dialog.rows.index(1, APPLY))
    QTest.keyClick(dialog.view, Qt.Key.Key_F2)
    editor = dialog.view.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    type_in(editor, "250")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(dialog, APPLY) == ["300.00", "250.00", "—"])
    assert dialog.isVisible()


def test_a_problem_of_the_book_stands_at_its_field(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    type_in(focus(dialog), "600")
    dialog.paid_on.line.setText("19260101")
    dialog.paid_on.line.setModified(True)
    enter(dialog)
    assert dialog.paid_on.reason.startswith("This is not a date")
    assert dialog.isVisible()
    assert open_now(book)["YS-1"] == 30000


def test_money_already_settled_by_another_window_is_not_settled_twice(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    type_in(focus(dialog), "300")
    book.ledger("payment SK-9 HDJC 2026-11-20 300.00 -> YS-1")
    enter(dialog)
    qtbot.waitUntil(lambda: bool(dialog.message_bar.text()))
    assert "settled already" in dialog.message_bar.text()
    assert open_now(book) == {"YS-2": 50000, "YS-3": 240000}


def test_a_foreign_customer_pays_in_its_currency_at_a_rate(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer EX USD\ninvoice E-1 EX 2026-09-01 due 2026-10-01 100.00 USD @7.1")
    dialog = opened(qtbot, desk, customer=book.ids["EX"])
    loaded(qtbot, dialog)
    assert dialog.rate.isVisible()
    type_in(focus(dialog), "40")
    assert dialog.line_text() == "Received $40.00 = applied $40.00 + advance $0.00 · still owes $60.00"
    enter(dialog)
    qtbot.waitUntil(lambda: bool(dialog.rate.reason))
    assert dialog.rate.reason == "There is no exchange rate for USD on 2026-11-21. Enter the rate of that day."
    type_in(dialog.rate.line, "7.2")
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    store = book.open.another().store
    paid = payments.payment(store, 1)
    store.close()
    assert paid is not None
    assert (paid.amount, paid.rate, paid.amount_base) == (4000, "7.2", 28800)


def test_the_method_used_last_is_there_the_next_time(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    dialog.method.set_value("wechat")
    type_in(focus(dialog), "1")
    enter(dialog)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert opened(qtbot, desk).method.value() == "wechat"


def test_a_draft_is_kept_when_closed_by_accident(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk)
    type_in(focus(dialog), "hdjc")
    enter(dialog)
    loaded(qtbot, dialog)
    type_in(focus(dialog), "612.5")
    QTest.keyClick(focus(dialog), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    again = opened(qtbot, desk)
    loaded(qtbot, again)
    assert (again.customer.text(), again.amount.text()) == ("HDJC Company", "612.5")
    assert cells(again, APPLY) == ["300.00", "312.50", "—"]
    again.afresh()
    assert (again.customer.text(), again.amount.text()) == ("", "")
    again.reject()
    assert opened(qtbot, desk).amount.text() == ""


def test_a_customer_made_from_here_is_the_one_chosen(qtbot: QtBot, book: Book, desk: Desk) -> None:
    asked = list[tuple[str, object]]()
    desk.navigation.asked.connect(lambda name, wishes: asked.append((name, dict(wishes))))
    dialog = opened(qtbot, desk)
    type_in(focus(dialog), "zed")
    enter(dialog)
    assert asked == [("new_customer", {"name": "zed"})]
    desk.jobs.write(dialog, lambda s: s.customers.add({"name": "Zed Ltd"}), lambda _id: None)
    loaded(qtbot, dialog)
    assert (dialog.customer.text(), dialog.rows.rowCount()) == ("Zed Ltd", 0)
    assert focus(dialog) is dialog.amount.line


def test_the_amount_in_words_in_chinese(qtbot: QtBot, book: Book, desk: Desk) -> None:
    i18n.use("zh_CN")
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    loaded(qtbot, dialog)
    type_in(focus(dialog), "60000")
    assert dialog.amount.said() == "人民币陆万元整"


def test_only_one_button_is_the_first_choice(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk)
    primary = [each.text() for each in dialog.findChildren(QPushButton) if each.property("role") == "primary"]
    assert primary == ["Save payment"]
