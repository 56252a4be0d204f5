"""Credit balances as a list, used and kept as one; money that can be moved; exchange differences as a report."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import receivables
from app.models.errors import Invalid, UserError
from app.models.listing import Query
from app.models.money import Money
from app.services.named_reports import named
from tests.book import TODAY, Book

LEDGER = """
customer A net 30
customer B net 30
payment  P-1 A 2026-09-20 130.00
payment  P-2 A 2026-10-05 50.00
credit   G-1 A 2026-10-10 20.00
payment  P-3 B 2026-10-06 7.00
invoice  A-1 A 2026-10-12 due 2026-11-11 100.00
invoice  A-2 A 2026-10-13 due 2026-11-12 90.00
"""


def open_of(book: Book, customer: str) -> dict[str, int]:
    items = receivables.open_items(book.store, book.ids[customer], TODAY)
    return {item.number: item.open if item.side == "debit" else -item.open for item in items}


def rows(book: Book, *filters: str, search: str = "") -> list[tuple[str, str, int, int, int, int]]:
    lists = book.services.lists
    keys = lists.keys("advances", Query(filters, search, (("open", True),)))
    return [(r.customer, r.currency, r.open, r.credit, r.documents, r.owes) for r in lists.page("advances", keys)]


def loose(book: Book) -> Book:
    """Nothing of it is applied."""
    book.ledger(LEDGER.replace("130.00", "130.00 -> ").replace(" 50.00", " 50.00 -> ").replace(" 7.00", " 7.00 -> "))
    return book


def test_each_customer_and_currency_is_one_row(book: Book) -> None:
    loose(book)
    assert rows(book) == [
        ("A Company", "CNY", 200_00, 20_00, 3, 190_00),
        ("B Company", "CNY", 7_00, 0, 1, 0),
    ]
    assert [row[0] for row in rows(book, "usable")] == ["A Company"]
    assert [row[0] for row in rows(book, search="b company")] == ["B Company"]
    assert book.services.lists.summary("advances", Query()).sums == {"open": 207_00}


def test_all_of_it_is_used_oldest_first_as_one_change(book: Book) -> None:
    loose(book)
    assert book.services.advances.use(book.ids["A"], "CNY") == 190_00
    assert open_of(book, "A") == {"G-1": -10_00}
    book.services.history.undo()
    assert open_of(book, "A") == {"A-1": 100_00, "A-2": 90_00, "P-1": -130_00, "P-2": -50_00, "G-1": -20_00}


def test_nothing_owed_or_nothing_left_is_said(book: Book) -> None:
    loose(book)
    with pytest.raises(UserError, match="owes nothing in CNY"):
        book.services.advances.use(book.ids["B"], "CNY")
    with pytest.raises(UserError, match="nothing left of it"):
        book.services.advances.use(book.ids["A"], "USD")


def test_part_of_it_becomes_income_money_before_credit_notes(book: Book) -> None:
    loose(book)
    made = book.services.advances.keep(book.ids["A"], "CNY", TODAY, "not asked back", 185_00)
    assert len(made) == 3
    assert open_of(book, "A") == {"A-1": 100_00, "A-2": 90_00, "G-1": -15_00}
    with pytest.raises(Invalid, match=r"Only ¥15\.00 is not applied"):
        book.services.advances.keep(book.ids["A"], "CNY", TODAY, "again", 20_00)


def test_what_can_be_moved_and_where_to(book: Book) -> None:
    loose(book)
    book.ledger("apply P-1 2026-10-20 -> A-1:60")
    found = book.services.advances.movable(book.ids["P-1"])
    (applied,) = found.applied
    assert (applied.number, applied.amount, applied.on) == ("A-1", 60_00, date(2026, 10, 20))
    assert [(item.number, item.open) for item in found.targets_of(applied)] == [("A-2", 90_00)]
    with pytest.raises(UserError, match="nothing to move"):
        book.services.advances.movable(book.ids["P-2"])


def test_exchange_differences_of_the_year_as_a_report(book: Book) -> None:
    """100 USD booked at 50; 20 paid with 900: a loss of 100. 30 USD received at 52: a gain of 60."""
    book.ledger("""
    customer EX USD
    invoice  E-1 EX 2026-09-01 due 2026-10-01 100.00 USD @50
    across   P-7 EX 2026-10-02 900.00 CNY -> E-1:900=20
    payment  P-8 EX 2026-10-03 30.00 USD @52 -> E-1:30
    """)
    sheet = named("exchange-differences").ask(book.services, TODAY, "due")
    assert not hasattr(sheet, "keys")
    assert [(row[2], row[5], row[8]) for row in sheet.rows] == [
        ("P-7", "E-1", Money(-100_00, "CNY")),
        ("P-8", "E-1", Money(60_00, "CNY")),
    ]
    assert sheet.total[-1] == Money(-40_00, "CNY")  # type: ignore[index]
    assert named("exchange-differences").ask(book.services, date(2026, 10, 1), "due").rows == ()
    paid = book.services.lists.page("payments", [book.ids["P-7"], book.ids["P-8"]])
    assert [row.gain for row in paid] == [-100_00, 60_00]
