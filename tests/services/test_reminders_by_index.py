"""Reminders read those alone who have something due, by indexes, also in a book of a hundred thousand receivables."""

from __future__ import annotations

from app.services.reminders import levels
from tests.book import Book, book_fixture
from tests.exposing import behind, golden
from tests.reminding import ladder
from tests.services.test_read_by_index import read_whole

__all__ = ["book_fixture"]
# What holds every document or every customer of the book.
LARGE = {
    "customer", "receivable", "instalment", "payment", "allocation", "bill", "bill_event", "dispute", "charge",
    "reminder", "reminder_item", "promise", "contact", "customer_score", "claim_event", "contract",
}  # fmt: skip


def test_of_one_customer(book: Book) -> None:
    behind(book, golden(book))
    ladder(book).ledger("remind A 2026-11-21")
    a, reminders = book.ids["A"], book.services.reminders
    assert read_whole(book.store, lambda: reminders.of(a)) == set()
    assert read_whole(book.store, lambda: reminders.due(customer_id=a)) == set()
    assert read_whole(book.store, lambda: levels(book.store, book.today, (a,))) == set()


def test_of_everybody_who_has_something_due(book: Book) -> None:
    """Who that is comes from the index of what is open, which has no row of what is settled."""
    behind(book, golden(book))
    ladder(book).ledger("remind A 2026-11-21")
    assert read_whole(book.store, book.services.reminders.due) & LARGE == set()
    who = "select distinct customer_id from open_item where open<>0 and side='debit' and due_on<='2026-11-21'"
    plan = book.store.rows(lambda *row: str(row[3]), f"explain query plan {who}")
    assert plan == ["SCAN open_item USING COVERING INDEX open_item_live"]
