"""The statements of Today read what is open, never all that ever was."""

from __future__ import annotations

from app.models import disputes, past, worklist
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]


def test_what_is_overdue_is_read_by_the_index_of_open_items(book: Book) -> None:
    disputed = disputes.in_base("min(q.amount,t.open)", "t.open", "t.open_base")
    state = past.state(book.store, TODAY).sql
    sql = worklist.ASKED.format(state=state, disputed=disputed, due=worklist.LATE)
    plan = book.store.rows(lambda *row: row[3], f"explain query plan {sql}", {"d": TODAY.isoformat()})
    (items,) = [step for step in plan if "open_item" in step]
    assert items.endswith("USING INDEX open_item_live")


def test_overdue_parts_are_what_is_asked_for(book: Book) -> None:
    """In the book's currency, less what is in dispute; due today is not overdue; paid is nothing."""
    book.ledger("""
        customer A net 30
        invoice A-1 A 2026-09-01 due 2026-10-01 100.00
        invoice A-2 A 2026-09-01 due 2026-10-02 10.00 USD @7
        invoice A-3 A 2026-09-01 due 2026-11-21 50.00
        invoice A-4 A 2026-09-01 due 2026-10-03 30.00
        dispute A-2 2026-10-05 4.00
        payment P-1 A 2026-11-01 30.00 -> A-4
    """)
    found = worklist.overdue(book.store, TODAY)
    assert [(each.due_on.isoformat(), each.asked) for each in found] == [("2026-10-01", 10000), ("2026-10-02", 4200)]
