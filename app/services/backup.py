"""Verified copies of a book, which of them stay, and putting one back."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from app import __version__, machine
from app.i18n import _
from app.models import book as books
from app.models import copies, lock
from app.models.copies import Contents, Totals
from app.models.dates import now_utc
from app.models.errors import Damaged, UserError
from app.models.lock import Holder
from app.models.store import Store
from app.services.outfile import whole_file
from app.services.rules import retention
from app.services.rules.retention import Kept

ENDING: Final = ".kedun"
STAMP: Final = "%Y%m%dT%H%M%S"
OUR_NAME: Final = re.compile(
    r"(?P<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(?P<at>\d{8}T\d{6})-(?P<reason>[a-z-]+)\.kedun"
)
MEGA: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy. `at` is UTC without zone; totals: kind -> currency -> count and sum in minor units; `change` is the newest change in it."""

    path: Path
    at: datetime
    reason: str
    company: str
    schema: int
    change: int
    totals: Totals


def make(book: Path, reason: str, dest: Path | None = None, key: str | None = None) -> Backup:
    """Copies the book to `dest` (a file or a folder; the program's own backup folder when None) and checks the copy.

    The book may be open and written to meanwhile. Raises UserError: no room, no permission, a copy that does not verify.
    """
    with closing(Store(book, read_only=True, key=key)) as store:
        uuid, needed = books.uuid(store), copies.needed_bytes(store)
    at, target = _target(book, dest, uuid, reason)
    _check_room(target.parent, needed)
    with whole_file(target) as partial:
        partial.touch()
        found = copies.copy(book, partial, key)
        _to_disk(partial)
        note = _note(found, reason, at, partial)
    _keep_note(target, note)
    _to_disk(target.parent)
    if dest is None:
        _thin_out(target.parent, uuid, at)
    return Backup(target, at, reason, found.company, found.schema, found.change, found.totals)


def _keep_note(copy: Path, note: str) -> None:
    """A copy without its note counts for nothing: it goes where the note has no room."""
    try:
        with whole_file(copy.with_name(copy.name.removesuffix(ENDING) + ".json")) as partial:
            partial.write_text(note, encoding="utf-8")
    except UserError:
        copy.unlink()
        raise


def if_changed(book: Path, reason: str, key: str | None = None) -> Backup | None:
    """A backup in the program's folder, unless the newest verified one there already holds the last change."""
    with closing(Store(book, read_only=True, key=key)) as store:
        uuid, change = books.uuid(store), copies.newest_change(store)
    newest = latest(uuid)
    return None if newest is not None and newest.change == change else make(book, reason, key=key)


def latest(uuid: str) -> Backup | None:
    """The newest verified backup of a book in the program's folder."""
    found = all_of(uuid)
    return found[0] if found else None


def all_of(uuid: str, folder: Path | None = None) -> list[Backup]:
    """The verified backups of a book in a folder, newest first; only files with names and notes of this program."""
    folder = folder or machine.backup_folder()
    known = [_read_note(each) for each in _ours(folder, uuid)]
    return sorted(
        (each for each in known if each is not None), key=lambda each: (each.at, each.path.name), reverse=True
    )


def check(backup: Path, key: str | None = None) -> Contents:
    """Looks a backup over from end to end; raises UserError (Damaged) when it cannot be relied on."""
    if not backup.is_file():
        raise UserError(_("There is no backup “{name}”. Check the name.").format(name=backup.name))
    told = _told(backup)
    if told is not None and told.get("sha256") not in (None, _sha256(backup)):
        raise Damaged(
            _("“{name}” was altered after it was made, so it is not used. Choose another backup.").format(
                name=backup.name
            )
        )
    found = copies.examine(backup, key)
    if found.problems:
        raise Damaged(
            _("“{name}” did not pass its checks ({checks}), so it is not used. Choose another backup.").format(
                name=backup.name, checks=", ".join(found.problems)
            )
        )
    return found


def restore(backup: Path, book: Path, key: str | None = None) -> Path | None:
    """Puts a verified backup in the place of a book; returns where the replaced book is kept (None: there was none).

    Raises UserError when the backup is not sound, the book is open somewhere, or the place cannot be written to.
    """
    check(backup, key)
    if book.exists() and (book.is_dir() or book.samefile(backup)):
        raise UserError(
            _("“{name}” cannot be the place of the restored book. Choose another name.").format(name=book.name)
        )
    if not book.parent.is_dir():
        raise UserError(
            _("The folder {folder} does not exist. Make it first, or choose another one.").format(folder=book.parent)
        )
    held = lock.take(book)
    if isinstance(held, Holder):
        raise UserError(
            _("“{name}” is open, so it cannot be replaced. Close it everywhere, then try again.").format(name=book.name)
        )
    try:
        return _put_in_place(backup, book, key)
    finally:
        held.release()


