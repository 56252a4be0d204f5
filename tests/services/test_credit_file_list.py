from __future__ import annotations

from datetime import date

from app.models.credit_profile import Profile
from app.models.money import Money
from app.services import named_reports
from app.services.sheets import ListSheet
from tests.book import Book


def listed(book: Book) -> ListSheet:
    sheet = named_reports.named("credit-files").ask(book.services, book.today, "due")
    assert isinstance(sheet, ListSheet)
    return sheet


def test_who_owes_most_comes_first_with_what_to_ask_for(book: Book) -> None:
    """Of 100: legal representative 3, founding day 4, paid-in capital 3."""
    book.ledger("customer A net 30\ncustomer B net 30\ninvoice B-1 B 2026-10-01 due 2026-10-31 70.00")
    ids = {each.code: each.id for each in map(book.services.customers.by_code, ("A", "B"))}
    book.services.credit_file.save_profile(
        ids["A"], Profile(legal_rep="Wang", founded=date(2015, 3, 1), capital_paid=100_00)
    )
    rows = listed(book).rows
    assert [row[:4] for row in rows] == [
        (rows[0][0], Money(70_00, "CNY"), 0, 16),
        (rows[1][0], Money(0, "CNY"), 10, 13),
    ]
    assert str(rows[0][4]).startswith("Financial statement of the last 18 months")
    assert listed(book).notes == ("0 files are at least half complete.",)


def test_no_customers(book: Book) -> None:
    assert listed(book).rows == ()
