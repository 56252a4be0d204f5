"""Prepayments not received: the report, and the reason on today's list."""

from __future__ import annotations

from datetime import date

from app.models.money import Money
from app.services import prepayment_list, today_wording
from app.services.contract_drafts import ContractDraft
from app.services.payments import PaymentDraft
from tests.book import TODAY, Book


def two_contracts(book: Book) -> tuple[int, int]:
    """300 wanted by the 25th; 500 of another customer without a day."""
    book.ledger("customer A net 30\ncustomer B net 30")
    signed = {"signed_on": date(2026, 11, 1), "prepay_bp": 3000, "prepay_reason": "as agreed"}
    first = ContractDraft(book.ids["A"], 1_000_00, "HT-1", starts_on=date(2026, 11, 25), **signed)  # type: ignore[arg-type]
    second = ContractDraft(
        book.ids["B"], 1_000_00, "HT-2", signed_on=date(2026, 11, 1), prepay_bp=5000, prepay_reason="as agreed"
    )
    return book.services.contracts.add(first), book.services.contracts.add(second)


def test_the_report(book: Book) -> None:
    first, _second = two_contracts(book)
    sheet = prepayment_list.prepayments(book.store, TODAY)
    assert [(row[1], row[6], row[7], row[9]) for row in sheet.rows] == [
        ("HT-1", Money(300_00, "CNY"), date(2026, 11, 25), "Not received"),
        ("HT-2", Money(500_00, "CNY"), None, "Not received"),
    ]
    assert sheet.total is not None
    assert sheet.total[6] == Money(800_00, "CNY")
    book.services.payments.record(PaymentDraft(book.ids["A"], 100_00, TODAY, purpose="prepayment", contract_id=first))
    row = prepayment_list.prepayments(book.store, TODAY).rows[0]
    assert (row[5], row[6], row[9]) == (Money(100_00, "CNY"), Money(200_00, "CNY"), "Part received")


def test_today_tells_it_while_the_goods_are_due_to_leave(book: Book) -> None:
    """Before what is over the limit, after what is overdue; gone as soon as the money is there."""
    first, _second = two_contracts(book)
    (row,) = book.services.monitoring.today().rows
    assert (row.code, row.amount, row.reasons[0].days) == ("A", 300_00, 4)
    assert today_wording.reason_text(row.reasons[0]) == "Prepayment of ¥300.00 not received: HT-1"
    assert book.services.monitoring.today(date(2026, 11, 17)).rows == ()
    book.ledger("invoice A-1 A 2026-10-01 due 2026-10-31 50.00")
    assert [each.code for each in book.services.monitoring.today().rows[0].reasons] == ["overdue", "prepayment"]
    book.services.payments.record(PaymentDraft(book.ids["A"], 300_00, TODAY, purpose="prepayment", contract_id=first))
    assert [each.code for each in book.services.monitoring.today().rows[0].reasons] == ["overdue", "unapplied"]
