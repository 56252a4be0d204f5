"""Reviews on today's list: due within a week or overdue, and grades moved by hand that ran out."""

from __future__ import annotations

from datetime import date

from app.services import today_json, today_wording
from app.services.review_proposals import Proposal
from app.services.rules.worklist import Reason
from tests.book import Book, book_fixture
from tests.reviewing import at_the_desk, filled, on, ready, staff

__all__ = ["book_fixture"]


def decided(book: Book) -> int:
    """Approved on 21 November 2026 at BBB: the next review is on 21 May 2027."""
    people = staff(filled(book), Bert="bookkeeper", Mary="manager")
    with at_the_desk(book, people["Bert"]) as reviews:
        which = reviews.open(book.ids["A"], "new")
        reviews.propose(which, Proposal(limit=100_000_00))
        ready(reviews, which)
    with at_the_desk(book, people["Mary"]) as reviews:
        reviews.approve(which)
    return which


def reasons(book: Book, day: date) -> list[Reason]:
    rows = book.services.monitoring.today(day).rows
    return [each for row in rows for each in row.reasons if each.code == "review"]


def test_a_review_is_called_to_mind_a_week_before_and_until_it_is_done(book: Book) -> None:
    which = decided(book)
    assert reasons(book, date(2027, 5, 13)) == []
    assert reasons(book, date(2027, 5, 14)) == [Reason("review", 0, "CNY", 7, 1, "due", "PS-2026-001")]
    (late,) = reasons(book, date(2027, 5, 30))
    assert (late.days, today_wording.reason_text(late)) == (
        -9,
        "Credit review due for 9 days, the last was PS-2026-001",
    )
    work = today_json.document(book.services.monitoring.today(date(2027, 5, 21)))
    assert work["rows"] == [
        {
            "customer": "A",
            "reasons": [
                {"code": "review", "text": "Credit review due today, the last was PS-2026-001", "amount": "0.00"}
            ],
            "amount": "0.00",
            "overdue_days": 0,
        }
    ]
    book.services.reviews.void(which, "entered twice")
    assert reasons(book, date(2027, 5, 21)) == []


def test_an_archived_customer_is_left_alone(book: Book) -> None:
    decided(book)
    book.services.customers.archive(book.ids["A"])
    assert reasons(book, date(2027, 5, 21)) == []


def test_a_grade_moved_by_hand_that_ran_out_is_told_for_a_month(book: Book) -> None:
    filled(book)
    book.services.reviews.override(book.ids["A"], -1, "Rumours", date(2026, 12, 31))
    assert reasons(book, date(2026, 12, 31)) == []
    (ended,) = reasons(book, date(2027, 1, 1))
    assert (ended.what, ended.days) == ("override", -1)
    assert today_wording.reason_text(ended) == "The grade changed by hand ran out 1 day ago"
    assert len(reasons(book, date(2027, 1, 30))) == 1
    assert reasons(book, date(2027, 1, 31)) == []


def test_one_moved_again_or_taken_back_is_not_told(book: Book) -> None:
    filled(book)
    reviews = book.services.reviews
    reviews.override(book.ids["A"], -1, "Rumours", date(2026, 12, 31))
    held = reviews.moved_grade(book.ids["A"])
    assert held is not None
    reviews.revoke_override(held.id)
    assert reviews.moved_grade(book.ids["A"]) is None
    assert reasons(book, date(2027, 1, 1)) == []


def test_a_late_payer_comes_before_a_late_review(book: Book) -> None:
    decided(book)
    book.ledger("customer B\ninvoice B-1 B 2027-05-01 due 2027-05-20 1.00")
    rows = book.services.monitoring.today(date(2027, 5, 30)).rows
    assert [(row.code, row.reasons[0].code) for row in rows] == [("B", "overdue"), ("A", "review")]


def test_sent_back_and_proposed_anew(book: Book) -> None:
    people = staff(filled(book), Bert="bookkeeper", Mary="manager")
    with at_the_desk(book, people["Bert"]) as reviews:
        which = reviews.open(book.ids["A"], "new")
        reviews.propose(which, Proposal(limit=100_000_00))
        ready(reviews, which)
    with at_the_desk(book, people["Mary"]) as reviews:
        reviews.send_back(which, "Ask for a guarantee")
    again = on(book)
    assert (again.get(which).status, again.proposed(which).returned) == ("scored", "Ask for a guarantee")
    again.propose(which, Proposal(limit=50_000_00, security="Guarantee of the owner"))
    assert again.proposed(which).returned is None
