"""Approving an exception: who may not is told before pressing; what is kept; taking it back; the paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models import approvals
from app.models.approvals import Approval
from app.ui.dialogs.approve_exception import ApproveDialog
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.navigation import Place
from app.ui.pages.customer.dealt_approvals import ApprovalsPart
from app.ui.pages.customer.dealt_decisions import DecisionsPart
from app.ui.pages.customer.page import CustomerPage
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.reviewing import staff
from tests.ui.desk import desk_of, rest

LEDGER = """
customer HDJC net 30 limit 350000
invoice  YS-1 HDJC 2026-09-11 due 2026-10-11 80000.00
invoice  YS-3 HDJC 2026-11-05 due 2026-12-05 240000.00
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def recorded(book: Book, by: int = 1, *, on: str = "2026-11-20") -> int:
    """The answer to an order of 80,000, recorded by somebody on a day."""
    shipping = book.services.shipping
    decision = shipping.record(shipping.ask(book.ids["HDJC"], 80_000_00))
    with book.store.change("decision.record") as change:
        change.update("decision", decision, {"person_id": by, "asked_at": f"{on}T08:00:00Z"})
    return decision


def opened(qtbot: QtBot, desk: Desk, decision: int) -> ApproveDialog:
    dialog = ApproveDialog(desk, decision=decision)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    rest(qtbot, desk)
    return dialog


def given(book: Book) -> list[Approval]:
    store = book.open.another().store
    found = approvals.of_customer(store, book.ids["HDJC"])
    store.close()
    return found


def test_what_is_approved_is_said_and_kept(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, recorded(book))
    assert dialog.band.look() == "prepay"
    assert dialog.figures.text() == "Credit in use ¥320,000.00, with this order ¥400,000.00 · limit ¥350,000.00"
    assert dialog.who.text() == "Approved by Owner, Owner"
    assert dialog.told() == ["You decide alone: the approval will say so."]
    dialog.form.set({"reason": "pays on Friday", "conditions": "half on delivery", "last_day": date(2026, 11, 30)})
    dialog.form.submit()
    qtbot.waitUntil(lambda: len(given(book)) == 1)
    (kept,) = given(book)
    assert (kept.number, kept.amount, kept.last_day) == ("TP-2026-001", 80_000_00, date(2026, 11, 30))
    assert (kept.exposure_before, kept.exposure_after, kept.alone) == (320_000_00, 400_000_00, True)
    assert (kept.reason, kept.conditions, kept.covers) == (
        "pays on Friday",
        "half on delivery",
        ("oldest_overdue", "limit"),
    )


def test_without_a_reason_nothing_is_approved(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, recorded(book))
    dialog.form.submit()
    assert dialog.form["reason"].reason == "Please fill this in."
    assert given(book) == []


def test_who_is_alone_sleeps_on_it(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, recorded(book, on="2026-11-21"))
    assert dialog.told() == [
        "You decide alone, so going beyond the limit waits a day: it can be approved from 2026-11-22 on."
    ]
    assert not dialog.save.isEnabled()


def test_who_recorded_it_does_not_approve_it_where_there_are_several(qtbot: QtBot, book: Book, desk: Desk) -> None:
    people = staff(book, Mei="manager")
    own = opened(qtbot, desk, recorded(book))
    assert own.told() == ["Who recorded the decision does not approve it. Another person must approve."]
    assert not own.save.isEnabled()
    other = opened(qtbot, desk, recorded(book, by=people["Mei"]))
    assert other.told() == []
    assert other.save.isEnabled()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, book: Book) -> CustomerPage:
    decision = recorded(book)
    book.services.approvals.approve(decision, reason="pays on Friday", last_day=date(2026, 11, 30))
    made = CustomerPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.go(Place("customer", book.ids["HDJC"], {"tab": "dealings", "part": "approvals"}))
    rest(qtbot, desk)
    return made


def test_it_is_taken_back_with_a_reason(qtbot: QtBot, book: Book, desk: Desk, page: CustomerPage) -> None:
    part = page.dealings.parts["approvals"]
    assert isinstance(part, ApprovalsPart)
    assert [each.number for each in part.rows.values()] == ["TP-2026-001"]
    part.revoke.trigger()
    dialog = page.window().findChild(FormDialog)
    assert dialog is not None
    dialog.form.set({"reason": "order cancelled"})
    dialog.form.submit()
    qtbot.waitUntil(lambda: given(book)[0].revoked_on is not None)
    rest(qtbot, desk)
    assert not part.revoke.isEnabled()
    assert given(book)[0].revoke_reason == "order cancelled"


def test_the_page_tells_the_answer_of_then_and_of_now(qtbot: QtBot, desk: Desk, page: CustomerPage) -> None:
    """The approval answers for the order: now it may leave."""
    page.dealings.show_part("decisions")
    rest(qtbot, desk)
    part = page.dealings.parts["decisions"]
    assert isinstance(part, DecisionsPart)
    assert part.now.text() == ("On 2026-11-21 the answer was: Collect ¥80,000.00 first, then ship. Now: You can ship.")


def test_the_paper_of_a_recorded_answer(qtbot: QtBot, book: Book, desk: Desk, page: CustomerPage) -> None:
    page.dealings.show_part("decisions")
    rest(qtbot, desk)
    part = page.dealings.parts["decisions"]
    assert isinstance(part, DecisionsPart)
    part.paper.trigger()
    rest(qtbot, desk)
    (made,) = (book.path.parent / "Credit papers").glob("*.pdf")
    assert made.name == "HDJC Company May I ship 2026-11-21.pdf"
    assert page.message_bar.text() == "Saved as HDJC Company May I ship 2026-11-21.pdf in the folder “Credit papers”."


def test_its_paper_is_written_beside_the_book(qtbot: QtBot, book: Book, desk: Desk, page: CustomerPage) -> None:
    part = page.dealings.parts["approvals"]
    assert isinstance(part, ApprovalsPart)
    part.paper.trigger()
    rest(qtbot, desk)
    written = [each.name for each in Path(book.path.parent / "Credit papers").iterdir()]
    assert written == ["TP-2026-001 HDJC Company Exception approval.pdf"]
