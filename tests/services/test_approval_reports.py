"""Exceptions of 12 months and large orders as lists."""

from __future__ import annotations

from datetime import date

from app.models.money import Money
from app.services import approval_reports, company
from app.services.deals import DealDraft
from tests.book import TODAY, Book

LEDGER = """
customer HDJC net 30 limit 3500
customer BETA net 30
invoice  YS-1 HDJC 2026-09-11 due 2026-10-11 800.00
invoice  YS-3 HDJC 2026-11-05 due 2026-12-05 2400.00
"""
USUAL = """
customer A net 30
invoice  A-1 A 2026-01-10 due 2026-02-09 100.00
invoice  A-2 A 2026-02-10 due 2026-03-09 120.00
invoice  A-3 A 2026-03-10 due 2026-04-09 80.00
invoice  A-4 A 2026-04-10 due 2026-05-09 300.00
invoice  A-5 A 2026-05-10 due 2026-06-09 301.00
customer B net 30
invoice  B-1 B 2026-06-10 due 2026-07-10 900.00
"""


def approved(book: Book, amount: int, *, days: int = 0) -> int:
    """Recorded yesterday, approved by the one person there is after sleeping on it."""
    shipping, approvals = book.services.shipping, book.services.approvals
    decision = shipping.record(shipping.ask(book.ids["HDJC"], amount))
    with book.store.change("decision.record") as change:
        change.update("decision", decision, {"asked_at": "2026-11-19T08:00:00Z"})
    return approvals.approve(decision, reason="pays on Friday", last_day=date(2026, 11, 21 + days))


def test_exceptions_stand_with_who_until_when_and_why(book: Book) -> None:
    book.ledger(LEDGER)
    first = approved(book, 800_00, days=7)
    book.services.approvals.revoke(first, "order cancelled")
    approved(book, 700_00, days=7)
    sheet = approval_reports.approved(book.store, TODAY)
    assert [row[0] for row in sheet.rows] == ["TP-2026-002", "TP-2026-001"]
    assert sheet.rows[0][4:6] == (Money(700_00, "CNY"), Money(3900_00, "CNY"))
    assert [row[8] for row in sheet.rows] == ["In force", "Taken back"]
    assert sheet.rows[0][9] == "pays on Friday"
    assert sheet.notes[:2] == ("2 exceptions in 12 months.", "1 of them is in force.")
    assert sheet.notes[2].startswith("That is 100.0% of the receivables")


def test_an_order_is_large_against_what_was_usual_before_it(book: Book) -> None:
    """A-4 is just three times the average of 100 before it, which is not more; B-1 has nothing before it."""
    book.ledger(USUAL)
    assert [row[1] for row in approval_reports.large(book.store, TODAY).rows] == []
    book.ledger("invoice A-6 A 2026-06-10 due 2026-07-09 700.00")
    sheet = approval_reports.large(book.store, TODAY)
    assert [(row[1], row[5]) for row in sheet.rows] == [("A-6", "3.9 times the usual ¥180.20")]


def test_an_order_is_large_from_a_share_of_our_sales_on(book: Book) -> None:
    """3 % of 20,000 is 600; a deal that is not delivered yet counts too."""
    book.ledger(USUAL)
    company.update(book.store, {"annual_sales": 20_000_00})
    deal = DealDraft(customer_id=book.ids["B"], stage="agreed", currency="CNY", amount=650_00)
    book.services.deals.add(deal)
    sheet = approval_reports.large(book.store, TODAY)
    assert [(row[0], row[5]) for row in sheet.rows] == [
        ("B Company", "From ¥600.00 on"),
        ("B Company", "From ¥600.00 on"),
    ]
    assert sheet.notes == ("Large: from ¥600.00 on, or more than 3 times what the customer usually buys.",)


def test_an_order_split_within_a_week_is_large_as_a_whole(book: Book) -> None:
    """600 is large: 350 and 300 six days later are 650 together; the same seven days apart are two orders."""
    company.update(book.store, {"annual_sales": 20_000_00})
    book.ledger("""
customer A net 30
customer B net 30
invoice  A-1 A 2026-06-01 350.00
invoice  A-2 A 2026-06-07 300.00
invoice  B-1 B 2026-06-01 350.00
invoice  B-2 B 2026-06-08 300.00
""")
    rows = approval_reports.large(book.store, TODAY).rows
    assert [(row[1], row[5]) for row in rows] == [("A-2", "¥650.00 ordered within 7 days: from ¥600.00 on")]
    book.ledger("invoice  B-3 B 2026-11-18 400.00")
    deal = DealDraft(book.ids["B"], 250_00, stage="ordered")
    book.services.deals.add(deal)
    rows = approval_reports.large(book.store, TODAY).rows
    assert [row[5] for row in rows] == [
        "¥650.00 ordered within 7 days: from ¥600.00 on",
        "¥650.00 ordered within 7 days: from ¥600.00 on",
    ]


def test_nothing_to_list(book: Book) -> None:
    book.ledger(LEDGER)
    assert approval_reports.approved(book.store, TODAY).rows == ()
    assert approval_reports.approved(book.store, TODAY).notes == ("0 exceptions in 12 months.",)
