"""A bar as full as something is complete.

meter = Meter(); meter.show_share(0.7)
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme


class Meter(QWidget):
    """A bar as full as the file is."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Theme.current().px(200), Theme.current().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(whole)
        whole.setWidth(whole.width() * self._share)
        painter.setBrush(theme.colour("accent"))
        painter.drawRect(whole)
