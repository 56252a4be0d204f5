"""From an empty or older file to today's tables: one migration an issue, additive, after a verified backup."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.models import engine
from app.models.errors import Damaged, NewerBook
from app.models.schema import VERSION_1, VERSION_2
from app.models.schema_collection import VERSION_5
from app.models.schema_credit import VERSION_3
from app.models.schema_deals import VERSION_4

STEPS: Final = (VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5)
VERSION: Final = len(STEPS)
TABLES: Final = frozenset(re.findall(r"create table (\w+)", "".join(STEPS)))


def version_of(db: engine.Connection) -> int:
    return int(db.execute("pragma user_version").fetchone()[0])


def check(db: engine.Connection, path: Path) -> int:
    """The file's schema version (0 = empty file). Raises NewerBook or Damaged (a database of another program)."""
    version = version_of(db)
    mark = int(db.execute("pragma application_id").fetchone()[0])
    tables = int(db.execute("select count(*) from sqlite_schema").fetchone()[0])
    if tables and mark != engine.APPLICATION_ID:
        raise Damaged(
            _("“{name}” is a file of another program, not a Kedun book. Choose a file ending in .kedun.").format(
                name=path.name
            )
        )
    if version > VERSION:
        raise NewerBook(
            _(
                "“{name}” was made by a newer Kedun (file version {theirs}, this program knows {ours}). Install the newer program, or open a backup."
            ).format(name=path.name, theirs=version, ours=VERSION)
        )
    if version == VERSION and _lacks_tables(db):
        raise Damaged(_("“{name}” lacks a part of the book. Restore a backup.").format(name=path.name))
    return version


def _lacks_tables(db: engine.Connection) -> bool:
    known = {row[0] for row in db.execute("select name from sqlite_schema where type='table'")}
    return not known >= TABLES


def migrate(db: engine.Connection, path: Path, back_up: Callable[[Path, str], object]) -> None:
    """Brings the file to today's version; an older file is backed up (verified) first."""
    version = check(db, path)
    if version == VERSION:
        return
    if version:
        back_up(path, "before-upgrade")
    _apply(db, version)


def _apply(db: engine.Connection, version: int) -> None:
    """Each step is one transaction through sqlite-utils' migrations, with foreign keys off and checked after."""
    from sqlite_utils import Database, Migrations

    book = Database(db, execute_plugins=False)
    steps = Migrations("kedun")
    for number, sql in enumerate(STEPS, start=1):
        steps(name=f"version_{number}")(_step(number, sql))
    db.execute("pragma foreign_keys = off")
    steps.apply(book)
    if db.execute("pragma foreign_key_check").fetchone():
        raise Damaged(
            _(
                "The book could not be brought to the new version: some rows refer to rows that are missing. Restore a backup."
            )
        )
    db.execute("pragma foreign_keys = on")


def _step(number: int, sql: str) -> Callable[[Any], None]:
    def run(book: Any) -> None:
        for statement in filter(str.strip, sql.split(";\n")):
            book.execute(statement)
        book.execute(f"pragma user_version = {number}")
        book.execute(f"pragma application_id = {engine.APPLICATION_ID}")

    return run


def fingerprint(db: engine.Connection) -> str:
    """sha256 over the file's tables, indexes, triggers and views: a foreign trigger changes it."""
    rows = db.execute(
        "select type, name, tbl_name, coalesce(sql,'') from sqlite_schema where name not like 'sqlite_%' order by type, name"
    ).fetchall()
    return sha256("\n".join("\x1f".join(row) for row in rows).encode()).hexdigest()


def expected_fingerprint() -> str:
    """The fingerprint of a fresh book of today's version."""
    db = engine.in_memory()
    try:
        _apply(db, 0)
        return fingerprint(db)
    finally:
        db.close()
