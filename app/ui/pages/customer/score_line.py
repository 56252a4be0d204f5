"""The points of the last months as a line, drawn by hand: a dot for each month end, today with its figure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from app.i18n import _
from app.services.credit_overview_wording import point_text
from app.services.rating_wording import points_text
from app.services.scoring import Point
from app.ui.theme import Theme, font
from app.ui.widgets.labels import tooltip
from app.ui.widgets.painted import Painted

HIGH: Final = 84
CAPTION_POINTS: Final = 9
LEAST_SPAN: Final = 4000  # hundredths of points: a steady score looks steady
EDGE: Final = 28


class ScoreLine(Painted):
    """Days without points (in default, not rated) leave a gap."""

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[Point, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: Sequence[Point]) -> None:
        self._points = tuple(points)
        self.setAccessibleDescription("; ".join(point_text(each) for each in points))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Theme.current().px(300), Theme.current().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """The day and points under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._points:
            places = [self._x(place) for place in range(len(self._points))]
            near = min(range(len(places)), key=lambda place: abs(places[place] - event.pos().x()))
            QToolTip.showText(event.globalPos(), tooltip(point_text(self._points[near])), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), Theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(CAPTION_POINTS))
        places = self._places()
        painter.setPen(QPen(theme.colour("plus"), 2))
        for before, after in pairwise(places):
            if before is not None and after is not None:
                painter.drawLine(before, after)
        for place, each in zip(places, self._points, strict=True):
            if place is not None:
                painter.setBrush(theme.colour("plus"))
                painter.drawEllipse(place, 3, 3)
            elif each.grade != "NR":
                painter.setPen(theme.colour("overdue"))
                x = self._x(self._points.index(each))
                box = QRectF(x - theme.px(10), self.height() - theme.px(40), theme.px(20), theme.px(18))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, each.grade)
                painter.setPen(QPen(theme.colour("plus"), 2))
        self._paint_words(painter, places)
        painter.setPen(theme.colour("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.empty())

    def empty(self) -> str:
        """What is said where no day had a grade."""
        return "" if any(each.grade != "NR" for each in self._points) else _("No grade in these months.")

    def _paint_words(self, painter: QPainter, places: Sequence[QPointF | None]) -> None:
        """The months below the first and the last day, the figures beside the first and the last dot."""
        theme = Theme.current()
        for end in (0, -1):
            if not self._points:
                return
            each, place = self._points[end], places[end]
            painter.setPen(theme.colour("text2"))
            under = QRectF(0, self.height() - theme.px(18), self.width(), theme.px(18))
            side = Qt.AlignmentFlag.AlignLeft if end == 0 else Qt.AlignmentFlag.AlignRight
            painter.drawText(under, side, f"{each.on:%Y-%m}")
            if place is not None:
                painter.setPen(theme.colour("text"))
                box = QRectF(place.x() - theme.px(30), place.y() - theme.px(22), theme.px(60), theme.px(18))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, points_text(each.points_x100))

    def _places(self) -> list[QPointF | None]:
        theme = Theme.current()
        known = [each.points_x100 for each in self._points if each.points_x100 is not None]
        if not known:
            return [None] * len(self._points)
        low, high = min(known), max(known)
        span = max(LEAST_SPAN, high - low)
        low -= (span - (high - low)) // 2
        top, room = theme.px(26), self.height() - theme.px(52)
        return [
            None
            if each.points_x100 is None
            else QPointF(self._x(place), top + room * (1 - (each.points_x100 - low) / span))
            for place, each in enumerate(self._points)
        ]

    def _x(self, place: int) -> float:
        edge = Theme.current().px(EDGE)
        return edge + (self.width() - 2 * edge) * place / max(1, len(self._points) - 1)
