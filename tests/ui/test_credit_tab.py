"""The Credit tab: points and grade, the drawing with its reasons, what would change them, the limits considered.

Three receivables paid on the day: index, on-time share and worst delay are at their best, the trend (no change) at 75 of 100, so
Q = 45 + 20 + 15 + 15 = 95 and ln odds 0.117843 + 0.052673844 x 95 = 5.121858. Three of 3 + 6 invoices in a block of weight 40 is a
confidence of 0.1333: ln odds 0.1333 x 5.121858 + 0.8667 x 2.751535 = 3.067578, and 383.9036 + 72.134752 x 3.067578 = 605.18 points,
a chance of 1 / (1 + e^3.067578) = 4.45 %.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.services.rules.score_types import Reason
from app.ui.navigation import Place
from app.ui.pages.customer.page import CustomerPage
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of, rest

LEDGER = """
    customer A net 30
    invoice  A-1 A 2026-07-01 due 2026-07-31 100.00
    invoice  A-2 A 2026-08-01 due 2026-08-31 100.00
    invoice  A-3 A 2026-09-01 due 2026-09-30 100.00
    payment  P-1 A 2026-07-31 100.00 -> A-1
    payment  P-2 A 2026-08-31 100.00 -> A-2
    payment  P-3 A 2026-09-30 100.00 -> A-3
    customer B
    customer C net 30
    invoice  C-1 C 2026-07-01 due 2026-07-31 5000.00
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, key: int) -> CustomerPage:
    page = CustomerPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.go(Place("customer", key, {"tab": "credit"}))
    qtbot.waitUntil(lambda: page.credit.found is not None)
    rest(qtbot, desk)
    return page


def test_points_and_where_they_come_from(qtbot: QtBot, desk: Desk, book: Book) -> None:
    tab = opened(qtbot, desk, book.ids["A"]).credit
    assert tab.headline.text() == "605 points · BB"
    assert tab.line.empty() == ""
    assert tab.drawing.names()[0] == "Start: unknown firm" and tab.drawing.names()[-1] == "Points today"
    assert [each.text() for each in tab.figures] == ["4.4%", "¥0.00", "Low", tab.figures[3].text()]


def test_a_bar_leads_to_its_evidence_by_keys(qtbot: QtBot, desk: Desk, book: Book) -> None:
    page = opened(qtbot, desk, book.ids["A"])
    QTest.keyClick(page.credit.drawing, Qt.Key.Key_Down)
    QTest.keyClick(page.credit.drawing, Qt.Key.Key_Return)
    assert page.tabs.currentWidget() is page.lines


def test_a_reason_of_the_credit_file_leads_to_its_part(qtbot: QtBot, desk: Desk, book: Book) -> None:
    page = opened(qtbot, desk, book.ids["A"])
    parts = {}
    for code in ("financial.debt", "block.stability", "external.checked", "conditions.industry", "shrinkage"):
        page.credit.evidence.emit(Reason(code, 100))
        parts[code] = page.file.shown_part
    assert page.tabs.currentWidget() is page.file
    assert list(parts.values()) == ["statements", "assessments", "facts", "facts", "overview"]


def test_nothing_known_is_said_so(qtbot: QtBot, desk: Desk, book: Book) -> None:
    tab = opened(qtbot, desk, book.ids["B"]).credit
    assert tab.headline.text() == "Not rated yet"
    assert tab.whence.text() == "Not enough is known yet (3 payments are needed): treated as a new customer."
    assert tab.without.isVisible() and not tab.drawing.isVisible()
    assert tab.line.empty() == "No grade in these months."


def test_default_tells_the_cap_and_what_collecting_brings(qtbot: QtBot, desk: Desk, book: Book) -> None:
    """113 days overdue on 21 November."""
    tab = opened(qtbot, desk, book.ids["C"]).credit
    assert tab.headline.text() == "In default"
    assert any("At most D" in each and "113 days" in each for each in tab.sentences())


def test_where_we_stop_stands_on_the_page_and_is_set_from_it(qtbot: QtBot, desk: Desk, book: Book) -> None:
    """A owes nothing: the whole of the stop line is left, in the customer's currency."""
    key = book.ids["A"]
    known = book.services.credit_file.file(key).profile
    book.services.credit_file.save_profile(key, replace(known, stop_line=250_000_00, max_order=60_000_00))
    tab = opened(qtbot, desk, key).credit
    said = [text.text() for text in tab.findChildren(QLabel)]
    assert "Stop line ¥250,000.00: credit in use is ¥0.00, ¥250,000.00 below it." in said
    assert "Largest single order ¥60,000.00: more needs an exception approval." in said
    asked: list[tuple[str, dict[str, object]]] = []
    desk.navigation.asked.connect(lambda name, about: asked.append((name, dict(about))))
    tab.bounds.trigger()
    assert asked == [("profile", {"customer": key, "first": "stop_line"})]
