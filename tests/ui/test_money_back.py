"""Write-offs, allowances, refunds, moves, returns and advances from the lists, by their actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.models import payments, receivables
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.navigation import Place
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of, rest

LEDGER = """
customer ACME net 30
invoice  YS-1 ACME 2026-08-01 due 2026-08-20 300.00
invoice  YS-2 ACME 2026-10-06 due 2026-11-06 500.00
payment  SK-1 ACME 2026-11-10 120.00 -> YS-2:100
payment  SK-2 ACME 2026-11-11 40.00 ->
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, **wishes: Any) -> ReceivablesPage:
    page = ReceivablesPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 600)
    if wishes:
        page.go(Place("receivables", None, wishes))
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: ReceivablesPage) -> None:
    rest(qtbot, page.desk)


def column(page: ReceivablesPage, key: str) -> list[str]:
    view = page.ledger.view
    place = [each.key for each in view.rows.columns].index(key)
    return [view.rows.index(row, place).data() for row in range(view.rows.rowCount())]


def choose(page: ReceivablesPage, number: str, key: str = "number") -> None:
    page.ledger.view.select_keys([page.ledger.view.rows.key_at(column(page, key).index(number))])


def dialog_of(qtbot: QtBot, page: QWidget) -> FormDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(FormDialog)))
    return next(each for each in page.findChildren(FormDialog) if each.isVisible())


def submit(qtbot: QtBot, page: ReceivablesPage, values: dict[str, Any]) -> None:
    """Fills the dialog, saves it and waits for the list."""
    dialog = dialog_of(qtbot, page)
    dialog.form.set(values)
    dialog.form.submit()
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in page.findChildren(FormDialog)))
    settle(qtbot, page)


def open_now(book: Book) -> dict[str, int]:
    book.reopen()
    items = receivables.open_items(book.store, book.ids["ACME"], TODAY)
    return {item.number: item.open if item.side == "debit" else -item.open for item in items}


def asked(desk: Desk) -> list[tuple[str, dict[str, Any]]]:
    heard = list[tuple[str, dict[str, Any]]]()
    desk.navigation.asked.connect(lambda name, wishes: heard.append((name, dict(wishes))))
    return heard


