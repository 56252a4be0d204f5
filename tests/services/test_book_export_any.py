"""Whatever was done to a ledger: built again from its five files it owes the same, by customer, receivable and currency."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.store import Store
from app.services import book_export, opening
from app.services.imports.service import Options
from app.services.reports import Reports
from app.services.services import Services
from tests.book import assert_sound
from tests.services.imports.tables import workbook
from tests.services.test_past_days import ACT, TODAY, Ledger

LATER = date(2026, 6, 1)  # after everything that happens
CENTS = 5  # of the book: each act rounds at its own rate, a file rounds what stands now


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("any") / "empty.kedun"
    opening.create(path, name="Test & Co", currency="CNY", country="CN", pack=None, owner="Owner")
    return path


@contextmanager
def copied(empty: Path, name: str) -> Iterator[Store]:
    path = empty.with_name(name)
    shutil.copy(empty, path)
    store = Store(path)
    try:
        yield store
    finally:
        store.close()


def take(store: Store, path: Path) -> tuple[int, int]:
    """(new, changed) of one file; no row is left out."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        book = workbook(*csv.reader(file))
    imports, options = Services(store, TODAY).imports, Options(kind=path.stem, strict=True)
    plan = imports.plan(path.stem, imports.type_rows(imports.propose(book, options), book, options), options)
    assert plan.problems == []
    imports.apply(plan, strict=True)
    return len(plan.new), len(plan.changed)


def owed(store: Store) -> list[object]:
    """Every open item in its own currency, and the sums by currency."""
    services = Services(store, TODAY)
    found: list[object] = []
    for customer in services.customers.search("", limit=10):
        balance = services.reports.balance(customer.id, LATER)
        found += [
            (customer.code, item.number, item.kind, str(item.due_on), item.issued_on, item.open)
            for item in balance.open + balance.unallocated
        ]
    rows = Reports(store, TODAY).ageing(LATER, by="currency").rows
    return [*sorted(found, key=str), [(row.key, row.buckets, row.unallocated) for row in rows]]


@settings(max_examples=25, deadline=None)
@given(st.lists(ACT, min_size=3, max_size=24))
def test_any_ledger_there_and_back(empty: Path, acts: list[tuple[int, int, int, int, int]]) -> None:
    with copied(empty, "one.kedun") as store, copied(empty, "two.kedun") as again:
        ledger = Ledger(store)
        for act in acts:
            ledger.do(*act)
        files = book_export.export(store, empty.with_name("out"), "csv", TODAY)
        for path in files:
            take(again, path)
        assert_sound(again, TODAY)
        assert owed(again) == owed(store)
        base, was = (Reports(each, TODAY).ageing(LATER) for each in (again, store))
        assert base.difference == 0
        assert abs(base.total.total - was.total.total) <= CENTS
        for each in (store, again):
            assert [take(each, path) for path in files] == [(0, 0)] * len(files)
