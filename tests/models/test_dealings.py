"""What was sold and paid is read by indexes: a limit of one customer never walks through the payments of all."""

from __future__ import annotations

from app.models import dealings
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]


def test_one_customer_is_read_by_indexes(book: Book) -> None:
    book.ledger("customer A\npayment P1 A 2026-11-01 100.00\nbounce P1 2026-11-02\npayment P2 A 2026-11-03 40.00")
    asked: list[str] = []
    book.store.db.set_trace_callback(asked.append)
    found = dealings.dealings(book.store, book.ids["A"], "CNY", TODAY)
    book.store.db.set_trace_callback(None)
    assert [(day.day, each.amount) for day, each in found.paid] == [(3, 4000)]
    plans = [step for sql in asked for step in book.store.rows(lambda *row: str(row[3]), f"explain query plan {sql}")]
    assert any("payment_returns" in step for step in plans)
    assert [step for step in plans if step.startswith("SCAN")] == []
