"""Credit in use: each line, its documents, any day, any currency."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.services.bills import BillDraft
from app.services.exposure import ExposureSheet
from app.services.limits import Level
from app.services.payments import PaymentDraft
from tests.book import TODAY, Book

DAY = TODAY.isoformat()


@pytest.fixture(name="a")
def _a(book: Book) -> int:
    book.ledger("customer A net 30")
    return book.ids["A"]


def put(book: Book, table: str, **values: object) -> int:
    """A row that has no service yet."""
    with book.store.change("test.put") as change:
        return change.insert(table, values)


def lines(sheet: ExposureSheet) -> dict[str, int]:
    """The lines that are not zero; each is the sum of its documents."""
    for each in sheet.lines:
        assert each.amount == sum(document.counted for document in each.documents)
    assert sheet.total == sum(each.amount for each in sheet.lines)
    return {each.code: each.amount for each in sheet.lines if each.documents}


def deal(book: Book, customer: int, number: str, amount: int, cost: int, **more: object) -> int:
    values = {
        "stage": "ordered",
        "currency": book.currency,
        "opened_on": "2026-10-01",
        "ordered_on": "2026-10-01",
        **more,
    }
    return put(book, "deal", customer_id=customer, number=number, amount=amount, cost_incurred=cost, **values)


def deposit(book: Book, customer: int, amount: int, kind: str = "received", on: str = "2026-10-01") -> int:
    return put(book, "deposit_move", customer_id=customer, kind=kind, on_day=on, currency=book.currency, amount=amount)


def pay(book: Book, amount: int, on: str, number: str, purpose: str = "payment") -> int:
    """Money that settles nothing yet."""
    draft = PaymentDraft(book.ids["A"], amount, date.fromisoformat(on), purpose=purpose, number=number, parts={})
    return book.services.payments.record(draft)


def draft(book: Book, amount: int, on: str = "2026-11-02", **more: Any) -> int:
    """A draft that settles the oldest debt."""
    values = {
        "kind": "trade",
        "number": f"B-{on}",
        "acceptor": "Acceptor & Co",
        "matures_on": date(2027, 1, 31),
        **more,
    }
    return book.services.bills.receive(
        BillDraft(book.ids["A"], amount=amount, received_on=date.fromisoformat(on), **values)
    )


def golden(book: Book, customer: int) -> None:
    """T-B4: 320,000 receivables, 100,000 drafts of companies, 80,000 of custom work, less 60,000 prepaid and a deposit of 20,000."""
    book.ledger("""
        invoice A-1 A 2026-10-01 due 2026-11-01 100000.00
        invoice A-2 A 2026-10-01 due 2026-12-01 320000.00
    """)
    draft(book, 100_000_00)
    deal(book, customer, "D-1", 400_000_00, 100_000_00, resale_bp=2000)
    pay(book, 60_000_00, "2026-10-02", "V-1", "prepayment")
    deposit(book, customer, 20_000_00)


def test_the_chain_of_the_book_of_rules(book: Book, a: int) -> None:
    golden(book, a)
    book.services.limits.set_standing(a, Level("set", 400_000_00))
    sheet = book.services.exposure.sheet(a)
    assert lines(sheet) == {
        "receivables": 320_000_00, "bills": 100_000_00, "custom_work": 80_000_00, "prepayments": -60_000_00, "deposits": -20_000_00,
    }  # fmt: skip
    assert (sheet.total, sheet.limit, sheet.headroom, sheet.over) == (420_000_00, 400_000_00, -20_000_00, 20_000_00)
    assert book.services.exposure.totals() == {a: 420_000_00}
    document = sheet.line("custom_work").documents[0]
    assert (document.table, document.open, document.counted, document.weight_bp) == (
        "deal",
        100_000_00,
        80_000_00,
        8000,
    )
