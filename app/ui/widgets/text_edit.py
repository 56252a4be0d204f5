"""Several lines of plain text to work in: Enter makes a line, Ctrl+Enter and Ctrl+S go on, Tab leaves.

edit = TextEdit(_("Text")); edit.entered.connect(self.save)
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.theme import Theme

LEAST_HEIGHT: Final = 110
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextEdit(QPlainTextEdit):
    """As tall as its place gives it."""

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setMinimumHeight(Theme.current().px(LEAST_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Save) or (held and event.key() in ENTER):
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)
