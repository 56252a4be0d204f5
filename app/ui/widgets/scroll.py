"""Contents that scroll when there is no room for them, and dialogs that stay within their window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import Theme

TALLEST = 700  # logical pixels of a dialog, whatever the text size; its window may have less room
FIRST = QSize(1366, 768)  # of a window that was never sized by hand
FRAME = QSize(16, 48)  # of the system around a window: its title stands outside of our size
MARGIN = 32  # of the window that stays in sight around a dialog


def scrolling(inner: QWidget) -> QScrollArea:
    """`inner` fills the area, and scrolls where the area is smaller than it can be."""
    return _Scrolling(inner)


def frame_dialog(dialog: QDialog, *parts: QWidget, room: QWidget, size: tuple[int, int]) -> None:
    """Parts beneath each other, `room` takes what is left; `size` = width and height at 100 % text size."""
    frame = QVBoxLayout(dialog)
    frame.setContentsMargins(16, 12, 16, 12)
    frame.setSpacing(8)
    for part in parts:
        frame.addWidget(part, 1 if part is room else 0)
    fit_dialog(dialog, *size)


def fit_dialog(dialog: QDialog, width: int, height: int) -> None:
    """Sizes at 100 % text size; never larger than the window it belongs to."""
    theme, parent = Theme.current(), dialog.parentWidget()
    room = parent.window().size() if parent is not None else QSize(10_000, 10_000)
    wanted = QSize(theme.px(width), min(theme.px(height), TALLEST))
    dialog.resize(wanted.boundedTo(room - QSize(MARGIN, MARGIN)))


def fit_screen(window: QWidget) -> None:
    """The size of a first window, with its frame no larger than the screen."""
    window.resize(FIRST.boundedTo(window.screen().availableSize() - FRAME))


def keep_inside(dialog: QDialog) -> None:
    """Its own size, as far as its window (without one the screen) has room, and never too tall. Call before it is shown."""
    parent = dialog.parentWidget()
    around = parent.window().size() if parent is not None else dialog.screen().availableSize()
    room = (around - QSize(MARGIN, MARGIN)).boundedTo(QSize(10_000, TALLEST))
    dialog.resize(dialog.sizeHint().expandedTo(dialog.size()).boundedTo(room))


def into_sight(part: QWidget) -> None:
    """Scrolls whatever holds `part` until it can be seen."""
    holder = part.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(part)
        holder = holder.parentWidget()


class _Scrolling(QScrollArea):
    """Qt's own resizing gives contents that wrap their wished height; here they are squeezed to their least one first."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = inner
        self.setWidget(inner)
        inner.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint()

    def _fit(self) -> None:
        inner, room = self._inner, self.viewport().size()
        width = max(room.width(), inner.minimumSizeHint().width())
        inner.resize(width, max(room.height(), _least_height(inner, width)))


def _least_height(inner: QWidget, width: int) -> int:
    layout = inner.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.minimumHeightForWidth(width)
    return inner.minimumSizeHint().height()
