"""Who may decide on a review, through the service: bands, vetoes, readers, a firm of one."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.errors import Invalid, UserError
from app.services.review_proposals import Proposal
from tests.book import Book, book_fixture
from tests.reviewing import at_the_desk, filled, on, ready, staff

__all__ = ["book_fixture"]
WANTED = Proposal(limit=100_000_00)


def test_a_veto_stops_everybody_until_it_is_taken_back(book: Book) -> None:
    people = staff(filled(book), Lena="manager", Bert="bookkeeper")
    with at_the_desk(book, people["Bert"]) as reviews:
        review_id = reviews.open(book.ids["A"], "new")
        reviews.propose(review_id, WANTED)
    with at_the_desk(book, people["Lena"]) as reviews:
        with pytest.raises(Invalid):
            reviews.opine(review_id, "legal", "veto")
        reviews.opine(review_id, "legal", "veto", "the guarantee is not signed")
        with pytest.raises(Invalid):
            reviews.opine(review_id, "owner", "for")
        ready(reviews, review_id)
    with pytest.raises(UserError, match="veto"):
        book.services.reviews.approve(review_id)
    with at_the_desk(book, people["Lena"]) as reviews:
        reviews.opine(review_id, "legal", "for")
    book.services.reviews.approve(review_id)
    assert book.services.reviews.get(review_id).status == "approved"


def test_alone_with_a_reason_and_a_night_s_sleep(book: Book) -> None:
    reviews = filled(book).services.reviews
    review_id = reviews.open(book.ids["A"], "new")
    reviews.propose(review_id, WANTED)
    ready(reviews, review_id)
    with pytest.raises(UserError, match="2026-11-22"):
        reviews.approve(review_id, reason="long known")
    tomorrow = on(book, date(2026, 11, 22))
    with pytest.raises(Invalid) as lacking:
        tomorrow.approve(review_id)
    assert lacking.value.field == "reason"
    tomorrow.approve(review_id, reason="long known")
    found = tomorrow.get(review_id)
    assert (found.alone, found.decision_reason, found.approved_on) == (True, "long known", date(2026, 11, 22))
    assert tomorrow.sheet(review_id).head.alone


def test_alone_nobody_approves_more_than_was_slept_on(book: Book) -> None:
    reviews = filled(book).services.reviews
    review_id = reviews.open(book.ids["A"], "new")
    reviews.propose(review_id, WANTED)
    ready(reviews, review_id)
    tomorrow = on(book, date(2026, 11, 22))
    for more in (Proposal(limit=100_000_01), Proposal(limit_state="unlimited")):
        with pytest.raises(Invalid, match="Propose it first"):
            tomorrow.approve(review_id, more, "long known")
    tomorrow.approve(review_id, Proposal(limit=90_000_00), "long known")
    assert book.services.limits.in_force(book.ids["A"], date(2026, 11, 22)).amount == 90_000_00


def test_less_credit_alone_at_once(book: Book) -> None:
    reviews = filled(book).services.reviews
    review_id = reviews.open(book.ids["A"], "periodic")
    reviews.propose(review_id, Proposal(limit=0))
    ready(reviews, review_id)
    reviews.approve(review_id, reason="no more on credit")
    assert book.services.customers.get(book.ids["A"]).limit_amount == 0


def test_more_than_the_band_goes_to_the_owner(book: Book) -> None:
    people = staff(filled(book), Bert="bookkeeper", Mary="manager")
    with at_the_desk(book, people["Bert"]) as reviews:
        review_id = reviews.open(book.ids["A"], "new")
        reviews.propose(review_id, Proposal(limit=300_000_00))
        ready(reviews, review_id)
    with at_the_desk(book, people["Mary"]) as reviews:
        with pytest.raises(UserError, match="Owner"):
            reviews.approve(review_id)
        reviews.opine(review_id, "finance", "for")
    book.services.reviews.approve(review_id)
    assert book.services.reviews.sheet(review_id).signatures == ("manager", "owner")


def test_a_reader_only_looks(book: Book) -> None:
    people = staff(filled(book), Rita="reader")
    with at_the_desk(book, people["Rita"]) as reviews, pytest.raises(UserError, match="look only"):
        reviews.open(book.ids["A"], "new")
