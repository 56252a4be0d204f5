"""Bare statements that do no more than they must: what `kedun bench` compares the program with, in the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from app.models import aged, engine, past
from app.models.dialect import ALLOCATION_DAY, days_between
from app.models.store import Store

Rows = Sequence[tuple[Any, ...]]


def due_sums(store: Store, until: date) -> Callable[[], Rows]:
    """Per customer and currency what is open and due by a day."""
    sql = """select customer_id, currency, sum(open) from open_item where open<>0 and side='debit' and due_on<=?
      group by customer_id, currency"""
    return lambda: list(store.db.execute(sql, (until.isoformat(),)).fetchall())


def aged_sums(store: Store, on: date, edges: Sequence[str]) -> Callable[[], Rows]:
    """Per customer and currency: unallocated, oldest due day, a sum for each bucket; no names, no order, no check.

    Today over the partial index, another day by the delta statement.
    """
    state = past.state(store, on)
    buckets = ",".join(aged.bucket_sums("open_base", "due_on", len(edges)))
    sql = f"""select customer_id, currency, {aged.unallocated_sum("open_base")}, min(due_on) filter (where due_on<:d), {buckets}
      from ({state.sql}) group by customer_id, currency"""
    params = aged.params(on, edges)
    return lambda: list(store.db.execute(sql, params).fetchall())


def paid_sums(store: Store, since: date, on: date) -> Callable[[], Rows]:
    """Per customer: how often money was applied since a day, how much, and the same times days late. Nothing is left out."""
    late = days_between("a.on_day", "i.due_on")
    sql = f"""select i.customer_id, count(*), sum(a.base_target), sum(a.base_target*{late}) from {ALLOCATION_DAY}
      join instalment i on i.id=a.instalment_id where a.voided=0 and a.on_day between ? and ? group by i.customer_id"""
    days = (since.isoformat(), on.isoformat())
    return lambda: list(store.db.execute(sql, days).fetchall())


class Commits:
    """A file of its own with one table, written as durably as a book."""

    def __init__(self, path: Path) -> None:
        self._db = engine.connect(path)
        self._db.execute("create table payment(id integer primary key, paid_on text, amount integer) strict")

    def one(self) -> None:
        self._db.execute("begin immediate")
        self._db.execute("insert into payment(paid_on,amount) values('2026-01-01',100)")
        self._db.execute("commit")

    def close(self) -> None:
        self._db.close()


def insert(path: Path, tables: Sequence[tuple[str, Sequence[str], Rows]]) -> None:
    """Rows into tables of an existing book in one transaction, past the journal and everything derived."""
    with closing(engine.connect(path)) as db:
        db.execute("begin immediate")
        for table, columns, rows in tables:
            marks = ",".join("?" * len(columns))
            db.executemany(f"insert into {table}({','.join(columns)}) values({marks})", rows)
        db.execute("commit")


def copy(source: Path, target: Path) -> None:
    """A copy by the engine, not looked at afterwards."""
    with closing(engine.connect(source)) as db:
        db.execute("vacuum into ?", (str(target),))


def connect(path: Path) -> None:
    """Opening the file and reading its first page, no more."""
    engine.connect(path, read_only=True).close()
