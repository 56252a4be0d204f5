"""The head of the review page: whose review it is, how far it has come, what the step needs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.services import review_desk_wording as words
from app.services import review_wording
from app.services.review_desk import ReviewDesk
from app.ui.theme import icon
from app.ui.widgets.labels import ElidedLabel, label, set_role
from app.ui.widgets.rail import Rail

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
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        row.addWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self.rail)
        layout.addWidget(self.needs)

    def show_desk(self, found: ReviewDesk) -> None:
        self.title.setText(f"{found.customer.short} · {words.heading(found)}")
        self.state.setText(words.state(found))
        needs = words.needs(found)
        self.needs.setText(needs)
        self.needs.setVisible(bool(needs))
        status = found.review.status if found.review else ""
        self.rail.setVisible(status in STEPS)
        if status in STEPS:
            self.rail.show_step(STEPS.index(status))
