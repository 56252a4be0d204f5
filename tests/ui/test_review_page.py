"""A review from the Credit tab to its end, by keys, in a firm of one person.

Six receivables of 10,000, each paid on its day: 620 points, BBB (see tests/reviewing.py). Nothing was granted before, so any limit
is more credit than before and waits a day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.dialogs.form_dialog import FormDialog
from app.ui.navigation import Place
from app.ui.pages.customer.page import CustomerPage
from app.ui.pages.reports import ReportsPage
from app.ui.pages.review.page import ReviewPage
from tests.book import TODAY
from tests.reviewing import LEDGER
from tests.ui.keys import type_in
from tests.ui.program import Program

MOST_TABS = 80


class Walk:
    """Goes through the page as somebody without a mouse."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot, self.program = qtbot, program

    @property
    def page(self) -> ReviewPage:
        return cast("ReviewPage", self.program.window.page)

    @property
    def dialog(self) -> FormDialog:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
        return cast("FormDialog", QApplication.activeModalWidget())

    def gone(self) -> None:
        """The dialog has been answered."""
        self.qtbot.waitUntil(lambda: not self.program.window.findChildren(FormDialog))
        self.program.rest()

    def tab_to(self, wanted: QWidget) -> None:
        """Tab through the page until it has the focus; the notice of what was done comes and goes beside it."""
        window = self.program.window
        assert window.page is not None
        window.page.setFocus(Qt.FocusReason.OtherFocusReason)
        for _press in range(MOST_TABS):
            place = window.focusWidget()
            if place is wanted:
                return
            QTest.keyClick(place or window, Qt.Key.Key_Tab)
        raise AssertionError(f"not reached by Tab: {wanted.accessibleName() or wanted}")

    def push(self, button: QPushButton) -> None:
        self.tab_to(button)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def act(self, text: str) -> None:
        """A button of the bar at the foot."""
        self.push(next(each for each in self.page.actions_bar.buttons() if each.text().startswith(text)))

    def write(self, field: QWidget, text: str) -> None:
        self.tab_to(field)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_in(field, text)

    def answer(self, reason: str) -> None:
        """A dialog that asks why: Enter saves."""
        editor = self.dialog.form["reason"].focus_editor
        type_in(editor, reason)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        self.gone()

    def ask(self, work: Callable[[Any], Any]) -> Any:
        return self.program.ask(work)

    def status(self) -> str:
        self.program.rest()
        found = self.page.found
        return found.review.status if found and found.review else ""


@pytest.fixture
def walk(qtbot: QtBot, program: Program) -> Walk:
    program.open(program.book(LEDGER))
    return Walk(qtbot, program)


def who(walk: Walk) -> int:
    return int(walk.ask(lambda s: s.customers.by_code("A").id))


def start(walk: Walk) -> None:
    """From the Credit tab of the customer into a draft."""
    customer = who(walk)
    walk.program.window.desk.navigation.open("customer", customer, tab="credit")
    page = cast("CustomerPage", walk.program.window.page)
    walk.qtbot.waitUntil(lambda: page.credit.found is not None)
    walk.program.rest()
    walk.push(next(each for each in page.actions_bar.buttons() if each.text().startswith("Credit review")))
    walk.program.rest()
    assert isinstance(walk.program.window.page, ReviewPage)
    walk.act("Start a review")
    assert walk.dialog.form["type"].value() == "new"
    QTest.keyClick(walk.dialog.form["type"].focus_editor, Qt.Key.Key_Return)
    walk.gone()


