"""What the engine remembers about tables when a book is closed."""

from __future__ import annotations

from app.models import derived
from tests.book import Book


def test_first_large_import_after_a_few_entries_reads_by_index(book: Book) -> None:
    """With counts of one row kept, each new receivable read all receivables: 100,000 took many minutes."""
    book.ledger("""
        customer A
        invoice A-1 A 2026-01-10 100.00
        payment P-1 A 2026-01-20 40.00 -> A-1
        """)
    store = book.reopen()
    for customers in (None, [book.ids["A"]]):
        plan = store.rows(lambda *row: row[3], f"explain query plan {derived.items_sql(customers)}")
        assert "SEARCH r USING INTEGER PRIMARY KEY (rowid=?)" in plan
        assert not any("SCAN x" in step for step in plan)
