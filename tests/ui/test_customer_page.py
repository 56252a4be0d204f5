"""The page of one customer: figures, attention, the running list, voiding, editing, contacts, history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.dialogs.form_dialog import FormDialog
from app.ui.navigation import Place
from app.ui.pages.customer.page import CustomerPage
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of, rest

T = TypeVar("T")
LEDGER = """
    customer A net 30 limit 500
    invoice  A-1 A 2026-07-01 due 2026-07-31 100.00
    invoice  A-2 A 2026-08-01 due 2026-08-05 300.00
    payment  P-1 A 2026-08-09 330.00 -> A-2:300 A-1:30
    payment  P-2 A 2026-08-10 20.00 -> A-1
    void     P-2
    customer B
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


class Opened:
    """The page of a customer in sight."""

    def __init__(self, qtbot: QtBot, desk: Desk, key: int) -> None:
        self._qtbot, self._desk = qtbot, desk
        self.page = CustomerPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1200, 640)
        self.page.show()
        self.go(key)

    def go(self, key: int, **wishes: Any) -> None:
        self.page.go(Place("customer", key, wishes))
        self._qtbot.waitUntil(lambda: self.page.found is not None and self.page.found.customer.id == key)
        self.rest()

    def rest(self) -> None:
        rest(self._qtbot, self._desk)

    def lines(self) -> list[list[str]]:
        """Date, document, plus, minus, balance, due, status as shown."""
        model = self.page.lines.view.rows
        return [[str(model.index(r, c).data()).strip() for c in range(7)] for r in range(model.rowCount())]

    def choose(self, table: str, key: int) -> None:
        self.page.tabs.setCurrentWidget(self.page.lines)
        self.page.lines.view.select_keys([f"{table}-{key}"])

    def dialog(self) -> FormDialog:
        self._qtbot.waitUntil(lambda: self._dialogs() != [])
        return self._dialogs()[0]

    def _dialogs(self) -> list[FormDialog]:
        return [each for each in self.page.findChildren(FormDialog) if each.isVisible()]

    def saved(self, dialog: FormDialog) -> None:
        with self._qtbot.waitSignal(dialog.saved):
            dialog.save.click()
        self.rest()


def test_the_head_says_what_is_owed_and_how_much_of_the_limit_it_is(book: Book, desk: Desk, qtbot: QtBot) -> None:
    head = Opened(qtbot, desk, book.ids["A"]).page.head
    assert (head.name(), head.owes.text(), head.owes.note()) == ("A Company", "¥70.00", "last payment 2026-08-09")
    assert (head.overdue.text(), head.overdue.note()) == ("¥70.00", "longest 113 days")
    assert (head.limit.text(), head.limit.note()) == ("¥500.00", "14% · ¥430.00 free")
    assert (head.terms.text(), head.terms.note()) == ("30 days", "average lateness 4 days")


def test_the_overview_in_sentences(book: Book, desk: Desk, qtbot: QtBot) -> None:
    overview = Opened(qtbot, desk, book.ids["A"]).page.overview
    (late,) = overview.attention()
    assert "113 days overdue" in late
    assert "¥70.00" in late
    assert "Over 90 days: ¥70.00 · 1 item" in overview.bars.accessibleDescription()
    assert overview.dots.accessibleDescription() == "A-2 ¥300.00: 4 days late, paid on 2026-08-09"
    assert overview.habit.text() == "Paid on time: 0 of the last 1"


def test_a_customer_without_dealings_says_so(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["B"])
    assert shown.page.overview.attention() == ["No dealings yet."]
    assert shown.page.lines.panel.nothing_text == "No dealings yet."
    assert shown.page.head.limit.text() == "No limit set"


def test_the_running_list_and_what_a_payment_settled(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["A"])
    assert shown.lines() == [
        ["2026-07-01", "Receivable A-1", "100.00", "—", "100.00", "2026-07-31", "¥70.00 open"],
        ["2026-08-01", "Receivable A-2", "300.00", "—", "400.00", "2026-08-05", "Settled"],
        ["2026-08-09", "Payment P-1", "—", "330.00", "70.00", "", "Applied"],
    ]
    shown.choose("payment", book.ids["P-1"])
    QTest.keyClick(shown.page.lines.view, Qt.Key.Key_Return)
    assert [line[1] for line in shown.lines()[3:]] == ["A-2  ¥300.00", "A-1  ¥30.00"]
    QTest.keyClick(shown.page.lines.view, Qt.Key.Key_Return)
    assert len(shown.lines()) == 3


