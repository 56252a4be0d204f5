"""`kedun review`: the sheet as a document, in words and on paper; the lists of reviews."""

from __future__ import annotations

from pathlib import Path

from app.services.review_proposals import Proposal
from tests.book import TODAY, opened
from tests.commands import document, done, kedun, refused
from tests.reviewing import at_the_desk, filled, ready, staff


def a_book(folder: Path) -> Path:
    """A was reviewed: 100,000 until further notice, ten per cent before delivery."""
    with opened(folder) as book:
        people = staff(filled(book), Bert="bookkeeper")
        with at_the_desk(book, people["Bert"]) as reviews:
            review_id = reviews.open(book.ids["A"], "new")
            reviews.propose(review_id, Proposal(limit=100_000_00, prepay_bp=1000))
            ready(reviews, review_id)
        book.services.reviews.approve(review_id)
    return book.path


def test_a_decided_review(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    found = document("review", path, "A", "--number", "PS-2026-001")
    assert (found["head"]["status"], found["head"]["approved_by"], found["head"]["data_on"]) == (
        "approved",
        "Owner",
        "2026-11-21",
    )
    assert found["approved"]["limit"] == {"amount": "100000.00", "currency": "CNY"}
    assert (found["approved"]["next_on"], found["scoring"]["score"]["grade"]) == ("2027-05-21", "BBB")
    assert found["trade"]["sales"] == {"amount": "68000.00", "currency": "CNY"}
    assert len(found["mark"]) == 12
    text = done("review", path, "A", "--number", "PS-2026-001")
    assert "Approved: ¥100,000.00 · 30 days · Prepayment 10.0% · next review 2027-05-21" in text


def test_a_day_of_the_past(tmp_path: Path) -> None:
    found = document("review", a_book(tmp_path), "A", "--as-of", "2026-06-30")
    assert (found["head"]["number"], found["approved"], found["current"]["limit_state"]) == ("", None, "not_set")
    assert found["owed"]["balance"] == {"amount": "10000.00", "currency": "CNY"}


def test_papers_in_both_languages(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    for form in ("short", "full"):
        for lang in ("zh_CN", "en"):
            paper = tmp_path / f"{form}-{lang}.pdf"
            result = kedun("review", path, "A", "--form", form, "--paper-lang", lang, "--pdf", paper)
            assert (result.exit_code, result.stderr) == (0, "")
            assert paper.read_bytes()[:5] == b"%PDF-"


def test_the_lists(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    assert "Due" in done("report", path, "reviews-due", "--as-of", "2027-05-21")
    assert "Accompany" in done("report", path, "value-risk", "--as-of", TODAY)
    assert "There is nothing to list." in done("report", path, "manual-changes")
    assert "There is nothing to list." in done("report", path, "risks")


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    assert "PS-2026-009" in refused("review", path, "A", "--number", "PS-2026-009")
    assert "B" in refused("review", path, "B")
    assert ".pdf" in refused("review", path, "A", "--pdf", tmp_path / "a.docx")
