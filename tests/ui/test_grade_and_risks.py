"""A grade moved by hand, and the risk register on the review page.

BBB by the rules (tests/reviewing.py): one step worse is BB.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.override import OverrideDialog
from app.ui.navigation import Place
from app.ui.pages.review.page import ReviewPage
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.reviewing import LEDGER
from tests.ui.desk import desk_of, rest


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def moving(qtbot: QtBot, desk: Desk, book: Book) -> OverrideDialog:
    dialog = OverrideDialog(desk, customer=book.ids["A"])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.score is not None)
    return dialog


def paged(qtbot: QtBot, desk: Desk, book: Book) -> ReviewPage:
    page = ReviewPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.go(Place("review", book.ids["A"], {"part": "risks"}))
    qtbot.waitUntil(lambda: page.found is not None)
    rest(qtbot, desk)
    return page


def saved(qtbot: QtBot, dialog: FormDialog) -> None:
    with qtbot.waitSignal(dialog.saved):
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)


def test_the_grade_is_moved_for_a_time_and_goes_back(qtbot: QtBot, desk: Desk, book: Book) -> None:
    dialog = moving(qtbot, desk, book)
    assert dialog.now.text() == "By the rules: BBB"
    assert dialog.then.text().startswith("BBB becomes BB.")
    assert dialog.revoke.isHidden()
    dialog.form.submit()
    assert dialog.form["override_reason"].reason == "Please fill this in."
    dialog.form.set({"override_reason": "Rumours", "override_until": date(2027, 6, 1)})
    dialog.form.submit()
    rest(qtbot, desk)
    assert dialog.form["override_until"].reason == "A grade moved by hand needs an end, at most 180 days from today."
    dialog.form.set({"override_until": date(2027, 1, 31)})
    saved(qtbot, dialog)
    assert book.services.scoring.score(book.ids["A"]).score.grade == "BB"
    again = moving(qtbot, desk, book)
    assert again.now.text() == "By the rules: BBB\nChanged by hand by Owner until 2027-01-31: Rumours"
    reason = again.form["override_reason"].focus_editor
    qtbot.waitUntil(lambda: reason.visibleRegion().boundingRect().height() == reason.height())  # no scrolling to it
    with qtbot.waitSignal(again.saved):
        QTest.mouseClick(again.revoke, Qt.MouseButton.LeftButton)
    assert book.services.scoring.score(book.ids["A"]).score.grade == "BBB"


def test_a_risk_is_added_lowered_by_a_measure_and_closed(qtbot: QtBot, desk: Desk, book: Book) -> None:
    page = paged(qtbot, desk, book)
    page.risks.add.click()
    form = _dialog(qtbot, page)
    form.form.set(
        {"type": "market", "what": "One buyer takes 60 %", "likelihood": 3, "severity": 4, "likelihood_after": 2}
    )
    form.form.submit()
    rest(qtbot, desk)
    assert form.form["measure"].reason == "Say what is done about it; only that makes the risk smaller."
    form.form.set({"measure": "Find other buyers", "due_on": date(2027, 1, 31)})
    saved(qtbot, form)
    qtbot.waitUntil(lambda: len(page.risks.table.sheet.rows) == 1)
    assert page.risks.table.sheet.rows[0] == (
        "1", "Market", "One buyer takes 60 %", "12 · High", "Find other buyers", "8 · Middling", "—", "2027-01-31",
    )  # fmt: skip
    assert page.risks.before.accessibleDescription() == "No. 1: likelihood 3, severity 4"
    assert page.risks.after.accessibleDescription() == "No. 1: likelihood 2, severity 4"
    assert page.chips["risks"].text() == "Risks 1"
    page.risks.close_it.click()
    qtbot.waitUntil(lambda: page.chips["risks"].text() == "Risks")
    assert book.services.risks.list(book.ids["A"], TODAY) == []


def _dialog(qtbot: QtBot, page: ReviewPage) -> FormDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(FormDialog)))
    found: FormDialog = page.findChildren(FormDialog)[0]
    return found
