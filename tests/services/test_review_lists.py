"""Who is due, what calls for a review earlier, grades moved by hand, value x risk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.models.credit_facts import CreditFact
from app.models.errors import Invalid, UserError
from app.models.financials import FinancialStatement
from app.services import review_lists, review_reports
from app.services.credit_file import CreditFile
from app.services.customers import Customers
from app.services.policies import on as policy_on
from app.services.review_proposals import Proposal
from app.services.rules.authority import is_big_raise
from app.services.rules.review_calendar import Trigger
from app.services.securities import SecurityDraft
from app.services.visits import VisitDraft, Visits
from tests.book import TODAY, Book, book_fixture
from tests.reviewing import at_the_desk, filled, on, ready, staff

__all__ = ["book_fixture"]


def reviewed(book: Book, wanted: Proposal | None = None) -> int:
    """Decided today at 100,000, next review 2027-05-21."""
    return reviewed_by_two(filled(book), wanted or Proposal(limit=100_000_00))


def reviewed_by_two(book: Book, wanted: Proposal) -> int:
    """Proposed by the bookkeeper, approved by the owner."""
    people = staff(book, Bert="bookkeeper")
    with at_the_desk(book, people["Bert"]) as reviews:
        review_id = reviews.open(book.ids["A"], "new")
        reviews.propose(review_id, wanted)
        ready(reviews, review_id)
    book.services.reviews.approve(review_id)
    return review_id


def test_due_by_the_calendar(book: Book) -> None:
    reviewed(book)
    customer = book.ids["A"]
    states = {
        day: _row(book, day).state
        for day in (date(2027, 4, 20), date(2027, 4, 21), date(2027, 5, 21), date(2027, 6, 20))
    }
    assert list(states.values()) == ["later", "soon", "due", "overdue"]
    assert _row(book, TODAY).next_on == date(2027, 5, 21)
    assert _row(book, date(2026, 11, 20)).state == "never"
    expired = on(book, date(2027, 6, 20)).triggered(customer)
    assert Trigger("limit_expired", date(2027, 6, 20)) in expired


def _row(book: Book, day: date) -> review_lists.DueRow:
    (found,) = review_lists.due(book.store, day)
    return found


def test_who_owes_and_was_never_reviewed_is_in_the_calendar(book: Book) -> None:
    book.ledger("customer B net 30\ncustomer C net 30\ninvoice B-1 B 2026-11-01 due 2026-12-01 10.00")
    assert [(each.code, each.state, each.owes) for each in review_lists.due(book.store, TODAY)] == [
        ("B", "never", 10_00)
    ]


def test_two_signs_of_distress_at_a_visit_call_for_a_review_and_one_does_not(book: Book) -> None:
    reviewed(book)
    customer, later = book.ids["A"], date(2026, 12, 20)
    visits = Visits(book.store, later, book.services.feedback)
    visits.record(VisitDraft(customer_id=customer, signs=("staff_cuts",)))
    assert on(book, later).triggered(customer) == ()
    second = visits.record(VisitDraft(customer_id=customer, signs=("staff_cuts", "wage_arrears")))
    assert [(each.code, each.since) for each in on(book, later).triggered(customer)] == [("distress", later)]
    visits.void(second)
    assert on(book, later).triggered(customer) == ()


def test_events_after_the_review_call_for_another(book: Book) -> None:
    reviewed(book)
    customer, later = book.ids["A"], date(2026, 12, 20)
    assert on(book, later).triggered(customer) == ()
    statement = FinancialStatement(
        customer_id=customer, period_end=date(2026, 9, 30), received_on=date(2026, 12, 5), revenue=1_00
    )
    CreditFile(book.store, later).add_statement(statement)
    Customers(book.store, date(2026, 12, 10)).update(customer, {"terms_days": 60})
    book.ledger("invoice A-10 A 2026-09-01 due 2026-10-01 9000.00")  # 80 days overdue on 20 December: held at B
    assert [(each.code, each.since) for each in on(book, later).triggered(customer)] == [
        ("cap", None), ("grade_fell", None), ("terms_change", date(2026, 12, 10)), ("new_statements", date(2026, 12, 5)),
    ]  # fmt: skip


def test_a_suit_an_end_and_too_much_owed(book: Book) -> None:
    """100,000 is the limit; the guarantee ran until 15 December; the suit was looked up on the 10th."""
    reviewed(book)
    customer, later = book.ids["A"], date(2026, 12, 20)
    guarantee = SecurityDraft(
        customer, "guarantee_person", date(2026, 1, 5), giver="Wang", expires_on=date(2026, 12, 15)
    )
    book.services.securities.add(guarantee)
    entry = CreditFact(
        customer_id=customer, kind="court", code="clean", on_day=date(2026, 12, 1), checked_on=date(2026, 12, 10), source="register",
    )  # fmt: skip
    file = CreditFile(book.store, later)
    file.add_fact(entry)
    book.ledger("invoice A-20 A 2026-12-01 due 2026-12-31 91999.00")
    assert [each.code for each in on(book, later).triggered(customer)] == ["security_ends"]
    file.add_fact(replace(entry, kind="registry", code="abnormal"))
    book.ledger("invoice A-21 A 2026-12-01 due 2026-12-31 1001.00")
    found = [(each.code, each.since) for each in on(book, later).triggered(customer) if each.code != "grade_fell"]
    assert found == [("record", date(2026, 12, 10)), ("over_limit", None), ("security_ends", date(2026, 12, 15))]


def test_a_hold_and_a_silence(book: Book) -> None:
    reviewed(book)
    customer = book.ids["A"]
    book.services.claims.add_hold(customer, "credit", "late", from_on=date(2026, 12, 1))
    book.ledger("invoice A-11 A 2027-05-02 due 2027-06-01 100.00")
    found = on(book, date(2027, 5, 2)).triggered(customer)
    # The last sale before was on 1 November: six months and a day.
    assert [each for each in found if each.code in ("hold", "dormant")] == [
        Trigger("hold", date(2026, 12, 1)), Trigger("dormant", date(2027, 5, 2)),
    ]  # fmt: skip


def test_a_big_raise_beside_the_review(book: Book) -> None:
    reviewed(book)
    from app.services.limits import Level, Limits

    Limits(book.store, date(2026, 12, 1)).set_standing(book.ids["A"], Level("set", 125_000_01))
    assert is_big_raise(policy_on(book.store, TODAY), 100_000_00, 125_000_01)
    assert [each.code for each in on(book, date(2026, 12, 1)).triggered(book.ids["A"])] == ["limit_raise"]


def test_a_grade_moved_by_hand(book: Book) -> None:
    reviews, customer = filled(book).services.reviews, book.ids["A"]
    assert book.services.scoring.score(customer).score.grade == "BBB"
    first = reviews.override(customer, 1, "the parent pays", date(2027, 5, 20))
    assert book.services.scoring.score(customer).score.grade == "A"
    with pytest.raises(UserError, match="“Take back a grade moved by hand”"):
        book.services.history.undo()
    on(book, date(2026, 12, 1)).override(customer, -2, "rumours", date(2026, 12, 31))
    rows = review_lists.changes(book.store, date(2026, 12, 15))
    assert [(each.override.notches, each.holds, each.rated, each.grade) for each in rows] == [
        (-2, True, "BBB", "B"), (1, False, "BBB", "B"),
    ]  # fmt: skip
    with pytest.raises(UserError):
        on(book, date(2026, 12, 15)).revoke_override(first)
    on(book, date(2026, 12, 15)).revoke_override(rows[0].override.id)
    assert book.services.scoring.score(customer, date(2026, 12, 15)).score.grade == "BBB"
    assert book.services.scoring.score(customer, date(2026, 12, 14)).score.grade == "B"


@pytest.mark.parametrize(
    ("field", "notches", "reason", "until"),
    [
        ("notches", 3, "known", date(2027, 1, 1)),
        ("notches", 0, "known", date(2027, 1, 1)),
        ("override_reason", 1, " ", date(2027, 1, 1)),
        ("override_until", 1, "known", date(2027, 5, 21)),
        ("override_until", 1, "known", TODAY),
    ],
)
def test_a_grade_is_moved_little_and_not_for_long(
    book: Book, field: str, notches: int, reason: str, until: date
) -> None:
    reviews = filled(book).services.reviews
    with pytest.raises(Invalid) as found:
        reviews.override(book.ids["A"], notches, reason, until)
    assert found.value.field == field


def test_a_bookkeeper_moves_no_grade(book: Book) -> None:
    people = staff(filled(book), Bert="bookkeeper")
    with at_the_desk(book, people["Bert"]) as reviews, pytest.raises(UserError, match="credit manager"):
        reviews.override(book.ids["A"], 1, "known", date(2027, 1, 1))


def test_a_review_moves_a_grade_and_its_void_takes_it_back(book: Book) -> None:
    wanted = Proposal(limit=100_000_00, notches=-1, override_reason="one buyer", override_until=date(2027, 2, 1))
    review_id = reviewed(book, wanted)
    assert book.services.reviews.sheet(review_id).decision.grade == "BB"
    assert book.services.reviews.sheet(review_id).decision.next_on == date(2027, 2, 21)  # BB: three months
    assert book.services.scoring.score(book.ids["A"]).score.grade == "BB"
    on(book, date(2026, 12, 1)).void(review_id, "typing mistake")
    assert book.services.scoring.score(book.ids["A"], date(2026, 11, 30)).score.grade == "BB"
    assert book.services.scoring.score(book.ids["A"], date(2026, 12, 1)).score.grade == "BBB"


def test_the_grid_goes_by_margin_where_it_is_known(book: Book) -> None:
    book.ledger(
        """customer A net 30
        customer B net 30
        invoice A-1 A 2026-11-01 due 2026-12-01 80.00
        invoice B-1 B 2026-11-01 due 2026-12-01 20.00"""
    )
    assert [(each.code, each.value) for each in review_lists.grid(book.store, TODAY)] == [("A", "A"), ("B", "B")]
    with book.store.change("customer.profile") as change:
        change.update("customer", book.ids["A"], {"margin_bp": 500})
        change.update("customer", book.ids["B"], {"margin_bp": 5000})  # 4 and 10: B brings more
    found = [(each.code, each.value, each.treatment) for each in review_lists.grid(book.store, TODAY)]
    assert found == [("A", "A", "learn"), ("B", "A", "learn")]


def test_the_lists_are_papers(book: Book) -> None:
    reviewed(book)
    due = review_reports.due(book.store, date(2027, 5, 21))
    assert due.rows[0][:5] == ("A Company", "BBB", TODAY, date(2027, 5, 21), "Due")
    assert review_reports.due(book.store, TODAY).rows == ()
    assert review_reports.grid(book.store, TODAY).rows[0][1] == "A"
    assert review_reports.moved(book.store, TODAY).rows == ()


def test_a_review_s_move_takes_the_place_of_an_earlier_one(book: Book) -> None:
    filled(book).services.reviews.override(book.ids["A"], 1, "the parent pays", date(2027, 3, 1))  # BBB to A
    wanted = Proposal(limit=50_000_00, notches=-1, override_reason="one buyer", override_until=date(2027, 3, 1))
    review_id = reviewed_by_two(book, wanted)
    sheet = book.services.reviews.sheet(review_id)
    assert (sheet.current.grade, sheet.current.notches, sheet.decision.grade) == ("A", 1, "BB")
    assert sheet.signatures == ("manager", "owner")  # decided on as BB
    assert book.services.scoring.score(book.ids["A"]).score.grade == "BB"