def hand_in(walk: Walk) -> None:
    """Facts skipped with a reason, a limit of 5,000 proposed, an opinion given, handed in."""
    page = walk.page
    walk.act("Facts are gathered")
    assert walk.dialog.windowTitle().startswith("Still lacking: financial statements")
    walk.answer("a small first order")
    assert (walk.status(), page.shown_part) == ("investigated", "score")
    walk.act("Take the score of today")
    assert (walk.status(), page.shown_part) == ("scored", "proposal")
    assert page.proposal.form is not None
    walk.write(page.proposal.form["limit"].focus_editor, "5000")
    QTest.keyClick(page.proposal.form["limit"].focus_editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    walk.qtbot.waitUntil(lambda: page.message_bar.text() == "The proposal is saved.")
    walk.program.rest()
    walk.push(page.chips["opinions"])
    walk.write(page.opinions.form["text"].focus_editor, "Pays on the day")
    walk.push(page.opinions.give)
    walk.program.rest()
    walk.act("Hand in for a decision")
    assert (walk.status(), page.shown_part) == ("reviewed", "decision")


def test_from_the_credit_tab_to_the_limit_in_force_and_back(walk: Walk) -> None:
    start(walk)
    assert walk.status() == "draft"
    hand_in(walk)
    assert walk.page.found is not None
    assert walk.page.found.authority is not None
    assert [code for code, _text in walk.page.found.authority.refusals] == ["reason", "wait"]
    assert not walk.page.deeds.approve.isEnabled()  # the day after the proposal is the first
    walk.program.day = TODAY + timedelta(days=1)
    walk.program.application.look_at_clock()
    walk.program.rest()
    walk.program.window.desk.navigation.open("review", who(walk))
    walk.program.rest()
    page = walk.page
    assert page.deeds.approve.isEnabled()
    walk.act("Approve")
    walk.program.rest()
    assert (walk.status(), page.decision.reason.reason) == (
        "reviewed",
        "Write down why: this decision needs a typed reason.",
    )
    walk.write(page.decision.reason.focus_editor, "Known for years")
    walk.act("Approve")
    walk.program.rest()
    assert walk.status() == "approved"
    assert page.proposal.form is None  # frozen
    assert ("Credit limit", "Not set", "¥5,000.00", "¥5,000.00") in page.decision.positions.rows
    held = walk.ask(lambda s: s.limits.in_force(s.customers.by_code("A").id))
    assert (held.state, held.amount, held.standing.valid_from) == ("set", 5_000_00, date(2026, 11, 22))
    walk.act("Void")
    walk.answer("entered for the wrong customer")
    assert walk.status() == "void"
    held = walk.ask(lambda s: s.limits.in_force(s.customers.by_code("A").id))
    assert (held.state, held.amount) == ("not_set", None)


def test_what_cannot_be_saved_is_told_at_its_field(walk: Walk) -> None:
    start(walk)
    page = walk.page
    page.show_part("proposal")
    form = page.proposal.form
    assert form is not None
    form["temporary"].set_value(1_000_00)
    form["temporary_until"].set_value(None)
    page.proposal.submit()
    walk.program.rest()
    assert form["temporary_until"].reason == "A temporary limit needs its last day, today or later."
    assert walk.ask(lambda s: s.reviews.proposed(page.review_id()).proposal) is None
    form["temporary_until"].set_value(date(2026, 12, 31))
    page.proposal.submit()
    walk.program.rest()
    assert walk.ask(lambda s: s.reviews.proposed(page.review_id()).proposal).temporary == 1_000_00


def test_a_veto_needs_its_reason_and_blocks(walk: Walk) -> None:
    start(walk)
    page = walk.page
    hand_in(walk)
    page.opinions.form.set({"stand": "veto"})
    page.opinions.form.submit()
    walk.program.rest()
    assert page.opinions.form["text"].reason
    page.opinions.form.set({"text": "Sued by two suppliers"})
    page.opinions.form.submit()
    walk.program.rest()
    assert page.found is not None
    assert page.found.authority is not None
    assert page.found.authority.refusals[0][0] == "veto"


def test_what_was_typed_stays_when_something_else_is_saved(walk: Walk) -> None:
    start(walk)
    page = walk.page
    page.show_part("proposal")
    form = page.proposal.form
    assert form is not None
    walk.write(form["security"].focus_editor, "A guarantee of the owner")
    walk.program.write(lambda s: s.reviews.opine(page.review_id(), "sales", "for"))
    walk.program.rest()
    assert page.proposal.form is form
    assert form["security"].value() == "A guarantee of the owner"


def test_sent_back_says_why(walk: Walk) -> None:
    start(walk)
    hand_in(walk)
    walk.act("Send back")
    walk.answer("Ask for a guarantee")
    assert walk.status() == "scored"
    assert "Sent back: Ask for a guarantee" in walk.page.head.needs.text()


def test_a_row_of_reviews_due_leads_to_the_review(walk: Walk) -> None:
    walk.program.window.desk.navigation.open("reports", name="reviews-due")
    walk.program.rest()
    page = cast("ReportsPage", walk.program.window.page)
    assert [row[0] for row in page.table.sheet.rows] == ["A Company"]
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    walk.program.rest()
    assert walk.program.window.desk.navigation.place == Place("review", who(walk))
    assert walk.page.head.title.text() == "A Company · No review yet"
