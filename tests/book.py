"""A book for tests, and a small ledger written as text:

customer A net 30 CNY limit 5000
invoice  A-1 A 2026-01-10 due 2026-02-09 100.00
invoice  A-2 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00 USD @7.1
credit   G-1 A 2026-02-01 20.00 -> A-1
payment  P-1 A 2026-02-20 40.00 -> A-1:30 A-2:10
refund   R-1 A 2026-03-01 10.00 -> P-1:10
dispute  A-2 2026-02-15 25.00
due      A-2 2026-02-20 2026-03-31
void     G-1
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.models import book as company
from app.models import customers, derived, engine, invariants, journal, migrations, payments, receivables
from app.models.change import Change
from app.models.money import convert, to_minor
from app.models.store import Store

TODAY = date(2026, 11, 21)


def new_store(path: Path, currency: str = "CNY") -> Store:
    """A founded book at `path`, open for writing; derived rows follow each change."""
    store = Store(path)
    migrations.migrate(store.db, path, lambda *_: None)
    company.make_owner(store)
    follow(store, TODAY)
    with store.change("book.new") as change:
        company.found(change, name="Test & Co", currency=currency, country="CN", pack=None, owner="Owner", sample=False)
    return store


def follow(store: Store, today: date) -> None:
    """Derived rows are refreshed in every change, for the customers it touched."""

    def refresh(change: Change) -> None:
        touched = None if change.all_customers else change.touched
        derived.rebuild_items(change, touched)
        derived.rebuild_standing(change, touched, today)

    store.before_commit = refresh


def assert_sound(store: Store, on: date = TODAY) -> None:
    """Every invariant holds, every derived row equals its rebuild, the journal's chain is whole."""
    assert invariants.broken(store) == {}
    assert derived.item_differences(store) == 0
    assert derived.standing_differences(store, on) == 0
    assert journal.broken_links(store) == []


class Book:
    """A new book in `folder`; `ids` knows every document and customer of the ledger by its number."""

    def __init__(self, folder: Path, *, today: date = TODAY, currency: str = "CNY") -> None:
        self.path = folder / "test.kedun"
        self.today = today
        self.currency = currency
        self.ids: dict[str, int] = {}
        self.store = new_store(self.path, currency)

    def ledger(self, text: str) -> Book:
        """Enters each line as one change."""
        for line in filter(None, (line.split("#")[0].strip() for line in text.splitlines())):
            verb, *words = line.split()
            with self.store.change(f"{verb}.add") as change:
                getattr(_Entry(self, change), verb)(words)
        return self

    def reopen(self, *, read_only: bool = False) -> Store:
        """Closes the book and opens it again."""
        self.close()
        self.store = Store(self.path, read_only=read_only)
        follow(self.store, self.today)
        return self.store

    def close(self) -> None:
        self.store.close()
        engine.unguard(self.path)


