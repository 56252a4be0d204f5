"""The life of a review: from a draft to a decision of two people that never changes again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models import limits
from app.models.credit_facts import CreditFact
from app.models.customers import Terms
from app.models.errors import Invalid, UserError
from app.models.financials import FinancialStatement
from app.models.money import Money
from app.services.review_proposals import Proposal
from app.services.review_sheet import to_json
from tests.book import TODAY, Book, book_fixture
from tests.reviewing import at_the_desk, filled, on, ready, staff

__all__ = ["book_fixture"]
WANTED = Proposal(
    limit=100_000_00, terms=Terms("net", 45, None), prepay_bp=1000, conditions=("Statements every year", " "),
    strengths=("Pays on the day",), risks=(("One buyer", "Ask for its orders"),),
)  # fmt: skip


def decided(book: Book, wanted: Proposal = WANTED) -> int:
    """Proposed by Bert, the bookkeeper, approved by Mary, the credit manager."""
    people = staff(filled(book), Bert="bookkeeper", Mary="manager")
    with at_the_desk(book, people["Bert"]) as reviews:
        review_id = reviews.open(book.ids["A"], "new")
        reviews.propose(review_id, wanted)
        ready(reviews, review_id)
    with at_the_desk(book, people["Mary"]) as reviews:
        reviews.approve(review_id)
    return review_id


def handed_in(book: Book, who: int) -> int:
    """A review from its start to the day on which its proposal is handed in, each step with what it asks for."""
    with at_the_desk(book, who) as reviews:
        review_id = reviews.open(book.ids["A"], "new")
        assert (reviews.get(review_id).number, reviews.get(review_id).status) == ("PS-2026-001", "draft")
        assert reviews.lacking(review_id) == ("statements", "records", "questionnaire")
        with pytest.raises(Invalid) as lacking:
            reviews.advance(review_id)
        assert lacking.value.field == "reason"
        assert reviews.advance(review_id, "a small first order") == "investigated"
        assert reviews.advance(review_id) == "scored"
        with pytest.raises(UserError):
            reviews.advance(review_id)  # nothing is proposed yet
        reviews.propose(review_id, WANTED)
        reviews.opine(review_id, "finance", "for", "pays well")
        assert reviews.advance(review_id) == "reviewed"
        assert reviews.proposed(review_id).skipped == {"investigated": "a small first order"}
        with pytest.raises(UserError):
            reviews.approve(review_id)  # who proposed it does not approve it
        return int(review_id)


def test_the_whole_life(book: Book) -> None:
    people = staff(filled(book), Bert="bookkeeper", Mary="manager")
    customer, review_id = book.ids["A"], handed_in(book, people["Bert"])
    with at_the_desk(book, people["Mary"]) as reviews:
        assert reviews.authority(review_id).band.code == "manager"
        assert reviews.authority(review_id).refusals == ()
        reviews.approve(review_id)
        found = reviews.current(customer)
        assert found is not None
        assert (found.id, found.status, found.alone) == (review_id, "approved", False)
        assert (found.proposer, found.approver) == ("Bert", "Mary")
        assert found.next_on == date(2027, 5, 21)  # BBB: six months
        sheet = reviews.sheet(review_id)
    limit = limits.versions(book.store, customer)[0]
    assert (limit.amount, limit.review_id) == (100_000_00, review_id)
    assert (limit.valid_from, limit.valid_to) == (TODAY, date(2027, 6, 20))
    known = book.services.customers.get(customer)
    assert (known.terms_basis, known.terms_days, known.limit_amount) == ("net", 45, 100_000_00)
    assert sheet.scoring.score is not None
    assert (sheet.scoring.score.grade, round(sheet.scoring.score.pd, 4)) == ("BBB", 0.0363)
    assert sheet.approved is not None
    assert sheet.decision.limit == Money(100_000_00, "CNY")
    assert (sheet.current.limit_state, sheet.current.terms_days, sheet.decision.terms_days) == ("not_set", 30, 45)
    assert (sheet.decision.next_on, sheet.decision.limit_until) == (date(2027, 5, 21), date(2027, 6, 19))
    assert sheet.conditions == ("Statements every year",)
    assert sheet.analysis.risks == (("One buyer", "Ask for its orders"),)
    assert (sheet.head.proposed_by, sheet.head.approved_by, sheet.signatures) == ("Bert", "Mary", ("manager",))


def test_what_is_on_file_needs_no_reason(book: Book) -> None:
    filled(book)
    of: dict[str, Any] = {"customer_id": book.ids["A"]}
    file = book.services.credit_file
    file.add_statement(
        FinancialStatement(**of, period_end=date(2025, 12, 31), received_on=date(2026, 3, 1), revenue=1_00)
    )
    file.add_fact(CreditFact(**of, kind="court", code="clean", on_day=TODAY, checked_on=TODAY, source="register"))
    reviews = book.services.reviews
    review_id = reviews.open(book.ids["A"], "periodic")
    assert reviews.lacking(review_id) == ("questionnaire",)
    file.save_questionnaire(book.ids["A"], {1: 4})
    assert reviews.lacking(review_id) == ()
    assert [reviews.advance(review_id), reviews.advance(review_id)] == ["investigated", "scored"]
    assert [each.code for each in reviews.sheet(review_id).records] == ["clean"]
    assert reviews.sheet(review_id).finances.periods[0].revenue == 1_00


def test_the_figures_of_the_sheet(book: Book) -> None:
    sheet = filled(book).services.reviews.preview(book.ids["A"])
    assert sheet.trade.sales == Money(68_000_00, "CNY")
    assert (sheet.trade.invoices, len(sheet.trade.months)) == (7, 12)
    # On 5 February the second 10,000 comes the day the first is paid: never more than 10,000 at the end of a day.
    assert (sheet.trade.high_credit, sheet.trade.high_credit_on) == (Money(10_000_00, "CNY"), date(2026, 1, 5))
    assert [each.days_late for each in sheet.trade.months[2:5]] == [0.0, 0.0, 0.0]
    assert sheet.trade.months[-1].balance == Money(8_000_00, "CNY")
    assert (sheet.payment.on_time, sheet.payment.worst, sheet.payment.index) == (1.0, 0, 80.0)
    assert dict(sheet.owed.bands)["not_due"] == Money(8_000_00, "CNY")
    assert (sheet.value_class, sheet.treatment) == ("A", "accompany")
    # 3.63246 % of 8,000, of which 60 % + 15 % without a signed paper would be lost
    assert sheet.loss.expected == Money(217_94, "CNY")
    assert sum(each.points_x100 for each in sheet.scoring.bars) + 58239 == 62039


def test_an_approved_sheet_never_changes(book: Book) -> None:
    review_id = decided(book)
    before = book.services.reviews.sheet(review_id)
    with book.store.change("policy.adopt") as change:
        change.insert(
            "policy_version",
            {"effective_from": TODAY.isoformat(), "params": '{"prior_pd":0.2}', "adopted_at": "2026-11-21T09:00:00Z"},
        )
    book.ledger("invoice A-10 A 2026-01-10 due 2026-02-10 50000.00")
    assert to_json(book.services.reviews.sheet(review_id)) == to_json(before)
    now = book.services.reviews.preview(book.ids["A"])
    assert (now.owed.overdue, before.owed.overdue) == (Money(50_000_00, "CNY"), Money(0, "CNY"))
    assert now.rules.policy_id != before.rules.policy_id
    assert now.scoring.earlier is not None
    assert (now.scoring.earlier.number, now.scoring.earlier.grade) == ("PS-2026-001", "BBB")


def test_voiding_closes_what_it_brought_and_rewrites_nothing(book: Book) -> None:
    review_id, customer, later = decided(book), book.ids["A"], date(2026, 12, 1)
    before = book.services.reviews.sheet(review_id).mark
    on(book, later).void(review_id, "wrong customer")
    limit = limits.versions(book.store, customer)[0]
    assert (limit.amount, limit.valid_from, limit.valid_to) == (100_000_00, TODAY, later)
    assert book.services.limits.in_force(customer, date(2026, 11, 30)).amount == 100_000_00
    assert book.services.limits.in_force(customer, later).state == "not_set"
    days = {day: terms.days for day, terms in book.services.customers.terms_history(customer)}
    assert (days[TODAY], days[later]) == (45, 30)
    assert on(book, later).current(customer) is None
    kept = on(book, later).current(customer, date(2026, 11, 30))
    assert kept is not None
    assert kept.id == review_id
    sheet = on(book, later).sheet(review_id)
    assert (sheet.head.status, sheet.head.voided_on, sheet.decision.limit) == ("void", later, Money(100_000_00, "CNY"))
    assert sheet.mark == before
    with pytest.raises(UserError):
        on(book, later).void(review_id, "again")


def test_undo_names_what_takes_it_back(book: Book) -> None:
    decided(book)
    book.store.person_id = 3  # Mary's last change was the approval
    with pytest.raises(UserError, match=r"“Void a review”"):
        book.services.history.undo()
    book.store.person_id = 1
    assert book.services.reviews.current(book.ids["A"]) is not None


def test_before_the_day_there_was_none(book: Book) -> None:
    decided(book)
    assert book.services.reviews.current(book.ids["A"], date(2026, 11, 20)) is None
    assert [each.number for each in book.services.reviews.history(book.ids["A"])] == ["PS-2026-001"]


def test_approved_otherwise_than_proposed(book: Book) -> None:
    people = staff(filled(book), Bert="bookkeeper", Mary="manager")
    with at_the_desk(book, people["Bert"]) as reviews:
        review_id = reviews.open(book.ids["A"], "increase")
        reviews.propose(review_id, WANTED)
        ready(reviews, review_id)
    smaller = Proposal(
        limit=60_000_00, temporary=20_000_00, temporary_until=date(2026, 12, 31), next_on=date(2027, 2, 21)
    )
    with at_the_desk(book, people["Mary"]) as reviews:
        with pytest.raises(Invalid) as late:
            reviews.approve(review_id, Proposal(limit=1, next_on=date(2027, 5, 22)))
        assert late.value.field == "next_on"
        reviews.approve(review_id, smaller)
        sheet = reviews.sheet(review_id)
    assert (sheet.proposed.limit, sheet.decision.limit) == (Money(100_000_00, "CNY"), Money(60_000_00, "CNY"))
    assert (sheet.decision.temporary, sheet.decision.next_on) == (Money(20_000_00, "CNY"), date(2027, 2, 21))
    held = book.services.limits.in_force(book.ids["A"], date(2026, 12, 31))
    assert (held.amount, book.services.limits.in_force(book.ids["A"], date(2027, 1, 1)).amount) == (
        80_000_00,
        60_000_00,
    )


def test_turned_down_changes_nothing(book: Book) -> None:
    reviews = filled(book).services.reviews
    review_id = reviews.open(book.ids["A"], "new")
    with pytest.raises(UserError, match="PS-2026-001"):
        reviews.open(book.ids["A"], "periodic")
    reviews.reject(review_id, "too little is known")
    assert (reviews.get(review_id).status, reviews.current(book.ids["A"])) == ("rejected", None)
    assert limits.versions(book.store, book.ids["A"]) == []
    second = reviews.open(book.ids["A"], "triggered", "hold")
    assert reviews.get(second).number == "PS-2026-002"
    with pytest.raises(UserError):
        reviews.advance(review_id, "still")


def test_a_changed_proposal_goes_back_a_step(book: Book) -> None:
    reviews = filled(book).services.reviews
    review_id = reviews.open(book.ids["A"], "new")
    reviews.propose(review_id, WANTED)
    ready(reviews, review_id)
    reviews.propose(review_id, Proposal(limit=1_00))
    assert reviews.get(review_id).status == "scored"


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("temporary_until", Proposal(temporary=1_00)),
        ("temporary", Proposal(limit_state="unlimited", temporary=1_00, temporary_until=date(2026, 12, 1))),
        ("override_until", Proposal(notches=1, override_reason="known", override_until=date(2027, 5, 21))),
        ("override_reason", Proposal(notches=1, override_until=date(2027, 5, 20))),
        ("notches", Proposal(notches=3, override_reason="known", override_until=date(2027, 5, 20))),
        ("prepay_bp", Proposal(prepay_bp=10_001)),
        ("next_on", Proposal(next_on=TODAY)),
        ("risks", Proposal(risks=(("One buyer", ""),))),
        ("limit", Proposal(limit=-1)),
    ],
)
def test_a_proposal_that_cannot_be(book: Book, field: str, draft: Proposal) -> None:
    reviews = filled(book).services.reviews
    review_id = reviews.open(book.ids["A"], "new")
    with pytest.raises(Invalid) as found:
        reviews.propose(review_id, draft)
    assert found.value.field == field


def test_taking_back_an_end_never_makes_two_unfinished_reviews(book: Book) -> None:
    reviews = filled(book).services.reviews
    first = reviews.open(book.ids["A"], "periodic")
    reviews.void(first, "typing mistake")
    voided = book.services.history.rows(limit=1)[0].id
    second = reviews.open(book.ids["A"], "periodic")
    with pytest.raises(UserError, match="later entries depend on it"):
        book.services.history.revert(voided)
    assert [each.status for each in reviews.history(book.ids["A"])] == ["draft", "void"]
    reviews.void(second, "not needed")
    book.services.history.revert(voided)
    assert [each.status for each in reviews.history(book.ids["A"])] == ["void", "draft"]
