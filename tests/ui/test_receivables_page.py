"""The lists of receivables and payments: what is shown, what it sums to, what can be done with a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.models import payments, receivables
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.navigation import Place
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of, rest
from tests.ui.program import Program

LEDGER = """
customer ACME net 30
customer BETA net 30
invoice  YS-1 ACME 2026-08-01 due 2026-08-20 300.00
invoice  YS-2 ACME 2026-10-06 due 2026-11-06 500.00
invoice  YS-3 BETA 2026-11-05 due 2026-12-05 2400.00
invoice  YS-4 BETA 2026-10-10 due 2026-10-31:40 2026-11-30:60 100.00
payment  SK-1 ACME 2026-11-10 100.00 -> YS-2
payment  SK-2 BETA 2026-10-31 70.00 -> YS-4:40
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
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


def texts(page: ReceivablesPage) -> set[str]:
    """What stands under the table."""
    return {each.text() for each in page.ledger.panel.findChildren(QLabel)}


def asked(desk: Desk) -> list[tuple[str, dict[str, Any]]]:
    heard = list[tuple[str, dict[str, Any]]]()
    desk.navigation.asked.connect(lambda name, wishes: heard.append((name, dict(wishes))))
    return heard


def choose(page: ReceivablesPage, *numbers: str) -> None:
    shown = column(page, "number")
    page.ledger.view.select_keys([page.ledger.view.rows.key_at(shown.index(number)) for number in numbers])


def dialog_of(qtbot: QtBot, page: QWidget) -> FormDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(FormDialog)))
    return next(each for each in page.findChildren(FormDialog) if each.isVisible())


