"""Roles in a firm of several people: what each may write, and what is said otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import book as books
from app.models.errors import UserError
from app.services.change_words import CHANGES
from app.services.contacting import ContactDraft
from app.services.permissions import refused
from app.services.reminders import draft_of
from app.services.rules import permissions as rules
from tests.book import Book

LEDGER = """
customer A net 30
invoice  A-1 A 2026-09-01 due 2026-10-01 100.00
"""
ON = date(2026, 11, 21)


@pytest.fixture
def firm(book: Book) -> dict[str, int]:
    """A book of several people, one of each role."""
    book.ledger(LEDGER)
    with book.store.change("customer.update") as change:
        return {role: books.add_person(change, role, role) for role in ("reader", "sales", "bookkeeper")}


def call(book: Book) -> int:
    draft = ContactDraft(
        customer_id=book.ids["A"], result="other", channel="phone", on=ON, next_on=ON, note="", contact_id=None
    )
    return book.services.contacting.log(draft)


def remind(book: Book) -> int:
    (due,) = book.services.reminders.due()
    return book.services.reminders.record(draft_of(due, "wechat"))


def test_a_reader_looks_and_changes_nothing(book: Book, firm: dict[str, int]) -> None:
    book.store.person_id = firm["reader"]
    assert [each.code for each in book.services.reminders.due()] == ["A"]
    for act in (call, remind):
        with pytest.raises(UserError, match="You are in this book as: Reader"):
            act(book)
    assert (book.services.contacting.of_customer(book.ids["A"]), book.services.reminders.made()) == ([], [])


def test_sales_note_what_was_said_and_a_bookkeeper_reminds(book: Book, firm: dict[str, int]) -> None:
    book.store.person_id = firm["sales"]
    call(book)
    with pytest.raises(UserError, match=r"You are in this book as: Salesperson\. .* role up: Bookkeeper"):
        remind(book)
    book.store.person_id = firm["bookkeeper"]
    remind(book)
    assert len(book.services.contacting.of_customer(book.ids["A"])) == 2
    assert len(book.services.reminders.made()) == 1


def test_other_threads_ask_the_same(book: Book, firm: dict[str, int]) -> None:
    book.store.person_id = firm["reader"]
    services = book.open.another(read_only=False)
    with pytest.raises(UserError, match="Reader"):
        services.customers.add({"name": "New"})
    services.close()


def test_what_is_refused_on_saving_is_known_before(book: Book, firm: dict[str, int]) -> None:
    """The same rule says it beforehand; alone in a book there is nothing to refuse."""
    assert refused(book.store) == {}
    book.store.person_id = firm["sales"]
    told = refused(book.store)
    assert not {"contact", "deal", "visit", "feedback"} & set(told)
    assert {"payment", "remind", "new_customer", "write_off", "import"} <= set(told)
    with pytest.raises(UserError) as on_saving:
        remind(book)
    assert told["remind"] == on_saving.value.text
    book.store.person_id = firm["reader"]
    assert set(refused(book.store)) == {*rules.CHANGES, *rules.OF_PAGES}


def test_every_action_names_a_change_that_there_is() -> None:
    known = {label.partition(".")[0] for label in CHANGES}
    assert {label for label in rules.CHANGES.values() if label.partition(".")[0] not in known} == set()
    assert set(rules.OF_PAGES.values()) <= set(CHANGES)
