"""Making a book and opening one: checks, lock, new schema, the person at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app.i18n import _
from app.models import book, copies, engine, lock, migrations
from app.models.dates import local_minute
from app.models.errors import Damaged, UserError
from app.models.lock import Holder, Lock
from app.models.store import Store
from app.services import backup, permissions, places
from app.services.outfile import reason_of
from app.services.services import Services


@dataclass
class OpenBook:
    """An open book on the thread that opened it. `holder` says who writes when it is `read_only` because of another.

    `warning` is a sentence about the folder, for the window's bar; other threads get their own by `another`.
    """

    path: Path
    services: Services
    today: date
    lock: Lock | None = None
    holder: Holder | None = None
    key: str | None = field(default=None, repr=False)

    @property
    def read_only(self) -> bool:
        return self.services.store.read_only

    @property
    def warning(self) -> str | None:
        return places.warning(self.path)

    def another(self, *, read_only: bool = True) -> Services:
        """Services over a connection of its own, for the calling thread. Writing ones only of a book open for writing."""
        self.services.store.before_begin()  # another file of this name must not meet our log
        store = Store(self.path, read_only=read_only or self.read_only, key=self.key)
        store.person_id = self.services.store.person_id
        store.before_begin = self.services.store.before_begin
        store.may = permissions.guard(store)
        return Services(store, self.today)

    def close(self) -> None:
        """Closes this thread's connection and gives the lock back; the other threads' are closed first."""
        try:
            self.services.close()
        finally:
            engine.unguard(self.path)
            if self.lock is not None:
                self.lock.release()

    def __enter__(self) -> OpenBook:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()


def create(
    path: Path,
    *,
    name: str,
    currency: str,
    country: str,
    pack: str | None,
    owner: str,
    sample: bool = False,
    key: str | None = None,
) -> None:
    """A new book at `path`, taken as it is. Raises UserError where there is a file already or none can be made."""
    _check_place(path)
    try:
        path.touch(exist_ok=False)
    except OSError as problem:
        raise _cannot_make(path, problem) from problem
    try:
        found(path, key, name=name, currency=currency, country=country, pack=pack, owner=owner, sample=sample)
    except BaseException:
        _remove(path)
        raise


def found(path: Path, key: str | None = None, **whose: Any) -> None:
    """Makes a book of an empty file, or of one that has our tables and no rows. `whose`: the words of `create`."""
    store = Store(path, key=key)
    try:
        migrations.migrate(store.db, path, lambda *_none: None)
        book.make_owner(store)
        with store.change("book.create", undoable=False) as change:
            book.found(change, **whose)
    finally:
        store.close()


def open_book(
    path: Path,
    today: date,
    *,
    write: bool,
    or_read_only: bool = False,
    force: bool = False,
    person: str | None = None,
    key: str | None = None,
    figures: bool = True,
) -> OpenBook:
    """Opens a book. Reading takes no lock; writing takes it, migrates (after a verified backup) and brings figures to `today`.

    With `figures` False the caller does that, by `standing.for_today`: of ten thousand customers it takes seconds.

    Held by another: UserError saying who since when, or, with `or_read_only`, a book for looking only. `force` takes
    the lock of another machine over. `person` is a name in the book. Raises UserError (Damaged, NewerBook) with advice.
    """
    _check_file(path)
    if not write:
        return _open(path, today, person, key)
    held = lock.take(path, force=force)
    if isinstance(held, Holder):
        if not or_read_only:
            raise UserError(held_by(path, held))
        return _open(path, today, person, key, holder=held)
    try:
        opened = _open(path, today, person, key, own=held)
    except BaseException:
        held.release()
        raise
    if figures:
        _bring_up(opened)
    return opened


def _bring_up(opened: OpenBook) -> None:
    try:
        opened.services.standing.for_today()
    except BaseException:
        opened.close()
        raise


def held_by(path: Path, holder: Holder) -> str:
    """A sentence: who has the book open, on which computer, since when."""
    if not holder.host:
        return _("“{name}” is being used by another window. Close it there, then try again.").format(name=path.name)
    return _(
        "“{name}” is being used by {person} on {host} since {since}. Close it there, then try again; until then it can be looked at."
    ).format(name=path.name, person=holder.person or "?", host=holder.host, since=local_minute(holder.since))


def _open(
    path: Path,
    today: date,
    person: str | None,
    key: str | None,
    *,
    own: Lock | None = None,
    holder: Holder | None = None,
) -> OpenBook:
    store = Store(path, read_only=own is None, key=key)
    engine.guard(path)
    opened = OpenBook(path, Services(store, today), today, own, holder, key)
    try:
        _check_version(store)
        if own is not None:
            migrations.migrate(store.db, path, lambda book, reason: backup.make(book, reason, key=key))
            store.version = migrations.VERSION
            _check_parts(store)
            store.before_begin = _same_file(path)
        store.person_id = _person(store, person)
        if own is not None:
            store.may = permissions.guard(store)
            own.belongs_to(next(each.name for each in book.people(store) if each.id == store.person_id))
    except BaseException:
        store.close()
        engine.unguard(path)
        raise
    return opened


def _check_version(store: Store) -> None:
    name = store.path.name
    if store.version == 0 or not book.is_founded(store):
        raise _unfinished(store.path)
    if store.read_only and store.version < migrations.VERSION:
        raise UserError(
            _("“{name}” is of an older Kedun. Open it once for writing, so that it is brought up to date.").format(
                name=name
            )
        )


def _unfinished(path: Path) -> Damaged:
    return Damaged(
        _("“{name}” is not a finished Kedun book. Make one with “kedun new”, or restore a backup.").format(
            name=path.name
        )
    )


def _check_parts(store: Store) -> None:
    if copies.foreign_parts(store):
        raise Damaged(
            _(
                "“{name}” holds instructions that Kedun did not put there, so it is not written to. Restore a backup of your own."
            ).format(name=store.path.name)
        )


def _person(store: Store, name: str | None) -> int:
    people = book.people(store)
    if not people:
        raise _unfinished(store.path)
    for each in people:
        if name is None or each.name == name:
            return each.id
    raise UserError(
        _("Nobody in this book is called “{name}”. It knows: {people}.").format(
            name=name, people=", ".join(each.name for each in people)
        )
    )


def _same_file(path: Path) -> Callable[[], None]:
    """Before each change: is the file of this name still the one that was opened? Sync programs put others in its place."""
    known = _identity(path)

    def check() -> None:
        if _identity(path) != known:
            raise UserError(
                _(
                    "“{name}” was moved or replaced by another program while it was open, so nothing is written to it. Close it, look for a second copy beside it, and open the right one or a backup."
                ).format(name=path.name)
            )

    return check


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _check_file(path: Path) -> None:
    name = path.name
    try:
        path.stat()
    except FileNotFoundError:
        raise UserError(
            _("There is no book “{name}”. Check the name, or make one with “kedun new”.").format(name=name)
        ) from None
    except OSError as problem:
        raise UserError(
            _("“{name}” may not be read ({reason}). Check the name and the permissions.").format(
                name=name, reason=reason_of(problem)
            )
        ) from problem
    if path.is_dir():
        raise UserError(_("“{name}” is a folder. Choose a book, a file ending in .kedun.").format(name=name))
    if not path.is_file() or path.stat().st_size == 0:
        raise Damaged(_("“{name}” is an empty file, not a Kedun book. Restore a backup.").format(name=name))


def _check_place(path: Path) -> None:
    if path.exists():
        raise UserError(
            _("There is a file “{name}” already, and nothing is written over it. Choose another name.").format(
                name=path.name
            )
        )
    if not path.parent.is_dir():
        raise UserError(
            _("The folder {folder} does not exist. Make it first, or choose another one.").format(folder=path.parent)
        )


def _cannot_make(path: Path, problem: OSError) -> UserError:
    return UserError(
        _("“{name}” cannot be made in {folder} ({reason}). Choose another folder.").format(
            name=path.name, folder=path.parent, reason=reason_of(problem)
        )
    )


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
