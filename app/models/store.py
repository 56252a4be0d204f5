"""One door to the book: read with `rows/one/scalar`, write only inside `with store.change(label) as change`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from app.i18n import _
from app.models import engine, migrations
from app.models.change import Change, Row, Values, chain_hash
from app.models.dates import now_utc
from app.models.errors import Damaged, ReadOnly
from app.models.schema import DERIVED_TABLES, JOURNAL_TABLES
from app.models.topics import TOPIC_OF_TABLE, Changes, Topic

T = TypeVar("T")


class Store:
    """One open book on one thread. Raises UserError for what the person can mend (missing, locked, damaged, newer)."""

    def __init__(self, path: Path, *, read_only: bool = False, key: str | None = None, person_id: int = 1) -> None:
        if read_only and not path.is_file():
            raise Damaged(
                _("There is no book “{name}”. Check the name, or make one with “kedun new”.").format(name=path.name)
            )
        self.path = path
        self.read_only = read_only
        self.person_id = person_id
        self.db = engine.connect(path, read_only=read_only, key=key)
        self.before_begin: Callable[[], None] = lambda: None
        self.may: Callable[[str], None] = lambda _label: None  # raises where the person at the desk may not
        self.before_commit: Callable[[Change], None] = lambda change: None
        self.on_commit: Callable[[Changes], None] = lambda changes: None
        self._columns: dict[str, frozenset[str]] = {}
        try:
            self.version = migrations.check(self.db, path)
            if not read_only:
                engine.keep_log(self.db, path)
        except BaseException:
            self.db.close()
            raise

    def rows(self, into: Callable[..., T], sql: str, params: Sequence[Any] | Row = ()) -> list[T]:
        """Every row of a query, as `into(*columns)`; the query is read to its end at once."""
        try:
            return [into(*row) for row in self.db.execute(sql, params)]
        except engine.EngineError as problem:
            raise engine.explain(problem, self.path) from problem

    def one(self, into: Callable[..., T], sql: str, params: Sequence[Any] | Row = ()) -> T | None:
        found = self.rows(into, sql, params)
        return found[0] if found else None

    def scalar(self, sql: str, params: Sequence[Any] | Row = ()) -> Any:
        found = self.rows(lambda *row: row[0], sql, params)
        return found[0] if found else None

    def image(self, table: str, row_id: int) -> Values | None:
        """One row with its column names, or None."""
        names = sorted(self.columns_of(table))
        row = self.one(lambda *row: row, f"select {','.join(names)} from {table} where id=?", (row_id,))
        return None if row is None else dict(zip(names, row, strict=True))

    def columns_of(self, table: str, wanted: Row | None = None) -> list[str]:
        """The names in `wanted` (all when None) after a check that the fact table has them: a misspelt name must not pass."""
        if table not in self._columns:
            names = frozenset(self.rows(str, "select name from pragma_table_info(?)", (table,)))
            if not names or table in DERIVED_TABLES | JOURNAL_TABLES:
                raise LookupError(f"no fact table {table}")
            self._columns[table] = names
        known = self._columns[table]
        if wanted is not None and not known.issuperset(wanted):
            raise LookupError(f"{table} has no column {sorted(set(wanted) - known)}")
        return list(known if wanted is None else wanted)

    @contextmanager
    def change(self, label: str, *, undoable: bool = True, undoes: int | None = None) -> Iterator[Change]:
        """One transaction: everything inside commits together with its journal and derived rows, then listeners are told once.

        A change that noted nothing leaves nothing behind. Any exception rolls everything back.
        """
        if self.read_only:
            raise ReadOnly(
                _("This book is open for looking only: another window is using it. Close that window, then try again.")
            )
        self.may(label)
        with self._writing():
            change = self._begin(label, undoable, undoes)
            yield change
            told = self._finish(change)
        if told:
            self.on_commit(told)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Whatever goes wrong before the end is rolled back; what the engine says of it is explained."""
        self.before_begin()
        try:
            self.db.execute("begin immediate")
            yield
        except BaseException as problem:
            if self.db.in_transaction:
                self.db.execute("rollback")
            if isinstance(problem, engine.EngineError):
                raise engine.explain(problem, self.path) from problem
            raise

    def _begin(self, label: str, undoable: bool, undoes: int | None) -> Change:
        cursor = self.db.execute(
            "insert into change(label,at,person_id,undoes,undoable,hash) values(?,?,?,?,?,'')",
            (label, now_utc(), self.person_id, undoes, int(undoable)),
        )
        return Change(self, int(cursor.lastrowid), label)

    def _finish(self, change: Change) -> Changes | None:
        if not change.tables:
            self.db.execute("rollback")
            return None
        self.before_commit(change)
        self.db.execute("update change set hash=? where id=?", (self._chain(change), change.id))
        self.db.execute("commit")
        topics = frozenset(TOPIC_OF_TABLE.get(table, Topic.SETTINGS) for table in change.tables)
        return Changes(change.label, topics, frozenset(change.touched), change.all_customers, change.id)

    def _chain(self, change: Change) -> str:
        before = self.scalar("select hash from change where id<? order by id desc limit 1", (change.id,))
        at = self.scalar("select at from change where id=?", (change.id,))
        return chain_hash(before or "", change.label, at, self.person_id, change.hashes)

    @contextmanager
    def derived_only(self) -> Iterator[Change]:
        """A transaction that rebuilds derived rows and changes no fact (a new day, `verify`): no journal, no notice."""
        with self._writing():
            yield Change(self, 0, "derive")
            self.db.execute("commit")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads that see one and the same state; inside a change or another snapshot they do so anyway."""
        if self.db.in_transaction:
            yield
            return
        self.db.execute("begin")
        try:
            yield
        finally:
            self.db.execute("rollback")

    def close(self) -> None:
        """Leaves one file behind: the log is folded in and the side files go. On a full disk the log stays, and nothing is lost."""
        if not self.read_only:
            with suppress(engine.EngineError):
                if self.db.total_changes:
                    self.db.execute("pragma optimize")
                    self._forget_small_tables()
                self.db.execute("pragma wal_checkpoint(truncate)")
        self.db.close()

    def _forget_small_tables(self) -> None:
        """Counts of a table with a few rows make the engine read it whole for each row of another: fatal for the first large import."""
        if self.db.execute("select 1 from sqlite_schema where name='sqlite_stat1'").fetchone():
            self.db.execute("delete from sqlite_stat1 where cast(stat as integer)<1000")
