"""The worklist on screen: rows, chips, search, what is said when there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models.store import Store
from app.services.securities import SecurityDraft
from app.services.services import Services
from app.ui.jobs import Jobs
from app.ui.navigation import Navigation, Place
from app.ui.pages.today.page import TodayPage
from app.ui.preferences import Preferences
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

LEDGER = """
customer HONG limit 100
customer RUI
customer HUA
invoice H-1 HONG 2026-09-01 due 2026-10-11 300.00
invoice H-2 HONG 2026-11-01 due 2026-11-25 40.00
invoice R-1 RUI 2026-07-01 due 2026-08-01 200.00
invoice U-1 HUA 2026-10-24 due 2026-11-24 56.80
"""


class Shown:
    """A page in a window of its own, with the places and dialogs it asked for."""

    def __init__(self, path: Path, qtbot: QtBot) -> None:
        self.problems: list[BaseException] = []
        self.jobs: Jobs[Services] = Jobs(
            lambda read_only: Services(Store(path, read_only=read_only), TODAY), lambda _o, e: self.problems.append(e)
        )
        self.places: list[Place] = []
        self.dialogs: list[tuple[str, dict[str, object]]] = []
        navigation = Navigation()
        navigation.opened.connect(self.places.append)
        navigation.asked.connect(lambda name, wishes: self.dialogs.append((name, dict(wishes))))
        self.page = TodayPage(Desk(self.jobs, navigation, Preferences(), TODAY))
        self._navigation = navigation
        qtbot.addWidget(self.page)
        self.page.resize(1334, 620)
        self.page.show()
        qtbot.waitUntil(lambda: self.page.work is not None)
        assert self.problems == []

    def column(self, name: str) -> list[str]:
        model = self.page.view.rows
        place = [column.key for column in model.columns].index(name)
        return [str(model.index(row, place).data()) for row in range(model.rowCount())]


@pytest.fixture(name="shown")
def shown_fixture(book: Book, qtbot: QtBot) -> Iterator[Callable[[str], Shown]]:
    made: list[Shown] = []

    def show(ledger: str) -> Shown:
        book.ledger(ledger)
        made.append(Shown(book.path, qtbot))
        return made[-1]

    yield show
    for one in made:
        one.jobs.close()


def test_each_row_says_what_to_do(shown: Callable[[str], Shown]) -> None:
    today = shown(LEDGER)
    # Waiting 30 days more costs 34.16 of 300.00 that are 41 days overdue, 17.86 of 200.00 that are 112 days overdue.
    assert today.column("customer") == ["HONG Company", "RUI Company", "HUA Company"]
    assert today.column("to_do") == [
        "First reminder · 41 days overdue: ¥300.00  +2",
        "First reminder · 112 days overdue: ¥200.00",
        "Remind early · Due in 3 days: ¥56.80",
    ]
    assert today.column("days") == ["41", "112", "—"]
    assert today.column("contact") == ["—", "—", "—"]


def test_why_a_row_is_there_is_in_its_tooltip(shown: Callable[[str], Shown]) -> None:
    model = shown(LEDGER).page.view.rows
    told = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "¥240.00 over the credit limit" in told
    assert "Due in 4 days: ¥40.00" in told


def test_only_chips_with_rows_are_shown_and_they_narrow_the_list(shown: Callable[[str], Shown]) -> None:
    today = shown(LEDGER)
    filters = today.page.filters
    assert [filters.chip(key).isHidden() for key in ("overdue", "due_soon", "over_limit", "unapplied")] == [
        False, False, False, True,
    ]  # fmt: skip
    filters.chip("due_soon").click()
    assert today.column("customer") == ["HONG Company", "HUA Company"]
    assert filters.result() == "2 of 3 shown"
    assert (filters.whole.text(), filters.whole.isChecked()) == ("All 3", False)
    filters.chip("over_limit").click()
    assert today.column("customer") == ["HONG Company"]
    filters.whole.click()
    assert (len(today.column("customer")), filters.whole.isChecked()) == (3, True)


def test_search_finds_by_name_and_says_when_nothing_fits(shown: Callable[[str], Shown], qtbot: QtBot) -> None:
    today = shown(LEDGER)
    QTest.keyClicks(today.page.filters.box, "hua")
    qtbot.waitUntil(lambda: today.column("customer") == ["HUA Company"])
    QTest.keyClicks(today.page.filters.box, "zzz")
    qtbot.waitUntil(lambda: today.page.panel.nothing_text == "Nothing to do under this filter.")


def test_first_row_is_selected_and_keys_lead_on(shown: Callable[[str], Shown], book: Book, qtbot: QtBot) -> None:
    today = shown(LEDGER)
    hong = book.ids["HONG"]
    assert today.page.selection() == {"customer": hong}
    today.page.pay.trigger()
    assert today.dialogs == [("payment", {"customer": hong})]
    QTest.keyClick(today.page.view, Qt.Key.Key_Return)
    assert [(place.name, place.key) for place in today.places] == [("customer", hong)]


def test_a_settled_customer_leaves_and_the_next_is_selected(
    shown: Callable[[str], Shown], book: Book, qtbot: QtBot
) -> None:
    from app.services.payments import PaymentDraft

    today = shown(LEDGER)
    customer = today.page.selection()["customer"]
    draft = PaymentDraft(customer_id=customer, amount=34000, paid_on=TODAY)
    today.jobs.write(today.page, lambda s: s.payments.record(draft), lambda _id: None)
    qtbot.waitUntil(lambda: today.column("customer") == ["RUI Company", "HUA Company"])
    assert today.page.selection()["customer"] == book.ids["RUI"]


def test_an_empty_book_offers_ways_to_begin(shown: Callable[[str], Shown]) -> None:
    assert shown("customer A").page.panel.nothing_text.startswith("No receivables yet.")


def test_a_day_without_work_says_what_comes_next(shown: Callable[[str], Shown]) -> None:
    today = shown("customer A\ninvoice A-1 A 2026-11-01 due 2026-12-24 56.80")
    assert today.page.panel.nothing_text == "Nothing needs doing today. Next: A Company, ¥56.80 due on 2026-12-24."


def test_missing_due_dates_are_told(shown: Callable[[str], Shown]) -> None:
    today = shown("customer A\ninvoice A-1 A 2026-11-01 56.80")
    assert today.page.message_bar.text().startswith("1 customer has receivables without a due date")


def test_page_fits_a_small_window(shown: Callable[[str], Shown], qtbot: QtBot) -> None:
    today = shown(LEDGER)
    today.page.resize(QSize(1024, 474))
    assert (today.page.width(), today.page.height()) == (1024, 474)
    assert not today.page.tiles.isHidden()
    qtbot.waitUntil(lambda: not today.page.view.horizontalScrollBar().isVisible())


def test_a_legal_deadline_opens_the_customer_with_the_deadlines_in_front(
    shown: Callable[[str], Shown], book: Book
) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-11-01 due 2027-01-31 10.00")
    paper = SecurityDraft(book.ids["A"], "bank_guarantee", date(2026, 1, 1), giver="Bank", expires_on=date(2026, 12, 1))
    book.services.securities.add(paper)
    today = shown("customer B")
    assert today.column("to_do") == ["Claim or extend · End of a security Bank: last day in 10 days"]
    assert today.column("amount") == ["—"]
    today.page.open.trigger()
    (place,) = today.places
    assert (place.name, place.key, dict(place.wishes)) == ("customer", book.ids["A"], {"tab": "legal"})
