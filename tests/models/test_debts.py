"""What the legal clocks read: the debts of a day, and by which indexes they are found."""

from __future__ import annotations

from datetime import date

from app.models import debts, past
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

LEDGER = """
    customer A
    customer B
    invoice A-1 A 2024-01-01 due 2024-06-30:60 2025-06-30:40 100.00
    invoice B-1 B 2024-01-01 due 2024-03-31 70.00 USD @7
    payment P-1 A 2025-02-01 60.00 -> A-1:60
"""


def plan(book: Book, sql: str, **params: str) -> list[str]:
    return book.store.rows(lambda *row: str(row[3]), f"explain query plan {sql}", params)


def test_a_debt_is_a_receivable_with_its_days(book: Book) -> None:
    found = {each.number: each for each in debts.debts(book.ledger(LEDGER).store, TODAY)}
    one, other = found["A-1"], found["B-1"]
    assert (one.open, one.first_due, one.open_due, one.last_due) == (
        4000, date(2024, 6, 30), date(2025, 6, 30), date(2025, 6, 30),
    )  # fmt: skip
    assert (other.currency, other.open, other.open_base) == ("USD", 7000, 49000)


def test_a_past_day_has_what_was_open_then(book: Book) -> None:
    store = book.ledger(LEDGER).ledger("due A-1 2026-01-10 2027-01-31").store
    then = {each.number: each for each in debts.debts(store, date(2025, 1, 31))}["A-1"]
    assert (then.open, then.open_due, then.last_due) == (10000, date(2024, 6, 30), date(2025, 6, 30))
    now = {each.number: each for each in debts.debts(store, TODAY)}["A-1"]
    assert (now.open, now.last_due) == (4000, date(2027, 1, 31))


def test_only_what_was_due_by_a_day_is_looked_for(book: Book) -> None:
    store = book.ledger(LEDGER).store
    assert [each.number for each in debts.debts(store, TODAY, due_by=date(2024, 12, 31))] == ["B-1"]
    assert [each.number for each in debts.debts(store, TODAY, (book.ids["A"],))] == ["A-1"]


def test_narrowed_debts_and_their_payments_are_found_by_index(book: Book) -> None:
    sql = debts.DEBTS.format(state=past.LIVE, until="and due_on<=:until", due="o.due_on")
    steps = plan(book, sql, until="2024-05-30")
    assert any("open_item USING INDEX open_item_due" in step for step in steps)
    steps += plan(book, debts.PARTS.format(debts="and i.receivable_id in (1,2)"), d="2026-11-21")
    assert [step for step in steps if step.startswith("SCAN") and step != "SCAN s"] == []
