"""Widgets one after another, on as many lines as they need (Qt has no such layout), or beside each other while they can."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from app.ui.theme import Theme


class FlowLayout(QLayout):
    """Lines filled from the left; hidden widgets take no room."""

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # Qt wants nothing past the end
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        return QSize(
            sum(hint.width() + self.spacing() for hint in hints), max((hint.height() for hint in hints), default=0)
        )

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items when `move`; the height they need."""
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, line = x + size.width() + self.spacing(), max(line, size.height())
        return y + line - rect.y()


class FlowRow(QWidget):
    """A row that flows, within a page whose height is not to follow its width: it takes the height it needs by itself."""

    def __init__(self, parts: Sequence[QWidget], spacing: int = 8) -> None:
        super().__init__()
        self._flow = FlowLayout(spacing)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._flow)
        for part in parts:
            self._flow.addWidget(part)

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        return self._flow.minimumSize()

    def sizeHint(self) -> QSize:
        return QSize(self._flow.sizeHint().width(), self._flow.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and hasattr(self, "_flow"):
            self._take_height()
        return super().event(event)

    def _take_height(self) -> None:
        wanted = self._flow.heightForWidth(self.width())
        if wanted != self.height():
            self.setFixedHeight(wanted)


class SideBySide(QWidget):
    """Widgets beside each other, or below each other at large text in a narrow window."""

    def __init__(self, parts: Sequence[QWidget], shares: Sequence[int] = ()) -> None:
        """`shares` of the room, the same for each where none are given."""
        super().__init__()
        self._parts = parts
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(Theme.current().px(12))
        for part, share in zip(parts, shares or [1] * len(parts), strict=True):
            self._box.addWidget(part, share)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest alone: whoever asked for the room of all beside each other would never be given less."""
        widest = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and hasattr(self, "_box"):
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        wanted = sum(part.minimumSizeHint().width() + self._box.spacing() for part in self._parts)
        beside = wanted <= self.width() or self.width() <= 0
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
