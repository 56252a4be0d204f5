"""The end of the import: what was written, and the two ways that begin there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.services.imports.sitting import Checked
from app.ui.theme import icon
from app.ui.widgets.labels import label


class ResultStep(QWidget):
    """One sentence, undo, and the rows that were left out as a table."""

    undone = Signal()
    kept = Signal()  # the rows left out are wanted as a file

    def __init__(self) -> None:
        super().__init__()
        self.undo, self.keep = QPushButton(icon("arrow-counter-clockwise"), ""), QPushButton(icon("file"), "")
        self._said, self._next = label("", "verdict", wrap=True), label("", "muted", wrap=True)
        self.undo.setText(_("Undo this import"))
        self.undo.clicked.connect(self.undone)
        self.keep.clicked.connect(self.kept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.undo, self.keep):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for words in (self._said, self._next):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addSpacing(12)
        column.addLayout(row)
        column.addStretch(3)

    def show_written(self, checked: Checked) -> None:
        count = checked.counts["new"] + checked.counts["changed"]
        self._said.setText(ngettext("{count} row imported", "{count} rows imported", count))
        self._next.setText(_("It is one change: undo takes back all of it at once."))
        self.undo.show()
        wrong = checked.counts["wrong"]
        self.keep.setText(
            ngettext("Save the {count} row left out as Excel…", "Save the {count} rows left out as Excel…", wrong)
        )
        self.keep.setVisible(wrong > 0)

    def show_undone(self) -> None:
        self._said.setText(_("The import was undone"))
        self._next.setText(_("The book is as it was. Imported again, these rows are new again."))
        self.undo.hide()

    def said(self) -> str:
        return self._said.text()
