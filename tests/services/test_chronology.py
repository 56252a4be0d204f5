"""The facts behind a claim: what is told, in which order, and what belongs to other debts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app import i18n
from app.models import receivables
from app.services import chronology, matter_evidence
from app.services.claims import EventDraft
from app.services.promises import PromiseDraft
from app.services.reminder_recording import ReminderDraft
from app.services.reminder_serving import Serving
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

LEDGER = """
customer A
customer B
contract K-1 A 2026-01-05 100000
invoice A-1 A 2026-01-10 due 2026-02-09 60000
invoice A-2 A 2026-03-10 due 2026-04-09 40000
invoice B-1 B 2026-01-10 due 2026-02-09 70
payment P-1 A 2026-02-20 10000 -> A-1
payment P-2 A 2026-03-20 5000 -> A-2
payment P-3 A 2026-03-21 700 -> A-1
bounce P-3 2026-03-25
credit G-1 A 2026-04-01 1000 -> A-1
dispute A-1 2026-04-10 2000
due A-1 2026-04-15 2026-05-31
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


def told(book: Book, *numbers: str, on: date = TODAY) -> list[str]:
    ids = [book.ids[each] for each in numbers]
    found = chronology.of(book.store, book.ids["A"], "CNY", ids, on)
    return [f"{fact.on} {chronology.sentence(fact)}" for fact in found]


def behind(book: Book, number: str) -> None:
    """The contract is behind a receivable."""
    with book.store.change("receivable.correct") as change:
        change.update("receivable", book.ids[number], {"contract_id": book.ids["K-1"]})


def test_in_the_order_of_their_days_and_of_these_debts_only(book: Book) -> None:
    book.ledger(LEDGER)
    behind(book, "A-1")
    who = book.ids["A"]
    book.services.claims.add_event(EventDraft(who, "demand", date(2026, 5, 2), text="by EMS"))
    book.services.claims.add_event(EventDraft(who, "demand", date(2026, 5, 3), receivable_id=book.ids["A-2"]))
    assert told(book, "A-1") == [
        "2026-01-05 Contract K-1 signed, ¥100,000.00",
        "2026-01-10 Receivable A-1 issued, ¥60,000.00; due 2026-05-31",
        "2026-02-20 ¥10,000.00 paid by Bank transfer on A-1",
        "2026-03-21 ¥700.00 paid by Bank transfer on A-1",
        "2026-03-25 A payment of ¥700.00 came back",
        "2026-04-01 Credit note G-1 of ¥1,000.00 given for A-1",
        "2026-04-10 ¥2,000.00 of A-1 disputed: Quality",
        "2026-04-15 Due date of A-1 changed to 2026-05-31 (agreed)",
        "2026-05-02 Demand (by EMS)",
    ]
    assert [line[:10] for line in told(book, "A-1", on=date(2026, 2, 20))] == ["2026-01-05", "2026-01-10", "2026-02-20"]


def test_promises_letters_and_how_they_arrived(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-07-10 due 2026-08-09 60000\npayment P-1 A 2026-10-05 20000 -> A-1")
    who, part = book.ids["A"], receivables.instalments(book.store, book.ids["A-1"])[0].id
    promise = PromiseDraft(
        customer_id=who, due_on=date(2026, 10, 10), amount=40_000_00, made_on=date(2026, 9, 25), by_whom="Wang", channel="phone"
    )  # fmt: skip
    book.services.promises.add(promise)
    draft = ReminderDraft(who, "CNY", 2, (part,), "letter", on=date(2026, 10, 20), deadline_on=date(2026, 10, 27))
    letter = book.services.reminders.record(draft)
    serving = Serving("signed", date(2026, 10, 22), tracking_no="EMS123", signed_by="Li")
    book.services.reminders.serve(letter, serving)
    assert told(book, "A-1")[1:] == [
        "2026-09-25 Promise to pay ¥40,000.00 by 2026-10-10 (Wang, Phone)",
        "2026-10-05 ¥20,000.00 paid by Bank transfer on A-1",
        "2026-10-13 The promise for 2026-10-10 was kept in part: ¥20,000.00 came",
        "2026-10-20 Second notice CK-2026-0001, ¥40,000.00, by Letter; to be paid by 2026-10-27",
        "2026-10-22 CK-2026-0001 was signed for (EMS123 Li)",
    ]
    (piece,) = (
        each
        for each in matter_evidence.index(book.store, who, "CNY", [(book.ids["A-1"], "A-1")], TODAY)
        if each.item == "reminders"
    )
    assert (piece.papers, piece.state) == (("CK-2026-0001 2026-10-22",), "uncopied")
