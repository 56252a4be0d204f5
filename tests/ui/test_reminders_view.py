"""The lists of reminders, how one arrived, voiding, exceptions; the part of the customer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.form_dialog import FormDialog
from app.ui.navigation import Place
from app.ui.pages.customer.coll_reminders import RemindersPart
from app.ui.pages.customer.page import CustomerPage
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.pages.receivables.reminders import RemindersView
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import cells, desk_of, rest
from tests.ui.program import Program

LEDGER = """
customer A net 30
customer B net 30
customer C net 30
invoice  A-1 A 2026-09-01 due 2026-10-11 300.00
invoice  B-1 B 2026-09-01 due 2026-10-01 5000.00
invoice  B-2 B 2026-09-20 due 2026-10-20 90.00
invoice  C-1 C 2026-10-12 due 2026-11-12 80.00
dispute  B-2 2026-11-01 90.00
remind   B 2026-10-30
remind   B 2026-11-06
payment  P-1 A 2026-11-20 1.00 -> A-1
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def shown(qtbot: QtBot, desk: Desk, **wishes: Any) -> RemindersView:
    page = ReceivablesPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.go(Place("receivables", None, {"view": "reminders", **wishes}))
    page.show()
    rest(qtbot, desk)
    view = page.shown
    assert isinstance(view, RemindersView)
    return view


def rows(view: RemindersView, *keys: str) -> list[tuple[str, ...]]:
    return cells(view.tables.panels[view.tables.shown].view.rows, *keys)


def test_the_four_lists(qtbot: QtBot, desk: Desk) -> None:
    view = shown(qtbot, desk)
    assert [chip.text() for chip in view.tables.chips.values()] == [
        "Due now 3",
        "Went out 2",
        "No proof of delivery 1",
        "Not asked for now 1",
    ]
    assert rows(view, "customer", "level", "amount", "days") == [
        ("B Company", "Final demand", "5,000.00", "51"),
        ("A Company", "First reminder", "299.00", "41"),
        ("C Company", "First reminder", "80.00", "9"),
    ]
    view.tables.show_table("made")
    assert rows(view, "number", "customer", "level", "state") == [
        ("CK-2026-0002", "B Company", "Second notice", "No proof of delivery"),
        ("CK-2026-0001", "B Company", "First reminder", ""),
    ]
    view.tables.show_table("held")
    assert rows(view, "customer", "number", "amount", "why") == [("B Company", "B-2", "90.00", "It is in dispute")]


def test_search_goes_through_all_of_them(qtbot: QtBot, desk: Desk) -> None:
    view = shown(qtbot, desk, search="C Company")
    assert rows(view, "customer") == [("C Company",)]
    assert view.tables.chips["made"].text() == "Went out 0"
    view.filters.box.setText("ck-2026-0001")
    qtbot.waitUntil(lambda: view.tables.chips["made"].text() == "Went out 1")
    view.filters.clear()
    rest(qtbot, desk)
    assert view.tables.chips["due"].text() == "Due now 3"


def test_actions_belong_to_the_chosen_row(qtbot: QtBot, desk: Desk, book: Book) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []
    desk.navigation.asked.connect(lambda name, wishes: asked.append((name, dict(wishes))))
    view = shown(qtbot, desk)
    view.remind.trigger()
    view.other.trigger()
    assert asked == [
        ("remind", {"customer": book.ids["B"], "currency": "CNY"}),
        ("reminder_override", {"customer": book.ids["B"]}),
    ]


def in_front(qtbot: QtBot) -> FormDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), FormDialog))
    found = QApplication.activeWindow()
    assert isinstance(found, FormDialog)
    return found


def test_a_letter_signed_for_is_proof_and_leaves_the_list(program: Program, qtbot: QtBot) -> None:
    window = program.open(program.book(LEDGER))
    window.desk.navigation.open("receivables", view="reminders", chip="unserved")
    program.settled()
    view: Any = window.page.shown  # type: ignore[union-attr]
    view.serve.trigger()
    dialog = in_front(qtbot)
    assert "limitation period starts anew" in dialog.form["how"].said()
    dialog.form.submit()
    program.rest()
    assert dialog.form["signed_by"].reason  # who took it
    dialog.form.set({"signed_by": "Wang", "tracking_no": "SF 123", "on": date(2026, 11, 9)})
    dialog.form.submit()
    qtbot.waitUntil(lambda: not window.findChildren(FormDialog))
    program.rest()
    customer = program.ask(lambda s: s.customers.by_code("B").id)
    events = program.ask(lambda s: s.claims.file(customer).events)
    assert [(e.kind, e.on_day, e.strength) for e in events] == [("demand", date(2026, 11, 9), "strong")]
    assert view.tables.panels["unserved"].nothing_text == "Every formal letter has its proof of delivery."
    view.tables.show_table("made")
    assert rows(view, "state")[0] == ("Signed for · 2026-11-09",)


