"""A table to type into whose lines are known: their names stand at the left, one column is one period.

grid = LineGrid(LineModel([Line("cash", _("Cash"))], [GridColumn(_("Newest period"), RIGHT)], _("Check")))
grid.rows.column(0)                                  # {"cash": "60,000"}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QComboBox, QHeaderView, QStyleOptionViewItem, QWidget

from app.i18n import _
from app.ui.theme import Theme, font
from app.ui.widgets.grid import CellDelegate, GridView
from app.ui.widgets.grid_model import GridColumn, GridModel, Place
from app.ui.widgets.table_paint import PADDING, padded

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 28  # logical pixels at 100 %: as many lines as can be in sight


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `entries` = the words to choose from, none = typed freely; not `typed` = worked out and only shown."""

    key: str
    title: str
    entries: tuple[str, ...] = ()
    bold: bool = False
    typed: bool = True


class LineModel(GridModel):
    """As many rows as there are lines."""

    spare: ClassVar[int] = 0

    def __init__(self, lines: Sequence[Line], columns: Sequence[GridColumn], state_title: str) -> None:
        self.lines = tuple(lines)
        self.places = {line.key: place for place, line in enumerate(self.lines)}
        super().__init__(columns, state_title)

    def column(self, column: int) -> dict[str, str]:
        """What was typed into a column, by line."""
        return {line.key: self.text(row, column) for row, line in enumerate(self.lines) if line.typed}

    def fill(self, column: int, texts: Mapping[str, str]) -> None:
        """These lines of a column; others stay."""
        self.write({(self.places[key], column): text for key, text in texts.items() if key in self.places})

    def write(self, cells: Mapping[Place, str]) -> None:
        super().write({place: text for place, text in cells.items() if self._takes(place[0])})

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if self._takes(index.row()) else flags & ~Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return super().headerData(section, orientation, role)
        line = self.lines[section]
        if role == Qt.ItemDataRole.FontRole:
            return font(bold=line.bold)
        return line.title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.FontRole and self.lines[index.row()].bold:
            return font(bold=True)
        return super().data(index, role)

    def _takes(self, row: int) -> bool:
        return 0 <= row < len(self.lines) and self.lines[row].typed

    def _grow(self) -> None:
        while len(self._texts) < len(self.lines):
            self._texts.append(self._blank())


class LineGrid(GridView):
    """Enter goes down, and from the last line to the first one of the next column."""

    def __init__(self, model: LineModel) -> None:
        super().__init__(model)
        self.lines = model
        self.setItemDelegate(_LineDelegate(self))
        names = LineNames(self)
        self.setVerticalHeader(names)
        names.setMinimumSectionSize(1)
        names.setDefaultSectionSize(Theme.current().px(ROW))
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _enter(self) -> None:
        here = self.currentIndex()
        below = next((row for row in range(here.row() + 1, len(self.lines.lines)) if self.lines.lines[row].typed), None)
        if below is not None:
            self.setCurrentIndex(self.lines.index(below, self._began))
        elif self._began < len(self.lines.columns) - 2:
            self.go_to(0, self._began + 1)


class LineNames(QHeaderView):
    """Names of lines, painted like the heads of columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        lines = range(self.count())
        widths = [_face(self, line).horizontalAdvance(self._name(line)) for line in lines]
        return QSize(max(widths, default=0) + Theme.current().px(3 * PADDING), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = Theme.current()
        painter.save()
        painter.fillRect(rect, theme.colour("row_tint" if section % 2 else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.colour("hairline"))
        painter.setFont(self.model().headerData(section, Qt.Orientation.Vertical, Qt.ItemDataRole.FontRole))
        painter.setPen(theme.colour("text"))
        painter.drawText(padded(rect), Qt.AlignmentFlag.AlignVCenter, self._name(section))
        painter.restore()

    def _name(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Vertical) or "")


def _face(names: LineNames, section: int) -> QFontMetrics:
    return QFontMetrics(names.model().headerData(section, Qt.Orientation.Vertical, Qt.ItemDataRole.FontRole))


class _LineDelegate(CellDelegate):
    """A line with words to choose from is edited in a drop-down."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        entries = model.lines[index.row()].entries if isinstance(model, LineModel) else ()
        if not entries:
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        box.addItems(list(entries))
        box.setMinimumHeight(Theme.current().px(24))
        box.setAccessibleName(_("Cell"))
        return box
