"""Contracts from the command line: a file twice, and the penalty they agree on (T-E1: 0.05 % a day on 100,000 for a year)."""

from __future__ import annotations

from pathlib import Path

from tests.book import Book
from tests.commands import document

CONTRACTS = "number,customer,amount,signed_on,penalty_per_day,title\nHT-1,A,100000,2024-01-05,0.05%,Doors\n"
INVOICES = "number,customer,issue_date,due_date,amount,contract\nA-1,A,2024-05-31,2024-06-30,100000,HT-1\n"


def imported(book: Path, folder: Path, kind: str, text: str) -> tuple[int, int, int, int]:
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    told = document("import", book, path, "--kind", kind)
    return told["new"], told["changed"], told["same"], told["wrong"]


def test_a_contract_and_its_penalty(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    book.close()
    assert imported(book.path, tmp_path, "contracts", CONTRACTS) == (1, 0, 0, 0)
    assert imported(book.path, tmp_path, "contracts", CONTRACTS) == (0, 0, 1, 0)
    assert imported(book.path, tmp_path, "invoices", INVOICES) == (1, 0, 0, 0)
    assert imported(book.path, tmp_path, "invoices", INVOICES) == (0, 0, 1, 0)
    told = document("interest", book.path, "A-1", "--as-of", "2025-06-30")
    assert (told["regime"], told["interest"]) == ("contract", "18250.00")
    book.reopen()


def test_a_plan_from_a_file_is_waited_for_and_gone_when_the_money_is_there(book: Book, tmp_path: Path) -> None:
    """30 % at signing of 100,000: today asks for 30,000 until it came."""
    book.ledger("customer A")
    book.close()
    text = "number,customer,amount,signed_on,payment plan\nHT-1,A,100000,2026-11-05,30% signing; 70% delivery+30\n"
    assert imported(book.path, tmp_path, "contracts", text) == (1, 0, 0, 0)
    (row,) = document("today", book.path)["rows"]
    assert [(each["code"], each["amount"]) for each in row["reasons"]] == [("prepayment", "30000.00")]
    paid = "number,customer,date,amount,contract,purpose\nP-1,A,2026-11-06,30000,HT-1,prepayment\n"
    assert imported(book.path, tmp_path, "payments", paid) == (1, 0, 0, 0)
    assert document("today", book.path)["rows"] == []
    book.reopen()
