"""The candidates for a credit limit below each other, what they are made of, and the one that decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import _
from app.services import headroom_wording
from app.services import limit_wording as words
from app.services.group_wording import group_text
from app.services.limit_sheet import LimitSheet
from app.ui.widgets.labels import Sign, label

ROLES: Final = {"binding": "", "counted": "", "beside": "muted", "missing": "muted"}


class LimitLines(QWidget):
    """Sign, name, arithmetic, amount; below them the proposal and what is in force."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)

    def show_sheet(self, sheet: LimitSheet) -> None:
        below = [words.proposal_text(sheet), words.terms_text(sheet)]
        below.append(_("In force: {limit}").format(limit=words.in_force_text(sheet.in_force, sheet.currency)))
        below.append(f"{headroom_wording.used_text(sheet)} · {headroom_wording.headroom_text(sheet)}")
        if sheet.group is not None:
            below.append(group_text(sheet.group))
        self.show_lines(words.lines(sheet), below)

    def show_lines(self, lines: Sequence[words.LimitLine], below: Sequence[str]) -> None:
        """The candidates, then sentences."""
        self._clear()
        for row, line in enumerate(lines):
            self._line(row, line)
        for text in below:
            self._grid.addWidget(label(text, wrap=True), self._grid.rowCount(), 0, 1, 4)

    def _line(self, row: int, line: words.LimitLine) -> None:
        binding = line.role == "binding"
        if binding:
            sign = Sign("arrow-right", "accent")
            sign.setToolTip(_("This one decides"))
            self._grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
        name = label(line.name, "strong" if binding else ROLES[line.role])
        amount = label(line.amount, "strong" if binding else ROLES[line.role])
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(name, row, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label(line.arithmetic, "caption", wrap=True), row, 2, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(amount, row, 3, Qt.AlignmentFlag.AlignTop)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
