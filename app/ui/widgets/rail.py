"""The steps of a window that has several: where one is, what is done, and the way back.

rail = Rail([_("File"), _("Match columns"), _("Check")])
rail.wanted.connect(self.go_back_to)
rail.show_step(1)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.i18n import _
from app.ui.theme import icon
from app.ui.widgets.labels import label, set_role


class Rail(QWidget):
    """A button for each step; those before the present one can be pressed."""

    wanted = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.steps: list[QPushButton] = []
        self._now = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for place, title in enumerate(titles):
            if place:
                row.addWidget(label("›", "muted"))
            button = QPushButton(f"{place + 1}  {title}")
            button.setCheckable(True)
            set_role(button, "chip")
            button.setAutoDefault(False)
            button.setAccessibleName(_("Step {number}: {title}").format(number=place + 1, title=title))
            button.clicked.connect(partial(self._pressed, place))
            row.addWidget(button)
            self.steps.append(button)
        row.addStretch(1)

    def show_step(self, now: int, *, open_back: bool = True) -> None:
        """`open_back`: the steps before may be gone back to."""
        for place, button in enumerate(self.steps):
            button.setEnabled(place == now or (place < now and open_back))
            button.setIcon(icon("check", "good") if place < now else QIcon())
            button.setChecked(place == now)
        self._now = now

    def _pressed(self, place: int) -> None:
        self.steps[place].setChecked(place == self._now)
        if place != self._now:
            self.wanted.emit(place)
