"""One person writes at a time: a lock file beside the book, and a note beside it saying who holds it since when."""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from app.i18n import _
from app.models.dates import now_utc
from app.models.errors import UserError


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the book open for writing; `since` is a UTC instant, empty where nobody could tell."""

    person: str
    host: str
    pid: int
    since: str


class Lock:
    """A lock held by this process. `release` gives it back; the note goes with it."""

    def __init__(self, held: FileLock, note: Path, holder: Holder) -> None:
        self._held = held
        self._note = note
        self.holder = holder
        self._tell()

    def belongs_to(self, person: str) -> None:
        """Names the person once the book has told who it is."""
        self.holder = Holder(person, self.holder.host, self.holder.pid, self.holder.since)
        self._tell()

    def release(self) -> None:
        if self._held.is_locked:
            with suppress(OSError):
                self._note.unlink()
            self._held.release()

    def _tell(self) -> None:
        """The note only informs others: a full disk must not keep anybody from their book."""
        fresh = self._note.with_name(self._note.name + ".partial")
        with suppress(OSError):
            try:
                fresh.write_text(json.dumps(asdict(self.holder), ensure_ascii=False), encoding="utf-8")
                fresh.replace(self._note)
            finally:
                fresh.unlink(missing_ok=True)


def take(book: Path, *, force: bool = False) -> Lock | Holder:
    """The lock of a book, or who holds it.

    A lock left behind on this machine is taken over silently; one of another machine only with `force`, after the
    person said that nobody has the book open there. Raises UserError where the folder takes no files.
    """
    held = FileLock(book.with_name(book.name + ".lock"), thread_local=False)
    note = book.with_name(book.name + ".lock.json")
    try:
        held.acquire(timeout=0)
    except Timeout:
        if not Path(held.lock_file).exists():  # filelock waits where no file can be made
            raise _not_here(book) from None
        return _told_by(note) or Holder("", "", 0, "")
    except OSError as problem:
        raise _not_here(book) from problem
    left = _told_by(note)
    if left is not None and left.host != platform.node() and not force:
        held.release()
        return left
    return Lock(held, note, Holder(_login(), platform.node(), os.getpid(), now_utc()))


def _told_by(note: Path) -> Holder | None:
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        return Holder(str(told["person"]), str(told["host"]), int(told["pid"]), str(told["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _not_here(book: Path) -> UserError:
    return UserError(
        _(
            "“{name}” cannot be opened for writing here: its folder takes no new files. Allow writing in it, or copy the book to another folder."
        ).format(name=book.name)
    )