def _put_in_place(backup: Path, book: Path, key: str | None) -> Path | None:
    kept: Path | None = None
    with whole_file(book) as partial:
        partial.touch()
        copies.copy(backup, partial, key)
        _to_disk(partial)
        if book.exists():
            kept = _set_aside(book, key)
    _to_disk(book.parent)
    return kept


def _set_aside(book: Path, key: str | None) -> Path:
    """Renames the book with what is left of its log; a sound one is closed into one file first."""
    with suppress(UserError):
        Store(book, key=key).close()
    kept = _free(lambda at: book.with_name(f"{book.stem}-before-restore-{at:{STAMP}}{book.suffix}"))[1]
    moved: list[tuple[Path, Path]] = []
    try:
        for side in ("-wal", "-shm", ""):
            whole, aside = book.with_name(book.name + side), kept.with_name(kept.name + side)
            if whole.exists():
                moved.append((whole.rename(aside), whole))
    except OSError:
        for aside, whole in reversed(moved):  # a book without its log would be short of its last changes
            aside.rename(whole)
        raise
    return kept


def _target(book: Path, dest: Path | None, uuid: str, reason: str) -> tuple[datetime, Path]:
    folder = dest or machine.backup_folder()
    if dest is not None and not dest.is_dir():
        if dest.exists():
            raise UserError(
                _(
                    "There is a file “{name}” already, and nothing is written over it. Choose another name, or a folder."
                ).format(name=dest.name)
            )
        return _now(), dest
    if dest is None:
        with suppress(OSError):  # the copy itself says why the folder cannot be used
            folder.mkdir(parents=True, exist_ok=True)
    return _free(lambda at: folder / f"{uuid}-{at:{STAMP}}-{reason}{ENDING}")


def _free(name: Callable[[datetime], Path]) -> tuple[datetime, Path]:
    """The first second from now on whose name is not taken."""
    at = _now()
    while name(at).exists():
        at += timedelta(seconds=1)
    return at, name(at)


def _now() -> datetime:
    return datetime.fromisoformat(now_utc()).replace(tzinfo=None)


def _check_room(folder: Path, needed: int) -> None:
    with suppress(OSError):
        left = shutil.disk_usage(folder).free
        if left < needed:
            raise UserError(
                _(
                    "No backup was made: the disk of {folder} is full (needs {needs} MB, {left} MB left). Make room, or choose another place."
                ).format(folder=folder, needs=f"{needed / MEGA:.1f}", left=f"{left / MEGA:.1f}")
            )


def _to_disk(path: Path) -> None:
    """Waits until the disk has it. A folder can be told so only on POSIX systems."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _note(found: Contents, reason: str, at: datetime, copy: Path) -> str:
    told = {
        "program": __version__,
        "schema": found.schema,
        "uuid": found.uuid,
        "company": found.company,
        "at": at.isoformat(),
        "reason": reason,
        "change": found.change,
        "totals": found.totals,
        "sha256": _sha256(copy),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _told(backup: Path) -> dict[str, Any] | None:
    """What the note beside a copy says, or None where there is none that can be read."""
    try:
        told = json.loads(backup.with_name(backup.name.removesuffix(ENDING) + ".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _read_note(backup: Path) -> Backup | None:
    told = _told(backup)
    try:
        if told is None:
            return None
        at, change = datetime.fromisoformat(told["at"]), int(told["change"])
        return Backup(backup, at, told["reason"], told["company"], int(told["schema"]), change, told["totals"])
    except (KeyError, ValueError, TypeError):
        return None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _ours(folder: Path, uuid: str) -> dict[Path, Kept]:
    """The files in a folder that carry a name this program gave to a copy of this book."""
    found = {}
    for path in sorted(folder.glob(f"{uuid}-*{ENDING}")):
        name = OUR_NAME.fullmatch(path.name)
        if name:
            at = datetime.strptime(name["at"], STAMP)  # noqa: DTZ007 - written in UTC
            found[path] = Kept(path.name, at, name["reason"], good=_read_note(path) is not None)
    return found


def _thin_out(folder: Path, uuid: str, now: datetime) -> None:
    for name in retention.to_delete(_ours(folder, uuid).values(), now):
        with suppress(OSError):
            (folder / name).unlink()
            (folder / name.replace(ENDING, ".json")).unlink(missing_ok=True)
