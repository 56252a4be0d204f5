"""`kedun exposure`: the shape that others rely on, the words, the paper."""

from __future__ import annotations

from pathlib import Path

from tests.book import opened
from tests.commands import document, done, kedun, refused
from tests.exposing import behind, golden


def a_book(folder: Path) -> Path:
    with opened(folder) as book:
        behind(book, golden(book))
    return book.path


def test_the_golden_chain(tmp_path: Path) -> None:
    """T-B4."""
    found = document("exposure", a_book(tmp_path), "A")
    assert {each["code"]: each["amount"] for each in found["lines"]} == {
        "receivables": "320000.00", "bills": "100000.00", "delivered": "0.00", "custom_work": "80000.00", "receipts": "0.00",
        "prepayments": "-60000.00", "deposits": "-20000.00", "credit_notes": "0.00",
    }  # fmt: skip
    told = ("customer", "currency", "total", "headroom", "eligible", "insured", "secured", "uncovered")
    assert [found[key] for key in told] == [
        "A", "CNY", "420000.00", "-20000.00", "290000.00", "180000.00", "50000.00", "190000.00",
    ]  # fmt: skip
    assert (found["limit"]["state"], found["limit"]["amount"]) == ("set", "400000.00")
    work = next(each for each in found["lines"] if each["code"] == "custom_work")["documents"]
    assert [(each["open"], each["share"], each["amount"]) for each in work] == [("100000.00", 0.8, "80000.00")]


def test_a_day_of_the_past_and_words(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    assert (
        document("exposure", path, "A", "--as-of", "2026-10-01")["total"] == "480000.00"
    )  # three invoices, work, deposit
    text = done("exposure", path, "A")
    assert "Custom work at risk" in text
    assert "¥420,000.00" in text
    assert "¥190,000.00" in text
    assert "截至" in kedun("exposure", path, "A", lang="zh_CN").stdout
    assert "Zork" in refused("exposure", path, "Zork")


def test_the_paper(tmp_path: Path) -> None:
    path, paper = a_book(tmp_path), tmp_path / "use.pdf"
    assert "use.pdf" in done("exposure", path, "A", "--pdf", paper)
    assert paper.read_bytes().startswith(b"%PDF")
    assert ".pdf" in refused("exposure", path, "A", "--pdf", tmp_path / "use.txt")
