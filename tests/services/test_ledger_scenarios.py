"""Small ledgers whose every figure can be checked by hand: the balance and the ageing on at least two days each."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import adjustments, payments, receivables
from app.models.errors import Invalid, UserError
from tests.book import TODAY, Book


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def open_of(book: Book, on: date = TODAY) -> list[tuple[str, int]]:
    """What is open of A's documents at the end of a day, in order; minor units, credits below zero."""
    items = receivables.open_items(book.store, book.ids["A"], on)
    return [(item.number, item.open if item.side == "debit" else -item.open) for item in items]


def aged(book: Book, on: date) -> dict[str, int]:
    """The bands of the ageing report that are not empty, what is unapplied, and the total, which is the ledger's."""
    sheet = book.services.reports.ageing(on)
    assert sheet.difference == 0
    found = {**dict(zip(sheet.keys, sheet.total.buckets, strict=True)), "unapplied": sheet.total.unallocated}
    assert sum(found.values()) == sheet.total.total
    return {**{key: amount for key, amount in found.items() if amount}, "total": sheet.total.total}


def account(book: Book) -> int:
    """The end of the running list of A's account; what is open of each document sums to the same."""
    whole, only_open = (book.services.accounts.lines(book.ids["A"], only_open=each) for each in (False, True))
    assert whole.balance == only_open.balance
    return whole.balance


