"""The facts behind a claim: what is told, in which order, and what belongs to other debts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app import i18n
from app.services import chronology
from app.services.claims import EventDraft
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
