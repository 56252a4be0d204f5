"""Widgets that paint themselves: their size follows the text size."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Painted(QWidget):
    """Asks anew for its room whenever the type or the look changes; `sizeHint` says how much."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
