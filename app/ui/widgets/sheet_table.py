"""A report as a table to look at: its words are there already, the last lines are its totals.

table = SheetTable(); table.show_sheet(head, rows, feet)
table.opened.connect(lambda place: ...)          # Enter or double click on a row, not on a total
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui.theme import Theme, font
from app.ui.widgets.labels import tooltip
from app.ui.widgets.table_model import LEFT, RIGHT
from app.ui.widgets.table_paint import RowDelegate, TableHeader

Index = QModelIndex | QPersistentModelIndex
Lines = Sequence[tuple[str, ...]]
_NOWHERE: Final = QModelIndex()
MEASURED: Final = 200  # rows looked at for the width of a column
SHORT_NAME: Final = 180  # to which a long name gives way before the figures do


class SheetModel(QAbstractTableModel):
    """Lines of text; where no kinds are given the first column is a name and the others are figures."""

    def __init__(self) -> None:
        super().__init__()
        self.head: tuple[str, ...] = ()
        self.rows: Lines = ()
        self.feet: Lines = ()
        self.kinds: tuple[str, ...] = ()

    def show_sheet(self, head: tuple[str, ...], rows: Lines, feet: Lines, kinds: tuple[str, ...] | None) -> None:
        self.beginResetModel()
        self.head, self.rows, self.feet = head, rows, feet
        self.kinds = kinds or ("text", *("money" for _figure in head[1:]))
        self.endResetModel()

    def side(self, column: int) -> Qt.AlignmentFlag:
        return RIGHT if self.kinds[column] in ("money", "number") else LEFT

    def line(self, place: int) -> tuple[str, ...]:
        return self.rows[place] if place < len(self.rows) else self.feet[place - len(self.rows)]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows) + len(self.feet)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.head)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.head):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(section)
        return self.head[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.line(index.row())[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and self.kinds[index.column()] == "text":
            return tooltip(self.line(index.row())[index.column()])
        if role == Qt.ItemDataRole.FontRole and index.row() >= len(self.rows):
            return font(bold=True)
        return None


class SheetTable(QTableView):
    """Columns as wide as their figures; the longest text takes the rest."""

    opened = Signal(int)  # place of the row

    def __init__(self) -> None:
        super().__init__()
        self.sheet = SheetModel()
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        self.setModel(self.sheet)
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_sheet(self, head: tuple[str, ...], rows: Lines, feet: Lines, kinds: tuple[str, ...] | None = None) -> None:
        self.sheet.show_sheet(head, rows, feet, kinds)
        self.verticalHeader().setDefaultSectionSize(Theme.current().row_height)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _open(self, place: int) -> None:
        if place < len(self.sheet.rows):
            self.opened.emit(place)

    def _fit(self) -> None:
        header = self.horizontalHeader()
        if not self.sheet.head or not isinstance(header, TableHeader):
            return
        metrics, pad = self.fontMetrics(), Theme.current().px(24)
        lines = [*self.sheet.rows[:MEASURED], *self.sheet.feet]
        widths = [
            max([header.title_width(place), *(metrics.horizontalAdvance(line[place]) + pad for line in lines)])
            for place in range(len(self.sheet.head))
        ]
        texts = [place for place, kind in enumerate(self.sheet.kinds) if kind == "text"]
        widest = max(texts, key=lambda place: widths[place])
        least = min(widths[widest], Theme.current().px(SHORT_NAME))
        widths[widest] = max(least, self.viewport().width() - sum(widths) + widths[widest])
        for place, width in enumerate(widths):
            header.resizeSection(place, width)