def test_three_instalments_a_part_payment_and_a_credit_note(book: Book) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-10 due 2026-02-10:60 2026-03-10:100 2026-04-10:40 200.00
        payment  P-1 A 2026-02-20 40.00 -> auto
        credit   G-1 A 2026-03-20 100.00
        """
    )
    assert open_of(book, day("02-19")) == [("A-1", 6000), ("A-1", 10000), ("A-1", 4000)]
    assert open_of(book, day("02-20")) == [("A-1", 2000), ("A-1", 10000), ("A-1", 4000)]
    assert aged(book, day("03-15")) == {"not_due": 4000, "1-30": 10000, "31-60": 2000, "total": 16000}
    assert aged(book, day("03-20")) == {
        "not_due": 4000, "1-30": 10000, "31-60": 2000, "unapplied": -10000, "total": 6000,
    }  # fmt: skip
    book.services.payments.apply_credit(book.ids["G-1"], on=day("04-01"))
    assert open_of(book) == [("A-1", 2000), ("A-1", 4000)]
    assert aged(book, day("03-31"))["unapplied"] == -10000
    assert aged(book, day("04-01")) == {"not_due": 4000, "1-30": 2000, "total": 6000}
    assert account(book) == 6000


OVER = """
customer A
invoice  A-1 A 2026-01-10 due 2026-02-10 100.00
payment  P-1 A 2026-02-20 110.00 -> auto
"""


def test_an_over_payment_is_an_advance_and_used_later(book: Book) -> None:
    book.ledger(OVER + "invoice A-2 A 2026-03-01 due 2026-04-01 50.00\napply P-1 2026-03-05 -> A-2")
    assert aged(book, day("02-20")) == {"unapplied": -1000, "total": -1000}
    assert aged(book, day("03-04")) == {"not_due": 5000, "unapplied": -1000, "total": 4000}
    assert aged(book, day("03-05")) == {"not_due": 4000, "total": 4000}
    assert account(book) == 4000


def test_an_over_payment_nobody_asks_back_is_income(book: Book) -> None:
    book.ledger(OVER + "keep P-1 2026-06-30 10.00")
    assert aged(book, day("06-29")) == {"unapplied": -1000, "total": -1000}
    assert aged(book, day("06-30")) == {"total": 0}
    assert account(book) == 0
    found = payments.payment(book.store, book.ids["P-1'"])
    assert found is not None
    assert (found.kind, found.kept, found.amount, found.note) == ("refund", 1, 1000, "nobody asks")
    with pytest.raises(UserError, match="Void that entry first"):
        book.ledger("void P-1")
    book.services.payments.void(found.id, "they asked after all")
    assert aged(book, day("06-30")) == {"unapplied": -1000, "total": -1000}


def test_at_most_what_is_left_is_kept(book: Book) -> None:
    book.ledger(OVER)
    with pytest.raises(Invalid, match="Only ¥10") as refused:
        book.ledger("keep P-1 2026-06-30 10.01")
    assert refused.value.field == "amount"
    with pytest.raises(Invalid, match="before the day it was received"):
        book.ledger("keep P-1 2026-02-19 10.00")
    assert account(book) == -1000


SHORT = """
customer A
invoice  A-1 A 2026-01-10 due 2026-02-10 100.00
payment  P-1 A 2026-02-20 90.00 -> auto
"""


def test_the_rest_is_written_off_and_recovered(book: Book) -> None:
    book.ledger(SHORT + "writeoff W-1 A-1 2026-03-31 10.00")
    assert aged(book, day("03-30")) == {"31-60": 1000, "total": 1000}
    assert aged(book, day("03-31")) == {"total": 0}
    book.ledger("recover W-1 2026-05-10 6.00\npayment P-2 A 2026-05-12 4.00 -> auto")
    assert aged(book, day("05-09")) == {"total": 0}
    assert aged(book, day("05-10")) == {"61-90": 600, "total": 600}
    assert aged(book, day("05-12")) == {"91-180": 200, "total": 200}
    assert account(book) == 200
    row = book.services.lists.page("receivables", [receivables.instalments(book.store, book.ids["A-1"])[0].id])[0]
    assert row.status == "overdue"
    (left,) = book.services.adjustments.of_customer(book.ids["A"])
    assert (left.amount, left.left) == (1000, 400)
    with pytest.raises(Invalid, match="At most ¥4"):
        book.ledger("recover W-1 2026-05-13 4.01")


def test_a_write_off_voided_never_was(book: Book) -> None:
    book.ledger(SHORT + "writeoff W-1 A-1 2026-03-31 10.00\nrecover W-1 2026-05-10 6.00\nvoid W-1")
    assert aged(book, day("03-31")) == {"31-60": 1000, "total": 1000}
    assert aged(book, day("05-10")) == {"61-90": 1000, "total": 1000}
    found = adjustments.adjustment(book.store, book.adjusted["W-1"])
    assert found is not None
    assert (found.voided_on, found.left) == (TODAY, 0)
    with pytest.raises(UserError, match="voided already"):
        book.ledger("void W-1")


def test_foreign_invoice_paid_in_the_books_own_money(book: Book) -> None:
    """100 USD at 50 = 5,000; 20 USD come in as 900: they stood at 1,000, so 100 are lost, 80 USD stay at 4,000."""
    book.ledger(
        """
        customer A USD
        invoice  A-1 A 2026-01-10 due 2026-02-10 100.00 USD @50
        across   P-1 A 2026-02-20 900.00 CNY -> A-1:900=20
        """
    )
    (item,) = receivables.open_items(book.store, book.ids["A"], TODAY)
    assert (item.open, item.currency, item.open_base) == (8000, "USD", 400000)
    assert aged(book, day("02-19")) == {"1-30": 500000, "total": 500000}
    assert aged(book, day("02-20")) == {"1-30": 400000, "total": 400000}
    (found,) = book.services.payments.exchange_differences(day("02-01"), day("02-28"))
    assert (found.on, found.source_amount, found.source_currency) == (day("02-20"), 90000, "CNY")
    assert (found.amount, found.currency, found.gain_base) == (2000, "USD", -10000)
    assert book.services.payments.exchange_differences(day("02-21"), TODAY) == []
    assert account(book) == 400000
    book.ledger("bounce P-1 2026-03-05")
    assert aged(book, day("03-04")) == {"1-30": 400000, "total": 400000}
    assert aged(book, day("03-05")) == {"1-30": 500000, "total": 500000}
    gains = [each.gain_base for each in book.services.payments.exchange_differences_of(book.ids["P-1"])]
    assert gains == [-10000, 10000]


def test_another_currency_settles_at_most_what_is_there(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-01-10 due 2026-02-10 100.00 USD @7\ninvoice A-2 A 2026-01-10 50.00")
    for line, words in (
        ("-> A-1:701=100.00", "than was received"),
        ("-> A-1:700=100.01", "than is open"),
        ("-> A-1:700=0", "each above zero"),
        ("-> A-2:10=10", "own currency"),
    ):
        with pytest.raises(Invalid, match=words) as refused:
            book.ledger(f"across P-1 A 2026-02-20 700.00 CNY {line}")
        assert refused.value.field == "across"
    assert aged(book, TODAY)["total"] == 75000


def test_one_foreign_currency_at_two_rates(book: Book) -> None:
    """100 USD at 7.00 and 50 USD at 7.20 are paid with 120 USD at 7.10: gains 10.00 - 2.00 = 8.00; 30 USD stay at 216.00."""
    book.ledger(
        """
        customer A USD
        invoice  A-1 A 2026-01-10 due 2026-02-10 100.00 USD @7.00
        invoice  A-2 A 2026-02-10 due 2026-03-10 50.00 USD @7.20
        payment  P-1 A 2026-03-01 120.00 USD @7.10 -> auto
        """
    )
    assert aged(book, day("02-28")) == {"not_due": 36000, "1-30": 70000, "total": 106000}
    assert aged(book, day("03-01")) == {"not_due": 21600, "total": 21600}
    found = book.services.payments.exchange_differences_of(book.ids["P-1"])
    assert [(each.target_number, each.gain_base) for each in found] == [("A-1", 1000), ("A-2", -200)]
    book.ledger("move P-1 2026-03-05 A-1 -> A-2:30\npayment P-2 A 2026-03-20 30.00 USD @7.15 -> auto")
    assert aged(book, day("03-05")) == {"1-30": 21000, "total": 21000}
    assert aged(book, day("03-20")) == {"total": 0}
    assert account(book) == 0
    gains = [each.gain_base for each in book.services.payments.exchange_differences(day("01-01"), TODAY)]
    assert gains == [1000, -200, -300, -300, 450]
    # 150 USD came in at 7.10 x 120 + 7.15 x 30 = 1,066.50 for what was invoiced at 700 + 360 = 1,060.
    assert sum(gains) == 650


def test_a_credit_note_is_paid_out(book: Book) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-10 due 2026-02-10 100.00
        payment  P-1 A 2026-02-01 100.00 -> auto
        credit   G-1 A 2026-03-01 30.00
        payout   R-1 G-1 2026-03-10 20.00
        """
    )
    assert aged(book, day("03-09")) == {"unapplied": -3000, "total": -3000}
    assert aged(book, day("03-10")) == {"unapplied": -1000, "total": -1000}
    assert open_of(book) == [("G-1", -1000)]
    with pytest.raises(Invalid, match="Only ¥10"):
        book.ledger("payout R-2 G-1 2026-03-11 10.01")
    book.ledger("refund R-3 A 2026-03-12 10.00")
    assert aged(book, day("03-12")) == {"total": 0}
    assert account(book) == 0


