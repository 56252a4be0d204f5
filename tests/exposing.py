"""A customer with something in most lines of the credit in use, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.services.bills import BillDraft
from app.services.deals import DealDraft
from app.services.deposits import DepositDraft
from app.services.insurance_drafts import BuyerLimitDraft, PolicyDraft
from app.services.payments import PaymentDraft
from app.services.securities import SecurityDraft
from tests.book import Book


def put(book: Book, table: str, **values: object) -> int:
    """A row as it lies in the book, for what happened on days that a service would not take."""
    with book.store.change("test.put") as change:
        return change.insert(table, values)


def draft(book: Book, amount: int, on: str, **more: Any) -> int:
    """A draft of customer A that settles the oldest debt."""
    values = {
        "kind": "trade",
        "number": f"B-{on}",
        "acceptor": "Acceptor & Co",
        "matures_on": date(2027, 1, 31),
        **more,
    }
    day = date.fromisoformat(on)
    return book.services.bills.receive(BillDraft(book.ids["A"], amount=amount, received_on=day, **values))


def pay(book: Book, amount: int, on: str, number: str, purpose: Any = "payment") -> int:
    """Money of customer A that settles nothing yet."""
    row = PaymentDraft(book.ids["A"], amount, date.fromisoformat(on), purpose=purpose, number=number, parts={})
    return book.services.payments.record(row)


def golden(book: Book) -> int:
    """T-B4: 320,000 receivables, 100,000 drafts of companies, 80,000 of custom work, less 60,000 prepaid and a deposit of 20,000."""
    book.ledger("""
        customer A net 30 limit 400000
        invoice A-1 A 2026-10-01 due 2026-11-01 100000.00
        invoice A-2 A 2026-10-01 due 2026-12-01 290000.00
        invoice A-3 A 2026-10-01 due 2026-12-01 30000.00
    """)
    a = book.ids["A"]
    draft(book, 100_000_00, "2026-11-02")
    ordered = DealDraft(
        a,
        400_000_00,
        "ordered",
        opened_on=date(2026, 10, 1),
        ordered_on=date(2026, 10, 1),
        custom_goods=True,
        cost_incurred=100_000_00,
        resale_bp=2000,
    )
    book.services.deals.add(ordered)
    pay(book, 60_000_00, "2026-10-02", "V-1", "prepayment")
    book.services.deposits.receive(DepositDraft(a, 20_000_00, date(2026, 10, 1)))
    return a


def behind(book: Book, customer: int) -> None:
    """And behind it: 290,000 of the invoices are eligible (one is in dispute), a buyer limit of 200,000 covered to 90 %, a bank
    guarantee of 50,000."""
    book.ledger("dispute A-3 2026-11-03 30000.00")
    policy = book.services.insurance.add_policy(
        PolicyDraft(insurer="Sinosure", number="P-1", from_on=date(2026, 1, 1), to_on=date(2026, 12, 31), cover_bp=9000)
    )
    book.services.insurance.set_limit(BuyerLimitDraft(policy, customer, 200_000_00, date(2026, 1, 1)))
    book.services.securities.add(
        SecurityDraft(
            customer, "bank_guarantee", date(2026, 1, 1), value=50_000_00, giver="Bank", expires_on=date(2027, 6, 30)
        )
    )
