"""The list of customers: order, chips, search, what is said when there is nothing, and rows that come when painted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.navigation import Place
from app.ui.pages.customers.page import CustomersPage
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of, rest
from tests.ui.keys import type_in

LEDGER = """
    customer A net 30 limit 100
    customer B net 30 limit 5000
    customer C
    invoice  A-1 A 2026-09-01 due 2026-10-01 300.00
    invoice  B-1 B 2026-11-01 due 2026-12-01 1200.50
    payment  P-1 A 2026-11-02 100.00 -> A-1
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    with desk_of(book) as made:
        yield made


class Opened:
    """The page in sight, and what it asked of the window."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot, self._desk = qtbot, desk
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.places: list[Place] = []
        desk.navigation.asked.connect(lambda name, wishes: self.asked.append((name, dict(wishes))))
        desk.navigation.opened.connect(self.places.append)
        self.page = CustomersPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1200, 600)
        self.page.show()
        self.rest()

    def rest(self) -> None:
        rest(self._qtbot, self._desk)

    def column(self, key: str) -> list[str]:
        """What a column shows, from the top."""
        model = self.page.view.rows
        place = next(i for i, column in enumerate(model.columns) if column.key == key)
        return [str(model.index(row, place).data()) for row in range(model.rowCount())]

    def search(self, text: str) -> None:
        self.page.filters.box.setFocus()
        type_in(self.page.filters.box, text)
        self._qtbot.waitUntil(lambda: not self.page.filters._pause.isActive())
        self.rest()

    def click(self, text: str) -> None:
        button = next(b for b in self.page.findChildren(QPushButton) if b.text() == text and b.isVisible())
        button.click()
        self.rest()


def test_who_owes_most_comes_first(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.ledger(LEDGER)
    shown = Opened(qtbot, desk)
    assert shown.column("name") == ["B Company", "A Company", "C Company"]
    assert shown.column("owes") == ["1,200.50", "200.00", "—"]
    assert shown.column("overdue") == ["—", "200.00", "—"]
    assert shown.column("overdue_days") == ["—", "51", "—"]
    assert shown.column("used") == ["24%", "200%", "No limit set"]
    assert shown.column("last_paid") == ["—", "2026-11-02", "—"]
    assert shown.page.panel._footer.text() == "3 customers · owe ¥1,400.50 · overdue ¥200.00"
    assert shown.page.selection() == {"customer": book.ids["B"]}


def test_a_click_on_a_header_sorts_by_it(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.ledger(LEDGER)
    shown = Opened(qtbot, desk)
    shown.page.view.sort_by(0)
    shown.rest()
    assert shown.column("name") == ["A Company", "B Company", "C Company"]
    shown.page.view.sort_by(0)
    shown.rest()
    assert shown.column("name") == ["C Company", "B Company", "A Company"]


def test_chips_count_and_filter(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.ledger(LEDGER)
    shown = Opened(qtbot, desk)
    assert shown.page.filters.chip("overdue").text() == "Overdue 1"
    assert not shown.page.filters.chip("archived").isVisible()
    shown.page.filters.choose(["overdue"])
    shown.rest()
    assert shown.column("name") == ["A Company"]
    assert shown.page.filters.result() == "1 of 3 customers shown · owe ¥200.00"
    shown.page.filters.clear()
    shown.rest()
    assert shown.page.filters.result() == ""
    assert len(shown.column("name")) == 3


def test_the_page_opens_with_the_chip_it_is_asked_for(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.ledger(LEDGER)
    shown = Opened(qtbot, desk)
    shown.page.go(Place("customers", wishes={"chip": "over_limit"}))
    shown.rest()
    assert shown.column("name") == ["A Company"]


def test_who_is_not_found_can_be_made(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.ledger(LEDGER)
    shown = Opened(qtbot, desk)
    shown.search("永昌")
    assert shown.page.panel.nothing_text == "There is no customer called “永昌”."
    shown.click("＋ New “永昌”")
    assert shown.asked == [("new_customer", {"name": "永昌"})]
    shown.click("Clear filter")
    assert len(shown.column("name")) == 3


def test_an_empty_book_says_how_to_begin(desk: Desk, qtbot: QtBot) -> None:
    shown = Opened(qtbot, desk)
    assert shown.page.panel.nothing_text == "Import from Excel, or add one customer first."
    shown.click("Import Excel")
    shown.click("New customer")
    assert shown.asked == [("import", {}), ("new_customer", {"name": ""})]


def test_enter_opens_and_actions_are_about_the_selected_one(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.ledger(LEDGER)
    shown = Opened(qtbot, desk)
    QTest.keyClick(shown.page.view, Qt.Key.Key_Down)
    QTest.keyClick(shown.page.view, Qt.Key.Key_Return)
    assert shown.places == [Place("customer", book.ids["A"])]
    shown.page.pay.trigger()
    shown.page.edit.trigger()
    assert shown.asked == [("payment", {"customer": book.ids["A"]})]
    assert shown.places[-1] == Place("customer", book.ids["A"], {"edit": True})


def test_a_new_payment_is_seen_at_once(book: Book, desk: Desk, qtbot: QtBot) -> None:
    from app.services.payments import PaymentDraft
    from tests.book import TODAY

    book.ledger(LEDGER)
    shown = Opened(qtbot, desk)
    draft = PaymentDraft(book.ids["B"], 1_200_50, TODAY)
    desk.jobs.write(shown.page, lambda s: s.payments.record(draft), lambda _id: None)
    qtbot.waitUntil(lambda: shown.column("owes") == ["200.00", "—", "—"])


def test_rows_further_down_come_when_they_are_painted(book: Book, desk: Desk, qtbot: QtBot) -> None:
    """The list knows all 250 keys; rows beyond the first hundred are read as one scrolls."""
    with book.store.change("import.customers") as change:
        columns = ["code", "name", "currency", "search_key"]
        change.bulk("customer", columns, [(f"C{i:03}", f"Firm {i:03}", "CNY", f"firm{i:03}") for i in range(250)])
    shown = Opened(qtbot, desk)
    shown.page.view.sort_by(0, descending=False)
    shown.rest()
    model = shown.page.view.rows
    assert model.rowCount() == 250
    assert model.index(99, 0).data() == "Firm 099"
    shown.page.view.scrollToBottom()
    qtbot.waitUntil(lambda: model.index(249, 0).data() == "Firm 249")
    assert model.index(0, 0).data() == "Firm 000"


def test_a_region_can_be_picked_where_there_are_two(book: Book, desk: Desk, qtbot: QtBot) -> None:
    for code, region in (("A", "Hangzhou"), ("B", "Ningbo"), ("C", "Hangzhou")):
        book.services.customers.add({"code": code, "name": code, "region": region})
    shown = Opened(qtbot, desk)
    box = shown.page.picks["region"]
    assert (box.isVisible(), shown.page.picks["owner"].isVisible()) == (True, False)
    box.choose("Hangzhou")
    shown.rest()
    assert sorted(shown.column("name")) == ["A", "C"]
    box.choose("")
    shown.rest()
    assert len(shown.column("name")) == 3


def test_archived_customers_are_found_under_their_chip(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.ledger(LEDGER)
    book.services.customers.archive(book.ids["C"])
    shown = Opened(qtbot, desk)
    assert shown.column("name") == ["B Company", "A Company"]
    shown.page.filters.choose(["archived"])
    shown.rest()
    assert shown.column("name") == ["C Company"]
