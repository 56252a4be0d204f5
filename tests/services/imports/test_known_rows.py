"""Rows the book has already: what a file does not say stays, and what was applied keeps its rate."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.models import receivables
from app.services.imports.service import Options
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30
    invoice  A-1 A 2026-01-10 due 2026-02-09 100.00 USD @7.1
    payment  P-1 A 2026-02-01 100.00 USD @7.3 -> A-1
    invoice  A-2 A 2026-01-10 due 2026-02-09 50.00 USD @7.1
    due      A-2 2026-02-01 2026-04-30
"""


def imported(book: Book, folder: Path, kind: str, text: str) -> tuple[int, int, int]:
    """(new, changed, wrong) after the file was taken."""
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    plan, _written = book.services.imports.run(path, Options(kind=kind))
    return len(plan.new), len(plan.changed), plan.wrong


def test_a_settled_invoice_keeps_its_rate_and_stays_settled(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    text = "number,customer,issue_date,amount,currency,rate,description\nA-1,A,2026-01-09,100.00,USD,7.9,steel\n"
    assert imported(book, tmp_path, "invoices", text) == (0, 1, 0)
    found = receivables.receivable(book.store, book.ids["A-1"])
    assert found is not None
    assert (found.rate, found.amount_base, str(found.issued_on)) == ("7.1", 71000, "2026-01-09")
    assert book.services.reports.ageing(date(2026, 1, 31)).difference == 0


def test_a_used_payment_keeps_its_rate(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    text = "number,customer,date,amount,currency,rate\nP-1,A,2026-01-31,100.00,USD,7.5\n"
    assert imported(book, tmp_path, "payments", text) == (0, 1, 0)
    for on in (date(2026, 1, 31), date(2026, 2, 1), TODAY):
        assert book.services.reports.ageing(on).difference == 0


def test_no_due_date_in_the_file_leaves_the_agreed_one(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    text = "number,customer,issue_date,amount,currency\nA-2,A,2026-01-10,50.00,USD\n"
    assert imported(book, tmp_path, "invoices", text) == (0, 0, 0)
    assert [str(item.due_on) for item in book.services.receivables.open_items(book.ids["A"])] == ["2026-04-30"]


def test_less_than_was_applied_is_refused(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    text = "number,customer,issue_date,amount,currency\nA-1,A,2026-01-10,99.99,USD\n"
    assert imported(book, tmp_path, "invoices", text) == (0, 0, 1)


@pytest.mark.parametrize(("amount", "wrong"), [("-30.00", 0), ("-40.00", 1), ("-29.99", 1)])
def test_a_file_changes_no_refund(book: Book, tmp_path: Path, amount: str, wrong: int) -> None:
    book.ledger("customer A\npayment P-1 A 2026-03-01 50.00 ->\nrefund R-1 A 2026-03-05 30.00")
    text = f"number,customer,date,amount\nR-1,A,2026-03-05,{amount}\n"
    assert imported(book, tmp_path, "payments", text) == (0, 0, wrong)


def test_money_in_a_file_settles_only_from_the_day_the_receivable_was_free(book: Book, tmp_path: Path) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-01 due 2026-01-31 10.00
        invoice  A-2 A 2026-01-01 due 2026-01-31 10.00
        payment  P-1 A 2026-02-01 10.00 -> A-1
        move     P-1 2026-02-20 A-1 -> A-2
        """
    )
    text = "number,customer,date,amount,applies_to\nP-2,A,2026-02-10,10.00,A-1\n"
    assert imported(book, tmp_path, "payments", text) == (1, 0, 0)
    then = book.services.reports.ageing(date(2026, 2, 15)).total
    assert (then.total, then.unallocated) == (0, -1000)
    assert book.services.reports.ageing(date(2026, 2, 20)).rows == ()
