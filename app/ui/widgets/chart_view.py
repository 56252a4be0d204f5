"""A matplotlib figure on a page: drawn when in sight, one per turn of the event loop, kept until its data change.

    chart = ChartView()
    chart.show_chart(key=("ageing", version), build=lambda: figures.ageing(sheet, style), bars=["not_due", "1-30", ...],
                     described=_("Over 90 days: ¥92,000, mostly Hongda"))
    chart.opened.connect(lambda bar: navigation.open("receivables", chip=bar))

`build()` returns a Figure whose bars carry their keys as gids (`bar.set_gid("1-30")`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Theme

RESIZE_PAUSE_MS: Final = 150


def make_ready() -> None:
    """Import what puts figures on screen; any thread may do it."""
    from matplotlib.backends import backend_qtagg  # noqa: F401


class _Turns(QObject):
    """Draws waiting charts one per turn of the event loop, so that keys and clicks come between."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Callable[[], None]] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def add(self, draw: Callable[[], None]) -> None:
        if draw not in self._waiting:
            self._waiting.append(draw)
        self._timer.start()

    def _next(self) -> None:
        if self._waiting:
            self._waiting.pop(0)()
        else:
            self._timer.stop()


_turns: list[_Turns] = []


class ChartView(QWidget):
    """Focusable; left and right walk the bars, Enter or a click opens the rows of one."""

    opened = Signal(str)  # key of the bar
    walked = Signal(str)  # key of the bar under the keyboard

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._build: Callable[[], Any] | None = None
        self._key: Hashable = None
        self._drawn: Hashable = None
        self._canvas: Any = None
        self._bars: Sequence[str] = ()
        self._at = -1
        self._pause = QTimer(self, singleShot=True, interval=RESIZE_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)

    def show_chart(
        self, *, key: Hashable, build: Callable[[], Any], bars: Sequence[str] = (), described: str = ""
    ) -> None:
        """Show the figure `build` makes. The same key (and theme, size) is not drawn again. `described` is read aloud."""
        self._key, self._build, self._bars = key, build, bars
        self._at = -1
        self.setAccessibleDescription(described)
        self._ask()

    @property
    def current_bar(self) -> str:
        """Key of the bar under the keyboard, or ""."""
        return self._bars[self._at] if 0 <= self._at < len(self._bars) else ""

    @property
    def drawn_key(self) -> Hashable:
        """What is on screen: (key, theme, text size, width, height)."""
        return self._drawn

    @property
    def is_waiting(self) -> bool:
        """Whether a picture other than the one on screen is on its way."""
        return self._build is not None and self.isVisible() and self._wanted() != self._drawn

    def _wanted(self) -> Hashable:
        theme = Theme.current()
        return (self._key, theme.name, theme.zoom, self.width(), self.height())

    def _ask(self) -> None:
        if self._build is None or not self.isVisible() or self._wanted() == self._drawn:
            return
        if not _turns:
            _turns.append(_Turns())
        _turns[0].add(self._draw)

    def _draw(self) -> None:
        """Build the figure and put it on screen; matplotlib is imported at the first chart."""
        if not shiboken6.isValid(self) or self._build is None or not self.isVisible():
            return
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg

        canvas = FigureCanvasQTAgg(self._build())
        canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas.mpl_connect("button_press_event", self._clicked)
        canvas.mpl_connect("motion_notify_event", self._hovered)
        layout = self.layout()
        if layout is None:
            return
        if self._canvas is not None:
            layout.removeWidget(self._canvas)
            self._canvas.deleteLater()
        self._canvas = canvas
        layout.addWidget(canvas)
        self._drawn = self._wanted()

    def _bar_at(self, event: Any) -> str:
        for axes in self._canvas.figure.axes:
            for artist in [*axes.patches, *axes.lines]:
                if artist.get_gid() and artist.contains(event)[0]:
                    return str(artist.get_gid())
        return ""

    def _clicked(self, event: Any) -> None:
        bar = self._bar_at(event)
        if bar:
            self.opened.emit(bar)

    def _hovered(self, event: Any) -> None:
        on_bar = bool(self._bar_at(event))
        self._canvas.setCursor(Qt.CursorShape.PointingHandCursor if on_bar else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None and self._bars:
            self._at = (
                (self._at + step) % len(self._bars) if self._at >= 0 else (0 if step > 0 else len(self._bars) - 1)
            )
            self.setAccessibleName(self.current_bar)
            self.walked.emit(self.current_bar)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_bar:
            self.opened.emit(self.current_bar)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), Theme.current()
        painter.fillRect(self.rect(), theme.colour("surface"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_pause"):
            self._pause.start()
