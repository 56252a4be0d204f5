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
    across   P-3 A 2026-03-11 900.00 -> A-2:900=20
    share    P-4 A 2026-03-11 90.00
    payout   R-2 G-1 2026-03-12 20.00
    keep     P-4 2026-03-13 10.00
    writeoff W-1 A-1 2026-03-14 5.00
    allow    W-2 A-1 2026-03-14 5.00
    recover  W-1 2026-03-15 5.00
    void     P-2
    contract K-1 A 2026-09-01 160000 plan three_six_one
    plan     K-1 30%:signing 50%:delivery+30 0:acceptance
    prepay   P-9 A 2026-09-05 48000 K-1
    earnest  P-8 A 2026-09-05 20000 K-1
    ship     K-1 2026-10-01 50000
    accept   K-1 2026-10-20

Lines about promises, contacts and reminders: `tests/collecting.py`. Everything is entered through the services, in the order
of the lines.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from app.models import derived, invariants, journal, migrations
from app.models.store import Store
from app.services import opening
from app.services.opening import OpenBook
from app.services.services import Services
from app.services.standing import exposure_differences, score_differences
from tests.entries import Entry

TODAY = date(2026, 11, 21)


def assert_sound(store: Store, on: date = TODAY) -> None:
    """Every invariant holds, every derived row equals its rebuild, the journal's chain is whole."""
    assert invariants.broken(store) == {}
    assert derived.item_differences(store) == 0
    assert derived.standing_differences(store, on) == 0
    assert score_differences(store, on) == 0
    assert exposure_differences(store, on) == 0
    assert journal.broken_links(store) == []


def new_book(path: Path, *, currency: str = "CNY", pack: str | None = None) -> None:
    """Founds a book of "Test & Co" as `opening.create` does, but in a copy of tables that are laid out once a run."""
    path.write_bytes(_tables())
    opening.found(path, name="Test & Co", currency=currency, country="CN", pack=pack, owner="Owner", sample=False)


@contextmanager
def copied(empty: Path, name: str = "one.kedun") -> Iterator[Store]:
    """A book of its own for each example: a copy of an empty one, beside it."""
    path = empty.with_name(name)
    shutil.copy(empty, path)
    store = Store(path)
    try:
        yield store
    finally:
        store.close()


@cache
def _tables() -> bytes:
    """A file with today's tables and no rows: laying them out takes ten times as long as the rest of a new book."""
    with TemporaryDirectory(prefix="kedun-tables-") as folder:
        path = Path(folder) / "tables.kedun"
        store = Store(path)
        migrations.migrate(store.db, path, lambda *_none: None)
        store.close()
        return path.read_bytes()


class Book:
    """A new book in `folder`; `ids` knows every document and customer of the ledger by its number."""

    def __init__(self, folder: Path, *, today: date = TODAY, currency: str = "CNY", pack: str | None = None) -> None:
        self.path = folder / "test.kedun"
        self.today = today
        self.currency = currency
        self.ids: dict[str, int] = {}
        self.adjusted: dict[str, int] = {}
        new_book(self.path, currency=currency, pack=pack)
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
            getattr(Entry(self), verb)(words)
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


@pytest.fixture(scope="module", name="empty")
def empty_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of an empty book, closed, to be `copied`."""
    path = tmp_path_factory.mktemp("empty") / "empty.kedun"
    new_book(path)
    return path
