"""How a row and a header are painted: the same padding and alignment for both, so that columns never look shifted."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QIcon, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from app.services.formats import NOTHING
from app.ui.theme import Theme, font, outlined, paint_icon
from app.ui.widgets.chips import chip_size, paint_chip
from app.ui.widgets.frozen import FrozenHeader
from app.ui.widgets.labels import tooltip
from app.ui.widgets.table_model import CHIP_ROLE, STRUCK_ROLE

PADDING: Final = 8
ICON: Final = 16
Index = QModelIndex | QPersistentModelIndex


def padded(rect: QRect) -> QRect:
    """Where the text of a cell or a header goes."""
    pad = Theme.current().px(PADDING)
    return rect.adjusted(pad, 0, -pad, 0)


class RowDelegate(QStyledItemDelegate):
    """Paints a cell: tick box, chip, icon, text in its colour; the text's full length in a tooltip when it is cut."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view: Any = option.widget
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._ground(painter, rect, selected, index)
        if index.row() == view.currentIndex().row() and view.hasFocus() and view.columnAt(rect.left()) == _first(view):
            painter.fillRect(QRect(rect.topLeft(), QSize(3, rect.height())), Theme.current().colour("accent"))
        inner = self._tick(painter, padded(rect), view, index)
        level = index.data(CHIP_ROLE)
        if level:
            painter.setClipRect(rect)
            paint_chip(painter, inner, level, view.font())
        else:
            self._text(painter, self._icon(painter, inner, index), selected, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._wanted_width(index) + 2 * Theme.current().px(PADDING), Theme.current().row_height)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The column's tooltip, or the whole text of a cell that is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        whole = index.data(Qt.ItemDataRole.ToolTipRole)
        cut = self._wanted_width(index) > padded(view.visualRect(index)).width()
        QToolTip.showText(event.globalPos(), whole or (tooltip(index.data()) if cut else ""), view)
        return True

    def _ground(self, painter: QPainter, rect: QRect, selected: bool, index: Index) -> None:
        ground = "selected" if selected else ("row_tint" if index.row() % 2 else "surface")
        painter.fillRect(rect, Theme.current().colour(ground))

    def _tick(self, painter: QPainter, inner: QRect, view: QWidget, index: Index) -> QRect:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return inner
        box = QStyleOptionButton()
        side = Theme.current().px(16)
        box.rect = QRect(inner.left(), inner.center().y() - side // 2, side, side)
        box.palette = outlined(Theme.current())
        ticked = Qt.CheckState(state) == Qt.CheckState.Checked
        box.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        )
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, view)
        return inner.adjusted(side + Theme.current().px(PADDING), 0, 0, 0)

    def _icon(self, painter: QPainter, inner: QRect, index: Index) -> QRect:
        shown = index.data(Qt.ItemDataRole.DecorationRole)
        if not isinstance(shown, QIcon):
            return inner
        side = Theme.current().px(ICON)
        left = inner.left()
        if _alignment(index) & Qt.AlignmentFlag.AlignRight:
            left = max(left, inner.right() - QFontMetrics(_font(index)).horizontalAdvance(index.data()) - side - 4)
        shown.paint(painter, QRect(left, inner.center().y() - side // 2, side, side))
        return inner if left > inner.left() else inner.adjusted(side + 4, 0, 0, 0)

    def _text(self, painter: QPainter, inner: QRect, selected: bool, index: Index) -> None:
        text, theme, face = index.data() or "", Theme.current(), _font(index)
        own = index.data(Qt.ItemDataRole.ForegroundRole)
        struck = bool(index.data(STRUCK_ROLE))
        muted = theme.colour("text2") if struck or text == NOTHING else theme.colour("text")
        face.setStrikeOut(struck)
        painter.setFont(face)
        painter.setPen(theme.colour("selected_text") if selected else own if own and not struck else muted)
        short = QFontMetrics(face).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, _alignment(index) | Qt.TextFlag.TextSingleLine, short)

    def _wanted_width(self, index: Index) -> int:
        level = index.data(CHIP_ROLE)
        if level:
            return chip_size(level, font()).width()
        extra = ICON + 4 if index.data(Qt.ItemDataRole.DecorationRole) else 0
        ticks = ICON + PADDING if index.data(Qt.ItemDataRole.CheckStateRole) is not None else 0
        return QFontMetrics(_font(index)).horizontalAdvance(index.data() or "") + Theme.current().px(extra + ticks)


class TableHeader(FrozenHeader):
    """Titles with the padding and alignment of their cells, and an arrow where the list is sorted by them."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent)
        self.arrows: dict[int, bool] = {}  # section -> descending
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), Theme.current().px(36))

    def show_sort(self, arrows: dict[int, bool]) -> None:
        self.arrows = arrows
        self.viewport().update()

    def title_width(self, section: int) -> int:
        """Logical pixels the title needs with its arrow."""
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        return QFontMetrics(font(bold=True)).horizontalAdvance(title) + Theme.current().px(2 * PADDING + 16)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = Theme.current()
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("hairline"))
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        align = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        painter.setFont(font(bold=True))
        painter.setPen(theme.colour("text2"))
        inner = padded(rect)
        short = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, align | Qt.TextFlag.TextSingleLine, short)
        if section in self.arrows:
            self._arrow(painter, inner, painter.fontMetrics().horizontalAdvance(short), align, section)
        painter.restore()

    def _arrow(self, painter: QPainter, inner: QRect, text: int, align: Qt.AlignmentFlag, section: int) -> None:
        side = Theme.current().px(12)
        right = bool(align & Qt.AlignmentFlag.AlignRight)
        left = inner.right() - text - side - 2 if right else min(inner.left() + text + 2, inner.right() - side)
        name = "caret-down" if self.arrows[section] else "caret-up"
        place = QRect(QPoint(max(left, inner.left() - 4), inner.center().y() - side // 2), QSize(side, side))
        paint_icon(painter, place, name, Theme.current().colour("accent"))


def _first(view: QTableView) -> int:
    """The leftmost column in sight."""
    return view.columnAt(0)


def _font(index: Index) -> QFont:
    own = index.data(Qt.ItemDataRole.FontRole)
    return QFont(own) if own is not None else font()


def _alignment(index: Index) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
