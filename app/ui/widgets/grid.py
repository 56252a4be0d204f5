"""A table to type into, as in a spreadsheet: paste, fill down, Tab to the right, Enter down.

grid = GridView(GridModel([GridColumn(_("Customer")), GridColumn(_("Amount"), RIGHT)], _("Check")))
grid.rows.edited.connect(self.check)                  # after each change, whatever made it
grid.rows.show_checked(shown, problems, states)       # cells as understood, why some cannot be taken, a word per row
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import _
from app.ui.theme import Theme
from app.ui.widgets.frozen import FrozenFirst
from app.ui.widgets.grid_model import GridModel, Place
from app.ui.widgets.table_paint import RowDelegate, TableHeader

Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemDelegate.EndEditHint


class GridView(FrozenFirst):
    """Typing begins editing; Tab goes right, Enter down to where the row was begun; Ctrl+V, Ctrl+D, Del."""

    pasted = Signal(str)  # the clipboard, for the owner to take apart

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self.rows = model
        self._began = 0  # the column where this run of Tabs began
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)
        for column, each in enumerate(model.columns):
            header.resizeSection(column, max(Theme.current().px(each.width), header.title_width(column)))
        header.setStretchLastSection(True)
        numbers = self.verticalHeader()
        numbers.setMinimumSectionSize(1)
        numbers.setDefaultSectionSize(Theme.current().row_height)
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def go_to(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.rows.index(row, column))
        self.scrollTo(self.currentIndex())
        self._began = column

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # Enter reaches the table too: what is typed goes on when its editor closes
            return
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._tab(1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._enter()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif control and key == Qt.Key.Key_D:
            self.fill_down()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.rows.write({(index.row(), index.column()): "" for index in self.selectedIndexes()})
        else:
            super().keyPressEvent(event)
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._began = self.currentIndex().column()
            return
        event.accept()

    def closeEditor(self, editor: QWidget, hint: Any) -> None:
        """Tab and Enter in a cell go on as they do between cells."""
        super().closeEditor(editor, _Hint.NoHint)
        self.setFocus()
        if hint == _Hint.SubmitModelCache:
            self._enter()
        elif hint in (_Hint.EditNextItem, _Hint.EditPreviousItem):
            self._tab(1 if hint == _Hint.EditNextItem else -1)

    def paste(self) -> None:
        self.pasted.emit(QGuiApplication.clipboard().text())

    def paste_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """From the current cell on, to the right and down."""
        at = self.currentIndex()
        top, left = max(at.row(), 0), max(at.column(), 0)
        cells = {(top + y, left + x): text for y, row in enumerate(rows) for x, text in enumerate(row)}
        self._keeping_place(lambda: self.rows.write(cells))

    def fill_down(self) -> None:
        """The first row of the selection into those below it; of one row alone, the row above into it."""
        columns: dict[int, list[int]] = {}
        for index in self.selectedIndexes():
            columns.setdefault(index.column(), []).append(index.row())
        cells: dict[Place, str] = {}
        for column, rows in columns.items():
            first, last = min(rows), max(rows)
            source = first if last > first else first - 1
            if source >= 0 and column < len(self.rows.columns) - 1:
                cells |= {(row, column): self.rows.text(source, column) for row in rows if row != source}
        if cells:
            self._keeping_place(lambda: self.rows.write(cells))

    def _keeping_place(self, act: Callable[[], None]) -> None:
        at, top = self.currentIndex(), self.verticalScrollBar().value()
        row, column = max(at.row(), 0), max(at.column(), 0)
        act()
        self.setCurrentIndex(self.rows.index(row, column))
        self.verticalScrollBar().setValue(top)

    def _copy(self) -> None:
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column())):
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows.values()))

    def _tab(self, step: int) -> None:
        """Right, and from the last cell to the first of the next row."""
        at, width = self.currentIndex(), len(self.rows.columns) - 1
        place = max(at.row(), 0) * width + max(at.column(), 0) + step
        if 0 <= place < self.rows.rowCount() * width:
            self.setCurrentIndex(self.rows.index(*divmod(place, width)))

    def _enter(self) -> None:
        self.setCurrentIndex(self.rows.index(self.currentIndex().row() + 1, self._began))


class CellDelegate(RowDelegate):
    """The cell in question has a ring; it is edited in a plain line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view: Any = option.widget
        rect: Any = option.rect
        theme = Theme.current()
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.colour("hairline"))
        if index == view.currentIndex() and view.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("cell", True)
        editor.setAccessibleName(_("Cell"))
        return editor
