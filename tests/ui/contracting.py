"""The page of a contract for tests: opened, its amounts, the dialog over it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from pytestqt.qtbot import QtBot

from app.services.contract_drafts import ContractDraft
from app.services.rules.payment_plan import template
from app.ui.navigation import Place
from app.ui.pages.contract.page import ContractPage
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import rest

SIGNED: Final = date(2026, 11, 2)


def opened(qtbot: QtBot, desk: Desk, key: int | None = None, **wishes: Any) -> ContractPage:
    page = ContractPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 620)
    page.go(Place("contract", key, wishes))
    page.show()
    rest(qtbot, desk)
    desk.navigation.opened.connect(lambda place: page.go(place) if place.name == "contract" else None)
    return page


def add(book: Book, amount: int = 16_000_000, **more: Any) -> int:
    """A contract with customer A, 30 % on signing unless `lines` say otherwise."""
    more.setdefault("lines", template("thirty_terms"))
    return book.services.contracts.add(ContractDraft(book.ids["A"], amount, **{"prepay_reason": "as agreed", **more}))


def amounts(page: ContractPage) -> list[str]:
    return [row.amount.text() for row in page.terms.plan.rows]


def dialog(page: ContractPage, kind: type) -> Any:
    """The newest one that was opened over the page."""
    return page.window().findChildren(kind)[-1]
