"""`kedun prepayment`: the classic case as a document, words, the notice, what is refused."""

from __future__ import annotations

from pathlib import Path

from app.services.contract_drafts import ContractDraft
from app.services.deals import DealDraft
from tests.book import TODAY, opened
from tests.commands import document, done, refused


def a_book(folder: Path) -> Path:
    """500,000 of a limit of 600,000 are free; a contract of 100,000 wants 30 % before shipping."""
    with opened(folder) as book:
        book.ledger("customer A net 30 CNY limit 600000\ncustomer B\ninvoice A-1 A 2026-11-10 100000.00")
        book.services.contracts.add(
            ContractDraft(book.ids["A"], 100_000_00, "HT-1", prepay_bp=3000, signed_on=TODAY, margin_bp=2000)
        )
        book.services.deals.add(DealDraft(book.ids["A"], 40_000_00, stage="ordered", number="DD-1"))
    return book.path


def test_the_document(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    found = document(
        "prepayment", path, "A", "1000000", "--margin", "0.2", "--months", "6", "--resale", "0.2", "--as-of", TODAY
    )
    named = ("share", "amount", "binding", "deposit", "prepayment", "expected_loss", "expected_loss_share_of_margin")
    assert [found[each] for each in named] == [0.5, "500000.00", "limit", "200000.00", "300000.00", "9139.21", 0.045696]
    assert (found["p_credit"], found["p_custom"], found["floor"], found["open"]) == (0.5, 0.0, 0.3, "500000.00")
    # 640,000 are at risk when the work is done; 500,000 may be: 15 % in steps at signing, the rest before shipping.
    assert found["plan"] == ["150000.00", "350000.00", "500000.00"]
    assert document("prepayment", path, "A", "1000000", "--as-of", TODAY)["expected_loss_share_of_margin"] is None


def test_a_contract_its_notice_and_words(tmp_path: Path) -> None:
    path, paper = a_book(tmp_path), tmp_path / "notice.pdf"
    found = document("prepayment", path, "A", "--contract", "HT-1", "--as-of", TODAY, "--pdf", paper)
    assert (found["order"], found["contract"], found["binding"], found["amount"]) == (
        "100000.00", "HT-1", "floor", "30000.00",
    )  # fmt: skip
    assert paper.read_bytes().startswith(b"%PDF")
    text = done("prepayment", path, "A", "1000000", "--margin", "0.2", "--as-of", TODAY)
    assert "50% before the goods leave: ¥500,000.00 of ¥1,000,000.00" in text
    assert "The limit of ¥600,000.00 leaves ¥500,000.00." in text
    assert "earnest money ¥200,000.00 + prepayment ¥300,000.00" in text


def test_a_deal_without_a_contract(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    found = document("prepayment", path, "A", "--deal", "DD-1", "--as-of", TODAY)
    assert (found["order"], found["deal"], found["contract"]) == ("40000.00", "DD-1", None)
    half = document("prepayment", path, "A", "20000", "--deal", "DD-1", "--as-of", TODAY)
    assert (half["order"], half["deal"]) == ("20000.00", "DD-1")
    assert "another customer" in refused("prepayment", path, "B", "--deal", "DD-1")
    assert "not both" in refused("prepayment", path, "A", "--deal", "DD-1", "--contract", "HT-1")


def test_what_is_refused(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    assert "100 %" in refused("prepayment", path, "A", "100", "--q", "1.5")
    assert "below zero" in refused("prepayment", path, "A", "100", "--margin=-0.1")
    assert "USD1" in refused("prepayment", path, "A", "100", "--currency", "USD1")
    assert "exchange rate" in refused("prepayment", path, "A", "100", "--currency", "USD")
    assert "--contract" in refused("prepayment", path, "A")
    assert "another customer" in refused("prepayment", path, "B", "--contract", "HT-1")
