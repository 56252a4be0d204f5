"""The review counts the exceptions that were approved since the review before it; older sheets keep their text."""

from __future__ import annotations

from datetime import date

from app.models import approvals
from app.models.money import Money
from app.services import frozen, review_wording
from app.services.review_sections import Releases
from app.services.review_sheet import ReviewSheet, from_json, to_json
from tests.book import TODAY, Book

ROW = {
    "subject": "over_limit", "currency": "CNY", "valid_from": "2026-11-10", "valid_to": "2026-12-01", "reason": "pays on Friday",
    "proposed_by": 1, "approved_by": 1, "alone": 1,
}  # fmt: skip


def approved(book: Book, number: str, amount: int, **other: object) -> int:
    with book.store.change("approval.approve") as change:
        return approvals.insert(
            change, {**ROW, "customer_id": book.ids["A"], "number": number, "amount": amount, **other}
        )


def test_approvals_are_counted_with_their_orders(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-11-01 due 2026-12-01 100.00")
    approved(book, "TP-2026-001", 50_000_00)
    approved(book, "TP-2026-002", 30_000_00, valid_from="2026-09-01", valid_to="2026-09-11")
    sheet = book.services.reviews.preview(book.ids["A"])
    assert sheet.releases == Releases(since=None, count=2, total=Money(80_000_00, "CNY"), live=1)
    text = review_wording.releases_text(sheet.releases)
    assert text == "2 exceptions approved · together ¥80,000.00 · 1 in force"


def test_only_those_after_the_last_review_count() -> None:
    found = Releases(since=date(2026, 5, 20), count=1, total=Money(10_00, "CNY"))
    assert review_wording.releases_text(found) == (
        "1 exception approved · since the review of 2026-05-20 · together ¥10.00"
    )
    assert review_wording.releases_text(Releases(since=TODAY)) == ""


def test_a_sheet_of_before_keeps_its_text_and_mark() -> None:
    """What is not said in it is not written into it, so that the mark on paper stays."""
    text = to_json(ReviewSheet())
    assert "releases" not in text
    assert from_json(text).releases is None
    assert from_json(text).mark == ReviewSheet().mark
    assert "releases" in to_json(ReviewSheet(releases=Releases()))
    assert frozen.to_plain(Releases(since=date(2026, 1, 2)))["since"] == "2026-01-02"
