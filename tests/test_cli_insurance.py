"""kedun insurance and kedun report insurance."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.services.insurance_drafts import BuyerLimitDraft, PolicyDraft
from tests.book import opened
from tests.commands import document, done, kedun


@pytest.fixture(name="path")
def insured_book(tmp_path: Path) -> Path:
    with opened(tmp_path) as book:
        book.ledger("customer A net 30\ncustomer B net 30\ninvoice A-1 A 2026-10-01 due 2026-10-31 500.00")
        terms = PolicyDraft(
            insurer="Insurer", number="P-1", from_on=date(2026, 1, 1), to_on=date(2099, 12, 31), mep_days=60
        )
        policy = book.services.insurance.add_policy(terms)
        book.services.insurance.set_limit(BuyerLimitDraft(policy, book.ids["A"], 400_00, date(2026, 1, 1)))
        return book.path


def test_the_cover_in_json(path: Path) -> None:
    found = document("insurance", path, "A", "--as-of", "2026-11-21")
    assert found["cover"] == {
        "as_of": "2026-11-21", "currency": "CNY", "policy": "P-1", "in_force": True, "cover_bp": 9000, "limit": "400.00",
        "eligible": "500.00", "insured": "400.00", "covered": "360.00", "indemnity": "360.00",
    }  # fmt: skip
    assert found["invoices"] == [{"number": "A-1", "open": "500.00", "insured": "400.00", "why": "above_limit"}]
    assert found["deadlines"] == [{"kind": "stop", "document": "A-1", "date": "2026-12-30", "done_on": None}]
    assert [each["code"] for each in found["problems"]] == ["items_above_limit"]


def test_the_cover_in_words(path: Path) -> None:
    text = done("insurance", path, "A", "--as-of", "2026-11-21")
    assert "Above the buyer limit" in text
    assert "2026-12-30  Last day for shipping  A-1" in text
    assert done("insurance", path, "B").strip() == "No insurer has given a limit for this customer."


def test_a_paper_is_written(path: Path, tmp_path: Path) -> None:
    paper = tmp_path / "request.pdf"
    done("insurance", path, "A", "limit_request", "--amount", "5w", "--paper-lang", "en", "--pdf", paper)
    assert paper.read_bytes().startswith(b"%PDF-")


def test_a_paper_needs_a_file_and_something_to_say(path: Path, tmp_path: Path) -> None:
    result = kedun("insurance", path, "A", "claim")
    assert result.exit_code == 1
    assert "give --pdf FILE" in result.stderr
    result = kedun("insurance", path, "A", "declaration", "--pdf", tmp_path / "x.pdf")
    assert "There is nothing to declare" in result.stderr


def test_the_report_of_who_is_covered(path: Path) -> None:
    found = document("report", path, "insurance", "--as-of", "2026-11-21")
    (row,) = found["rows"]
    assert row["customer"] == "A Company"
    assert (row["covered"]["amount"], row["uninsured_amount"]["amount"]) == ("360.00", "140.00")
    assert found["total"]["uninsured_amount"]["amount"] == "140.00"
