"""Money in and out: what it settles, on which day, and what stays open. Every book is sound at the end of its test."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.models import payments, receivables
from app.models.errors import Invalid, UserError
from app.models.money import ABSURD
from app.services.payments import PaymentDraft
from tests.book import TODAY, Book


def open_of(book: Book, customer: str = "A", on: date = TODAY) -> dict[str, int]:
    """What is open of each document at the end of a day; minor units, money received below zero."""
    items = receivables.open_items(book.store, book.ids[customer], on)
    return {item.number: item.open if item.side == "debit" else -item.open for item in items}


def ageing(book: Book, on: date) -> dict[str, int]:
    """The bands of the ageing report that are not empty, and what is unapplied."""
    sheet = book.services.reports.ageing(on)
    assert sheet.difference == 0
    found = {**dict(zip(sheet.keys, sheet.total.buckets, strict=True)), "unapplied": sheet.total.unallocated}
    return {key: amount for key, amount in found.items() if amount}


def instalment(book: Book, number: str) -> int:
    return receivables.instalments(book.store, book.ids[number])[0].id


def draft(book: Book, amount: int, **more: object) -> PaymentDraft:
    values: dict[str, object] = {"customer_id": book.ids["A"], "amount": amount, "paid_on": TODAY, **more}
    return PaymentDraft(**values)  # type: ignore[arg-type]  # each test names fields of the draft


THREE = """
customer A net 30
invoice  A-1 A 2026-08-01 due 2026-10-11 300.00
invoice  A-2 A 2026-09-01 due 2026-11-06 500.00
invoice  A-3 A 2026-10-01 due 2026-12-05 2400.00
"""


def test_oldest_due_first(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-11-20 600.00 -> auto")
    assert open_of(book) == {"A-2": 20000, "A-3": 240000}


def test_as_chosen(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-11-20 600.00 -> A-3:450 A-1:150")
    assert open_of(book) == {"A-1": 15000, "A-2": 50000, "A-3": 195000}


def test_what_was_paid_too_much_waits_and_is_used_later(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-11-01 3250.00 -> auto")
    assert open_of(book) == {"P-1": -5000}
    book.ledger("invoice A-4 A 2026-11-10 due 2026-12-10 80.00\napply P-1 2026-11-15 -> A-4:50")
    assert open_of(book) == {"A-4": 3000}
    assert open_of(book, on=date(2026, 11, 14)) == {"A-4": 8000, "P-1": -5000}


def test_using_an_advance_takes_the_oldest_first_and_says_when_there_is_nothing(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-11-01 350.00 ->")
    book.services.payments.apply(book.ids["P-1"])
    assert open_of(book) == {"A-2": 45000, "A-3": 240000}
    with pytest.raises(UserError, match="Nothing to apply"):
        book.services.payments.apply(book.ids["P-1"])


def test_an_advance_of_a_coming_day_is_used_on_that_day(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-12-24 300.00 ->")
    book.services.payments.apply(book.ids["P-1"])
    assert open_of(book)["A-1"] == 30000
    assert "A-1" not in open_of(book, on=date(2026, 12, 24))


def test_part_payments_add_up(book: Book) -> None:
    book.ledger(
        """
        customer A net 30
        invoice  A-1 A 2026-08-01 100.00
        payment  P-1 A 2026-08-15 33.33 -> auto
        payment  P-2 A 2026-09-15 33.33 -> auto
        """
    )
    assert open_of(book) == {"A-1": 3334}
    assert open_of(book, on=date(2026, 8, 20)) == {"A-1": 6667}
    book.ledger("payment P-3 A 2026-10-15 33.34 -> auto")
    assert open_of(book) == {}


def test_two_payments_dated_backwards_do_not_settle_the_same_thing(book: Book) -> None:
    book.ledger(THREE + "payment P-2 A 2026-11-20 300.00 -> auto\npayment P-1 A 2026-10-20 300.00 -> auto")
    assert open_of(book) == {"A-2": 20000, "A-3": 240000}


def test_a_credit_note_lowers_what_is_open(book: Book) -> None:
    book.ledger(THREE + "credit G-1 A 2026-11-02 40.00 -> A-2")
    assert open_of(book) == {"A-1": 30000, "A-2": 46000, "A-3": 240000}
    book.ledger("credit G-2 A 2026-11-03 25.00")
    book.services.payments.apply_credit(book.ids["G-2"])
    assert open_of(book) == {"A-1": 27500, "A-2": 46000, "A-3": 240000}


def test_a_refund_uses_up_the_advance_from_its_own_day(book: Book) -> None:
    book.ledger(
        """
        customer A
        payment  P-1 A 2026-03-01 50.00 ->
        payment  P-2 A 2026-03-02 50.00 ->
        refund   R-1 A 2026-04-01 70.00
        """
    )
    assert open_of(book) == {"P-2": -3000}
    assert open_of(book, on=date(2026, 3, 31)) == {"P-1": -5000, "P-2": -5000}
    book.ledger("void R-1")
    assert open_of(book) == {"P-1": -5000, "P-2": -5000}


def test_a_refund_of_more_than_was_left_is_refused(book: Book) -> None:
    book.ledger("customer A\npayment P-1 A 2026-03-01 50.00 ->")
    with pytest.raises(Invalid, match="Only ¥50") as refused:
        book.ledger("refund R-1 A 2026-04-01 50.01")
    assert refused.value.field == "amount"
    assert open_of(book) == {"P-1": -5000}


def test_moving_money_leaves_the_past_alone(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-10-20 300.00 -> A-1")
    before = ageing(book, date(2026, 11, 1))
    assert before == {"not_due": 290000}
    book.ledger("move P-1 2026-11-10 A-1 -> A-2")
    assert ageing(book, date(2026, 11, 1)) == before
    assert ageing(book, date(2026, 11, 10)) == {"not_due": 240000, "1-30": 50000}
    assert open_of(book) == {"A-1": 30000, "A-2": 20000, "A-3": 240000}


def test_moving_more_than_was_applied_or_than_is_open_there(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-10-20 500.00 -> A-2\ncustomer B\ninvoice B-1 B 2026-08-01 due - 900.00")
    found = payments.allocations(book.store, "payment_id", book.ids["P-1"])[0]
    move = book.services.payments.move
    with pytest.raises(Invalid, match="still applied"):
        move(found.id, instalment(book, "A-3"), 50001)
    with pytest.raises(Invalid, match="More is applied to a receivable than is open"):
        move(found.id, instalment(book, "A-1"))
    with pytest.raises(Invalid, match="settled already or"):
        move(found.id, instalment(book, "B-1"))
    move(found.id, instalment(book, "A-1"), 30000)
    with pytest.raises(Invalid, match="still applied"):
        move(found.id, instalment(book, "A-3"), 20001)
    assert open_of(book) == {"A-2": 30000, "A-3": 240000}


def test_money_moved_away_in_pieces_takes_its_whole_base_along(book: Book) -> None:
    book.ledger(
        """
        customer A USD
        invoice  A-1 A 2026-08-01 due 2026-09-01 0.03 USD @6.7
        invoice  A-2 A 2026-08-01 due 2026-09-01 0.03 USD @6.7
        payment  P-1 A 2026-10-20 0.03 USD @7.2 -> A-1
        move     P-1 2026-11-01 A-1 -> A-2:0.01
        move     P-1 2026-11-02 A-1 -> A-2:0.01
        move     P-1 2026-11-03 A-1 -> A-2:0.01
        """
    )
    left = receivables.open_items(book.store, book.ids["A"], TODAY)
    assert [(item.number, item.open, item.open_base) for item in left] == [("A-1", 3, 20)]


def test_a_voided_payment_never_was(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-10-20 350.00 -> auto\nmove P-1 2026-11-10 A-2 -> A-3\nvoid P-1")
    assert open_of(book) == {"A-1": 30000, "A-2": 50000, "A-3": 240000}
    assert ageing(book, date(2026, 10, 31)) == {"not_due": 290000, "1-30": 30000}
    with pytest.raises(UserError, match="voided already"):
        book.services.payments.void(book.ids["P-1"], "again")


def test_voiding_needs_a_reason(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-10-20 350.00 -> auto")
    with pytest.raises(Invalid, match="needed") as refused:
        book.services.payments.void(book.ids["P-1"], "  ")
    assert refused.value.field == "reason"
    assert open_of(book) == {"A-2": 45000, "A-3": 240000}


def test_a_payment_of_a_coming_day_counts_from_that_day(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-11-30 300.00 -> auto")
    assert open_of(book) == {"A-1": 30000, "A-2": 50000, "A-3": 240000}
    assert open_of(book, on=date(2026, 11, 30)) == {"A-2": 50000, "A-3": 240000}
    assert ageing(book, TODAY) == {"not_due": 240000, "1-30": 50000, "31-60": 30000}


def test_a_payment_before_the_invoice_settles_it_on_the_issue_day(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-11-10 due 2026-12-10 80.00\npayment P-1 A 2026-11-01 80.00 -> auto")
    assert open_of(book, on=date(2026, 11, 5)) == {"P-1": -8000}
    assert open_of(book, on=date(2026, 11, 10)) == {}


def test_base_amounts_of_part_payments_sum_to_the_fen(book: Book) -> None:
    book.ledger(
        """
        customer A USD
        invoice  A-1 A 2026-08-01 due 2026-09-01 100.00 USD @7.1234
        payment  P-1 A 2026-08-15 33.33 USD @7.2 -> auto
        payment  P-2 A 2026-09-15 33.33 USD @7.0 -> auto
        payment  P-3 A 2026-10-15 33.34 USD @7.1234 -> auto
        """
    )
    rows = payments.allocations(book.store, "instalment_id", instalment(book, "A-1"))
    assert [row.base_target for row in rows] == [23742, 23742, 23750]
    assert sum(row.base_target for row in rows) == 71234
    assert [row.base_source for row in rows] == [23998, 23331, 23749]


def test_only_debts_of_the_same_currency_are_settled(book: Book) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-08-01 due 2026-09-01 100.00 USD @7.1
        invoice  A-2 A 2026-08-02 due 2026-09-02 100.00
        payment  P-1 A 2026-10-15 120.00 -> auto
        """
    )
    assert open_of(book) == {"A-1": 10000, "P-1": -2000}
    with pytest.raises(Invalid, match="in another currency") as refused:
        book.services.payments.record(draft(book, 5000, parts={instalment(book, "A-1"): 5000}))
    assert refused.value.field == "parts"


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"amount": 0}, "amount", "above zero"),
        ({"amount": -1}, "amount", "below zero"),
        ({"amount": ABSURD}, "amount", "larger than any real debt"),
        ({"paid_on": date(1926, 11, 21)}, "paid_on", "1926"),
        ({"method": "barter"}, "method", "listed methods"),
        ({"customer_id": 99}, "customer_id", "customer"),
        ({"currency": "USD"}, "rate", "no exchange rate for USD on 2026-11-21"),
        ({"currency": "USD", "rate": "seven"}, "rate", "“seven”"),
        ({"currency": "USD", "rate": "-7"}, "rate", "“-7”"),
        ({"note": "x" * 501}, "note", "501"),
        ({"number": "P-1"}, "number", "already has a payment “P-1”"),
    ],
)
def test_what_cannot_be_recorded(book: Book, more: dict[str, object], field: str, words: str) -> None:
    book.ledger(THREE + "payment P-1 A 2026-11-20 1.00 -> auto")
    with pytest.raises(Invalid, match=words) as refused:
        book.services.payments.record(draft(book, **{"amount": 100, **more}))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert open_of(book)["A-1"] == 29900


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"A-1": 30001}, "More is applied to a receivable than is open"),
        ({"A-1": 30000, "A-2": 20001}, "More is applied than was received"),
        ({"A-1": -1}, "below zero"),
    ],
)
def test_parts_that_do_not_fit(book: Book, parts: dict[str, int], words: str) -> None:
    book.ledger(THREE)
    wanted = {instalment(book, number): part for number, part in parts.items()}
    with pytest.raises(Invalid, match=words) as refused:
        book.services.payments.record(draft(book, 50000, parts=wanted))
    assert refused.value.field == "parts"


