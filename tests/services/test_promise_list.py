"""The reports `promises` and `contacts`."""

from __future__ import annotations

from datetime import date

from app.services import contact_list, named_reports, promise_list
from app.services.named_reports import named
from tests.book import TODAY, Book

LEDGER = """
customer A net 30
customer B net 30
invoice  A-1 A 2026-09-01 due 2026-10-01 100.00
promise  T-1 A 2026-11-01 2026-11-05 50.00
promise  T-2 A 2026-11-10 2026-11-21 100.00 -> A-1
promise  T-3 B 2026-11-10 2026-11-30 40.00
contact  A 2026-10-20 other
contact  A 2026-11-10 other
contact  B 2026-11-20 no_answer
"""


def told(book: Book, name: str, on: date = TODAY) -> list[tuple[str, ...]]:
    sheet = named(name).ask(book.services, on, "due")
    return [tuple(row) for row in named_reports.content(sheet).rows]


def test_promises_the_broken_ones_first(book: Book) -> None:
    book.ledger(LEDGER)
    assert [(row[0], row[1], row[2], row[4], row[5]) for row in told(book, "promises")] == [
        ("A Company", "2026-11-05", "50.00", "Broken since 2026-11-08", "Whatever is owed"),
        ("A Company", "2026-11-21", "100.00", "Due today", "A-1"),
        ("B Company", "2026-11-30", "40.00", "9 days left", "Whatever is owed"),
    ]
    assert promise_list.report(book.store, TODAY).notes == (
        "Broken 1 · Due today 1 · Still to come 1",
        "Kept: at least 95% came by the day promised and 2 days after it.",
    )
    assert [row[1] for row in told(book, "promises", date(2026, 11, 7))] == ["2026-11-05"]


def test_contacts_of_thirty_days(book: Book) -> None:
    book.ledger(LEDGER)
    assert [row[:5] for row in told(book, "contacts")] == [
        ("2026-11-20", "B Company", "Phone", "—", "No answer"),
        ("2026-11-10", "A Company", "Phone", "—", "Something else"),
    ]
    assert contact_list.report(book.store, TODAY).notes == ("2 contacts: No answer 1 · Something else 1",)
    assert contact_list.report(book.store, date(2026, 1, 1)).rows == ()
