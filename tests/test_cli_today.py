"""`kedun today` hears at once of what is recorded; the call list as a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.book import Book, book_fixture
from tests.commands import document, done

__all__ = ["book_fixture"]

LEDGER = """
customer A net 30
customer B net 30
invoice  A-1 A 2026-10-17 due 2026-11-16 300.00
invoice  B-1 B 2026-09-01 due 2026-10-01 80.00
"""


def rows(book: Book, on: str = "2026-11-21") -> list[Any]:
    return list(document("today", book.path, "--as-of", on)["rows"])


def first_reasons(book: Book, on: str = "2026-11-21") -> dict[str, dict[str, str]]:
    return {row["customer"]: row["reasons"][0] for row in rows(book, on)}


@pytest.mark.parametrize(
    "line",
    [
        "payment P-1 A 2026-11-21 300.00 -> A-1",
        "dispute A-1 2026-11-21 300.00",
        "promise T-1 A 2026-11-21 2026-11-25 300.00",
    ],
)
def test_a_receipt_a_dispute_and_a_promise_change_the_list_at_once(book: Book, line: str) -> None:
    book.ledger(LEDGER)
    assert sorted(first_reasons(book)) == ["A", "B"]
    book.ledger(line)
    assert sorted(first_reasons(book)) == ["B"]
    assert sorted(first_reasons(book, "2026-11-20")) == ["A", "B"]  # the day before nothing had happened


def test_part_of_each_leaves_the_rest_on_the_list(book: Book) -> None:
    book.ledger(LEDGER).ledger("payment P-1 A 2026-11-21 100.00 -> A-1\ndispute A-1 2026-11-21 50.00")
    assert first_reasons(book)["A"] == {"code": "overdue", "text": "5 days overdue: ¥150.00", "amount": "150.00"}


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("payment P-1 A 2026-11-21 120.00", {"code": "overdue", "text": "5 days overdue: ¥180.00", "amount": "180.00"}),
        ("credit G-1 A 2026-11-21 120.00", {"code": "overdue", "text": "5 days overdue: ¥180.00", "amount": "180.00"}),
        (
            "payment P-1 A 2026-11-21 300.00",
            {"code": "unapplied", "text": "¥300.00 received and not applied yet", "amount": "300.00"},
        ),
    ],
)
def test_nobody_is_called_about_money_that_came_and_is_not_applied_yet(
    book: Book, line: str, first: dict[str, str]
) -> None:
    book.ledger(LEDGER).ledger(line)
    assert first_reasons(book)["A"] == first
    assert first_reasons(book, "2026-11-20")["A"]["amount"] == "300.00"


def test_dollars_that_are_not_applied_pay_no_yuan(book: Book) -> None:
    """100 dollars at 7.1 overdue, 40 came; 300 yuan are overdue beside them."""
    book.ledger(LEDGER).ledger(
        "invoice A-2 A 2026-10-17 due 2026-11-15 100.00 USD @7.1\npayment P-1 A 2026-11-21 40.00 USD @7.1"
    )
    assert first_reasons(book)["A"] == {
        "code": "overdue",
        "text": "6 days overdue: 2 items, ¥726.00",
        "amount": "726.00",
    }


def test_a_promise_that_is_due_and_one_that_was_broken(book: Book) -> None:
    book.ledger(LEDGER).ledger("promise T-1 A 2026-11-21 2026-11-25 300.00")
    due = {"code": "promise_today", "text": "Promised for today: ¥300.00", "amount": "300.00"}
    broken = {"code": "promise_broken", "text": "Promise of 3 days ago not kept: ¥300.00 missing", "amount": "300.00"}
    assert first_reasons(book, "2026-11-25")["A"] == due
    assert first_reasons(book, "2026-11-28")["A"] == broken
    assert [row["customer"] for row in rows(book, "2026-11-28")] == ["A", "B"]  # promises come first


def test_the_shape_of_a_row(book: Book) -> None:
    book.ledger(LEDGER)
    assert rows(book)[1] == {
        "customer": "B",
        "reasons": [{"code": "overdue", "text": "51 days overdue: ¥80.00", "amount": "80.00"}],
        "amount": "80.00",
        "overdue_days": 51,
    }


def test_the_list_of_calls_as_a_paper(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER).ledger("customer C\ncontact B 2026-11-20 no_answer next 2026-11-21")
    paper = tmp_path / "calls.pdf"
    done("report", book.path, "calls", "--as-of", "2026-11-21", "--pdf", paper)
    text = " ".join(PdfReader(paper).pages[0].extract_text().split())
    for words in (
        "Calls to make",
        "A Company",
        "5 days overdue: ¥300.00",
        "First reminder",
        "2026-11-20",
        "Notes",
    ):
        assert words in text
    assert "C Company" not in text
