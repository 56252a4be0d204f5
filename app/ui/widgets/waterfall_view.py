"""A score as bars from its start to today: plus plain, minus hatched, the limits of the grades as thin lines.

view.show_drawing(waterfall(...), ["New customer", "Pays on time 82 %", ..., "Today"])
view.chosen.connect(lambda reason: ...)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from app.services.waterfall import Bar, Waterfall, figure_of
from app.ui.theme import Theme, font
from app.ui.widgets.labels import tooltip
from app.ui.widgets.painted import Painted

LINE: Final = 28  # of a bar, at 100 %
BAR: Final = 18
CAPTION_POINTS: Final = 9
MOST_NAME: Final = 0.46  # of the width for the names before the bars
FIGURE_ROOM: Final = 64  # right of the outermost bar
NOTHING: Final = Waterfall()
MOVES: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}


class WaterfallView(Painted):
    """Each bar can be chosen by mouse or by arrows and Enter: `chosen` carries its Reason."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._drawing: Waterfall = NOTHING
        self._names: tuple[str, ...] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_drawing(self, drawing: Waterfall, names: Sequence[str]) -> None:
        """`names` of the bars, in their order."""
        self._drawing, self._names, self._at = drawing, tuple(names), 0
        said = (f"{name} {figure_of(bar)}" for name, bar in zip(names, drawing.bars, strict=True))
        self.setAccessibleDescription("; ".join(said))
        self.setVisible(bool(drawing.bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = Theme.current()
        return QSize(theme.px(440), theme.px(LINE) * (len(self._drawing.bars) + bool(self._drawing.marks)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def names(self) -> tuple[str, ...]:
        return self._names

    # --- choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_of(int(event.position().y()))
        if place is not None:
            self._at = place
            self.update()
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in MOVES and self._drawing.bars:
            self._at = min(len(self._drawing.bars) - 1, max(0, self._at + MOVES[key]))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """A name that is cut off is whole in the tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_of(event.pos().y())
            QToolTip.showText(event.globalPos(), tooltip(self._names[place]) if place is not None else "", self)
            return True
        return super().event(event)

    def _choose(self) -> None:
        bars = self._drawing.bars
        if self._at < len(bars) and bars[self._at].reason is not None:
            self.chosen.emit(bars[self._at].reason)

    def _place_of(self, y: int) -> int | None:
        place = y // Theme.current().px(LINE)
        return place if 0 <= place < len(self._drawing.bars) else None

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), Theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font())
        field = self._field(painter)
        self._paint_marks(painter, field)
        line = theme.px(LINE)
        for place, (bar, name) in enumerate(zip(self._drawing.bars, self._names, strict=True)):
            row = QRect(0, place * line, self.width(), line)
            self._paint_name(painter, row, field, name, bold=bar.reason is None)
            self._paint_bar(painter, row, field, bar, last=place == len(self._drawing.bars) - 1)
            if self.hasFocus() and place == self._at:
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(row.adjusted(1, 1, -1, -1))

    def _field(self, painter: QPainter) -> QRectF:
        """Where the bars are: right of the names, with room for the last figure."""
        theme, metrics = Theme.current(), painter.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0) + theme.px(12)
        left = min(widest, int(self.width() * MOST_NAME))
        return QRectF(left, 0, max(1, self.width() - left - theme.px(FIGURE_ROOM)), self.height())

    def _paint_marks(self, painter: QPainter, field: QRectF) -> None:
        """A thin line at the lower limit of each grade, its name below it where there is room."""
        theme = Theme.current()
        bottom = theme.px(LINE) * len(self._drawing.bars)
        painter.setFont(font(CAPTION_POINTS))
        edge = 0.0
        for mark in sorted(self._drawing.marks, key=lambda each: each.at):
            x = field.left() + field.width() * mark.at
            painter.setPen(QPen(theme.colour("hairline"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
            name = f"{mark.grade} ▸"
            if x > edge:
                painter.setPen(theme.colour("text2"))
                painter.drawText(QRectF(x, bottom, field.width(), theme.px(LINE)), Qt.AlignmentFlag.AlignVCenter, name)
                edge = x + painter.fontMetrics().horizontalAdvance(name) + theme.px(6)
        painter.setFont(font())

    def _paint_name(self, painter: QPainter, row: QRect, field: QRectF, name: str, *, bold: bool) -> None:
        theme = Theme.current()
        painter.setPen(theme.colour("text" if bold else "text2"))
        room = int(field.left()) - theme.px(12)
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(row.left(), row.top(), room, row.height()), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_bar(self, painter: QPainter, row: QRect, field: QRectF, bar: Bar, *, last: bool) -> None:
        theme = Theme.current()
        high = theme.px(BAR)
        left, right = (field.left() + field.width() * each for each in (bar.left, bar.right))
        box = QRectF(left, row.top() + (row.height() - high) / 2, max(2.0, right - left), high)
        painter.setPen(QPen(theme.colour("outline"), 0.7))
        painter.setBrush(theme.colour({"plus": "plus", "minus": "minus"}.get(bar.kind, "text2")))
        painter.drawRect(box)
        if bar.kind == "minus":
            painter.setBrush(QBrush(theme.colour("surface"), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box)
        if not last:
            x = field.left() + field.width() * bar.at
            painter.setPen(QPen(theme.colour("outline"), 1))
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x, box.bottom() + row.height() - high))
        painter.setPen(theme.colour("text"))
        figure = QRectF(box.right() + theme.px(6), row.top(), self.width(), row.height())
        painter.drawText(figure, Qt.AlignmentFlag.AlignVCenter, figure_of(bar))
