"""Reminders read those alone who have something due, by indexes, also in a book of a hundred thousand receivables."""

from __future__ import annotations

from collections.abc import Callable

from app.models.reminding import levels
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


def asked(book: Book, ask: Callable[[], object]) -> int:
    """How many statements it takes."""
    seen: list[str] = []
    book.store.db.set_trace_callback(seen.append)
    ask()
    book.store.db.set_trace_callback(None)
    return len(seen)


def test_interest_of_many_letters_takes_no_more_questions_than_of_one(book: Book) -> None:
    """Two debts each, part-paid, the third letter due: rates, parts, payments and claims are read once for all."""
    ladder(book)

    def owe(code: str) -> None:
        book.ledger(
            f"customer {code} net 30\ninvoice {code}-1 {code} 2026-03-01 due 2026-04-01 100.00\n"
            f"invoice {code}-2 {code} 2026-03-01 due 2026-04-15 300.00\npayment P-{code} {code} 2026-05-01 40 -> {code}-2\n"
            f"remind {code} 2026-05-11\nremind {code} 2026-06-11"
        )

    owe("A")
    alone = asked(book, book.services.reminders.due)
    for code in ("B", "C", "D", "E", "F"):
        owe(code)
    found = book.services.reminders.due()
    assert [(each.code, each.level, each.amount) for each in found] == [(code, 3, 36_000) for code in "ABCDEF"]
    assert len({each.interest for each in found}) == 1
    assert found[0].interest > 0
    assert asked(book, book.services.reminders.due) == alone
