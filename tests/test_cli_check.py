"""`kedun check`: the shape that others rely on, the words in both languages, deals and contracts, the paper."""

from __future__ import annotations

from pathlib import Path

from app.services.deals import DealDraft
from tests.book import TODAY, opened
from tests.commands import document, done, kedun, refused

LEDGER = """
customer A limit 350000
invoice A-1 A 2026-10-01 due 2026-10-11 30000.00
invoice A-2 A 2026-10-05 due 2026-11-06 50000.00
invoice A-3 A 2026-11-01 due 2026-12-06 240000.00
contract K-1 A 2026-11-02 20000
"""


def a_book(folder: Path) -> Path:
    with opened(folder) as book:
        book.ledger(LEDGER)
        book.services.deals.add(DealDraft(book.ids["A"], 30_000_00, stage="quoted", number="D-1"))
    return book.path


def test_the_document(tmp_path: Path) -> None:
    found = document("check", a_book(tmp_path), "A", "80000", "--as-of", TODAY)
    assert {key: found[key] for key in ("verdict", "customer", "currency", "amount", "collect")} == {
        "verdict": "prepay", "customer": "A", "currency": "CNY", "amount": "80000.00", "collect": "50000.00",
    }  # fmt: skip
    assert [each["code"] for each in found["reasons"]] == ["oldest_overdue", "limit"]
    assert [(each["code"], each["amount"]) for each in found["ways"]] == [
        ("collect", "50000.00"), ("receive", "80000.00"), ("approval", "80000.00"),
    ]  # fmt: skip
    assert (found["exposure_before"], found["exposure_after"]) == ("320000.00", "400000.00")
    assert (found["limit"]["state"], found["limit"]["amount"]) == ("set", "350000.00")


def test_the_words_in_both_languages(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    text = done("check", path, "A", "8万", "--as-of", TODAY)
    assert text.splitlines()[:4] == [
        "A A Company · ¥80,000.00 · As of 2026-11-21",
        "Collect ¥50,000.00 first, then ship",
        "- ¥80,000.00 is overdue, the oldest by 41 days (your rule: over 15 days, collect first)",
        "- After shipping they owe ¥400,000.00, 14.3% over the limit of ¥350,000.00",
    ]
    chinese = kedun("check", path, "A", "80000", "--as-of", TODAY, lang="zh_CN").stdout
    assert "先收 ¥50,000.00 再发货" in chinese


def test_a_deal_and_a_contract(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    deal = document("check", path, "A", "--deal", "D-1", "--as-of", TODAY)
    assert (deal["amount"], deal["order"]["about"], deal["collect"]) == ("30000.00", "D-1", "30000.00")
    agreed = document("check", path, "A", "--contract", "K-1", "--as-of", TODAY)
    assert (agreed["amount"], agreed["order"]["about"]) == ("20000.00", "K-1")


def test_a_line_that_says_too_little_or_something_else(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    assert "Say how much" in refused("check", path, "A")
    assert "Only digits" in refused("check", path, "A", "abc")
    assert "EUR" in refused("check", path, "A", "10", "--currency", "EUR")
    assert "Zork" in refused("check", path, "Zork", "10")
    assert "pdf" in refused("check", path, "A", "10", "--pdf", tmp_path / "answer.txt")


def test_the_paper(tmp_path: Path) -> None:
    paper = tmp_path / "answer.pdf"
    done("check", a_book(tmp_path), "A", "80000", "--as-of", TODAY, "--pdf", paper)
    assert paper.read_bytes().startswith(b"%PDF")
