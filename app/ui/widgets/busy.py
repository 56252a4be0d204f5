"""That work is under way: a thin bar after 0.3 s, the busy pointer after 0.5 s, a counted bar with Cancel after 2 s.

layout.addWidget(BusyBar(jobs.busy))
job = jobs.run(self, work, self.show_result)
Progress.follow(self, job, _("Importing…"))
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, SignalInstance
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.jobs import Job
from app.ui.theme import Theme
from app.ui.widgets.labels import label

BAR_AFTER_MS: Final = 300
POINTER_AFTER_MS: Final = 500
PROGRESS_AFTER_MS: Final = 2000
_LAP_MS: Final = 1200


class BusyBar(QWidget):
    """Three pixels that move while work is under way; they keep their place when still, so that nothing jumps."""

    def __init__(self, busy: SignalInstance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(3)
        self.moving = False
        self._clock = QElapsedTimer()
        self._wait = QTimer(self, singleShot=True, interval=BAR_AFTER_MS)
        self._pointer = QTimer(self, singleShot=True, interval=POINTER_AFTER_MS)
        self._step = QTimer(self, interval=40)
        self._pointed = False
        self._wait.timeout.connect(self._start)
        self._pointer.timeout.connect(self._point)
        self._step.timeout.connect(self.update)
        busy.connect(self._set)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.moving:
            return
        painter, wide = QPainter(self), self.width() // 4
        left = self._clock.elapsed() % _LAP_MS * (self.width() + wide) // _LAP_MS - wide
        painter.fillRect(left, 0, wide, self.height(), QColor(Theme.current().colour("accent")))

    def _set(self, busy: bool) -> None:
        if busy:
            self._wait.start()
            self._pointer.start()
            return
        for timer in (self._wait, self._pointer, self._step):
            timer.stop()
        if self._pointed:
            QGuiApplication.restoreOverrideCursor()
        self.moving = self._pointed = False
        self.update()

    def _start(self) -> None:
        self.moving = True
        self._clock.start()
        self._step.start()
        self.update()

    def _point(self) -> None:
        self._pointed = True
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)


class Progress(QDialog):
    """A counted bar with Cancel for a long job; appears when the job takes more than two seconds."""

    @staticmethod
    def follow(parent: QWidget, job: Job, text: str) -> Progress:
        return Progress(parent, job, text)

    def __init__(self, parent: QWidget, job: Job, text: str) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(text)
        self.resize(Theme.current().px(420), 0)
        self._job = job
        self._count, self._bar = label(text), QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self._stop = QPushButton(_("Cancel"))
        self._stop.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.addWidget(self._count)
        layout.addWidget(self._bar)
        layout.addLayout(foot)
        job.progress.connect(self.show_count)
        job.ended.connect(self._end)
        self._wait = QTimer(self, singleShot=True, interval=PROGRESS_AFTER_MS)
        self._wait.timeout.connect(self.show)
        self._wait.start()

    def show_count(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        words = _("{done} of {total}") if total else _("{done} so far")
        self._count.setText(words.format(done=f"{done:,}", total=f"{total:,}"))

    def count_text(self) -> str:
        return self._count.text()

    def reject(self) -> None:
        """Cancel: the work stops at its next step, and this window closes when it has."""
        self._job.cancel()
        self._stop.setEnabled(False)
        self._count.setText(_("Stopping. Nothing will be written."))

    def _end(self) -> None:
        self._wait.stop()
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()
