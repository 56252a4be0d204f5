"""The contact log: what came of it, when we go on, and who was not reached."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.errors import Invalid, UserError
from app.models.interactions import LastContact, last
from app.services.contacting import ContactDraft
from app.services.promises import PromiseDraft
from tests.book import TODAY, Book

TWO = "customer A net 30\ncustomer B"
MONDAY = date(2026, 11, 23)


def lately(book: Book, code: str = "A", on: date = TODAY) -> LastContact | None:
    return last(book.store, on, (book.ids[code],)).get(book.ids[code])


def test_the_last_contact_and_when_we_go_on(book: Book) -> None:
    book.ledger(TWO + "\ncontact A 2026-11-10 other next 2026-11-30\ncontact A 2026-11-21 no_answer")
    assert lately(book) == LastContact(TODAY, "no_answer", "phone", MONDAY, 1)
    assert lately(book, on=date(2026, 11, 20)) == LastContact(
        date(2026, 11, 10), "other", "phone", date(2026, 11, 30), 0
    )
    assert lately(book, on=date(2026, 11, 9)) is None
    assert last(book.store, TODAY) == {book.ids["A"]: LastContact(TODAY, "no_answer", "phone", MONDAY, 1)}


def test_a_follow_up_stands_until_a_later_contact_passes_it(book: Book) -> None:
    book.ledger(TWO + "\ncontact A 2026-11-10 other next 2026-11-16\ncontact A 2026-11-12 other next 2026-11-18")
    newer = int(book.store.scalar("select max(id) from interaction"))
    book.services.contacting.edit(newer, "nothing agreed", None)
    assert lately(book) == LastContact(date(2026, 11, 12), "other", "phone", date(2026, 11, 16), 0)
    book.ledger("contact A 2026-11-16 other next 2026-11-20")
    book.services.contacting.edit(newer + 1, None, None)
    assert lately(book) == LastContact(date(2026, 11, 16), "other", "phone", None, 0)


def test_not_reached_counts_within_ten_days_since_somebody_answered(book: Book) -> None:
    book.ledger(TWO + "\n" + "\n".join(f"contact A 2026-11-{day} no_answer" for day in (11, 12, 15, 20)))
    found = lately(book)
    assert found is not None and found.unreached == 3  # 12 November is the first of ten days
    book.ledger("contact A 2026-11-16 says_paid")
    found = lately(book)
    assert found is not None and found.unreached == 1


def test_a_void_contact_never_was(book: Book) -> None:
    book.ledger(TWO + "\ncontact A 2026-11-10 other\ncontact A 2026-11-20 no_answer")
    newest = book.services.contacting.of_customer(book.ids["A"])[0]
    book.services.contacting.void(newest.id)
    found = lately(book)
    assert found is not None and (found.result, found.unreached) == ("other", 0)
    with pytest.raises(UserError, match="voided already"):
        book.services.contacting.void(newest.id)
    with pytest.raises(UserError, match="voided already"):
        book.services.contacting.edit(newest.id, "x", None)


def test_what_is_said_becomes_a_promise_or_a_request(book: Book) -> None:
    book.ledger(TWO)
    a, log = book.ids["A"], book.services.contacting.log
    promise = PromiseDraft(customer_id=a, due_on=date(2026, 11, 25), amount=100)
    made = log(ContactDraft(customer_id=a, result="promised", promise=promise))
    found = book.services.contacting.of_customer(a)[0]
    assert (found.id, found.next_on, found.person, found.promise_id) == (made, date(2026, 11, 25), "Owner", 1)
    log(ContactDraft(customer_id=a, result="asks_instalments"))
    sql = "select what, asked_on from request where customer_id=?"
    assert book.store.rows(lambda *row: row, sql, (a,)) == [("instalments", "2026-11-21")]
    assert book.services.history.undo() is not None
    assert book.store.scalar("select count(*) from request") == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"result": "shrugs"}, "result"),
        ({"result": "promised"}, "result"),
        ({"channel": "pigeon"}, "channel"),
        ({"on": date(2026, 11, 22)}, "on"),
        ({"next_on": date(2026, 11, 20)}, "next_on"),
        ({"satisfaction": 6}, "satisfaction"),
    ],
)
def test_refusals(book: Book, changed: dict[str, object], field: str) -> None:
    book.ledger(TWO)
    with pytest.raises(Invalid) as refused:
        book.services.contacting.log(ContactDraft(customer_id=book.ids["A"], **changed))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert lately(book) is None
