"""The one SQLite of the program: `sqlcipher3` for plain and protected books. Nothing else imports it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import sqlcipher3
from sqlcipher3 import dbapi2

from app.i18n import _
from app.models.errors import Damaged, UserError

# sqlite-utils looks for this name first: so it uses the same engine and the same exception classes.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

EngineError: type[Exception] = dbapi2.Error
IntegrityError: type[Exception] = dbapi2.IntegrityError
Connection = Any

APPLICATION_ID: Final = int.from_bytes(b"KEDN")
# Measured in the design papers: FULL is the only WAL setting that loses no acknowledged commit on power loss.
SETTINGS: Final = (
    "pragma cipher_log_level = none",
    "pragma busy_timeout = 5000",
    "pragma foreign_keys = on",
    "pragma synchronous = full",
    "pragma trusted_schema = off",
    "pragma cell_size_check = on",
    "pragma mmap_size = 0",
    "pragma temp_store = memory",
    "pragma cache_size = -131072",
    "pragma wal_autocheckpoint = 1000",
    "pragma journal_size_limit = 67108864",
    "pragma secure_delete = on",
)
MAC_SETTINGS: Final = ("pragma fullfsync = on", "pragma checkpoint_fullfsync = on")

_guarded: set[str] = set()


def connect(path: Path, *, read_only: bool = False, key: str | None = None) -> Connection:
    """An open connection in autocommit mode with the program's settings; raises UserError for what the person can mend."""
    try:
        db = _open(path, read_only=read_only)
    except EngineError as problem:
        raise explain(problem, path) from problem
    try:
        _set_up(db, read_only=read_only, key=key)
    except EngineError as problem:
        db.close()
        raise explain(problem, path) from problem
    return db


def _set_up(db: Connection, *, read_only: bool, key: str | None) -> None:
    if key is not None:
        db.execute("pragma key = '" + key.replace("'", "''") + "'")
    for setting in (*SETTINGS, *(MAC_SETTINGS if sys.platform == "darwin" else ())):
        db.execute(setting)
    db.execute("select count(*) from sqlite_schema").fetchone()
    if read_only:
        db.execute("pragma query_only = on")


def keep_log(db: Connection, path: Path) -> None:
    """Changes go to a log beside the file from now on. Written into the file: only done to a book of ours."""
    try:
        if db.execute("pragma journal_mode").fetchone()[0] != "wal":
            db.execute("pragma journal_mode = wal")
    except EngineError as problem:
        raise explain(problem, path) from problem


def _open(path: Path, *, read_only: bool) -> Connection:
    """A read-only book in a folder that takes no side files can only be opened as immutable."""
    if read_only and not _writable_folder(path):
        return dbapi2.connect(path.absolute().as_uri() + "?immutable=1", uri=True, isolation_level=None)
    mode = "rw" if path.exists() else "rwc"
    return dbapi2.connect(path.absolute().as_uri() + f"?mode={mode}", uri=True, isolation_level=None)


def _writable_folder(path: Path) -> bool:
    import os

    return os.access(path.parent, os.W_OK)


def in_memory() -> Connection:
    """A throw-away database: a schema to compare with, a copy to look at."""
    return dbapi2.connect(":memory:", isolation_level=None)


def version() -> str:
    return str(dbapi2.sqlite_version)


def explain(problem: Exception, path: Path) -> Exception:
    """SQLite's word about the machine as advice for the person; a mistake of ours comes back as it is."""
    text = str(problem).lower()
    name = path.name
    if "disk is full" in text or "disk i/o" in text:
        return UserError(
            _("“{name}” could not be written: the disk is full or was removed. Make room, then try again.").format(
                name=name
            )
        )
    if "readonly" in text or "read-only" in text:
        return UserError(
            _(
                "“{name}” can only be read here: the file or its folder is write-protected. Allow writing, or copy the book to another folder."
            ).format(name=name)
        )
    if "locked" in text or "busy" in text:
        return UserError(
            _("“{name}” is busy: another program is writing to it. Close that program, then try again.").format(
                name=name
            )
        )
    if "unable to open" in text:
        return UserError(
            _(
                "“{name}” could not be opened: the file is missing, is a folder, or may not be read. Check the name and the permissions."
            ).format(name=name)
        )
    if "malformed" in text or "not a database" in text or "corrupt" in text or "encrypted" in text:
        return Damaged(
            _(
                "“{name}” cannot be opened: it is not a Kedun book, or it is protected or damaged. Choose another file, or restore a backup."
            ).format(name=name)
        )
    return problem


def guard(path: Path) -> None:
    """From now on nobody but the engine may open this file or its side files (a closed handle drops the locks)."""
    if not _guarded:
        sys.addaudithook(_watch)
    base = str(path.absolute())
    _guarded.update((base, base + "-wal", base + "-shm"))


def unguard(path: Path) -> None:
    base = str(path.absolute())
    _guarded.difference_update((base, base + "-wal", base + "-shm"))
    _guarded.add("")  # the hook stays, it is only installed once


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if (
        event == "open"
        and isinstance(arguments[0], str)
        and arguments[0]
        and str(Path(arguments[0]).absolute()) in _guarded
    ):
        raise PermissionError(f"the open book {arguments[0]} may only be opened by the engine")
