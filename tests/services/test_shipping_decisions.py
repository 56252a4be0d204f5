"""What was answered is kept as it was that minute, asked anew, and never keeps a debt out of the book."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.errors import UserError
from app.services.deals import DealDraft
from tests.book import Book
from tests.reviewing import at_the_desk, staff
from tests.shipping import MOCK, ask, told


def test_a_decision_keeps_the_sheet_of_that_minute_and_is_asked_anew(book: Book) -> None:
    book.ledger(MOCK)
    shipping = book.services.shipping
    shown = ask(book, "20000")
    decision = shipping.record(shown, "collect")
    book.ledger("payment P-1 A 2026-11-21 30000.00 -> A-1")
    kept = shipping.decided(decision)
    assert kept.sheet == shown
    assert (kept.decision.verdict, kept.decision.way, kept.decision.person) == ("prepay", "collect", "Owner")
    assert shipping.again(decision).verdict == "ok"
    assert [each.id for each in shipping.of_customer(book.ids["A"])] == [decision]


def test_a_decision_can_be_undone_and_a_past_answer_is_not_recorded(book: Book) -> None:
    book.ledger(MOCK)
    shipping = book.services.shipping
    decision = shipping.record(ask(book, "20000"))
    assert book.services.history.undo().label == "decision.record"
    with pytest.raises(UserError, match="no longer"):
        shipping.decided(decision)
    with pytest.raises(UserError, match="past day"):
        shipping.record(ask(book, "20000", on=date(2026, 11, 20)))


def test_who_may_only_look_records_nothing(book: Book) -> None:
    book.ledger(MOCK)
    people = staff(book, guest="reader")
    with at_the_desk(book, people["guest"]), pytest.raises(UserError, match="look only"):
        book.services.shipping.record(ask(book, "20000"))


def test_an_order_that_grew_is_asked_again(book: Book) -> None:
    book.ledger("customer A limit 1000")
    deal = book.services.deals.add(DealDraft(book.ids["A"], 500_00, stage="agreed", number="D-1"))
    shipping = book.services.shipping
    decision = shipping.record(shipping.ask(book.ids["A"], deal_id=deal))
    assert book.services.deals.update(deal, DealDraft(book.ids["A"], 1_200_00, stage="agreed", number="D-1"))
    assert told(shipping.ask(book.ids["A"], deal_id=deal)) == ("prepay", ["limit"])
    assert told(shipping.again(decision)) == ("prepay", ["limit"])
    assert shipping.decided(decision).sheet.verdict == "ok"


def test_debts_are_recorded_whatever_the_answer(book: Book) -> None:
    book.ledger("customer A limit 0")
    book.services.claims.add_hold(book.ids["A"], "credit", "owner said so")
    assert ask(book, "10").verdict == "stop"
    book.ledger("invoice A-1 A 2026-11-20 due 2026-12-20 10.00")
    assert ask(book, "10").before == 10_00