def test_the_same_sum_twice_on_a_day_is_two_payments(book: Book) -> None:
    book.ledger(THREE)
    for _each in range(2):
        book.services.payments.record(draft(book, 10000))
    assert open_of(book)["A-1"] == 10000


def test_a_voided_number_is_free_for_the_payment_typed_again(book: Book) -> None:
    book.ledger(THREE + "payment P-1 A 2026-11-20 10.00 -> auto\nvoid P-1")
    book.services.payments.record(draft(book, 2000, number="P-1"))
    assert open_of(book)["A-1"] == 28000


def test_a_disputed_part_is_paid_like_any_other(book: Book) -> None:
    book.ledger(THREE + "dispute A-1 2026-10-20 100.00\npayment P-1 A 2026-11-20 250.00 -> auto")
    item = receivables.open_items(book.store, book.ids["A"], TODAY)[0]
    assert (item.number, item.open, item.disputed) == ("A-1", 5000, 5000)


def test_a_rate_is_kept_as_it_was_typed(book: Book) -> None:
    book.ledger("customer A USD")
    number = book.services.payments.record(draft(book, 10000, currency="USD", rate="7.10"))
    found = payments.payment(book.store, number)
    assert found is not None
    assert (Decimal(found.rate), found.amount_base) == (Decimal("7.1"), 71000)
