"""The credit in use is read by indexes: of one customer nothing of another is read, of all no receivable that is settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.models import exposure
from app.models.store import Store
from tests.book import TODAY, Book, book_fixture
from tests.exposing import golden

__all__ = ["book_fixture"]

PAST = date(2026, 10, 5)


def plans(store: Store, ask: Callable[[], object]) -> list[str]:
    """The tables that the statements run through as a whole; rows that a statement makes itself are none."""
    asked: list[str] = []
    store.db.set_trace_callback(asked.append)
    ask()
    store.db.set_trace_callback(None)
    steps = [step for sql in asked for step in store.rows(lambda *row: str(row[3]), f"explain query plan {sql}")]
    own = ("SCAN (subquery", "SCAN CONSTANT ROW")
    return [step for step in steps if step.startswith("SCAN") and not step.startswith(own)]


@pytest.mark.parametrize("on", [TODAY, PAST])
def test_one_customer_is_read_by_indexes(book: Book, on: date) -> None:
    a = golden(book)
    assert plans(book.store, lambda: exposure.documents(book.store, on, a)) == []
    assert plans(book.store, lambda: exposure.sums(book.store, on, (a,))) == []


def test_all_customers_read_only_what_is_open(book: Book) -> None:
    golden(book)
    found = plans(book.store, lambda: exposure.sums(book.store, TODAY))
    assert "SCAN open_item USING COVERING INDEX open_item_live" in found
    assert not any(step.split()[1] in ("receivable", "r", "allocation", "a", "instalment", "i") for step in found)
