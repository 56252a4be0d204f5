"""Reports by name on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from app.services import company
from tests.book import Book
from tests.commands import document, done, kedun

OLD = """
customer OLD net 30
invoice O-1 OLD 2025-09-19 due 2025-10-19 12000.00
invoice O-2 OLD 2025-09-19 due 2025-10-19 60000.00
"""


def test_bad_debts_with_their_ground(book: Book) -> None:
    """T-E6 from the command line."""
    book.ledger(OLD)
    company.update(book.store, {"annual_sales": 800_000_000})
    told = document("report", book.path, "bad-debt-tax", "--as-of", "2026-11-23")
    grounds = {
        row["receivable_no"]: (row["days_overdue"], row["outstanding"]["amount"], row["ground"]) for row in told["rows"]
    }
    assert grounds["O-1"] == (
        400,
        "12000.00",
        "More than 1 year and a small sum (SAT Announcement 2011 No. 25, art. 24)",
    )
    assert grounds["O-2"][:2] == (400, "60000.00")
    assert grounds["O-2"][2].startswith("More than 1 year, but above 50,000")
    assert told["total"]["outstanding"] == {"amount": "72000.00", "currency": "CNY"}


def test_names_in_the_document_are_those_of_no_language(book: Book) -> None:
    book.ledger(OLD)
    told = [
        json.loads(kedun("report", book.path, "bad-debt-tax", "--json", lang=lang).stdout) for lang in ("en", "zh_CN")
    ]
    assert told[0]["title"] != told[1]["title"]
    assert list(told[0]["rows"][0]) == list(told[1]["rows"][0])
    assert document("report", book.path, "ageing") == document("aging", book.path)


def test_every_report_can_be_written(book: Book, tmp_path: Path) -> None:
    book.ledger(OLD)
    for name in ("ageing", "ageing-region", "payment-terms", "bad-debt-tax"):
        for ending in ("csv", "xlsx", "pdf"):
            done("report", book.path, name, f"--{ending}", tmp_path / f"{name}.{ending}")
    assert (tmp_path / "bad-debt-tax.pdf").read_bytes().startswith(b"%PDF")
    assert len(list(tmp_path.glob("*.xlsx"))) == 4


def test_unknown_name_tells_the_names(book: Book) -> None:
    result = kedun("report", book.path, "nothing")
    assert result.exit_code == 2
    assert "bad-debt-tax" in result.stderr
