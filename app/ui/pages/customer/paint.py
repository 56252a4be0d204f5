"""What the customer page paints by hand: how much of the limit is used, the ageing, the last payments as dots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip

from app.models.ledger_lines import Settled
from app.services.accounts import Band
from app.services.customer_wording import band_value, habit_text
from app.services.wording import band_text, listing
from app.ui.theme import Theme, font
from app.ui.widgets.labels import tooltip
from app.ui.widgets.painted import Painted

CAPTION_POINTS: Final = 9
BAR_HEIGHT: Final = 26
DOT: Final = 14
LATE: Final = 30  # days late from which a dot is a square


class LimitBar(Painted):
    """A bar to the full limit; past it in the colour of what is late, with a line where the limit is."""

    def __init__(self) -> None:
        super().__init__()
        self._percent: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_percent(self, percent: int | None) -> None:
        """None = there is no limit to compare with."""
        self._percent = percent
        self.setVisible(percent is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Theme.current().px(96), Theme.current().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, percent = Theme.current(), self._percent or 0
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(whole)
        used = QRectF(whole)
        used.setWidth(whole.width() * min(percent, 100) / 100)
        painter.setBrush(theme.colour("overdue" if percent > 100 else "accent"))
        painter.drawRect(used)
        if percent > 100:
            place = whole.left() + whole.width() * 100 / percent
            painter.setPen(QPen(theme.colour("surface"), 2))
            painter.drawLine(QPointF(place, whole.top() + 1), QPointF(place, whole.bottom() - 1))


class AgeBars(Painted):
    """One bar a band, its name before it and its figure behind it."""

    def __init__(self) -> None:
        super().__init__()
        self._bands: tuple[Band, ...] = ()
        self._currency = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bands(self, bands: Sequence[Band], currency: str) -> None:
        self._bands, self._currency = tuple(bands), currency
        self.setAccessibleDescription(listing((band_text(band.key), band_value(band, currency)) for band in bands))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = Theme.current()
        return QSize(theme.px(360), theme.px(BAR_HEIGHT) * max(1, len(self._bands)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font())
        metrics = painter.fontMetrics()
        names = [band_text(band.key) for band in self._bands]
        values = [band_value(band, self._currency) for band in self._bands]
        before = max((metrics.horizontalAdvance(name) for name in names), default=0) + 12
        room = self.width() - before - max((metrics.horizontalAdvance(value) for value in values), default=0) - 12
        most = max((band.amount for band in self._bands), default=0)
        for place, band in enumerate(self._bands):
            line = QRect(0, place * Theme.current().px(BAR_HEIGHT), self.width(), Theme.current().px(BAR_HEIGHT))
            long = round(max(room, 0) * band.amount / most) if most else 0
            self._line(painter, line, before, long, (names[place], values[place], _colour(place)))

    def _line(self, painter: QPainter, line: QRect, before: int, long: int, what: tuple[str, str, QColor]) -> None:
        theme, middle = Theme.current(), Qt.AlignmentFlag.AlignVCenter
        name, value, colour = what
        painter.setPen(theme.colour("text2"))
        painter.drawText(line, middle, name)
        painter.setPen(QPen(theme.colour("outline"), 0.7))
        painter.setBrush(colour)
        if long:
            painter.drawRect(QRectF(before, line.top() + 5.5, max(long, 2), line.height() - 11))
        painter.setPen(theme.colour("text"))
        painter.drawText(line.adjusted(before + long + 8, 0, 0, 0), middle, value)


def _colour(place: int) -> QColor:
    """The ramp from not due to very late; without a due day it is plain."""
    ramp = Theme.current().ageing
    return QColor(ramp[place]) if place < len(ramp) else Theme.current().colour("surface")


class HabitDots(Painted):
    """The last payments from left to right: circle = on time, triangle = late, square = more than 30 days late."""

    def __init__(self) -> None:
        super().__init__()
        self._habit: tuple[Settled, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_habit(self, habit: Sequence[Settled]) -> None:
        self._habit = tuple(habit)
        self.setAccessibleDescription("; ".join(habit_text(each) for each in habit))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = Theme.current()
        return QSize(self._step() * 12, theme.px(48) if self._habit else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Each dot says what it stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = event.pos().x() // self._step()
            text = habit_text(self._habit[place]) if 0 <= place < len(self._habit) else ""
            QToolTip.showText(event.globalPos(), tooltip(text), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), Theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(CAPTION_POINTS))
        step, side = self._step(), theme.px(DOT)
        for place, each in enumerate(self._habit):
            dot = QRectF(place * step + (step - side) / 2, theme.px(4), side, side)
            painter.setPen(QPen(theme.colour("outline"), 0.7))
            _dot(painter, dot, each.days)
            painter.setPen(theme.colour("text2" if each.days <= 0 else "text"))
            under = QRect(place * step, theme.px(22), step, theme.px(22))
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, f"+{each.days}" if each.days > 0 else "✓")

    def _step(self) -> int:
        """As wide as there is room for, so that twelve dots are never cut off."""
        wide = self.width() // max(1, len(self._habit)) if self._habit else 0
        return min(Theme.current().px(40), wide) if wide else Theme.current().px(40)


def _dot(painter: QPainter, dot: QRectF, days: int) -> None:
    theme = Theme.current()
    if days <= 0:
        painter.setBrush(QColor(theme.ageing[0]))
        painter.drawEllipse(dot)
    elif days <= LATE:
        painter.setBrush(QColor(theme.ageing[2]))
        painter.drawPolygon(QPolygonF([dot.bottomLeft(), QPointF(dot.center().x(), dot.top()), dot.bottomRight()]))
    else:
        painter.setBrush(QColor(theme.ageing[4]))
        painter.drawRect(dot)
