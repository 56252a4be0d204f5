"""Whatever was done to a ledger: built again from its five files it owes the same, by customer, receivable and currency."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.store import Store
from app.services import book_export
from app.services.imports.service import Options
from app.services.reports import Reports
from app.services.services import Services
from tests.book import assert_sound, copied, empty_fixture
from tests.services.imports.tables import workbook
from tests.services.test_past_days import ACT, TODAY, Ledger

__all__ = ["empty_fixture"]

LATER = date(2026, 6, 1)  # after everything that happens
CENTS = 5  # of the book: each act rounds at its own rate, a file rounds what stands now


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