class _Entry:
    """One line of the ledger; each verb is a method."""

    def __init__(self, to: Book, change: Change) -> None:
        self.book = to
        self.change = change

    def customer(self, words: Sequence[str]) -> None:
        code, rest = words[0], list(words[1:])
        limit = _value_after("limit", rest)
        days = _value_after("net", rest)
        currency = rest[0] if rest else self.book.currency
        row = {"code": code, "name": f"{code} Company", "currency": currency, "search_key": code.lower()}
        customer = self.book.ids[code] = customers.insert(self.change, row)
        if days:
            customers.set_terms(self.change, customer, "2000-01-01", {"basis": "net", "days": int(days)})
        if limit:
            state = "unlimited" if limit == "unlimited" else "set"
            amount = 0 if limit == "unlimited" else to_minor(Decimal(limit), currency)
            given = {"customer_id": customer, "kind": "standing", "state": state, "amount": amount, "decided_by": 1}
            customers.insert_limit(self.change, {**given, "currency": currency, "valid_from": "2000-01-01"})

    def invoice(self, words: Sequence[str]) -> None:
        self._receivable("invoice", list(words))

    def opening(self, words: Sequence[str]) -> None:
        self._receivable("opening", list(words))

    def credit(self, words: Sequence[str]) -> None:
        number, targets = words[0], _after_arrow(words)
        self._receivable("credit_note", _before_arrow(words))
        for name, part in targets:
            self._allocate("credit_id", number, "instalment_id", name, part)

    def payment(self, words: Sequence[str]) -> None:
        number, targets = words[0], _after_arrow(words)
        self._payment("receipt", _before_arrow(words))
        for name, part in targets:
            self._allocate("payment_id", number, "instalment_id", name, part)

    def refund(self, words: Sequence[str]) -> None:
        number, sources = words[0], _after_arrow(words)
        self._payment("refund", _before_arrow(words))
        for name, part in sources:
            column = "payment_id" if self._document(name)[0] == "receipt" else "credit_id"
            self._allocate(column, name, "outgoing_id", number, part)

    def dispute(self, words: Sequence[str]) -> None:
        instalment, customer, currency = self._first_open(words[0])
        row = {"customer_id": customer, "instalment_id": instalment, "opened_on": words[1], "reason": "other"}
        receivables.insert_dispute(self.change, {**row, "amount": to_minor(Decimal(words[2]), currency)})

    def due(self, words: Sequence[str]) -> None:
        instalment, customer, _currency = self._first_open(words[0])
        new = None if words[2] == "-" else words[2]
        receivables.move_due(self.change, instalment, customer, words[1], new, "agreed")

    def void(self, words: Sequence[str]) -> None:
        found, kind = self.book.ids[words[0]], self._document(words[0])[0]
        if kind in ("receipt", "refund"):
            payments.void_allocations(self.change, "payment_id" if kind == "receipt" else "outgoing_id", found)
            payments.void(self.change, found, self.book.today.isoformat(), "typing mistake")
            return
        payments.void_allocations(self.change, "credit_id", found)
        for part in receivables.instalments(self.change.store, found):
            payments.void_allocations(self.change, "instalment_id", part.id)
        receivables.void(self.change, found, self.book.today.isoformat(), "typing mistake")

    def _head(self, words: list[str]) -> dict[str, Any]:
        """number, customer, day, amount [currency] [@rate] as columns; takes the words it used."""
        rate = words.pop()[1:] if words[-1].startswith("@") else "1"
        currency = words.pop() if words[-1].isalpha() else self.book.currency
        amount = to_minor(Decimal(words.pop()), currency)
        base = convert(amount, currency, Decimal(rate), self.book.currency)
        row = {"number": words[0], "customer_id": self.book.ids[words[1]], "currency": currency, "rate": rate}
        return {**row, "amount": amount, "amount_base": base}

    def _receivable(self, kind: str, words: list[str]) -> None:
        row = self._head(words)
        dues = words[words.index("due") + 1 :] if "due" in words else ["-"]
        parts = []
        left, base_left = row["amount"], row["amount_base"]
        for text in dues:
            day, _colon, part = text.partition(":")
            amount = to_minor(Decimal(part), row["currency"]) if part else left
            base = base_left if amount == left else row["amount_base"] * amount // row["amount"]
            left, base_left = left - amount, base_left - base
            parts.append((None if day == "-" else day, amount, base))
        values = {**row, "kind": kind, "issued_on": words[2]}
        self.book.ids[words[0]] = receivables.insert(self.change, values, [] if kind == "credit_note" else parts)

    def _payment(self, kind: str, words: list[str]) -> None:
        row = {**self._head(words), "kind": kind, "paid_on": words[2], "method": "transfer", "natural_key": words[0]}
        self.book.ids[words[0]] = payments.insert(self.change, row)

    def _first_open(self, number: str) -> tuple[int, int, str]:
        store, receivable_id = self.change.store, self.book.ids[number]
        parts = receivables.instalments(store, receivable_id)
        still = [part.id for part in parts if payments.open_of(store, "instalment_id", part.id)[0]] or [parts[0].id]
        found = receivables.receivable(store, receivable_id)
        assert found is not None
        return still[0], found.customer_id, found.currency

    def _allocate(self, source_column: str, source: str, target_column: str, target: str, part: str | None) -> None:
        """All that is left of the source, or the part named; dated the later of the two documents."""
        store, source_id = self.change.store, self.book.ids[source]
        to_debt = target_column == "instalment_id"
        target_id = self._first_open(target)[0] if to_debt else self.book.ids[target]
        left, base_left = payments.open_of(store, source_column, source_id)
        open_, base_open = payments.open_of(store, target_column, target_id)
        _kind, day, customer, currency = self._document(source)
        amount = to_minor(Decimal(part), currency) if part else min(left, open_)
        row: dict[str, Any] = {
            source_column: source_id,
            target_column: target_id,
            "amount": amount,
            "source_amount": amount,
        }
        row["base_source"] = base_left if amount == left else base_left * amount // left
        row["base_target"] = base_open if amount == open_ else base_open * amount // open_
        row["on_day"] = max(day, self._document(target)[1])
        payments.allocate(self.change, {**row, "customer_id": customer})

    def _document(self, number: str) -> tuple[str, str, int, str]:
        """(kind, day, customer, currency) of a receivable or a payment."""
        sql = """select kind, issued_on, customer_id, currency from receivable where id=:id and number=:n
          union all select kind, paid_on, customer_id, currency from payment where id=:id and number=:n"""
        names = {"id": self.book.ids[number], "n": number}
        return self.change.store.rows(lambda *row: row, sql, names)[0]


def _value_after(word: str, words: list[str]) -> str | None:
    """The word after `word`; both are taken out."""
    if word not in words:
        return None
    place = words.index(word)
    value = words[place + 1]
    del words[place : place + 2]
    return value


def _before_arrow(words: Sequence[str]) -> list[str]:
    return list(words[: words.index("->")] if "->" in words else words)


def _after_arrow(words: Sequence[str]) -> list[tuple[str, str | None]]:
    named = words[words.index("->") + 1 :] if "->" in words else []
    return [(name, part or None) for name, _colon, part in (text.partition(":") for text in named)]


@contextmanager
def opened(folder: Path, **how: Any) -> Iterator[Book]:
    """A book that is sound when the block ends."""
    made = Book(folder, **how)
    yield made
    assert_sound(made.store, made.today)
    made.close()


@pytest.fixture(name="book")
def book_fixture(tmp_path: Path) -> Iterator[Book]:
    """An empty book of today; whatever the test does, it must be sound afterwards."""
    with opened(tmp_path) as made:
        yield made
