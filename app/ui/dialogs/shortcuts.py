"""The sheet of keys (Ctrl+/), made from the table of commands."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from app.i18n import _, mark
from app.ui.actions import COMMANDS, TABS
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import fit_dialog, scrolling

EVERYWHERE: Final = (
    ("Enter", mark("Open the row, save the form")),
    ("Shift+Enter", mark("Open beside this window")),
    ("Space", mark("Tick the row")),
    ("Ctrl+S", mark("Save this form")),
    ("Ctrl+Enter", mark("Save and start the next one")),
    ("Ctrl+Tab", mark("Next list or tab of this page")),
    ("Ctrl+C", mark("Copy the selected rows as a table")),
    ("Esc", mark("Cancel; clear the search")),
)


class ShortcutsDialog(QDialog):
    """Two columns of keys and what they do."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keyboard shortcuts"))
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        lines = shortcut_lines()
        half = (len(lines) + 1) // 2
        for place, (keys, text) in enumerate(lines):
            side = 2 * (place // half)
            grid.addWidget(label(keys, "strong"), place % half, side, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text, wrap=True), place % half, side + 1)
        for side in (1, 3):
            grid.setColumnStretch(side, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close this window"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        frame = QVBoxLayout(self)
        frame.addWidget(scrolling(sheet), 1)
        frame.addWidget(buttons)
        fit_dialog(self, 760, 520)


def shortcut_lines() -> list[tuple[str, str]]:
    """(keys, what they do), tabs first."""
    tabs = [(_native(f"Ctrl+{place}"), _(title)) for place, (_name, title, _words) in enumerate(TABS, 1)]
    commands = [
        (" / ".join(_native(keys) for keys in command.keys), _(command.title)) for command in COMMANDS if command.keys
    ]
    return [*tabs, *commands, *((_native(keys), _(text)) for keys, text in EVERYWHERE)]


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
