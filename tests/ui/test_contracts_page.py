"""Contracts: the list, its empty and its filtered state, and the dialog."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.services.contracts import ContractDraft
from app.ui.dialogs.contract import ContractDialog
from app.ui.navigation import Place
from app.ui.pages.contracts.page import ContractsPage
from app.ui.pages.contracts.register import ContractsView
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of
from tests.ui.keys import leave


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
    qtbot.waitUntil(lambda: view.found is not None and not desk.jobs.is_busy)
    return view


def column(page: ContractsView, key: str) -> list[str]:
    place = [each.key for each in page.view.rows.columns].index(key)
    return [page.view.rows.index(row, place).data() for row in range(page.view.rows.rowCount())]


def dialog_of(qtbot: QtBot, desk: Desk, **wishes: Any) -> ContractDialog:
    dialog = ContractDialog(desk, **wishes)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(lambda: not desk.jobs.is_busy)
    return dialog


def add(book: Book, amount: int, **more: Any) -> int:
    return book.services.contracts.add(ContractDraft(book.ids["A"], amount, **more))


def test_without_contracts_it_says_what_they_are_good_for(qtbot: QtBot, desk: Desk) -> None:
    asked = list[str]()
    desk.navigation.asked.connect(lambda name, _wishes: asked.append(name))
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


def test_a_contract_is_entered(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A")
    dialog = dialog_of(qtbot, desk, customer=book.ids["A"])
    dialog.form.set({"amount": 16000000, "signed_on": date(2026, 3, 1), "title": "Doors", "buyer_size": "large"})
    leave(dialog.form["penalty_ppm_day"], "0.5‰")
    assert dialog.form["penalty_ppm_day"].said() == "0.05% a day = 18.25% a year"
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    found = book.services.contracts.by_number("HT-2026-001")
    assert (found.amount, found.penalty_ppm_day, found.buyer_size, found.status) == (16000000, 500, "large", "signed")


def test_what_is_wrong_is_marked_at_its_field(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A")
    dialog = dialog_of(qtbot, desk, customer=book.ids["A"])
    dialog.form.set({"amount": 100, "status": "running"})
    leave(dialog.form["penalty_ppm_day"], "a lot")
    dialog.form.submit()
    assert dialog.form["penalty_ppm_day"].reason.startswith("Write the penalty a day")
    leave(dialog.form["penalty_ppm_day"], "")
    dialog.form.submit()
    qtbot.waitUntil(lambda: dialog.form["signed_on"].reason.startswith("A contract that is not a draft"))


def test_a_contract_is_changed(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A")
    made = add(book, 16000000, signed_on=date(2026, 3, 1), penalty_ppm_day=500)
    dialog = dialog_of(qtbot, desk, contract=made)
    qtbot.waitUntil(lambda: dialog.form["amount"].value() == 16000000)
    assert dialog.form["penalty_ppm_day"].value() == 500
    dialog.form.set({"amount": 17000000, "status": "done"})
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    found = book.services.contracts.get(made)
    assert (found.number, found.amount, found.status, found.penalty_ppm_day) == ("HT-2026-001", 17000000, "done", 500)
