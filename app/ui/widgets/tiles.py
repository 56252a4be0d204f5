"""Figures that answer at a glance, and lead to their rows.

tile = Tile("overdue", _("Overdue"))
tile.show_figure("¥478,900", _("14 customers, 25.7%"), "overdue")
tile.opened.connect(lambda key: navigation.open("receivables", chip=key))
page.body.addLayout(tile_row([tile, ...]))
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.services.formats import NOTHING
from app.ui.widgets.labels import ElidedLabel, label, set_role


class Tile(QFrame):
    """Caption, figure, note; a click, Enter or Space opens the rows behind it."""

    opened = Signal(str)  # the tile's key

    def __init__(self, key: str, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._caption = label(caption, "muted")
        self._figure, self._note = label(NOTHING, "figure"), ElidedLabel()
        set_role(self, "tile")
        set_role(self._note, "caption")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(2)
        for part in (self._caption, self._figure, self._note):
            layout.addWidget(part)
        self.setAccessibleName(caption)

    def show_figure(self, figure: str, note: str = "", role: str = "caption") -> None:
        """`role` colours the note: caption, overdue, good, caution."""
        self._figure.setText(figure)
        self._note.setText(note)
        set_role(self._note, role)
        self.setAccessibleName(self._caption.text())
        self.setAccessibleDescription(f"{figure} {note}".rstrip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.key)
        super().mouseReleaseEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


def tile_row(tiles: Sequence[Tile]) -> QHBoxLayout:
    """Tiles of equal width beside each other."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for tile in tiles:
        row.addWidget(tile, 1)
    return row
