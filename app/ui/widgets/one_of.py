"""Several widgets in one place, of which one is shown: the place asks for no more room than that one.

A QStackedWidget is as high as the highest of them, seen or not, which makes a page of short lists scroll.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class OneOf(QWidget):
    """Shows the first one added until another is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: QWidget | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, part: QWidget) -> None:
        """As in a QStackedWidget."""
        self._room.addWidget(part)  # first: with no parent it would be shown as a window of its own
        part.setVisible(self._shown is None)
        self._shown = self._shown or part

    def currentWidget(self) -> QWidget | None:
        return self._shown

    def setCurrentWidget(self, part: QWidget) -> None:
        """The other one in its place; where the keyboard was in the one before, it goes along."""
        before, self._shown = self._shown, part
        if before is part:
            return
        had_focus = before is not None and before.isAncestorOf(self.focusWidget() or self)
        part.show()
        if before is not None:
            before.hide()
        if had_focus:
            part.setFocus()
