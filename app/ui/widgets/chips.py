"""Risk chips: icon + word + colour, in tables and beside names.

layout.addWidget(RiskChip("watch"))
Column("risk", _("Risk"), chip=lambda row: row.risk)
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.rating_wording import risk_name
from app.ui.theme import RISK_ICONS, Theme, paint_icon


def chip_size(level: str, font: QFont) -> QSize:
    """Logical pixels a chip needs in a font."""
    theme, metrics = Theme.current(), QFontMetrics(font)
    return QSize(metrics.horizontalAdvance(risk_name(level)) + theme.px(36), max(theme.px(24), metrics.height() + 4))


def paint_chip(painter: QPainter, rect: QRect, level: str, font: QFont) -> None:
    """Paint the chip of a level at the left of `rect`, centred in its height."""
    theme, size = Theme.current(), chip_size(level, font)
    fill, text = (QColor(name) for name in theme.risk[level])
    pill = QRectF(
        rect.left() + 0.5, QRectF(rect).center().y() - size.height() / 2 + 0.5, size.width() - 1, size.height() - 1
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    style = Qt.PenStyle.DashLine if level == "unrated" else Qt.PenStyle.SolidLine
    painter.setPen(QPen(theme.colour("border"), 1, style))
    painter.setBrush(fill)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    side = theme.px(14)
    corner = QPointF(pill.left() + theme.px(8), pill.center().y() - side / 2).toPoint()
    paint_icon(painter, QRect(corner, QSize(side, side)), RISK_ICONS[level], text)
    painter.setPen(text)
    painter.setFont(font)
    painter.drawText(pill.adjusted(theme.px(26), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, risk_name(level))
    painter.restore()


class RiskChip(QWidget):
    """One chip on a page. `set_level("")` shows nothing."""

    def __init__(self, level: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_level(level)

    def set_level(self, level: str) -> None:
        self._level = level
        self.setAccessibleName(risk_name(level) if level else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._level, self.font()) if self._level else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._level:
            paint_chip(QPainter(self), self.rect(), self._level, self.font())
