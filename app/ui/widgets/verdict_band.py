"""The answer in one band: icon, words and colour, so that it can be read across the room and without colours.

band = VerdictBand(); band.show_verdict("prepay", _("Collect {amount} first").format(...))
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui.theme import Theme, font, paint_icon
from app.ui.widgets.painted import Painted

# Look of a verdict: a colour pair of the risk levels and an icon. "unrated" = too little is known, "" = nothing asked yet.
LOOKS: Final = {
    "ok": ("low", "check-circle"),
    "conditions": ("watch", "circle-half"),
    "prepay": ("high", "warning"),
    "approval": ("high", "pencil-simple"),
    "stop": ("stop", "prohibit"),
    "unrated": ("unrated", "question"),
    "": ("unrated", "truck"),
}
POINTS: Final = 15
QUIET_POINTS: Final = 11
SIDE: Final = 24  # of the icon
PAD: Final = 12


class VerdictBand(Painted):
    """As tall as its words need at its width."""

    def __init__(self) -> None:
        super().__init__()
        self._look, self._text = "", ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_verdict(self, look: str, text: str) -> None:
        """`look` is one of `LOOKS`."""
        self._look, self._text = look, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def look(self) -> str:
        return self._look

    def text(self) -> str:
        return self._text

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = Theme.current()
        room = width - self._before() - theme.px(PAD)
        words = QFontMetrics(self._font()).boundingRect(QRect(0, 0, max(room, 1), 10_000), self._flags(), self._text)
        return max(words.height(), theme.px(SIDE)) + 2 * theme.px(PAD)

    def sizeHint(self) -> QSize:
        width = max(self.width(), Theme.current().px(320))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, Theme.current().px(SIDE + 2 * PAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, (pair, picture) = Theme.current(), LOOKS[self._look]
        fill, colour = (QColor(each) for each in theme.risk[pair])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("border") if pair == "unrated" else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        side, pad = theme.px(SIDE), theme.px(PAD)
        paint_icon(painter, QRect(2 * pad, (self.height() - side) // 2, side, side), picture, colour)
        painter.setPen(colour)
        painter.setFont(self._font())
        words = self.rect().adjusted(self._before(), 0, -pad, 0)
        painter.drawText(words, self._flags() | Qt.AlignmentFlag.AlignVCenter, self._text)

    def _before(self) -> int:
        """Room of the icon with its margins."""
        return Theme.current().px(SIDE + 3 * PAD)

    def _font(self) -> QFont:
        return font(POINTS, bold=True) if self._look else font(QUIET_POINTS)

    @staticmethod
    def _flags() -> int:
        return int(Qt.TextFlag.TextWordWrap)
