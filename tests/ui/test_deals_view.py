"""The list of deals with its answers, moving on, and the dialog that asks again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.dates import add_days
from app.services.deals import DealDraft
from app.ui.dialogs.deal import DealDialog
from app.ui.dialogs.goods_left import GoodsLeftDialog
from app.ui.pages.contracts.deals import DealsView
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import contracts_view, desk_of, rest


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger("customer A net 30 limit 100000\ninvoice A-1 A 2026-11-01 due 2026-12-01 60000.00")
    with desk_of(book) as made:
        yield made


def add(book: Book, amount: int, stage: str = "quoted", **more: Any) -> int:
    return book.services.deals.add(DealDraft(book.ids["A"], amount, stage, **more))


def opened(qtbot: QtBot, desk: Desk, **wishes: Any) -> DealsView:
    view = contracts_view(qtbot, desk, "deals", **wishes)
    assert isinstance(view, DealsView)
    qtbot.waitUntil(lambda: view.found is not None and len(view.told) == sum(row.is_open for row in view.found.rows))
    return view


def column(view: DealsView, key: str) -> list[str]:
    place = [each.key for each in view.view.rows.columns].index(key)
    return [view.view.rows.index(row, place).data() for row in range(view.view.rows.rowCount())]


def test_the_answer_stands_in_the_row(qtbot: QtBot, desk: Desk, book: Book) -> None:
    add(book, 30_000_00, title="Fits", expected_on=add_days(TODAY, 5))
    add(book, 50_000_00, title="Too much", expected_on=add_days(TODAY, 9))  # 60,000 + 50,000 is 10,000 over
    view = opened(qtbot, desk)
    assert column(view, "title") == ["Fits", "Too much"]
    assert column(view, "verdict") == ["You can ship", "Collect ¥10,000.00 first, then ship"]
    assert column(view, "chance") == ["40%", "40%"]
    assert view.panel._footer.text() == "2 deals · ¥80,000.00 · likely ¥32,000.00"


def test_a_deal_moves_on_and_an_order_is_asked_about(qtbot: QtBot, desk: Desk, book: Book) -> None:
    deal = add(book, 30_000_00)
    view = opened(qtbot, desk)
    asked: list[tuple[str, dict[str, Any]]] = []
    desk.navigation.asked.connect(lambda name, wishes: asked.append((name, wishes)))
    assert view.on.text() == "Move on: Agreed"
    view.on.trigger()
    rest(qtbot, desk)
    assert book.services.deals.get(deal).stage == "agreed"
    assert asked == [("may_i_ship", {"customer": book.ids["A"], "deal": deal})]


def test_a_lost_deal_leaves_the_open_ones(qtbot: QtBot, desk: Desk, book: Book) -> None:
    deal = add(book, 30_000_00)
    view = opened(qtbot, desk)
    view.lose.trigger()
    rest(qtbot, desk)
    assert (book.services.deals.get(deal).stage, book.services.deals.get(deal).closed_on) == ("lost", TODAY)


def test_what_is_typed_becomes_a_deal(qtbot: QtBot, desk: Desk, book: Book) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = DealDialog(desk, owner, customer=book.ids["A"])
    dialog.open()
    rest(qtbot, desk)
    values = {"title": "Frames", "stage": "ordered", "ordered_on": date(2026, 11, 20), "custom_goods": True}
    dialog.form.set({**values, "amount": 80_000_00, "cost_incurred": 20_000_00, "resale_bp": 2_500})
    dialog.form.submit()
    rest(qtbot, desk)
    made = book.services.deals.of_customer(book.ids["A"])[0]
    assert (made.number, made.amount, made.ordered_on, made.cost_incurred, made.resale_bp) == (
        "DD-2026-0001", 80_000_00, date(2026, 11, 20), 20_000_00, 2_500,
    )  # fmt: skip


def test_an_order_that_grows_is_asked_about_again(qtbot: QtBot, desk: Desk, book: Book) -> None:
    deal = add(book, 30_000_00, "ordered")
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = DealDialog(desk, owner, deal=deal)
    dialog.open()
    rest(qtbot, desk)
    asked: list[str] = []
    desk.navigation.asked.connect(lambda name, _wishes: asked.append(name))
    dialog.form.set({"amount": 45_000_00})
    dialog.form.submit()
    rest(qtbot, desk)
    assert (book.services.deals.get(deal).amount, asked) == (45_000_00, ["may_i_ship"])


def test_an_order_is_delivered_by_its_goods(qtbot: QtBot, desk: Desk, book: Book) -> None:
    """Half of 10,000 comes first: told before it is recorded; with a reason they left, and 10,000 more is owed."""
    deal = add(book, 10_000_00, "ordered", prepay_bp=5000)
    view = opened(qtbot, desk)
    assert view.on.text() == "Move on: Delivered"
    view.on.trigger()
    rest(qtbot, desk)
    (asked,) = view.window().findChildren(GoodsLeftDialog)
    assert asked.message_bar.text().startswith("¥5,000.00 of DD-2026-0001 has not been received.")
    asked.form.set({"despite": "on the road already"})
    asked.form.submit()
    rest(qtbot, desk)
    assert book.services.deals.get(deal).stage == "delivered"
    assert book.services.reports.balance(book.ids["A"], TODAY).total == 70_000_00
