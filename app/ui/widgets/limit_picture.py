"""What is used, this order, and where the limit stands: one bar.

picture = LimitPicture()
picture.show_amounts(used=320_000_00, order=80_000_00, limit=350_000_00, words=(_("used ¥320,000.00"), ...))
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from app.ui.theme import Theme, font
from app.ui.widgets.painted import Painted

BAR: Final = 18
POINTS: Final = 9
ROOM: Final = 1.06  # of the longest amount, so that a line at the end is in sight


class LimitPicture(Painted):
    """Plain = used before, hatched = this order, in the colour of what is late past the limit; a line = the limit."""

    def __init__(self) -> None:
        super().__init__()
        self._used = self._order = 0
        self._limit: int | None = None
        self._words: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_amounts(self, used: int, order: int, limit: int | None, words: tuple[str, ...]) -> None:
        """Minor units of one currency; `limit` None = there is none to draw. `words` stand below, in this order."""
        self._used, self._order, self._limit, self._words = max(used, 0), max(order, 0), limit, words
        self.setAccessibleName(" · ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = Theme.current()
        return QSize(theme.px(320), theme.px(BAR + 8) + self._text_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        whole = QRectF(0.5, 4.5, self.width() - 1, theme.px(BAR))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(whole)
        most = max(self._used + self._order, self._limit or 0) * ROOM
        if most:
            self._parts(painter, whole, most)
        painter.setFont(font(POINTS))
        painter.setPen(theme.colour("text2"))
        below = QRect(0, theme.px(BAR + 8), self.width(), self._text_height())
        text = painter.fontMetrics().elidedText("   ".join(self._words), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _parts(self, painter: QPainter, whole: QRectF, most: float) -> None:
        theme, scale = Theme.current(), whole.width() / most
        over = self._limit is not None and self._used + self._order > self._limit
        colour = theme.colour("overdue" if over else "accent")
        painter.setPen(QPen(theme.colour("outline"), 0.7))
        painter.setBrush(theme.colour("neutral"))
        painter.drawRect(QRectF(whole.left(), whole.top(), self._used * scale, whole.height()))
        order = QRectF(whole.left() + self._used * scale, whole.top(), self._order * scale, whole.height())
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colour, 1))
        painter.drawRect(order)
        if self._limit is not None:
            place = whole.left() + self._limit * scale
            painter.setPen(QPen(theme.colour("text"), 3))
            painter.drawLine(QLineF(place, whole.top() - 4, place, whole.bottom() + 4))

    def _text_height(self) -> int:
        return Theme.current().px(20)
