"""What a day is read from: the open items alone today, what was applied since on a past day, one customer's rows for him."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.models import aged, derived, past, receivables
from app.models.store import Store
from app.services import bench_book
from app.services.rules.ageing import Buckets
from tests.book import TODAY

THEN = date(2026, 5, 21)
EDGES = Buckets().edges(TODAY)
# What grows with the book: a whole read of one of these is what a plan must not have.
LARGE = ("allocation", "instalment", "payment", "receivable", "open_item", "journal")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """2,000 receivables of 40 customers, with statistics as after closing the book."""
    path: Path = tmp_path_factory.mktemp("past") / "b.kedun"
    with bench_book.full(path, bench_book.ledger(2000, TODAY), TODAY) as book:
        book.services.store.db.execute("analyze")
        yield book.services.store


def plan(store: Store, sql: str, params: Mapping[str, Any] | tuple[Any, ...] = ()) -> list[str]:
    return store.rows(lambda *row: str(row[3]), f"explain query plan {sql}", params)


def scans(steps: list[str]) -> list[str]:
    """Whole reads of large tables, by name or by the one-letter names of our statements."""
    names = {*LARGE, "a", "i", "p", "r", "o"}
    return [step for step in steps if step.startswith("SCAN ") and step.split()[1] in names]


def test_today_reads_the_open_items_index_and_nothing_else(store: Store) -> None:
    state = past.state(store, TODAY)
    assert state.live
    steps = plan(store, aged.sums_sql(state, 8, by="customer", governing="due_on"), aged.params(TODAY, EDGES))
    assert scans(steps) == ["SCAN open_item USING COVERING INDEX open_item_live"]
    assert not [step for step in steps if "USE TEMP B-TREE FOR GROUP BY" in step]


def test_a_past_day_reads_what_was_applied_since_from_one_index(store: Store) -> None:
    state = past.state(store, THEN)
    assert not state.live
    steps = plan(store, aged.sums_sql(state, 8, by="customer", governing="due_on"), aged.params(THEN, EDGES))
    assert scans(steps) == ["SCAN open_item USING COVERING INDEX open_item_live"]
    assert steps.count("SEARCH a USING COVERING INDEX allocation_day (on_day>?)") == 4


def test_whether_anything_is_dated_later_is_asked_of_indexes(store: Store) -> None:
    for table, day in (("receivable", "issued_on"), ("payment", "paid_on")):
        steps = plan(
            store, f"select exists(select 1 from {table} where {day}>? and voided_on is null)", ("2026-01-01",)
        )
        assert scans(steps) == []


def test_the_ledger_reads_only_what_is_dated_after_the_day(store: Store) -> None:
    steps = plan(store, aged.LEDGER, {"d": THEN.isoformat()})
    assert scans(steps) == []
    assert len([step for step in steps if "USING COVERING INDEX" in step]) == 3


@pytest.mark.parametrize("on", [TODAY, THEN])
def test_one_customers_items_touch_only_his_rows(store: Store, on: date) -> None:
    steps = plan(store, receivables.open_sql(store, (7,), on), {"d": on.isoformat()})
    assert scans(steps) == []
    assert not [step for step in steps if "allocation_day" in step]


def test_one_customers_derived_rows_are_made_from_his_own(store: Store) -> None:
    for sql in (derived.items_sql([7]), derived.ledger_sql([7])):
        steps = plan(store, sql)
        assert scans(steps) == []
        searched = [step for step in steps if step.startswith("SEARCH a ")]
        assert searched
        assert all("allocation_customer (customer_id=?)" in step for step in searched)


@pytest.mark.parametrize("on", [TODAY, THEN])
def test_one_customers_standing_is_made_from_his_own(store: Store, on: date) -> None:
    sql, params = derived.standing_sql(store, [7], on)
    assert scans(plan(store, sql, params)) == []


@pytest.mark.parametrize("on", [TODAY, THEN, date(2023, 12, 31)])
def test_one_customer_alone_is_what_he_is_among_all(store: Store, on: date) -> None:
    def rows(customers: tuple[int, ...] | None) -> list[tuple[Any, ...]]:
        sql = f"select * from ({past.state(store, on, customers).sql}) where customer_id=7 order by id"
        return store.rows(lambda *row: row, sql, {"d": on.isoformat()})

    alone = rows((7,))
    assert alone == rows(None)
    assert alone or on.year == 2023