def test_a_receipt_bounces(book: Book) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-10 due 2026-02-10 100.00
        payment  P-1 A 2026-02-05 120.00 -> auto
        bounce   P-1 2026-03-20
        """
    )
    assert aged(book, day("03-19")) == {"unapplied": -2000, "total": -2000}
    assert aged(book, day("03-20")) == {"31-60": 10000, "total": 10000}
    assert account(book) == 10000


def test_money_moved_this_month_leaves_last_month_alone(book: Book) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-10 due 2026-02-10 100.00
        invoice  A-2 A 2026-01-20 due 2026-03-20 80.00
        payment  P-1 A 2026-02-25 100.00 -> A-1
        move     P-1 2026-04-02 A-1 -> A-2:70
        """
    )
    assert aged(book, day("03-31")) == {"1-30": 8000, "total": 8000}
    assert aged(book, day("04-01")) == {"1-30": 8000, "total": 8000}
    assert aged(book, day("04-02")) == {"1-30": 1000, "31-60": 7000, "total": 8000}
    assert account(book) == 8000


def test_a_credit_note_moved_across_instalments(book: Book) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-10 due 2026-02-10:60 2026-03-10:40 100.00
        credit   G-1 A 2026-02-20 50.00 -> A-1
        """
    )
    assert open_of(book, day("02-20")) == [("A-1", 1000), ("A-1", 4000)]
    (applied,) = payments.allocations(book.store, "credit_id", book.ids["G-1"])
    second = receivables.instalments(book.store, book.ids["A-1"])[1].id
    book.services.payments.move(applied.id, second, 4000, day("03-15"))
    assert open_of(book, day("03-14")) == [("A-1", 1000), ("A-1", 4000)]
    assert open_of(book, day("03-15")) == [("A-1", 5000)]
    assert aged(book, day("03-15")) == {"31-60": 5000, "total": 5000}


def test_opening_balances_settle_like_invoices(book: Book) -> None:
    book.ledger(
        """
        customer A
        opening  Q-1 A 2026-01-01 due 2025-11-30 70.00
        opening  Q-2 A 2026-01-01 due - 12.00
        payment  P-1 A 2026-01-20 75.00 -> auto
        """
    )
    assert aged(book, day("01-19")) == {"31-60": 7000, "no_date": 1200, "total": 8200}
    assert aged(book, day("01-20")) == {"no_date": 700, "total": 700}
    book.ledger("writeoff W-1 Q-2 2026-02-01 7.00")
    assert account(book) == 0


def test_every_debt_gets_the_same_share(book: Book) -> None:
    """90 over 50 + 100 + 30: half of each."""
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-10 due 2026-02-10 50.00
        invoice  A-2 A 2026-01-11 due 2026-02-11 100.00
        invoice  A-3 A 2026-01-12 due 2026-02-12 30.00
        share    P-1 A 2026-02-20 90.00
        """
    )
    assert open_of(book) == [("A-1", 2500), ("A-2", 5000), ("A-3", 1500)]
    assert aged(book, day("02-19"))["total"] == 18000
    assert aged(book, day("02-20")) == {"1-30": 9000, "total": 9000}
