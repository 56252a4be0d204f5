"""Every fact table of a book as rows of plain cells, and back: what an export carries and a new book is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from app.models.change import Change
from app.models.migrations import TABLES
from app.models.schema import DERIVED_TABLES, JOURNAL_TABLES
from app.models.store import Store

# What a new book was made with. The table `book` stays its own: it says which file this is.
MADE_BEFORE: Final = frozenset({"company", "person", "policy_version"})
AT_ONCE: Final = 5_000  # rows


def fact_tables(store: Store) -> list[str]:
    """Each after the tables it refers to, but for the few that refer to each other."""
    wanted = sorted(TABLES - DERIVED_TABLES - JOURNAL_TABLES - {"book"})
    needs = {name: set(store.rows(str, 'select "table" from pragma_foreign_key_list(?)', (name,))) for name in wanted}
    done: list[str] = []
    while len(done) < len(wanted):
        left = [name for name in wanted if name not in done]
        ready = [name for name in left if needs[name] - {name, "book"} <= set(done)]
        done += ready or left[:1]
    return done


def columns(store: Store, table: str) -> dict[str, str]:
    """Column name -> INTEGER, TEXT or BLOB, in the order of the table."""
    sql = "select name, type from pragma_table_info(?)"
    return dict(store.rows(lambda name, kind: (name, kind), sql, (table,)))


def rows(store: Store, table: str, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """All rows in the order of their ids."""
    wanted, last = ",".join(store.columns_of(table, dict.fromkeys(names))), -1
    while found := store.rows(
        lambda *row: row, f"select id,{wanted} from {table} where id>? order by id limit {AT_ONCE}", (last,)
    ):
        yield from (row[1:] for row in found)
        last = found[-1][0]


def content(store: Store, sha256: str) -> bytes:
    """What is in an attached file."""
    return bytes(store.scalar("select content from attachment where sha256=?", (sha256,)))


def fill(change: Change, table: str, names: Sequence[str], given: Iterator[tuple[Any, ...]]) -> int:
    """Puts rows with their own ids (first of `names`) into the table of a new book; what the book was made with is overwritten."""
    count = 0
    while some := list(islice(given, AT_ONCE)):
        count += len(some)
        if table in MADE_BEFORE:
            for row in some:
                _overwrite(change, table, dict(zip(names, row, strict=True)))
        else:
            change.put(table, names, some)
    return count


def _overwrite(change: Change, table: str, row: dict[str, Any]) -> None:
    if change.image(table, row["id"]) is None:
        change.insert(table, row)
    else:
        change.update(table, row["id"], {name: value for name, value in row.items() if name != "id"})


def put_content(change: Change, row: dict[str, Any]) -> None:
    """An attached file: known by its hash, its content is not in the journal."""
    names = change.store.columns_of("attachment", row)
    change.derive(f"insert into attachment({','.join(names)}) values({','.join('?' * len(names))})", list(row.values()))


def defer_references(change: Change) -> None:
    """Rows may refer to rows that come later; looked at when the change ends."""
    change.derive("pragma defer_foreign_keys = on")
