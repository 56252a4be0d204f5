"""The credit in use of a customer as lines: name, how many documents, amount; the sum, and what is beside it.

lines = ExposureLines(); lines.show_sheet(sheet)
lines.opened.connect(lambda code: ...)          # a line was chosen: its documents are wanted
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.i18n import _
from app.services import exposure_wording as words
from app.services.exposure import ExposureLine, ExposureSheet
from app.ui.widgets.acting import new_link
from app.ui.widgets.labels import label, tooltip


class ExposureLines(QWidget):
    """Each line leads to its documents."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.links: dict[str, QPushButton] = {}

    def show_sheet(self, sheet: ExposureSheet) -> None:
        self._clear()
        for line in words.shown(sheet):
            self._line(line, sheet)
        if not self.links:
            self._wide(_("Nothing of theirs is open, on the way or being made."))
        over = "overdue" if sheet.over else "strong"
        self._pair(_("Credit in use"), words.amount_text(sheet.total, sheet), over)
        for name, amount in words.beside(sheet):
            self._pair(name, amount, "text2")
        for text in words.notes(sheet):
            self._wide(text)

    def _line(self, line: ExposureLine, sheet: ExposureSheet) -> None:
        row, name = self._grid.rowCount(), words.line_name(line.code)
        link = new_link(name, lambda: self.opened.emit(line.code))
        link.setToolTip(tooltip(words.line_hint(line.code)))
        amount = words.amount_text(line.amount, sheet)
        link.setAccessibleName(f"{name} {amount}")
        self.links[line.code] = link
        self._grid.addWidget(link, row, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(label(words.line_documents(line), "caption"), row, 1)
        self._amount(amount, "", row)

    def _pair(self, name: str, amount: str, role: str) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(label(name, role), row, 0, 1, 2)
        self._amount(amount, role, row)

    def _amount(self, amount: str, role: str, row: int) -> None:
        figure = label(amount, role)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(figure, row, 2)

    def _wide(self, text: str) -> None:
        self._grid.addWidget(label(text, "caption", wrap=True), self._grid.rowCount(), 0, 1, 3)

    def _clear(self) -> None:
        self.links.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