def test_a_voided_reminder_never_was(program: Program, qtbot: QtBot) -> None:
    window = program.open(program.book(LEDGER))
    window.desk.navigation.open("receivables", view="reminders", chip="made")
    program.settled()
    view: Any = window.page.shown  # type: ignore[union-attr]
    view.void.trigger()
    dialog = in_front(qtbot)
    dialog.form.set({"reason": "never left the house"})
    dialog.form.submit()
    qtbot.waitUntil(lambda: not window.findChildren(FormDialog))
    program.rest()
    assert rows(view, "number", "state")[0] == ("CK-2026-0002", "Voided")
    assert not view.serve.isEnabled()
    view.tables.show_table("due")
    assert rows(view, "customer", "level")[0] == ("B Company", "Second notice")  # a step back


def test_the_part_of_the_customer_copies_a_text_again(program: Program, qtbot: QtBot) -> None:
    window = program.open(program.book(LEDGER))
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    (found,) = program.ask(lambda s: s.reminders.of(customer))
    from app.services.reminders import ReminderDraft

    named = tuple(each.instalment_id for each in found.items)
    draft = ReminderDraft(customer, "CNY", 1, named, "wechat", body="Dear A, A-1 is open.")
    program.write(lambda s: s.reminders.record(draft))
    window.desk.navigation.open("customer", customer, tab="collection", part="reminders")
    program.settled()
    page = window.page
    assert isinstance(page, CustomerPage)
    part = page.collection.parts["reminders"]
    assert isinstance(part, RemindersPart)
    assert cells(part.view.rows, "number", "level", "channel", "amount") == [
        ("CK-2026-0003", "First reminder", "WeChat", "299.00")
    ]
    assert part.head.text() == "They were reminded a moment ago: again from 2026-11-23."
    part.again.trigger()
    assert QGuiApplication.clipboard().text() == "Dear A, A-1 is open."


def test_an_exception_makes_the_ladder_wait(program: Program, qtbot: QtBot) -> None:
    window = program.open(program.book(LEDGER))
    customer = program.ask(lambda s: s.customers.by_code("C").id)
    window.desk.navigation.dialog("reminder_override", customer=customer)
    dialog = in_front(qtbot)
    program.rest()
    dialog.form.set({"later_days": 30, "reason": "pays at the end of the month"})
    dialog.form.submit()
    qtbot.waitUntil(lambda: not window.findChildren(FormDialog))
    program.rest()
    (found,) = program.ask(lambda s: s.reminders.of(customer))
    assert found.waiting is not None
    assert found.waiting.until == date(2026, 12, 19)  # due 12 November, 7 days, 30 more
    window.desk.navigation.dialog("reminder_override", customer=customer)
    dialog = in_front(qtbot)
    program.rest()
    assert dialog.form["later_days"].value() == 30
    dialog.end.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not window.findChildren(FormDialog))
    program.rest()
    assert program.ask(lambda s: s.reminders.overrides(customer)) == []


def test_a_hold_stands_in_the_list_and_is_lifted_there(program: Program, qtbot: QtBot) -> None:
    window = program.open(program.book(LEDGER))
    customer = program.ask(lambda s: s.customers.by_code("C").id)
    window.desk.navigation.open("receivables", view="reminders", search="C Company")
    program.settled()
    view: Any = window.page.shown  # type: ignore[union-attr]
    view.hold.trigger()
    dialog = in_front(qtbot)
    assert dialog.form["kind"].value() == "reminder"
    dialog.form.set({"reason": "machine in repair", "until_on": date(2026, 12, 5)})
    dialog.form.submit()
    qtbot.waitUntil(lambda: not window.findChildren(FormDialog))
    program.rest()
    assert view.tables.chips["due"].text() == "Due now 0"
    view.tables.show_table("held")
    assert rows(view, "customer", "amount", "why", "until", "document") == [
        ("C Company", "80.00", "Held until 2026-12-05", "2026-12-05", "machine in repair")
    ]
    view.lift.trigger()
    qtbot.waitUntil(lambda: view.tables.chips["due"].text() == "Due now 1")
    assert [each.customer_id for each in program.ask(lambda s: s.reminders.due())].count(customer) == 1
