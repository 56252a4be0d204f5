"""Money that came back: the days before keep their truth, and voiding the return puts everything back."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import payments, receivables
from app.models.errors import Invalid, UserError
from tests.book import TODAY, Book

TWO = """
customer A net 30
invoice  A-1 A 2026-08-01 due 2026-09-01 100.00
invoice  A-2 A 2026-08-05 due 2026-09-05 80.00
"""


def open_of(book: Book, on: date = TODAY) -> dict[str, int]:
    items = receivables.open_items(book.store, book.ids["A"], on)
    return {item.number: item.open if item.side == "debit" else -item.open for item in items}


def test_a_bounced_receipt_opens_what_it_settled_from_that_day(book: Book) -> None:
    book.ledger(TWO + "payment P-1 A 2026-09-10 150.00 -> auto\nbounce P-1 2026-10-01")
    assert open_of(book, date(2026, 9, 30)) == {"A-2": 3000}
    assert open_of(book, date(2026, 10, 1)) == {"A-1": 10000, "A-2": 8000}
    assert book.services.reports.ageing(date(2026, 10, 1)).total.total == 18000
    found = payments.payment(book.store, book.ids["P-1'"])
    assert found is not None
    assert (found.kind, found.amount, found.returns_id, found.note) == ("return", 15000, book.ids["P-1"], "refused")


def test_its_free_part_comes_back_too_and_later_money_settles_again(book: Book) -> None:
    book.ledger(TWO + "payment P-1 A 2026-09-10 250.00 -> auto\nbounce P-1 2026-10-01")
    assert open_of(book, date(2026, 9, 30)) == {"P-1": -7000}
    book.ledger("payment P-2 A 2026-09-20 180.00 -> auto")
    assert open_of(book, date(2026, 9, 30)) == {"P-1": -7000, "P-2": -18000}
    assert open_of(book) == {}


def test_what_was_applied_by_hand_after_the_return_day_counts_in_between(book: Book) -> None:
    book.ledger(TWO + "payment P-1 A 2026-09-10 100.00 ->\napply P-1 2026-10-05 -> A-1\nbounce P-1 2026-10-01")
    assert open_of(book, date(2026, 9, 20)) == {"A-1": 10000, "A-2": 8000, "P-1": -10000}
    for day in (1, 4, 5, 6):
        assert open_of(book, date(2026, 10, day)) == {"A-1": 10000, "A-2": 8000}


def test_a_bounced_foreign_receipt_leaves_no_base_amount_behind(book: Book) -> None:
    book.ledger(
        """
        customer A USD
        invoice  A-1 A 2026-08-01 due 2026-09-01 0.07 USD @6.7
        payment  P-1 A 2026-09-10 0.05 USD @7.3 -> auto
        move     P-1 2026-09-12 A-1 -> A-1:0.02
        bounce   P-1 2026-09-20
        """
    )
    assert [(each.number, each.open, each.open_base) for each in receivables.open_items(book.store, 1, TODAY)] == [
        ("A-1", 7, 47)
    ]
    assert book.services.reports.ageing(date(2026, 9, 19)).total.total == 47 - 37 + 3  # 0.05 at 7.3 = 37; at 6.7 = 34


def test_voiding_the_return_puts_it_back(book: Book) -> None:
    book.ledger(TWO + "payment P-1 A 2026-09-10 150.00 -> auto")
    before = open_of(book)
    book.ledger("bounce P-1 2026-10-01\nvoid P-1'")
    assert open_of(book) == before == {"A-2": 3000}
    book.ledger("bounce P-1 2026-10-02")
    assert open_of(book) == {"A-1": 10000, "A-2": 8000}


def test_a_return_stays_when_other_money_came_in_between(book: Book) -> None:
    book.ledger(
        TWO + "payment P-1 A 2026-09-10 150.00 -> auto\nbounce P-1 2026-10-01\npayment P-2 A 2026-10-02 1.00 -> auto"
    )
    with pytest.raises(UserError, match="settled otherwise since"):
        book.services.payments.void(book.ids["P-1'"], "typed by mistake")
    assert open_of(book) == {"A-1": 9900, "A-2": 8000}


def test_what_cannot_come_back(book: Book) -> None:
    book.ledger(
        TWO
        + """
        payment P-1 A 2026-09-10 150.00 -> auto
        payment P-2 A 2026-09-11 50.00 ->
        refund  R-1 A 2026-09-12 20.00
        payment P-3 A 2026-09-13 10.00 ->
        void    P-3
        """
    )
    bounce = book.services.payments.bounce
    with pytest.raises(Invalid, match="before the day it was received"):
        bounce(book.ids["P-1"], date(2026, 9, 9), "refused")
    with pytest.raises(Invalid, match="This is needed"):
        bounce(book.ids["P-1"], date(2026, 9, 10), " ")
    with pytest.raises(UserError, match="Part of this payment was paid back"):
        bounce(book.ids["P-2"], TODAY, "refused")
    with pytest.raises(UserError, match="Only money received"):
        bounce(book.ids["R-1"], TODAY, "refused")
    with pytest.raises(UserError, match="voided already"):
        bounce(book.ids["P-3"], TODAY, "refused")
    bounce(book.ids["P-1"], TODAY, "refused")
    with pytest.raises(UserError, match="came back already"):
        bounce(book.ids["P-1"], TODAY, "refused")


def test_money_that_went_back_is_voided_from_its_end(book: Book) -> None:
    book.ledger(TWO + "payment P-1 A 2026-09-10 150.00 -> auto\nbounce P-1 2026-10-01")
    with pytest.raises(UserError, match="Void that entry first"):
        book.services.payments.void(book.ids["P-1"], "typed by mistake")
    book.ledger("void P-1'\nvoid P-1")
    assert open_of(book) == {"A-1": 10000, "A-2": 8000}


def test_money_moved_meanwhile_comes_back_from_the_day_of_the_move_at_the_earliest(book: Book) -> None:
    """Earlier it would settle A-1 still and be gone too."""
    book.ledger(TWO + "payment P-1 A 2026-09-10 80.00 -> A-1\nmove P-1 2026-10-05 A-1 -> A-2")
    with pytest.raises(Invalid, match="moved on 2026-10-05") as refused:
        book.services.payments.bounce(book.ids["P-1"], date(2026, 10, 1), "refused")
    assert refused.value.field == "on"
    book.ledger("bounce P-1 2026-10-05")
    assert open_of(book, date(2026, 10, 4)) == {"A-1": 2000, "A-2": 8000}
    assert open_of(book, date(2026, 10, 5)) == {"A-1": 10000, "A-2": 8000}