def test_only_open_and_voided_lines(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["A"])
    shown.page.lines.only_open.click()
    shown.rest()
    assert [line[1:5] for line in shown.lines()] == [["Receivable A-1", "70.00", "—", "70.00"]]
    shown.page.lines.only_open.click()
    shown.page.lines.voided.click()
    shown.rest()
    assert shown.lines()[-1][1:] == ["Payment P-2", "—", "—", "70.00", "", "Voided: typing mistake"]


def test_a_payment_is_voided_with_a_reason_and_comes_back_by_undo(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["A"])
    assert not shown.page.void.isEnabled()
    shown.choose("payment", book.ids["P-1"])
    assert shown.page.void.isEnabled()
    shown.page.void.trigger()
    dialog = shown.dialog()
    assert dialog.windowTitle() == "Void a payment: Payment P-1, ¥330.00"
    dialog.save.click()
    assert dialog.form["reason"].reason == "Please fill this in."
    dialog.form["reason"].set_value("paid by another firm")
    shown.saved(dialog)
    qtbot.waitUntil(lambda: shown.page.head.owes.text() == "¥400.00")
    desk.jobs.write(shown.page, lambda s: s.history.undo(), lambda _entry: None)
    qtbot.waitUntil(lambda: shown.page.head.owes.text() == "¥70.00")


def test_a_receivable_with_money_on_it_is_not_voided(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["A"])
    shown.choose("receivable", book.ids["A-1"])
    shown.page.void.trigger()
    dialog = shown.dialog()
    dialog.form["reason"].set_value("typed twice")
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.message_bar.text() != "")
    assert "Money is applied to this receivable" in dialog.message_bar.text()
    assert dialog.save.isEnabled()
    dialog.reject()


def test_editing_changes_the_limit_from_today_and_nothing_else(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["A"])
    shown.page.edit.trigger()
    dialog = shown.dialog()
    assert dialog.form["name"].value() == "A Company"
    assert dialog.form["terms_days"].value() == 30
    dialog.form["limit"].set_value(60_00)
    dialog.form["region"].set_value("Ningbo")
    shown.saved(dialog)
    qtbot.waitUntil(lambda: shown.page.head.limit.text() == "¥60.00")
    assert shown.page.head.limit.note() == "117% · ¥10.00 over"
    assert shown.page.file.shown()["Region"] == "Ningbo"
    assert shown.page.file.shown()["Payment terms"] == "30 days"
    assert book.store.scalar("select count(*) from terms") == 1
    limits = book.store.rows(lambda *row: row, "select amount, valid_from, valid_to from credit_limit order by id")
    assert limits == [(500_00, "2000-01-01", "2026-11-21"), (60_00, "2026-11-21", None)]


def test_a_code_of_another_customer_is_marked_at_its_field(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["B"])
    shown.page.edit.trigger()
    dialog = shown.dialog()
    dialog.form["code"].set_value("A")
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.form["code"].reason != "")
    assert dialog.form["code"].reason == "“A” is the code of “A Company”. Use another code."
    dialog.reject()


def test_a_contact_is_added(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["A"])
    shown.page.contact.trigger()
    dialog = shown.dialog()
    dialog.form.set({"name": "Wang", "role": "Accounts", "phone": "13800138000"})
    shown.saved(dialog)
    qtbot.waitUntil(lambda: bool(shown.page.found and shown.page.found.contacts))
    (contact,) = book.services.customers.contacts(book.ids["A"])
    assert (contact.name, contact.role, contact.phone) == ("Wang", "Accounts", "13800138000")


