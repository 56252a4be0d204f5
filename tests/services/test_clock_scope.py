"""What is noted about all that a customer owes is about the debts of that day, not about those that came later."""

from __future__ import annotations

from datetime import date

from app.services.claims import EventDraft
from tests.book import Book


def test_a_judgment_is_not_about_what_was_sold_afterwards(book: Book) -> None:
    """A-1 was sued for in 2022; A-2 of 2026 keeps its own three years."""
    book.ledger("""
        customer A
        invoice A-1 A 2020-12-01 due 2020-12-31 100.00
        invoice A-2 A 2026-09-01 due 2026-10-31 100.00
        """)
    suit = EventDraft(book.ids["A"], "suit", date(2022, 5, 5), until_on=date(2025, 1, 5), outcome="judgment")
    book.services.claims.add_event(suit)
    found = [(row.clock.kind, row.clock.document, row.clock.ends_on) for row in book.services.clocks.rows()]
    assert found == [("enforcement", "A-1", date(2027, 1, 5)), ("limitation", "A-2", date(2029, 10, 31))]


def test_a_suspension_is_about_every_debt(book: Book) -> None:
    """Its cause gone on 2026-05-01, six months are left: until 2026-11-01."""
    book.ledger("customer A\ninvoice A-1 A 2023-01-01 due 2023-01-31 100.00")
    stopped = EventDraft(book.ids["A"], "suspension", date(2022, 12, 1), until_on=date(2026, 5, 1))
    book.services.claims.add_event(stopped)
    assert [row.clock.ends_on for row in book.services.clocks.rows()] == [date(2026, 11, 1)]
