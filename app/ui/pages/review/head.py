"""The head of the review page: whose review it is, how far it has come, what the step needs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.services import review_desk_wording as words
from app.services import review_wording
from app.services.review_desk import ReviewDesk
from app.ui.theme import Theme, icon
from app.ui.widgets.labels import ElidedLabel, label, set_role, tooltip
from app.ui.widgets.rail import Rail

NAME: Final = 420  # left for the name beside the steps
STEPS: Final = ("draft", "investigated", "scored", "reviewed", "approved")


class ReviewHead(QWidget):
    """`step_wanted` names the step whose part is to be seen."""

    went_back = Signal()
    step_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back = QPushButton(icon("arrow-left", "accent"), _("Customer"))
        set_role(self.back, "link")
        self.back.clicked.connect(self.went_back)
        self.title, self.state, self.needs = ElidedLabel(), label("", "muted"), label("", wrap=True)
        set_role(self.title, "verdict")
        self.rail = Rail([_(review_wording.STATUSES[step]) for step in STEPS])
        self.rail.wanted.connect(lambda place: self.step_wanted.emit(STEPS[place]))
        self._row, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._row.setSpacing(12)
        self._row.addWidget(self.back)
        self._row.addWidget(self.title, 1)
        self._row.addWidget(self.state)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addLayout(self._row)
        self._column.addWidget(self.rail)
        self._column.addWidget(self.needs)
        self._low = False

    def set_low(self, low: bool, width: int) -> None:
        """In a low window that is wide enough the steps stand beside the name, in the place of the state they tell."""
        beside = low and self.rail.sizeHint().width() + Theme.current().px(NAME) <= width
        if beside == self._low:
            return
        self._low = beside
        self.state.setVisible(not beside)
        if beside:
            self._row.addWidget(self.rail)
        else:
            self._column.insertWidget(1, self.rail)

    def show_desk(self, found: ReviewDesk) -> None:
        self.title.setText(f"{found.customer.short} · {words.heading(found)}")
        self.state.setText(words.state(found))
        self.rail.setToolTip(tooltip(self.state.text()))
        needs = words.needs(found)
        self.needs.setText(needs)
        self.needs.setVisible(bool(needs))
        status = found.review.status if found.review else ""
        self.rail.setVisible(status in STEPS)
        self.state.setVisible(not self._low or status not in STEPS)
        if status in STEPS:
            self.rail.show_step(STEPS.index(status))
