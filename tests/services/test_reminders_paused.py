"""What pauses itself alone, and exceptions from the ladder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.models.errors import Invalid
from app.services.reminders import OverrideDraft
from tests.book import Book, book_fixture
from tests.facts import fact
from tests.reminding import day, due, ladder, of, one

__all__ = ["book_fixture"]
OWES = "customer A net 30\ninvoice I-1 A 2026-09-01 due 2026-10-01 100.00"


# --- what pauses only itself


def test_a_disputed_part_is_not_asked_for(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("dispute I-1 2026-10-02 25.00")
    found = one(book, "2026-10-06")
    assert (found.amount, [(each.why, each.amount) for each in found.paused]) == (7500, [("dispute", 2500)])


def test_a_promise_pauses_its_debt_alone(book: Book) -> None:
    ladder(book).ledger(OWES).ledger(
        "invoice I-2 A 2026-09-01 due 2026-10-01 40.00\npromise T-1 A 2026-10-05 2026-10-15 100.00 -> I-1"
    )
    found = one(book, "2026-10-06")
    assert (found.amount, [each.why for each in found.paused]) == (4000, ["promise"])
    assert one(book, "2026-10-25").amount == 14000  # broken


def test_a_hold_has_an_end_and_a_reason(book: Book) -> None:
    ladder(book).ledger(OWES)
    claims = book.services.claims
    claims.add_hold(book.ids["A"], "reminder", "Fair", from_on=day("2026-10-05"), until_on=day("2026-10-12"))
    found = of(book, "2026-10-12")
    assert found.waiting is not None
    assert (found.waiting.code, [(p.why, p.until, p.document) for p in found.paused]) == (
        "paused",
        [("hold", date(2026, 10, 12), "Fair")],
    )
    assert due(book, "2026-10-13") == [("A", "CNY", 1, 10000)]


def test_who_wants_to_be_left_in_peace_gets_no_letter(book: Book) -> None:
    ladder(book).ledger(OWES)
    with book.store.change("contact.add") as change:
        row = {"customer_id": book.ids["A"], "name": "Wang", "quiet": 1, "search_key": "wang"}
        contact = change.insert("contact", row)
    assert due(book, "2026-10-06") == []
    with book.store.change("contact.add") as change:
        change.update("contact", contact, {"quiet": 0})
    assert due(book, "2026-10-06") == [("A", "CNY", 1, 10000)]


# --- exceptions and grades


def test_an_exception_waits_longer_and_stops_earlier(book: Book) -> None:
    ladder(book).ledger(OWES)
    reminders, a = book.services.reminders, book.ids["A"]
    first = OverrideDraft(customer_id=a, reason="Good friends", later_days=3, from_on=day("2026-09-01"))
    reminders.set_override(first)
    assert (due(book, "2026-10-08"), due(book, "2026-10-09")) == ([], [("A", "CNY", 1, 10000)])
    reminders.set_override(OverrideDraft(customer_id=a, reason="Half", wait_bp=5000, from_on=day("2026-09-01")))
    assert (due(book, "2026-10-03"), due(book, "2026-10-04")) == ([], [("A", "CNY", 1, 10000)])  # 2.5 days are 3
    reminders.set_override(OverrideDraft(customer_id=a, reason="No more", most_level=1, from_on=day("2026-09-01")))
    book.ledger("remind A 2026-10-06")
    assert [each.why for each in of(book, "2026-10-30").paused] == ["most"]
    reminders.void_override(reminders.overrides(a)[0].id)
    assert due(book, "2026-11-21") == [("A", "CNY", 2, 10000)]


def test_an_exception_of_one_debt_goes_before_that_of_the_customer(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("invoice I-2 A 2026-09-01 due 2026-10-01 40.00")
    reminders, a = book.services.reminders, book.ids["A"]
    instalment = of(book, "2026-10-02").items[0].instalment_id
    reminders.set_override(OverrideDraft(customer_id=a, reason="All", later_days=10, from_on=day("2026-09-01")))
    reminders.set_override(
        OverrideDraft(customer_id=a, reason="One", later_days=1, instalment_id=instalment, from_on=day("2026-09-01"))
    )
    found = one(book, "2026-10-07")
    assert [(each.number, each.level) for each in found.items] == [("I-1", 1), ("I-2", 0)]
    assert found.amount == 14000  # one letter names all that is overdue


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({}, "wait_bp"),
        ({"most_level": 5}, "most_level"),
        ({"later_days": 400}, "later_days"),
        ({"wait_bp": -1}, "wait_bp"),
    ],
)
def test_an_exception_that_makes_no_sense_is_refused(book: Book, draft: dict[str, Any], field: str) -> None:
    book.ledger(OWES)
    with pytest.raises(Invalid) as told:
        book.services.reminders.set_override(OverrideDraft(customer_id=book.ids["A"], reason="Why", **draft))
    assert told.value.field == field


@pytest.mark.parametrize(("code", "level", "why"), [("serious", 1, "first"), ("dishonest", 3, "jumped")])
def test_a_record_shortens_the_days_or_skips_them(book: Book, code: str, level: int, why: str) -> None:
    """Serious breach of law: grade CCC, half of 5 days are 3. A dishonest debtor gets the last letter, for so little money the third."""
    ladder(book, remind_factor=[1.5, 1.5, 1.0, 1.0, 0.75, 0.75, 0.5]).ledger(OWES)
    assert due(book, "2026-10-04") == []
    kind = "registry" if code == "serious" else "court"
    book.services.credit_file.add_fact(
        replace(fact(kind, code, day("2026-09-10")), customer_id=book.ids["A"], source="list")
    )
    assert due(book, "2026-10-01") == []
    found = one(book, "2026-10-04")
    assert found.reason is not None
    assert (found.level, found.reason.code) == (level, why)


def test_an_exception_that_begins_later_leaves_the_one_before_in_force_until_then(book: Book) -> None:
    ladder(book).ledger("customer A net 30\ninvoice I-1 A 2026-11-01 due 2026-11-20 3000.00")
    reminders, a = book.services.reminders, book.ids["A"]
    reminders.set_override(OverrideDraft(customer_id=a, reason="a good customer", later_days=20))
    reminders.set_override(OverrideDraft(customer_id=a, reason="as usual", wait_bp=10_000, from_on=day("2026-12-01")))
    assert [each.reason for each in reminders.overrides(a)] == ["a good customer"]
    assert due(book, "2026-11-30") == []  # 5 and 20 days after the due day is 15 December
    assert due(book, "2026-12-01") == [("A", "CNY", 1, 300000)]
