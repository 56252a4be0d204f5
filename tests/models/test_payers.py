"""Who pays for whom: learnt once, found by name or account, forgotten on a day."""

from __future__ import annotations

from datetime import date

from app.models import payers
from tests.book import Book


def learn(book: Book, code: str, name: str | None, account: str | None = None) -> int | None:
    with book.store.change("payment.record") as change:
        return payers.learn(change, book.ids[code], name, payers.tail(account), "payment")


def test_learnt_once_and_found_by_name_or_account(book: Book) -> None:
    book.ledger("customer A\ncustomer B")
    first = learn(book, "A", "Zhang San", "6222 0200 1234 5678")
    assert learn(book, "A", "Zhang San", "6222-0200-1234-5678") == first
    second = learn(book, "B", "Zhang San")
    assert payers.find(book.store, "zhang san", None) == [(first, book.ids["A"]), (second, book.ids["B"])]
    assert payers.find(book.store, "Zhang San", "9999 5678")[0] == (first, book.ids["A"])
    assert payers.find(book.store, None, "9999 5678") == [(first, book.ids["A"])]
    assert payers.find(book.store, "Li Si", "9999 5678") == []
    assert learn(book, "A", None) is None


def test_forgotten_and_known_again(book: Book) -> None:
    book.ledger("customer A")
    known = learn(book, "A", "Zhang San") or 0
    with book.store.change("payer.forget") as change:
        payers.forget(change, known, date(2026, 11, 1))
    assert payers.find(book.store, "Zhang San", None) == []
    assert payers.of_customer(book.store, book.ids["A"]) == []
    assert learn(book, "A", "Zhang San") == known
    assert [each.name for each in payers.of_customer(book.store, book.ids["A"])] == ["Zhang San"]
