"""A firm of several people and a customer that pays, for tests of reviews.

Six receivables of 10,000, each paid on its due day (none in the last 90 days, so no trend): payment block 100, confidence
0.2, ln odds 0.2 x 5.385228 + 0.8 x 2.751535 = 3.278274: chance of default 3.6325 %, 620.39 points, grade BBB.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from app.models import book as books
from app.services import company
from app.services.reviews import Reviews
from tests.book import TODAY, Book

SALES = 20_000_000_00
ON_TIME = "\n".join(
    f"invoice A-{n} A 2026-0{n}-05 due 2026-0{n + 1}-05 10000.00\npayment P-{n} A 2026-0{n + 1}-05 10000.00 -> A-{n}"
    for n in range(1, 7)
)
LEDGER = f"customer A net 30\n{ON_TIME}\ninvoice A-9 A 2026-11-01 due 2027-12-01 8000.00"


def filled(book: Book) -> Book:
    """The ledger, and what we sell in a year."""
    book.ledger(LEDGER)
    company.update(book.store, {"annual_sales": SALES})
    return book


def staff(book: Book, **people: str) -> dict[str, int]:
    """Adds people by role and name; returns the ids, the owner's among them."""
    ids = {"owner": 1}
    with book.store.change("person.add") as change:
        for name, role in people.items():
            ids[name] = books.add_person(change, name, role)
    return ids


@contextmanager
def at_the_desk(book: Book, person: int) -> Iterator[Reviews]:
    """Another person uses the book for a while."""
    before, book.store.person_id = book.store.person_id, person
    try:
        yield book.services.reviews
    finally:
        book.store.person_id = before


def on(book: Book, day: date = TODAY) -> Reviews:
    """The reviews as of another day."""
    return Reviews(book.store, day)


def ready(reviews: Reviews, review_id: int) -> None:
    """Through all steps; what is lacking is skipped."""
    for _step in range(3):
        reviews.advance(review_id, "small customer")