def test_writing_off_and_recovering_begin_with_the_chosen_debt(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page, heard = opened(qtbot, desk), asked(desk)
    who = book.ids["ACME"]
    first = receivables.instalments(book.store, book.ids["YS-1"])[0].id
    choose(page, "YS-1")
    assert not page.ledger.recover.isVisible()
    page.ledger.write_off.trigger()
    assert heard == [("write_off", {"customer": who, "instalments": [first]})]
    book.ledger("writeoff W-1 YS-1 2026-11-15 300.00")
    page.ledger.filters.choose(["written_off"])
    settle(qtbot, page)
    qtbot.waitUntil(lambda: column(page, "number") == ["YS-1"])
    choose(page, "YS-1")
    assert not page.ledger.write_off.isVisible()
    page.ledger.recover.trigger()
    assert heard[-1] == ("recovery", {"customer": who, "instalment": first})


def test_an_allowance_is_given_and_voided_again(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk)
    choose(page, "YS-2")
    page.ledger.allow.trigger()
    submit(qtbot, page, {"amount": 50_00, "reason": "scratched"})
    assert column(page, "open") == ["300.00", "350.00"]
    choose(page, "YS-2")
    assert page.ledger.take_back.isVisible()
    page.ledger.take_back.trigger()
    dialog = dialog_of(qtbot, page)
    assert dialog.form["which"].box.currentText() == "Allowance ¥50.00 (2026-11-21): scratched"  # type: ignore[attr-defined]
    submit(qtbot, page, {"reason": "wrong customer"})
    assert column(page, "open") == ["300.00", "400.00"]


def test_more_than_is_open_is_refused_at_the_amount(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk)
    choose(page, "YS-2")
    page.ledger.round_off.trigger()
    dialog = dialog_of(qtbot, page)
    dialog.form.set({"amount": 400_01})
    dialog.form.submit()
    qtbot.waitUntil(lambda: bool(dialog.form["amount"].reason))
    assert dialog.form["amount"].reason == "At most ¥400.00 is open there."


def test_what_is_free_of_a_payment_is_paid_back(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk, view="payments")
    choose(page, "SK-1")
    page.ledger.refund.trigger()
    dialog = dialog_of(qtbot, page)
    assert (dialog.form["amount"].value(), dialog.form["amount"].said()) == (
        20_00,
        "¥20.00 is not applied and free to go.",
    )
    submit(qtbot, page, {"amount": 15_00, "reference": "out-7"})
    assert column(page, "amount")[0] == "−15.00"
    assert column(page, "method")[0] == "Refund"
    assert open_now(book) == {"YS-1": 300_00, "YS-2": 400_00, "SK-1": -5_00, "SK-2": -40_00}


def test_money_is_moved_to_another_receivable_from_today(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk, view="payments")
    choose(page, "SK-1")
    page.ledger.elsewhere.trigger()
    dialog = dialog_of(qtbot, page)
    assert dialog.form["source"].box.currentText() == "YS-2 · ¥100.00 since 2026-11-10"  # type: ignore[attr-defined]
    assert dialog.form["target"].box.currentText() == "YS-1 · ¥300.00 open"  # type: ignore[attr-defined]
    assert dialog.form["amount"].value() == 100_00
    submit(qtbot, page, {"amount": 70_00})
    qtbot.waitUntil(lambda: column(page, "applied_to")[-1] == "YS-1, YS-2")
    assert open_now(book) == {"YS-1": 230_00, "YS-2": 470_00, "SK-1": -20_00, "SK-2": -40_00}
    before = receivables.open_items(book.store, book.ids["ACME"], TODAY.replace(day=20))
    assert {item.number: item.open for item in before if item.side == "debit"} == {"YS-1": 300_00, "YS-2": 400_00}


def test_a_payment_that_came_back_opens_what_it_settled(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk, view="payments")
    choose(page, "SK-1")
    page.ledger.bounce.trigger()
    submit(qtbot, page, {"reason": "no funds"})
    assert column(page, "method")[0] == "Returned payment"
    assert open_now(book) == {"YS-1": 300_00, "YS-2": 500_00, "SK-2": -40_00}


def test_a_small_balance_is_kept_as_income(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk, view="payments")
    choose(page, "SK-2")
    page.ledger.keep.trigger()
    submit(qtbot, page, {"reason": "customer gone"})
    assert column(page, "method")[0] == "Taken as income"
    assert open_now(book) == {"YS-1": 300_00, "YS-2": 400_00, "SK-1": -20_00}


def test_actions_follow_what_is_chosen(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("refund R-1 ACME 2026-11-12 10.00")
    page = opened(qtbot, desk, view="payments")
    names = ("use", "refund", "keep", "elsewhere", "bounce")

    def offered() -> list[bool]:
        return [getattr(page.ledger, name).isVisible() for name in names]

    choose(page, "SK-1")
    assert offered() == [True, True, True, True, True]
    choose(page, "SK-2")
    assert offered() == [True, True, True, False, True]
    choose(page, "R-1")
    assert offered() == [False] * 5


def test_advances_by_customer_are_used_at_once(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer EX USD\npayment SK-9 EX 2026-11-12 10.00 USD @7 ->")
    page = opened(qtbot, desk, view="advances")
    assert column(page, "customer") == ["EX Company", "ACME Company"]
    assert column(page, "open") == ["$10.00", "60.00"]
    assert column(page, "owes") == ["—", "700.00"]
    assert "2 balances · advances ¥130.00" in {each.text() for each in page.ledger.panel.findChildren(QLabel)}
    choose(page, "EX Company", "customer")
    assert not page.ledger.use.isEnabled()
    choose(page, "ACME Company", "customer")
    page.ledger.use.trigger()
    qtbot.waitUntil(lambda: column(page, "customer") == ["EX Company"])
    assert open_now(book) == {"YS-1": 240_00, "YS-2": 400_00}
    book.services.history.undo()
    assert payments.open_of(book.store, "payment_id", book.ids["SK-2"])[0] == 40_00


def test_advances_are_paid_back_whole_and_then_the_list_says_what_it_is_for(
    qtbot: QtBot, book: Book, desk: Desk
) -> None:
    page = opened(qtbot, desk, view="advances")
    choose(page, "ACME Company", "customer")
    page.ledger.refund.trigger()
    submit(qtbot, page, {"method": "cash"})
    assert page.ledger.panel.nothing_text.startswith("No advances.")
    assert open_now(book) == {"YS-1": 300_00, "YS-2": 400_00}


def test_a_refund_left_by_accident_is_there_again_for_that_payment_alone(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page = opened(qtbot, desk, view="payments")
    for number, amount in (("SK-1", 12_00), ("SK-2", 40_00), ("SK-1", 12_00)):
        choose(page, number)
        page.ledger.refund.trigger()
        dialog = dialog_of(qtbot, page)
        if number == "SK-1":
            dialog.form.set({"amount": 12_00})
        assert dialog.form["amount"].value() == amount
        dialog.reject()
        qtbot.waitUntil(lambda: not any(each.isVisible() for each in page.findChildren(FormDialog)))
    choose(page, "SK-1")
    page.ledger.refund.trigger()
    assert dialog_of(qtbot, page).form["amount"].value() == 12_00
