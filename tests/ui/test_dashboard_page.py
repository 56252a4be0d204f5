"""The dashboard on screen: figures, titles that answer, charts that lead on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models.store import Store
from app.services.services import Services
from app.ui.jobs import Jobs
from app.ui.navigation import Navigation, Place
from app.ui.pages.dashboard import DashboardPage
from app.ui.preferences import Preferences
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

TEN = "customer A\ncustomer B\n" + "\n".join(
    f"invoice I-{n} {'AB'[n % 2]} 2026-0{n % 5 + 3}-01 due 2026-0{n % 5 + 4}-01 {n}0000.00" for n in range(1, 11)
)


def shown(book: Book, qtbot: QtBot) -> tuple[DashboardPage, Jobs[Services], list[Place]]:
    problems: list[BaseException] = []
    jobs: Jobs[Services] = Jobs(
        lambda read_only: Services(Store(book.path, read_only=read_only), TODAY), lambda _o, e: problems.append(e)
    )
    places: list[Place] = []
    navigation = Navigation()
    navigation.opened.connect(places.append)
    page = DashboardPage(Desk(jobs, navigation, Preferences(), TODAY))
    page.setProperty("kept", navigation)
    qtbot.addWidget(page)
    page.resize(1334, 620)
    page.show()
    qtbot.waitUntil(lambda: bool(problems) or not jobs.is_busy)
    assert problems == []
    return page, jobs, places


def test_titles_are_the_answers_and_charts_are_drawn(book: Book, qtbot: QtBot) -> None:
    page, jobs, _places = shown(book.ledger(TEN), qtbot)
    assert [card.title.text() for card in page.cards.values()] == [
        "¥550.0K is more than 90 days overdue, mostly A Company and B Company",
        "A Company owes most, ¥300.0K",
        "No payment in the last 3 months",
    ]
    assert page.tiles.tiles["open"].accessibleDescription() == "¥550.0K as at last month end"
    qtbot.waitUntil(lambda: all(card.chart.drawn_key is not None for card in page.cards.values()))
    told = page.cards["ageing"].chart.accessibleDescription()
    assert told.endswith("61–90 days: —; Over 90 days: ¥550.0K · 10 items · 100%")
    jobs.close()


def test_keys_walk_the_bars_and_enter_opens_their_rows(book: Book, qtbot: QtBot) -> None:
    page, jobs, places = shown(book.ledger(TEN), qtbot)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(page.cards["ageing"].chart, key)
    QTest.keyClick(page.cards["top_debtors"].chart, Qt.Key.Key_Left)
    QTest.keyClick(page.cards["top_debtors"].chart, Qt.Key.Key_Return)
    QTest.mouseClick(page.tiles.tiles["received"], Qt.MouseButton.LeftButton)
    assert [(place.name, place.key, dict(place.wishes)) for place in places] == [
        ("receivables", None, {"chip": "1-30"}),
        ("customer", book.ids["B"], {}),
        ("receivables", None, {"view": "payments", "period": "month"}),
    ]
    jobs.close()


def test_charts_wait_for_ten_receivables(book: Book, qtbot: QtBot) -> None:
    page, jobs, _places = shown(book.ledger("\n".join(TEN.splitlines()[:-1])), qtbot)
    assert page.empty.isVisible()
    assert page.empty.accessibleName() == "Charts appear here once there are 10 receivables."
    assert not page.cards["ageing"].isVisible()
    jobs.close()
