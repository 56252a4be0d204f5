"""Copies of a book made by the engine, and what is looked at before a copy counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.models import book, engine, invariants, migrations
from app.models.errors import UserError
from app.models.store import Store

Totals = dict[str, dict[str, dict[str, int]]]

# Count and sum per currency: the figures a person would compare by hand.
TOTALS: Final = """
select 'receivable', currency, count(*), sum(case when kind='credit_note' then -amount else amount end)
  from receivable where voided_on is null group by currency
union all select 'payment', currency, count(*), sum(case when kind='receipt' then amount else -amount end)
  from payment where voided_on is null group by currency
union all select 'allocation', coalesce(p.currency,r.currency,d.currency), count(*), sum(a.source_amount)
  from allocation a left join payment p on p.id=a.payment_id left join receivable r on r.id=a.credit_id
    left join adjustment d on d.id=a.adjustment_id where a.voided=0 group by 2
union all select 'open', currency, count(*), sum(case when side='debit' then open else -open end)
  from open_item where open<>0 group by currency
"""
ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """What a book holds: its identity, its newest change, its control totals in minor units, and what is wrong with it."""

    uuid: str
    company: str
    schema: int
    change: int
    totals: Totals
    problems: tuple[str, ...] = ()


def newest_change(store: Store) -> int:
    """The id of the last change in the journal: two files with the same one hold the same facts."""
    return int(store.scalar("select coalesce(max(id),0) from change"))


def contents(store: Store) -> Contents:
    """Identity, newest change and totals, all of one moment."""
    totals: Totals = {"receivable": {}, "payment": {}, "allocation": {}, "open": {}}
    with store.snapshot():
        for kind, currency, count, amount in store.rows(lambda *row: row, TOTALS):
            totals[kind][currency] = {"count": count, "sum": amount}
        return Contents(book.uuid(store), book.company_name(store), store.version, newest_change(store), totals)


def examine(path: Path, key: str | None = None) -> Contents:
    """Opens a copy for looking only and checks all of it. Raises UserError when it is not a book, newer or unreadable."""
    with closing(Store(path, read_only=True, key=key)) as store:
        if not store.version or not book.is_founded(store):
            raise UserError(_("“{name}” is an empty file, not a Kedun book.").format(name=path.name))
        problems = [*invariants.integrity(store), *(["foreign keys"] if invariants.orphans(store) else [])]
        problems += [] if is_as_made(store) else ["schema"]
        problems += sorted(invariants.broken(store))
        found = contents(store)
    return Contents(found.uuid, found.company, found.schema, found.change, found.totals, tuple(problems))


def is_as_made(store: Store) -> bool:
    """Whether tables, indexes, triggers and views are exactly those that Kedun makes."""
    if store.version < migrations.VERSION:
        return not foreign_parts(store)
    return migrations.fingerprint(store.db) == _expected()


def foreign_parts(store: Store) -> list[str]:
    """Triggers and views: Kedun makes none, and one put in by somebody else could change figures silently."""
    return store.rows(str, "select name from sqlite_schema where type in ('trigger','view') order by name")


@cache
def _expected() -> str:
    return migrations.expected_fingerprint()


def needed_bytes(store: Store) -> int:
    """The size a copy will have at most."""
    pages, free, size = (int(store.scalar(f"pragma {name}")) for name in ("page_count", "freelist_count", "page_size"))
    return (pages - free) * size


def copy(source: Path, target: Path, key: str | None = None) -> Contents:
    """A complete copy at `target` (absent or empty), examined and equal in its totals; returns what it holds.

    Made through a connection of its own: others go on writing meanwhile, and only when they never pause do they wait
    for one copy. Raises UserError when the copy does not verify.
    """
    with closing(engine.connect(source, read_only=True, key=key)) as db:
        db.execute("pragma query_only = off")  # which refuses even a copy
        for _attempt in range(ATTEMPTS):
            before, made = _copied(db, source, target, key)
            if made.change == before.change:
                return _verified(before, made, source)
            target.unlink()
        with _writers_waiting(source, key):
            before, made = _copied(db, source, target, key)
        return _verified(before, made, source)


def _copied(db: Any, source: Path, target: Path, key: str | None) -> tuple[Contents, Contents]:
    """(what the source held just before, what the copy holds)."""
    with closing(Store(source, read_only=True, key=key)) as store:
        before = contents(store)
    _vacuum_into(db, target)
    return before, examine(target, key)


@contextmanager
def _writers_waiting(source: Path, key: str | None) -> Iterator[None]:
    with closing(engine.connect(source, key=key)) as db:
        try:
            db.execute("begin immediate")
        except engine.EngineError as problem:
            raise engine.explain(problem, source) from problem
        yield
        db.execute("rollback")


def _vacuum_into(db: Any, target: Path) -> None:
    try:
        db.execute("vacuum into ?", (str(target),))
    except engine.EngineError as problem:
        raise engine.explain(problem, target) from problem


def _verified(before: Contents, made: Contents, source: Path) -> Contents:
    if made.problems or made.totals != before.totals or made.change != before.change:
        raise UserError(
            _(
                "The copy of “{name}” did not pass its checks ({checks}) and was not kept. Run “kedun verify” on the book."
            ).format(name=source.name, checks=", ".join(made.problems) or "totals")
        )
    return made
