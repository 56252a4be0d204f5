"""The leftmost column stays in sight while the others are scrolled sideways.

It is the same table painted once more at the left edge, so that clicks, ticks and tooltips there are those of the
column itself.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from app.ui.theme import Theme


class FrozenFirst(QTableView):
    """A table whose first column does not scroll away."""

    def frozen_section(self) -> int:
        """The leftmost section shown, -1 where there is none."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return next((section for section in places if not header.isSectionHidden(section)), -1)

    def frozen_width(self) -> int:
        """Logical pixels that it covers; 0 while nothing is scrolled away, or where it would cover half of what is seen."""
        header, section = self.horizontalHeader(), self.frozen_section()
        width = header.sectionSize(section) if section >= 0 and header.offset() > 0 else 0
        return width if 2 * width < self.viewport().width() else 0

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        rect = super().visualRect(index)
        if index.isValid() and self.frozen_width() and index.column() == self.frozen_section():
            rect.moveLeft(0)
        return rect

    def indexAt(self, pos: QPoint) -> QModelIndex:
        found = super().indexAt(pos)
        return found.siblingAtColumn(self.frozen_section()) if pos.x() < self.frozen_width() else found

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.horizontalHeader().viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.frozen_width():
            self._paint_frozen()

    def _paint_frozen(self) -> None:
        width, section, height = self.frozen_width(), self.frozen_section(), self.viewport().height()
        first = max(self.rowAt(0), 0)
        last = self.rowAt(height - 1)
        painter, option = QPainter(self.viewport()), QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain: Any = option.state
        for row in range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1):
            index = self.model().index(row, section)
            shown: Any = option
            shown.rect = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            shown.state = plain | QStyle.StateFlag.State_Selected if self.selectionModel().isSelected(index) else plain
            self.itemDelegate().paint(painter, option, index)
        painter.fillRect(width - 1, 0, 1, height, Theme.current().colour("hairline"))


class FrozenHeader(QHeaderView):
    """The header of such a table: the title of the frozen column stays too, and a click on it sorts by it."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._pressed_frozen = False

    def _frozen(self) -> FrozenFirst | None:
        view = self.parent()
        return view if isinstance(view, FrozenFirst) and view.frozen_width() else None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        view = self._frozen()
        if view is not None:
            painter = QPainter(self.viewport())
            self.paintSection(painter, QRect(0, 0, view.frozen_width(), self.height()), view.frozen_section())
            painter.fillRect(view.frozen_width() - 1, 0, 1, self.height(), Theme.current().colour("hairline"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        view = self._frozen()
        self._pressed_frozen = view is not None and event.position().x() < view.frozen_width()
        if not self._pressed_frozen:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        view = self._frozen()
        if not self._pressed_frozen:
            super().mouseReleaseEvent(event)
        elif view is not None and self.sectionsClickable() and event.position().x() < view.frozen_width():
            self.sectionClicked.emit(view.frozen_section())
        self._pressed_frozen = False
