"""A book for tests, and a small ledger written as text:

    customer A net 30 CNY limit 5000
    invoice  A-1 A 2026-01-10 due 2026-02-09 100.00
    invoice  A-2 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00 USD @7.1
    opening  Q-1 A 2026-01-01 due - 12.00
    credit   G-1 A 2026-02-01 20.00 -> A-1
    payment  P-1 A 2026-02-20 40.00 -> A-1:30 A-2:10
    payment  P-2 A 2026-02-21 40.00 -> auto
    refund   R-1 A 2026-03-01 10.00
    apply    P-1 2026-03-02 -> A-1:5
    move     P-1 2026-03-05 A-1 -> A-2:10
    dispute  A-2 2026-02-15 25.00
    due      A-2 2026-02-20 2026-03-31
    bounce   P-1 2026-03-10
    void     P-2

Everything is entered through the services, in the order of the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.models import derived, invariants, journal, payments, receivables
from app.models.money import to_minor
from app.models.store import Store
from app.services import opening
from app.services.customers import Customers, LimitDraft
from app.services.disputes import DisputeDraft, Disputes
from app.services.opening import OpenBook
from app.services.payments import PaymentDraft, Payments
from app.services.receivables import ReceivableDraft, Receivables
from app.services.services import Services

TODAY = date(2026, 11, 21)
LONG_AGO = date(2000, 1, 1)


def assert_sound(store: Store, on: date = TODAY) -> None:
    """Every invariant holds, every derived row equals its rebuild, the journal's chain is whole."""
    assert invariants.broken(store) == {}
    assert derived.item_differences(store) == 0
    assert derived.standing_differences(store, on) == 0
    assert journal.broken_links(store) == []


class Book:
    """A new book in `folder`; `ids` knows every document and customer of the ledger by its number."""

    def __init__(self, folder: Path, *, today: date = TODAY, currency: str = "CNY", pack: str | None = None) -> None:
        self.path = folder / "test.kedun"
        self.today = today
        self.currency = currency
        self.ids: dict[str, int] = {}
        opening.create(self.path, name="Test & Co", currency=currency, country="CN", pack=pack, owner="Owner")
        self.open = self._open()

    @property
    def services(self) -> Services:
        return self.open.services

    @property
    def store(self) -> Store:
        return self.services.store

    def ledger(self, text: str) -> Book:
        """Enters each line."""
        for line in filter(None, (line.split("#")[0].strip() for line in text.splitlines())):
            verb, *words = line.split()
            getattr(_Entry(self), verb)(words)
        return self

    def reopen(self) -> Store:
        """Closes the book and opens it again, as tomorrow morning."""
        self.close()
        self.open = self._open()
        return self.store

    def close(self) -> None:
        self.open.close()

    def _open(self) -> OpenBook:
        return opening.open_book(self.path, self.today, write=True)


