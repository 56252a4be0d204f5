"""Contracts: nothing is kept here yet; the page says what will be, and what to do meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.i18n import _, mark
from app.ui.theme import Theme
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.page import Desk, Page


class ContractsPage(Page):
    """An empty state."""

    name, title, icon = "contracts", mark("Contracts"), "file-text"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.says = label(
            _(
                "It works without contracts too: just enter receivables. "
                "For instalments or prepayments, contracts save you work."
            ),
            "section",
            wrap=True,
        )
        comes = _("Contracts with payment plans and prepayments come in a later version of Kedun.")
        self.comes = label(comes, "muted", wrap=True)
        self.enter = QPushButton(_("New receivable"))
        set_role(self.enter, "primary")
        self.enter.clicked.connect(lambda: desk.navigation.dialog("new_receivable"))
        self._lay_out()

    def load(self) -> None:
        """Nothing to ask the book for."""

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.enter)
        middle.addStretch(1)
        self.body.addStretch(1)
        for text in (self.says, self.comes):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.body.addWidget(text)
        self.body.addSpacing(Theme.current().px(12))
        self.body.addLayout(middle)
        self.body.addStretch(2)
        self.setFocusProxy(self.enter)