def test_a_contact_person_is_left_in_peace_and_leaves(book: Book, desk: Desk, qtbot: QtBot) -> None:
    """Nobody is left who may be reminded: no letter is due, until the person is gone."""
    customers, who = book.services.customers, book.ids["A"]
    customers.add_contact(who, {"name": "Wang", "phone": "13800138000"})
    shown = Opened(qtbot, desk, who)
    assert [each.customer_id for each in book.services.reminders.due()] == [who]
    for tick, quiet, left, due in (("quiet", 1, False, 0), ("left", 1, True, 1)):
        (edit,) = [
            each
            for each in shown.page.file.particulars.findChildren(QPushButton)
            if each.accessibleName() == "Change Wang"
        ]
        edit.click()
        dialog = shown.dialog()
        dialog.form[tick].set_value(True)
        shown.saved(dialog)
        known = customers.contacts(who)
        assert [(each.name, each.phone, each.quiet) for each in known] == (
            [] if left else [("Wang", "13800138000", quiet)]
        )
        assert len(book.services.reminders.due()) == due


def test_the_history_of_this_customer_only(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["B"])
    model = shown.page.history.view.rows
    assert {model.index(row, 1).data() for row in range(model.rowCount())} == {"Add a customer"}
    shown.go(book.ids["A"])
    assert [model.index(row, 1).data() for row in range(2)] == ["Void a payment", "Void a payment"]
    texts = {tuple(model.index(row, column).data() for column in (2, 3, 4, 5)) for row in range(model.rowCount())}
    assert ("Receivable A-1", "Added", "—") in {text[:3] for text in texts}


def test_a_line_of_the_history_is_found_and_taken_back(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.services.customers.update(book.ids["B"], {"region": "Ningbo", "note": "late in spring"})
    shown = Opened(qtbot, desk, book.ids["B"])
    shown.page.tabs.setCurrentWidget(shown.page.history)
    history = shown.page.history
    history.filters.choose((), "ningbo")
    assert (len(history.view.rows.keys), history.filters.result()[:5]) == (1, "1 of ")
    history.view.select_keys(history.view.rows.keys)
    history.revert()
    qtbot.waitUntil(lambda: book.services.customers.get(book.ids["B"]).region is None)
    assert book.services.customers.get(book.ids["B"]).note is None


def test_why_a_line_cannot_be_taken_back_is_said_above_the_list(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.services.customers.update(book.ids["B"], {"region": "Ningbo"})
    book.services.customers.update(book.ids["B"], {"region": "Wenzhou"})
    shown = Opened(qtbot, desk, book.ids["B"])
    history = shown.page.history
    first = next(line for line in history._lines if line.after == "Ningbo")
    history.view.select_keys([first.id])
    history.revert()
    qtbot.waitUntil(lambda: "was changed since" in history.message_bar.text())
    assert book.services.customers.get(book.ids["B"]).region == "Wenzhou"


def test_who_still_owes_is_archived_only_when_one_insists(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["A"])
    shown.page.archive.trigger()
    assert shown.page.message_bar.text().startswith("A Company still owes ¥70.00.")
    assert book.services.customers.get(book.ids["A"]).archived_on is None
    shown.go(book.ids["B"])
    shown.page.archive.trigger()
    qtbot.waitUntil(lambda: book.services.customers.get(book.ids["B"]).archived_on == "2026-11-21")


def test_it_opens_the_form_when_asked_to(book: Book, desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk, book.ids["A"])
    shown.page.go(Place("customer", book.ids["B"], {"edit": True}))
    dialog = shown.dialog()
    assert dialog.form["name"].value() == "B Company"
    dialog.reject()


def test_the_way_back(book: Book, desk: Desk, qtbot: QtBot) -> None:
    places: list[Place] = []
    desk.navigation.opened.connect(places.append)
    shown = Opened(qtbot, desk, book.ids["A"])
    shown.page.head.went_back.emit()
    assert places == [Place("customers")]


def test_low_window_gives_its_room_to_the_lists(book: Book, desk: Desk, qtbot: QtBot) -> None:
    page = Opened(qtbot, desk, book.ids["A"]).page
    page.resize(1000, 420)
    assert not page.head.owes._note.isVisibleTo(page)
    assert page.head.limit.toolTip() != ""
    page.resize(1000, 700)
    assert page.head.owes._note.isVisibleTo(page)
