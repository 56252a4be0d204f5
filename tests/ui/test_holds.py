"""Putting a customer on hold from their page, and lifting it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.models import claims
from app.models.claims import Hold
from app.services import hold_wording
from app.ui.dialogs.holds import lift_hold, set_hold
from app.ui.navigation import Place
from app.ui.pages.customer.page import CustomerPage
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of, rest


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger("customer A\ninvoice A-1 A 2026-11-01 due 2026-12-01 100.00")
    with desk_of(book) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, book: Book) -> CustomerPage:
    made = CustomerPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.go(Place("customer", book.ids["A"]))
    rest(qtbot, desk)
    return made


def held(book: Book) -> list[Hold]:
    store = book.open.another().store
    found = claims.holds(store, book.ids["A"], TODAY)
    store.close()
    return found


def test_a_hold_needs_a_reason_and_stands_in_the_head(qtbot: QtBot, book: Book, desk: Desk, page: CustomerPage) -> None:
    dialog = set_hold(desk, book.ids["A"], page)
    dialog.form.submit()
    assert dialog.form["reason"].reason == "Please fill this in."
    dialog.form.set({"reason": "returned goods", "until_on": date(2026, 12, 1)})
    dialog.form.submit()
    qtbot.waitUntil(page.head.held.isVisible)
    assert page.head.held.text() == "Credit on hold since 2026-11-21 until 2026-12-01: returned goods"
    assert [(each.kind, each.reason) for each in held(book)] == [("credit", "returned goods")]


def test_the_only_hold_is_lifted_at_once(qtbot: QtBot, book: Book, desk: Desk, page: CustomerPage) -> None:
    book.services.claims.add_hold(book.ids["A"], "credit", "late again")
    page.refresh()
    rest(qtbot, desk)
    assert page.head.held.isVisible()
    page.head.held.button.click()
    qtbot.waitUntil(lambda: not page.head.held.isVisible())
    assert held(book) == []


def test_of_two_holds_the_chosen_one_is_lifted(qtbot: QtBot, book: Book, desk: Desk, page: CustomerPage) -> None:
    book.services.claims.add_hold(book.ids["A"], "credit", "late again")
    second = book.services.claims.add_hold(book.ids["A"], "reminder", "they are talking to sales")
    dialog = lift_hold(desk, held(book), page)
    assert dialog is not None
    dialog.form.set({"hold": second})
    dialog.form.submit()
    qtbot.waitUntil(lambda: [each.kind for each in held(book)] == ["credit"])


def test_holds_of_one_instalment_are_not_said_of_the_customer() -> None:
    whole = Hold(1, 7, None, "reminder", date(2026, 11, 1), None, "talks", None)
    credit = Hold(2, 7, None, "credit", date(2026, 11, 2), None, "late", None)
    part = Hold(3, 7, 4, "credit", date(2026, 11, 3), None, "dispute", None)
    assert hold_wording.hold_line([whole, part, credit]) == (
        "Credit on hold since 2026-11-02: late · Reminders on hold since 2026-11-01: talks"
    )
