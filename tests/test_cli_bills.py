"""Drafts from the command line: taken from a payment file, in the ageing of past days, and among the legal clocks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.services import opening
from tests.commands import document, done, own_book, sound, table

FILE = (
    "customer,date,amount,method,bill_no,bill_acceptor,bill_due,applies_to",
    "A,2026-03-10,100.00,bank_bill,5313-01,ICBC,2026-08-31,auto",
)


def owed(path: Path, on: str) -> str:
    """The total of a day; the two ways of counting agree."""
    told = document("aging", path, "--as-of", on)
    assert told["check"]["difference"] == "0.00"
    total: str = told["total"]["total"]
    return total


def clocks(path: Path, on: str) -> list[tuple[str, str]]:
    rows: list[dict[str, Any]] = document("limitation", path, "--as-of", on)["rows"]
    return [(row["kind"], row["date"]) for row in rows if row["kind"].startswith("bill")]


def test_a_draft_that_comes_back(tmp_path: Path) -> None:
    path = own_book(tmp_path)  # A owes 100.00, due on 1 February
    file = table(tmp_path / "payments.csv", *FILE)
    assert "1" in done("import", path, file, "--kind", "payments")
    done("import", path, file, "--kind", "payments")  # twice is once
    assert (owed(path, "2026-03-09"), owed(path, "2026-03-10")) == ("100.00", "0.00")
    assert clocks(path, "2026-09-06") == [("bill_present", "2026-09-10"), ("bill_rights", "2028-08-31")]
    book = opening.open_book(path, date(2026, 11, 21), write=True)
    book.services.bills.event(1, "presented", date(2026, 9, 1))
    book.services.bills.refuse(1, date(2026, 9, 3), "no funds")
    book.close()
    assert [owed(path, on) for on in ("2026-03-09", "2026-03-10", "2026-09-02", "2026-09-03")] == [
        "100.00",
        "0.00",
        "0.00",
        "100.00",
    ]
    assert ("bill_recourse", "2027-03-03") in clocks(path, "2026-09-03")
    sound(path)
