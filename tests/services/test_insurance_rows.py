"""The rows of the insurance view: read together they are what each customer's cover says alone."""

from __future__ import annotations

from datetime import date

from app.services import insurance_cover, insurance_rows
from app.services.insurance import Insurance
from app.services.insurance_drafts import EventDraft
from tests.book import Book, book_fixture
from tests.insuring import DAY, grant, take_out

__all__ = ["book_fixture"]

LEDGER = """
customer A net 60
customer B net 30
customer C net 30
invoice  A-1 A 2026-05-01 due 2026-06-05 150000.00
invoice  B-1 B 2026-06-01 due 2026-07-01 40000.00
invoice  C-1 C 2026-06-01 due 2026-07-01 10000.00
"""


def test_covers_of_many_are_those_of_each(book: Book) -> None:
    book.ledger(LEDGER)
    policy = take_out(book, mep_days=60, noa_days=30)
    grant(book, policy, "A", "100000")
    grant(book, policy, "B", "40000")
    a, b, c = (book.ids[code] for code in "ABC")
    alone = [insurance_cover.cover(book.store, each, DAY) for each in (b, a)]
    assert insurance_cover.covers(book.store, (b, c, a), DAY) == alone


def test_the_newest_declaration_of_all_shipments_counts_whoever_it_is_of(book: Book) -> None:
    """In May what had left by then to B was declared, in June everything: B-1 left on 1 June."""
    book.ledger(LEDGER)
    policy = take_out(book, declare_rule="days", declare_days=15)
    grant(book, policy, "B", "40000")
    for who, day in ((book.ids["B"], date(2026, 5, 20)), (None, date(2026, 6, 10))):
        Insurance(book.store, DAY).record(EventDraft(policy, "declaration", day, customer_id=who))
    found = insurance_cover.cover(book.store, book.ids["B"], DAY)
    assert found is not None
    assert [each.why for each in found.invoices] == [""]


def test_both_lists_of_the_view(book: Book) -> None:
    """Of A's 150,000 the limit leaves 100,000, of which 90 % are covered: 60,000 are not; of B's 40,000 it is 4,000."""
    book.ledger(LEDGER)
    policy = take_out(book, mep_days=60, noa_days=30)
    grant(book, policy, "A", "100000")
    grant(book, policy, "B", "40000")
    buyers, days = insurance_rows.both(book.store, DAY)
    assert [(row.code, row.uninsured) for row in buyers] == [("A", 60_000_00), ("B", 4_000_00)]
    assert buyers == insurance_rows.buyers(book.store, DAY)
    assert days == insurance_rows.deadlines(book.store, DAY)
    assert {row.code for row in days} == {"A"}  # B is not overdue: nothing to tell the insurer yet
