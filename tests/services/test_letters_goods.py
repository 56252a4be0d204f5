"""The day on which the goods of a debt arrived stands in the letters that demand, as far as the book knows it."""

from __future__ import annotations

import json
from datetime import date

from app.services.letter_sheets import frozen, thawed
from app.services.matter_drafts import MatterDraft
from tests.book import Book, book_fixture
from tests.letters import found, letter

__all__ = ["book_fixture"]
SHIPPED = """
customer A net 30
contract K-1 A 2026-07-01 300.00
plan     K-1 100%:delivery+30
ship     K-1 2026-08-01 100.00
ship     K-1 2026-08-02 200.00
"""


def days(book: Book, level: int) -> list[date | None]:
    return [each.delivered_on for each in letter(book, level).items]


def test_the_day_of_the_signature_not_the_day_the_goods_left(book: Book) -> None:
    """Two batches: nothing is told before somebody signs, then of the signed one alone; friendly letters tell nothing."""
    book.ledger(SHIPPED)
    assert days(book, 2) == [None, None]
    book.services.shipments.signed_for(book.ids["K-1/1"], date(2026, 8, 4), "Wang")
    for level in (2, 3, 4):
        assert days(book, level) == [date(2026, 8, 4), None]
    assert days(book, 1) == [None, None]
    assert [each.contract for each in letter(book, 2).items] == ["K-1", "K-1"]


def test_a_delivery_that_a_person_entered_counts_where_nothing_was_shipped_by_the_book(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice I-1 A 2026-08-01 due 2026-09-01 200.00")
    assert days(book, 3) == [None]
    with book.store.change("receivable.correct") as change:
        (part,) = book.store.rows(int, "select id from instalment where receivable_id=?", (book.ids["I-1"],))
        change.update("instalment", part, {"event": "delivery", "event_days": 28, "happened_on": "2026-08-04"})
    assert days(book, 3) == [date(2026, 8, 4)]


def test_a_signature_of_a_later_day_is_not_known_on_an_earlier_one(book: Book) -> None:
    book.ledger(SHIPPED)
    book.services.shipments.signed_for(book.ids["K-1/1"], date(2026, 11, 20), "Wang")
    then = book.services.letters.sheet(found(book, 2), "en", on=date(2026, 11, 19))
    assert [each.delivered_on for each in then.items] == [None, None]


def test_a_letter_kept_before_there_was_such_a_day_is_still_printed(book: Book) -> None:
    book.ledger(SHIPPED)
    book.services.shipments.signed_for(book.ids["K-1/1"], date(2026, 8, 4), "Wang")
    sheet = letter(book, 2)
    kept = json.loads(json.dumps(frozen(sheet)))
    assert thawed(kept) == sheet
    for each in kept["items"]:
        del each["delivered_on"]
    assert [each.delivered_on for each in thawed(kept).items] == [None, None]


def test_the_claim_of_a_matter_and_its_lawyers_letter_tell_it_too(book: Book) -> None:
    book.ledger(SHIPPED)
    book.services.shipments.signed_for(book.ids["K-1/1"], date(2026, 8, 4), "Wang")
    debts = book.store.rows(int, "select id from receivable order by id")
    matter = book.services.matters.open(MatterDraft(book.ids["A"], tuple(debts)))
    assert [each.delivered_on for each in book.services.matters.claim(matter).lines] == [date(2026, 8, 4), None]
    paper = book.services.matter_papers.paper(matter, language="en")
    assert paper.letter is not None
    assert [each.delivered_on for each in paper.letter.items] == [date(2026, 8, 4), None]
