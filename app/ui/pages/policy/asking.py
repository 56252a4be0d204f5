"""Who changes with the draft: asked after a pause, grades first, then proposed limits; a newer draft makes it void."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.policy_preview import PolicyPreview
from app.ui.jobs import Job
from app.ui.pages.policy.draft import RulesDraft
from app.ui.widgets.page import Desk

WAIT_MS: Final = 400  # after the last key, before everybody is scored anew


class WhoChanges(QObject):
    """Tells `answered` twice: without and with limits."""

    answered = Signal()
    progress = Signal(int, int)  # customers done, of how many

    def __init__(self, desk: Desk, draft: RulesDraft, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._draft, self._owner = desk, draft, parent
        self.preview: PolicyPreview | None = None
        self._job: Job | None = None
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(lambda: self._ask(limits=False))

    def stop(self) -> None:
        """What is being worked out is of an older draft."""
        self.preview = None
        self._wait.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def ask_soon(self) -> None:
        self._wait.start()

    def _ask(self, *, limits: bool) -> None:
        changed = self._draft.changed()
        self._job = self._desk.jobs.run(
            self._owner,
            lambda s, job: s.policies.preview(changed, limits=limits, report=job.report),
            lambda found: self._show(changed, found),
            read_only=True,
        )
        self._job.progress.connect(self.progress)

    def _show(self, changed: dict[str, Any], found: PolicyPreview) -> None:
        if changed != self._draft.changed() or self._draft.trouble():
            return
        self.preview = found
        if not found.limits:
            self._ask(limits=True)
        self.answered.emit()