def test_what_is_outstanding_by_due_date_with_its_sums(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    assert column(page, "number") == ["YS-1", "YS-2", "YS-4 (2/2)", "YS-3"]
    assert column(page, "open") == ["300.00", "400.00", "60.00", "2,400.00"]
    assert column(page, "overdue_days") == ["93", "15", "—", "—"]
    assert column(page, "age") == ["Over 90 days", "1–30 days", "Not due", "Not due"]
    assert column(page, "status") == ["Overdue", "Overdue", "Not due", "Not due"]
    assert page.ledger.filters.result() == "4 of 5 shown · total ¥3,160.00"
    assert "4 receivables · amount ¥3,260.00 · received ¥100.00 · outstanding ¥3,160.00" in texts(page)


def test_chips_and_days_narrow_the_list_and_can_be_cleared(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk, chip="91+")
    assert column(page, "number") == ["YS-1"]
    page.ledger.clear()
    settle(qtbot, page)
    assert sorted(column(page, "number")) == ["YS-1", "YS-2", "YS-3", "YS-4 (1/2)", "YS-4 (2/2)"]
    page.ledger.period.choose("month")
    page.load()
    settle(qtbot, page)
    assert column(page, "number") == ["YS-3"]
    page.ledger.filters.choose([], "nobody")
    settle(qtbot, page)
    assert page.ledger.panel.nothing_text == "Nothing matches."


def test_a_drill_down_opens_the_payments_of_a_month(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk, view="payments", period="2026-10")
    assert (page.view, column(page, "number")) == ("payments", ["SK-2"])
    assert (column(page, "applied_to"), column(page, "unapplied")) == (["YS-4"], ["30.00"])
    assert "1 payment · received ¥70.00 · unapplied ¥30.00" in texts(page)


def test_chosen_rows_of_one_customer_go_into_the_payment(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page, heard = opened(qtbot, desk), asked(desk)
    choose(page, "YS-1", "YS-2")
    wanted = [receivables.instalments(book.store, book.ids[number])[0].id for number in ("YS-1", "YS-2")]
    assert "2 selected · ¥700.00" in texts(page)
    page.ledger.pay.trigger()
    assert heard == [("payment", {"customer": book.ids["ACME"], "instalments": wanted})]
    choose(page, "YS-1", "YS-3")
    assert page.selection() == {}
    page.ledger.pay.trigger()
    assert len(heard) == 1
    assert page.message_bar.text().startswith("The chosen rows are of 2 customers.")


def test_ticks_by_space_choose_rows(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    for number in ("YS-1", "YS-2"):
        choose(page, number)
        QTest.keyClick(page.ledger.view, Qt.Key.Key_Space)
    choose(page, "YS-3")
    assert page.selection()["customer"] == book.ids["ACME"]
    assert len(page.selection()["instalments"]) == 2


def test_a_new_due_date_needs_a_reason_and_shows_at_once(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    choose(page, "YS-2")
    page.ledger.due.trigger()
    dialog = dialog_of(qtbot, page)
    dialog.form.set({"due_on": TODAY})
    dialog.form.submit()
    assert dialog.form["reason"].reason == "Please fill this in."
    dialog.form.set({"reason": "agreed by phone"})
    dialog.form.submit()
    qtbot.waitUntil(lambda: column(page, "due_on")[:2] == ["2026-08-20", "2026-11-21"])
    assert column(page, "status")[1] == "Part-paid"


def test_a_dispute_is_marked_and_ended(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    choose(page, "YS-1")
    page.ledger.dispute.trigger()
    dialog = dialog_of(qtbot, page)
    dialog.form.set({"amount": 30001, "reason": "quality"})
    dialog.form.submit()
    qtbot.waitUntil(lambda: bool(dialog.form["amount"].reason))
    dialog.form.set({"amount": 12000})
    dialog.form.submit()
    qtbot.waitUntil(lambda: column(page, "status")[0] == "Disputed")
    assert page.ledger.dispute.text() == "End the dispute…"
    page.ledger.dispute.trigger()
    again = dialog_of(qtbot, page)
    again.form.set({"result": "accepted"})
    assert not again.form["number"].isVisible()
    again.form.submit()
    qtbot.waitUntil(lambda: column(page, "status")[0] == "Overdue")


def test_a_dispute_is_looked_after(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER + "dispute YS-1 2026-11-02 120.00")
    page = opened(qtbot, desk)
    choose(page, "YS-1")
    assert page.ledger.edit_dispute.isVisible()
    page.ledger.edit_dispute.trigger()
    dialog = dialog_of(qtbot, page)
    assert dialog.form["reason"].value() == "quality"
    dialog.form.set({"reason": "quantity", "owner_id": 1, "due_on": TODAY, "root_cause": "counted twice"})
    dialog.form.submit()
    qtbot.waitUntil(lambda: column(page, "settle_by")[0] == "2026-11-21")
    assert (column(page, "dispute_reason")[0], column(page, "dispute_owner")[0]) == ("Quantity", "Owner")
    choose(page, "YS-2")
    assert not page.ledger.edit_dispute.isVisible()


def test_voiding_waits_for_the_money_on_it(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    choose(page, "YS-2")
    page.ledger.void.trigger()
    dialog = dialog_of(qtbot, page)
    dialog.form.set({"reason": "typed twice"})
    dialog.form.submit()
    qtbot.waitUntil(lambda: dialog.message_bar.text().startswith("Money is applied to this receivable."))
    dialog.reject()
    choose(page, "YS-3")
    page.ledger.void.trigger()
    other = dialog_of(qtbot, page)
    other.form.set({"reason": "typed twice"})
    other.form.submit()
    qtbot.waitUntil(lambda: column(page, "number") == ["YS-1", "YS-2", "YS-4 (2/2)"])
    page.ledger.filters.choose(["voided"])
    qtbot.waitUntil(lambda: column(page, "number") == ["YS-3"])
    assert not page.ledger.void.isEnabled()


def test_an_advance_is_used_and_a_payment_voided(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk, view="payments")
    choose(page, "SK-1")
    assert not page.ledger.use.isEnabled()
    choose(page, "SK-2")
    assert page.ledger.use.isEnabled()
    page.ledger.use.trigger()
    qtbot.waitUntil(lambda: column(page, "unapplied") == ["—", "—"])
    choose(page, "SK-1")
    page.ledger.void.trigger()
    dialog = dialog_of(qtbot, page)
    dialog.form.set({"reason": "bounced"})
    dialog.form.submit()
    qtbot.waitUntil(lambda: column(page, "number") == ["SK-2"])
    store = book.open.another().store
    found = payments.payment(store, book.ids["SK-1"])
    store.close()
    assert found is not None
    assert found.voided_on == TODAY.isoformat()


def test_enter_opens_the_customer(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    choose(page, "YS-3")
    QTest.keyClick(page.ledger.view, Qt.Key.Key_Return)
    assert desk.navigation.place == Place("customer", book.ids["BETA"])


def test_an_empty_book_says_how_to_begin(qtbot: QtBot, book: Book, desk: Desk) -> None:
    page, heard = opened(qtbot, desk), asked(desk)
    assert page.ledger.panel.nothing_text == "No receivables yet."
    assert not page.ledger.filters.isVisible()
    page.show_view("payments")
    settle(qtbot, page)
    assert page.ledger.panel.nothing_text == "No payments yet."
    page.ledger.pay.trigger()
    assert heard == [("payment", {})]


def test_copied_rows_are_whole_whether_or_not_they_were_in_sight(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    page.ledger.rows.put([])
    page.ledger.view.rows.refresh()
    page.ledger.view.selectAll()
    page.ledger.view.copy()
    qtbot.waitUntil(lambda: "YS-1" in QGuiApplication.clipboard().text())
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert sorted(line[0] for line in lines) == ["YS-1", "YS-2", "YS-3", "YS-4 (2/2)"]
    assert not any("…" in cell for line in lines for cell in line)


def test_actions_wake_when_the_chosen_row_comes_from_far_down(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    choose(page, "YS-1")
    page.ledger.rows.put([])
    page.ledger.look_at_chosen()
    assert not page.ledger.open.isEnabled()
    page.ledger.view.rows.refresh()
    qtbot.waitUntil(page.ledger.open.isEnabled)


def test_a_list_that_nobody_asked_for_is_not_made(program: Program) -> None:
    window = program.open()
    window.desk.navigation.open("receivables", view="reminders")
    program.rest()
    page = window.page
    assert isinstance(page, ReceivablesPage)
    assert (page.view, list(page.views)) == ("reminders", ["reminders"])
    page.switch["receivables"].click()
    program.rest()
    assert list(page.views) == ["reminders", "receivables"]
    assert page.ledger.view.rows.rowCount() == 3
