"""A window of several steps: a rail, a message bar, one step in sight, buttons that stay while the step scrolls.

class ImportWizard(StepsDialog):
    def go_on(self) -> None: ...          # the main button, Enter
    def show_buttons(self) -> None: ...   # texts and which of them are open, after each step and each piece of work
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.jobs import Job
from app.ui.theme import Theme
from app.ui.widgets.busy import BusyBar, Progress
from app.ui.widgets.labels import set_role
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.rail import Rail

T = TypeVar("T")
WIDTH: Final = 880
HEIGHT: Final = 560


class StepsDialog(QDialog):
    """The frame; what the steps do is told by who derives from it."""

    def __init__(self, desk: Desk, title: str, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.job: Job | None = None
        self.message_bar, self.rail, self.steps = MessageBar(), Rail(titles), QStackedWidget()
        self.cancel_button, self.again_button = _button(_("Cancel")), _button("")
        self.back_button, self.next_button = _button(_("Back")), _button("")
        self.setWindowTitle(title)
        set_role(self.next_button, "primary")
        self.next_button.setDefault(True)
        self._lay_out()
        self.rail.wanted.connect(self.go_back)
        self.next_button.clicked.connect(self._pressed)
        self.back_button.clicked.connect(lambda: self.go_back(self.step - 1))
        self.cancel_button.clicked.connect(self.reject)

    def go_on(self) -> None:
        """The main button of the step in sight."""
        raise NotImplementedError

    def show_buttons(self) -> None:
        """Bring the buttons in line with the step in sight."""
        raise NotImplementedError

    def place_to_type(self) -> QWidget | None:
        """Where the focus begins in the step in sight; None = on the main button."""
        return None

    @property
    def step(self) -> int:
        return self.steps.currentIndex()

    @property
    def busy(self) -> bool:
        return self.job is not None

    def go(self, step: int) -> None:
        """Show a step."""
        self.steps.setCurrentIndex(step)
        self.refresh()
        (self.place_to_type() or self.next_button).setFocus()

    def go_back(self, step: int) -> None:
        """An earlier step; what was chosen there stays."""
        if not self.busy:
            self.message_bar.clear()
            self.go(step)

    def refresh(self) -> None:
        self.steps.setEnabled(not self.busy)
        self.back_button.setEnabled(not self.busy)
        self.show_buttons()

    def run(self, text: str, work: Callable[[Any, Job], T], then: Callable[[T], None], *, writes: bool = False) -> None:
        """One thing at a time, off this thread, with a count and a way to stop it."""
        if self.busy:
            return

        def answer(result: T) -> None:
            self.message_bar.clear()
            then(result)

        self.message_bar.clear()
        self.job = self.desk.jobs.run(self, work, answer, self._done, read_only=not writes)
        Progress.follow(self, self.job, text)
        self.refresh()

    def ask_target(self, title: str, name: str) -> Path | None:
        """Where to save a table; None = the person thought better of it."""
        kinds = _("Excel (*.xlsx);;Text (*.csv)")
        start = str(Path(self.desk.preferences.last_folder or Path.home()) / name)
        chosen, _kind = QFileDialog.getSaveFileName(self, title, start, kinds)
        return Path(chosen) if chosen else None

    def reject(self) -> None:
        """Esc: stop what is under way; else close, with nothing written."""
        if self.job is not None:
            self.job.cancel()
        else:
            super().reject()

    def _pressed(self) -> None:
        if not self.busy:
            self.go_on()

    def _done(self) -> None:
        stopped = self.job is not None and self.job.cancelled
        self.job = None
        self.go(self.step)
        if stopped:
            self.message_bar.say(_("Stopped. Nothing was written."), "info")

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.again_button)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(16, 12, 16, 12)
        frame.setSpacing(8)
        frame.addWidget(self.rail)
        frame.addWidget(BusyBar(self.desk.jobs.busy))
        frame.addWidget(self.message_bar)
        frame.addWidget(self.steps, 1)
        frame.addLayout(foot)
        room, px = QGuiApplication.primaryScreen().availableSize(), Theme.current().px
        self.resize(min(px(WIDTH), room.width()), min(px(HEIGHT), room.height()))


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
