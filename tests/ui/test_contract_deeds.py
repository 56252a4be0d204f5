"""What is done with a contract from its page: signed, shipped, signed for, accepted, ended, printed; with what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.models.clauses import Answer
from app.services.payments import PaymentDraft
from app.services.rules.payment_plan import template
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.pages.contract import paper
from app.ui.pages.contract.delivering import DeliverDialog
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.contracting import SIGNED, add, dialog, opened
from tests.ui.desk import desk_of, rest


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    with desk_of(book) as made:
        yield made


def save(qtbot: QtBot, desk: Desk, asked: Any) -> None:
    """What was asked is written when its dialog has gone."""
    asked.form.submit()
    qtbot.waitUntil(lambda: not shiboken6.isValid(asked) or not asked.isVisible())
    rest(qtbot, desk)


def test_goods_leave_only_when_what_comes_first_is_there(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30 CNY limit 500000")
    which = add(book, signed_on=SIGNED)
    page = opened(qtbot, desk, which)
    assert page.head.needs.text() == "¥48,000.00 before shipping has not been received yet."
    page.deeds.deliver.trigger()
    asked = dialog(page, DeliverDialog)
    assert "¥48,000.00 of HT-2026-001 has not been received" in asked.message_bar.text()
    assert {"Log a payment", "May I ship?"} <= {each.text() for each in asked.findChildren(QPushButton)}
    asked.form.submit()
    rest(qtbot, desk)
    assert book.services.shipments.of_contract(which) == []
    asked.form.set({"despite": "on the road since this morning"})
    save(qtbot, desk, asked)
    (left,) = book.services.shipments.of_contract(which)
    assert (left.amount, left.despite, left.receivable is not None) == (
        16_000_000,
        "on the road since this morning",
        True,
    )


def answered(book: Book, which: int, item: int, value_bp: int) -> None:
    good = [Answer(each, value_bp if each == item else 10_000) for each in range(1, 25)]
    book.services.contract_reviews.answer(which, good)


def test_the_owner_signs_a_red_flag_with_a_reason_only(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30 CNY limit 500000")
    which = add(book)
    answered(book, which, 9, 0)
    page = opened(qtbot, desk, which)
    page.deeds.sign.trigger()
    asked = dialog(page, FormDialog)
    asked.form.submit()
    rest(qtbot, desk)
    assert asked.form["reason"].reason.startswith("The contract has a red flag: 9. No payment only when they are paid.")
    asked.form.set({"reason": "Only this once"})
    save(qtbot, desk, asked)
    assert book.services.contracts.get(which).status == "signed"


def test_shipped_signed_for_accepted_and_taken_back(qtbot: QtBot, book: Book, desk: Desk) -> None:
    """30% before shipping is there; 60% waits for the acceptance, 10% is kept back for a year after delivery."""
    book.ledger("customer A net 30 CNY limit 500000")
    which = add(book, signed_on=SIGNED, lines=template("three_six_one"))
    paid = PaymentDraft(book.ids["A"], 4_800_000, date(2026, 11, 5), purpose="prepayment", contract_id=which)
    book.services.payments.record(paid)
    page = opened(qtbot, desk, which)
    assert page.head.needs.text() == "Nothing stands in the way: ¥160,000.00 may be shipped."
    assert [row.state.text() for row in page.terms.plan.rows] == ["Received", "After delivery", "After delivery"]
    page.deeds.deliver.trigger()
    asked = dialog(page, DeliverDialog)
    assert asked.despite.isHidden() and asked.message_bar.isHidden()
    asked.form.set({"on": date(2026, 11, 10)})
    save(qtbot, desk, asked)
    goods = page.milestones.goods.table.sheet
    assert goods.line(0)[1:3] == ("2026-11-10", "¥160,000.00")
    assert [row.state.text() for row in page.terms.plan.rows] == ["Received", "Invoiced", "Invoiced"]
    page.deeds.accept.trigger()
    accepted = dialog(page, FormDialog)
    accepted.form.set({"on": date(2026, 11, 15)})
    save(qtbot, desk, accepted)
    assert book.services.contracts.get(which).accepted_on == date(2026, 11, 15)
    page.milestones.goods.void.click()
    back = dialog(page, FormDialog)
    back.form.set({"reason": "never left"})
    save(qtbot, desk, back)
    assert book.services.shipments.of_contract(which) == []


def test_an_ended_contract_says_so_and_can_be_reopened(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30")
    which = add(book, signed_on=SIGNED)
    page = opened(qtbot, desk, which)
    page.deeds.end.trigger()
    asked = dialog(page, FormDialog)
    asked.form.submit()
    assert asked.form["reason"].reason == "Please fill this in."
    asked.form.set({"reason": "They closed down"})
    save(qtbot, desk, asked)
    assert page.head.state.text().startswith("Terminated")
    page.deeds.reopen.trigger()
    rest(qtbot, desk)
    assert page.head.state.text().startswith("Signed")


def test_the_paper_is_written_where_it_was_asked_for(qtbot: QtBot, book: Book, desk: Desk, tmp_path: Path) -> None:
    book.ledger("customer A net 30")
    page = opened(qtbot, desk, add(book))
    paper.write(page, tmp_path / "sheet.pdf")
    rest(qtbot, desk)
    qtbot.waitUntil(lambda: page.message_bar.text() == "Saved as sheet.pdf.")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")


def test_the_prepayment_of_the_contract_is_a_button_away(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30 CNY limit 500000")
    which = add(book, signed_on=SIGNED)
    page = opened(qtbot, desk, which)
    asked: list[tuple[str, dict[str, Any]]] = []
    desk.navigation.asked.connect(lambda name, about: asked.append((name, dict(about))))
    page.deeds.prepay.trigger()
    assert asked == [("prepayment", {"contract": which})]


def test_the_focus_stays_on_the_page_when_the_buttons_change(qtbot: QtBot, book: Book, desk: Desk) -> None:
    """ "Signed…" goes with the signing; the keyboard goes on from the first button, not from the head of the window."""
    book.ledger("customer A net 30 CNY limit 500000")
    which = add(book)
    page = opened(qtbot, desk, which)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    button = next(each for each in page.actions_bar.buttons() if each.text().startswith(page.deeds.sign.text()))
    button.setFocus()
    book.services.contracts.sign(which, SIGNED)
    page.load()
    rest(qtbot, desk)
    assert page.head.state.text().startswith("Signed")
    assert page.focusWidget() is page.actions_bar.buttons()[0]


def test_milestones_have_a_key_each_and_words_of_their_own(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30 CNY limit 500000")
    which = add(book, signed_on=SIGNED)
    page = opened(qtbot, desk, which, part="milestones")
    part = page.milestones
    keys = [each.shortcut().toString() for each in (part.start, part.add, part.reached, part.change, part.remove)]
    assert len(set(keys)) == len(keys)
    part.start.click()
    rest(qtbot, desk)
    states = {part.table.sheet.line(place)[6] for place in range(part.table.sheet.rowCount())}
    assert "Still to come" in states and "Open" not in states
