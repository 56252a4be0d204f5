"""The list of contracts: what is to come next, what of the prepayment is missing, its empty and its filtered state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.models.plans import PlanLine
from app.services.contract_drafts import ContractDraft
from app.services.payments import PaymentDraft
from app.services.rules.payment_plan import template
from app.ui.navigation import Place
from app.ui.pages.contracts.page import ContractsPage
from app.ui.pages.contracts.register import ContractsView
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of, rest


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, **wishes: Any) -> ContractsView:
    page = ContractsPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 600)
    if wishes:
        page.go(Place("contracts", None, wishes))
    page.show()
    view = page.shown
    assert isinstance(view, ContractsView)
    rest(qtbot, desk)
    return view


def column(page: ContractsView, key: str) -> list[str]:
    place = [each.key for each in page.view.rows.columns].index(key)
    return [page.view.rows.index(row, place).data() for row in range(page.view.rows.rowCount())]


def add(book: Book, amount: int, **more: Any) -> int:
    return book.services.contracts.add(ContractDraft(book.ids["A"], amount, prepay_reason="as agreed", **more))


def test_without_contracts_it_says_what_they_are_good_for(qtbot: QtBot, desk: Desk) -> None:
    asked = list[str]()
    desk.navigation.opened.connect(lambda place: asked.append(place.name))
    page = opened(qtbot, desk)
    assert any(text.text().startswith("It works without contracts too") for text in page.findChildren(QLabel))
    next(each for each in page.findChildren(QPushButton) if each.text() == "New contract").click()
    assert asked == ["contract"]


def test_the_list_says_how_much_and_what_penalty(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A")
    add(book, 16000000, signed_on=date(2026, 3, 1), penalty_ppm_day=500, title="Doors")
    add(book, 800000)
    page = opened(qtbot, desk)
    assert column(page, "number") == ["HT-2026-001", "HT-2026-002"]
    assert column(page, "amount") == ["160,000.00", "8,000.00"]
    assert column(page, "penalty") == ["0.05% a day", "—"]
    assert column(page, "status") == ["Signed", "Not signed yet"]
    page.filters.choose(["draft"])
    qtbot.waitUntil(lambda: column(page, "number") == ["HT-2026-002"])
    page.filters.choose([], "nothing like this")
    qtbot.waitUntil(lambda: column(page, "number") == [])
    assert "No contract matches." in {text.text() for text in page.panel.findChildren(QLabel)}


def test_the_next_money_and_what_is_missing_of_the_prepayment(qtbot: QtBot, book: Book, desk: Desk) -> None:
    """Today is 2026-11-21: a part of the first prepayment came, the second contract shipped and its money is due on 12-15."""
    book.ledger("customer A net 30")
    lines = template("thirty_terms")
    first = add(book, 16_000_000, signed_on=date(2026, 11, 2), lines=lines)
    second = add(book, 1_000_000, signed_on=date(2026, 11, 3), lines=(PlanLine("delivery", share_bp=10_000),))
    add(book, 500_000, lines=lines)
    book.services.payments.record(
        PaymentDraft(book.ids["A"], 1_800_000, date(2026, 11, 10), purpose="prepayment", contract_id=first)
    )
    book.services.shipments.deliver(date(2026, 11, 15), contract_id=second)
    page = opened(qtbot, desk)
    page.view.set_sort((("number", False),))
    page.load()
    qtbot.waitUntil(lambda: column(page, "number")[0] == "HT-2026-001")
    assert column(page, "next") == [
        "On signing · 2026-11-02 · ¥30,000.00",
        "Receivable due · 2026-12-15 · ¥10,000.00",
        "—",
    ]
    assert column(page, "prepaid") == ["Partly, ¥30,000.00 missing", "—", "Not signed yet"]
    assert column(page, "received") == ["18,000.00", "—", "—"]
    assert page.found is not None
    counts = {key: page.found.counts[key] for key in ("prepayment", "due_month", "terms", "in_force", "draft", "ended")}
    assert counts == {"prepayment": 1, "due_month": 1, "terms": 3, "in_force": 2, "draft": 1, "ended": 0}
    page.filters.choose(["prepayment"])
    qtbot.waitUntil(lambda: column(page, "number") == ["HT-2026-001"])
