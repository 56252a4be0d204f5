"""Feedback: by when it is settled, who is asked, what a complaint holds back, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.models.errors import Invalid, UserError
from app.services import feedback
from app.services.disputes import DisputeDraft
from app.services.feedback import FeedbackDraft
from app.services.feedback_wording import said_text
from app.services.relationship import Said
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30 CNY
    invoice  A-1 A 2026-09-01 due 2026-10-01 100.00
    invoice  A-2 A 2026-09-01 due 2026-10-01 50.00
"""


def add(book: Book, kind: str, text: str | None = "Wet boxes", **told: object) -> int:
    return book.services.feedback.add(FeedbackDraft(book.ids["A"], kind, text, **told))  # type: ignore[arg-type]


def test_complaint_has_a_day_and_praise_has_none(book: Book) -> None:
    book.ledger(LEDGER)
    add(book, "complaint", on=date(2026, 11, 1))
    add(book, "praise", "Quick delivery")
    add(book, "survey", None, score=4)
    days = [(each.kind, each.due_on, each.score) for each in book.services.feedback.of_customer(book.ids["A"])]
    assert days == [("survey", None, 4), ("praise", None, None), ("complaint", date(2026, 11, 16), None)]


def test_past_its_day_it_is_told_to_today_until_it_is_settled(book: Book) -> None:
    who = book.ledger(LEDGER).ids["A"]
    first = add(book, "complaint", on=date(2026, 11, 1))
    add(book, "need", on=date(2026, 11, 2))
    assert feedback.as_reasons(book.store, date(2026, 11, 16)) == {}  # the day itself is still in time
    reason = feedback.as_reasons(book.store, TODAY)[who]
    assert (reason.code, reason.days, reason.count, reason.what) == ("feedback", 5, 2, "complaint")
    book.services.feedback.close(first, "New boxes sent", 4)
    reason = feedback.as_reasons(book.store, TODAY)[who]
    assert (reason.days, reason.count, reason.what) == (4, 1, "need")
    (settled,) = [each for each in book.services.feedback.of_customer(who) if each.id == first]
    assert (settled.closed_on, settled.result, settled.satisfied) == (TODAY, "New boxes sent", 4)
    assert feedback.as_reasons(book.store, date(2026, 11, 20))[who].count == 2  # as it was yesterday


def test_complaint_holds_back_only_its_receivable(book: Book) -> None:
    who = book.ledger(LEDGER).ids["A"]
    items = {each.number: each for each in book.services.reports.balance(who).open}
    item = items["A-1"].instalment_id
    assert item is not None
    add(book, "complaint", dispute=DisputeDraft(item, 100_00, "quality"))
    disputed = {each.number: each.disputed for each in book.services.reports.balance(who).open}
    assert disputed == {"A-1": 100_00, "A-2": 0}
    assert book.services.feedback.of_customer(who)[0].document == "A-1"
    book.services.history.undo()
    assert {each.disputed for each in book.services.reports.balance(who).open} == {0}
    assert book.services.feedback.of_customer(who) == []


def test_what_the_overview_says(book: Book) -> None:
    who = book.ledger(LEDGER).ids["A"]
    assert book.services.accounts.page(who).said == Said((), 0, 0, None)
    add(book, "survey", None, score=5)
    add(book, "survey", None, score=2, on=date(2025, 11, 1))  # more than 12 months ago
    add(book, "complaint", on=date(2026, 11, 1))
    add(book, "complaint", on=date(2026, 11, 20))
    said = book.services.accounts.page(who).said
    assert (said.answers, said.complaints, said.late) == ((5,), 2, 1)
    assert said_text(said) == "Satisfied 5.0 of 5 (1 answer in 12 months) · 2 complaints not settled, 1 past its day"


def test_what_cannot_be_kept_is_refused(book: Book) -> None:
    book.ledger(LEDGER)
    refusals: dict[str, Callable[[], int]] = {
        "kind": lambda: add(book, "gossip"),
        "text": lambda: add(book, "complaint", " "),
        "score": lambda: add(book, "survey", None),
        "on": lambda: add(book, "praise", on=date(2026, 12, 1)),
        "due_on": lambda: add(book, "need", on=date(2026, 11, 20), due_on=date(2026, 11, 19)),
        "amount": lambda: add(book, "complaint", dispute=DisputeDraft(1, 101_00)),
    }
    for field, attempt in refusals.items():
        with pytest.raises(Invalid) as refused:
            attempt()
        assert refused.value.field == field
    assert book.services.feedback.of_customer(book.ids["A"]) == []


def test_settled_feedback_stays_as_it_is(book: Book) -> None:
    book.ledger(LEDGER)
    told = add(book, "complaint")
    with pytest.raises(Invalid):
        book.services.feedback.close(told, "")
    book.services.feedback.close(told, "Replaced")
    with pytest.raises(UserError):
        book.services.feedback.close(told, "Again")
    with pytest.raises(UserError):
        book.services.feedback.update(told, {"owner_id": 1})
    book.services.feedback.void(told)
    with pytest.raises(UserError):
        book.services.feedback.void(told)