class _Entry:
    """One line of the ledger; each verb is a method."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.store = book.store

    def customer(self, words: Sequence[str]) -> None:
        code, rest = words[0], list(words[1:])
        limit, days = _value_after("limit", rest), _value_after("net", rest)
        currency = rest[0] if rest else self.book.currency
        draft: dict[str, Any] = {"code": code, "name": f"{code} Company", "currency": currency}
        if days:
            draft["terms_days"] = int(days)
        if limit == "unlimited":
            draft["limit"] = LimitDraft("unlimited")
        elif limit:
            draft["limit"] = LimitDraft("set", to_minor(Decimal(limit), currency))
        self.book.ids[code] = Customers(self.store, LONG_AGO).add(draft)

    def invoice(self, words: Sequence[str]) -> None:
        self._receivable("invoice", list(words))

    def opening(self, words: Sequence[str]) -> None:
        self._receivable("opening", list(words))

    def credit(self, words: Sequence[str]) -> None:
        head, targets = _around_arrow(words)
        self._receivable("credit_note", head)
        if targets:
            credit, on = self.book.ids[head[0]], date.fromisoformat(head[2])
            left, _base = payments.open_of(self.store, "credit_id", credit)
            parts = self._parts(targets, left, self._currency(head))
            Payments(self.store, on).apply_credit(credit, parts)

    def payment(self, words: Sequence[str]) -> None:
        head, targets = _around_arrow(words)
        row = self._row(head)
        parts = None if targets == ["auto"] else self._parts(targets, row["amount"], row["currency"])
        draft = PaymentDraft(paid_on=date.fromisoformat(head[2]), parts=parts, **row)
        self.book.ids[head[0]] = self.book.services.payments.record(draft)

    def refund(self, words: Sequence[str]) -> None:
        draft = PaymentDraft(paid_on=date.fromisoformat(words[2]), kind="refund", **self._row(list(words)))
        self.book.ids[words[0]] = self.book.services.payments.record(draft)

    def apply(self, words: Sequence[str]) -> None:
        (number, on), targets = _around_arrow(words)
        left, _base = payments.open_of(self.store, "payment_id", self.book.ids[number])
        parts = self._parts(targets, left, self._payment(number).currency)
        Payments(self.store, date.fromisoformat(on)).apply(self.book.ids[number], parts)

    def move(self, words: Sequence[str]) -> None:
        (number, on, source), targets = _around_arrow(words)
        instalments = {each.id for each in receivables.instalments(self.store, self.book.ids[source])}
        applied = payments.allocations(self.store, "payment_id", self.book.ids[number])
        found = next(each for each in applied if each.instalment_id in instalments and each.reverses_id is None)
        name, _colon, part = targets[0].partition(":")
        amount = to_minor(Decimal(part), self._payment(number).currency) if part else None
        Payments(self.store, date.fromisoformat(on)).move(found.id, self._open_instalments(name)[0][0], amount)

    def bounce(self, words: Sequence[str]) -> None:
        """The return is known as the number with a prime: P-1'."""
        on = date.fromisoformat(words[1])
        self.book.ids[words[0] + "'"] = self.book.services.payments.bounce(self.book.ids[words[0]], on, "refused")

    def dispute(self, words: Sequence[str]) -> None:
        found = self._receivable_named(words[0])
        instalment = self._open_instalments(words[0])[0][0]
        amount = to_minor(Decimal(words[2]), found.currency)
        on = date.fromisoformat(words[1])
        Disputes(self.store, on).open(DisputeDraft(instalment, amount, "quality"))

    def due(self, words: Sequence[str]) -> None:
        new = None if words[2] == "-" else date.fromisoformat(words[2])
        changing = Receivables(self.store, date.fromisoformat(words[1]))
        changing.change_due(self._open_instalments(words[0])[0][0], new, "agreed")

    def void(self, words: Sequence[str]) -> None:
        found = payments.payment(self.store, self.book.ids[words[0]])
        if found is not None and (found.number == words[0] or words[0].endswith("'")):
            self.book.services.payments.void(found.id, "typing mistake")
        else:
            self.book.services.receivables.void(self.book.ids[words[0]], "typing mistake")

    def _row(self, words: list[str]) -> dict[str, Any]:
        """number, customer, day, amount [currency] [@rate]; takes the amount and what follows it."""
        rate = words.pop()[1:] if words[-1].startswith("@") else None
        currency = words.pop() if words[-1].isalpha() else self.book.currency
        amount = to_minor(Decimal(words.pop()), currency)
        customer = self.book.ids[words[1]]
        return {"number": words[0], "customer_id": customer, "currency": currency, "rate": rate, "amount": amount}

    def _receivable(self, kind: str, words: list[str]) -> None:
        row = self._row(words)
        dues = words[words.index("due") + 1 :] if "due" in words else []
        parts = tuple(
            (None if day == "-" else date.fromisoformat(day), to_minor(Decimal(part), row["currency"]))
            for day, _colon, part in (text.partition(":") for text in dues)
            if part
        )
        due = None if parts or not dues or dues[0] == "-" else date.fromisoformat(dues[0])
        draft = ReceivableDraft(kind=kind, issued_on=date.fromisoformat(words[2]), due_on=due, instalments=parts, **row)
        self.book.ids[words[0]] = self.book.services.receivables.add(draft)

    def _parts(self, targets: Sequence[str], left: int, currency: str) -> dict[int, int]:
        """What goes to which instalment: the part named, else as much as there is, earliest instalment first."""
        parts: dict[int, int] = {}
        for name, _colon, part in (text.partition(":") for text in targets):
            rest = to_minor(Decimal(part), currency) if part else left
            for instalment, open_ in self._open_instalments(name):
                taken = min(rest, open_ - parts.get(instalment, 0))
                parts[instalment] = parts.get(instalment, 0) + taken
                rest, left = rest - taken, left - taken
        return {instalment: amount for instalment, amount in parts.items() if amount}

    def _open_instalments(self, number: str) -> list[tuple[int, int]]:
        """(id, open) of a receivable's instalments with something open; all when nothing is."""
        ids = [each.id for each in receivables.instalments(self.store, self.book.ids[number])]
        opens = [(each, payments.open_of(self.store, "instalment_id", each)[0]) for each in ids]
        return [each for each in opens if each[1]] or opens

    def _receivable_named(self, number: str) -> receivables.Receivable:
        found = receivables.receivable(self.store, self.book.ids[number])
        assert found is not None
        return found

    def _payment(self, number: str) -> payments.Payment:
        found = payments.payment(self.store, self.book.ids[number])
        assert found is not None
        return found

    def _currency(self, head: Sequence[str]) -> str:
        return self._receivable_named(head[0]).currency


def _value_after(word: str, words: list[str]) -> str | None:
    """The word after `word`; both are taken out."""
    if word not in words:
        return None
    place = words.index(word)
    value = words[place + 1]
    del words[place : place + 2]
    return value


def _around_arrow(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words before and after "->"."""
    place = list(words).index("->") if "->" in words else len(words)
    return list(words[:place]), list(words[place + 1 :])


@contextmanager
def opened(folder: Path, **how: Any) -> Iterator[Book]:
    """A book that is sound when the block ends."""
    made = Book(folder, **how)
    try:
        yield made
        assert_sound(made.store, made.today)
    finally:
        made.close()


@pytest.fixture(name="book")
def book_fixture(tmp_path: Path) -> Iterator[Book]:
    """An empty book of today; whatever the test does, it must be sound afterwards."""
    with opened(tmp_path) as made:
        yield made
