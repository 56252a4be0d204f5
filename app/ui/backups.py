"""Backups that make themselves: every half hour of work and on closing, when something was changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models import book
from app.models.errors import UserError
from app.services import backup
from app.services.backup import Backup
from app.ui.widgets.page import Desk
from app.ui.widgets.status_line import StatusLine
from app.ui.widgets.toast import Toast

EVERY_MS: Final = 30 * 60 * 1000


class Backups(QObject):
    """Runs in the reading threads, so that nobody waits for it; a problem goes to the window's message bar."""

    def __init__(self, window: QWidget, desk: Desk, status: StatusLine, *, automatic: bool) -> None:
        """`automatic` is False for a book that is only looked at: who writes to it backs it up."""
        super().__init__(window)
        self._window, self.desk, self._status, self._automatic = window, desk, status, automatic
        self.changed = False
        desk.jobs.changed.connect(self._note)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.if_changed)
        if automatic:
            self._timer.start()
        desk.jobs.read(self, lambda s: backup.latest(book.uuid(s.store)), self._show)

    def now(self) -> None:
        """Ctrl+B."""
        self._status.set_saved(_("Backing up…"))
        self._run(lambda s: backup.make(s.store.path, "manual"), self._made_by_hand)

    def if_changed(self) -> None:
        if self.changed:
            self._run(_automatic, self._made)

    def before_closing(self, close: Callable[[], None], stay: Callable[[UserError], None]) -> None:
        """`close()` when the last change is safe in a backup, `stay(problem)` when none could be made."""
        if not (self.changed and self._automatic):
            close()
            return
        _Leaving(self, stay).run(close)

    def _note(self) -> None:
        self.changed = True
        self._status.set_saved(_("Saved"))

    def _run(self, work: Callable[[Any], Backup | None], then: Callable[[Backup | None], None]) -> None:
        self.desk.jobs.run(
            self, lambda s, _job: work(s), then, lambda: self._status.set_saved(_("Saved")), read_only=True
        )

    def _made(self, made: Backup | None) -> None:
        self.changed = False
        if made is not None:
            self._show(made)

    def _made_by_hand(self, made: Backup | None) -> None:
        self._made(made)
        Toast.show_over(self._window, _("Backed up and checked"))

    def _show(self, newest: Backup | None) -> None:
        self._status.set_backup(newest.at if newest else None)


class _Leaving(QObject):
    """The backup on closing; its problem goes to who closes, not to a bar that nobody sees any more."""

    def __init__(self, backups: Backups, stay: Callable[[UserError], None]) -> None:
        super().__init__(backups)
        self._backups, self._stay = backups, stay

    def run(self, close: Callable[[], None]) -> None:
        self._backups.desk.jobs.run(self, lambda s, _job: _automatic(s), lambda _made: close(), read_only=True)

    def show_problem(self, problem: UserError) -> None:
        self._stay(problem)


def _automatic(services: Any) -> Backup | None:
    return backup.if_changed(services.store.path, "auto")
