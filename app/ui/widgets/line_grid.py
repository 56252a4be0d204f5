"""A table to type into whose lines are known: their names stand at the left, one column is one period.

grid = LineGrid(LineModel([Line("cash", _("Cash"))], [GridColumn(_("Newest period"), RIGHT)], _("Check")))
grid.rows.column(0)                                  # {"cash": "60,000"}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QStyleOptionViewItem, QWidget

from app.i18n import _
from app.ui.theme import Theme, font
from app.ui.widgets.grid import CellDelegate, GridView
from app.ui.widgets.grid_model import GridColumn, GridModel, Place

Index = QModelIndex | QPersistentModelIndex


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
        names = self.verticalHeader()
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setHighlightSections(False)

    def _enter(self) -> None:
        here = self.currentIndex()
        below = next((row for row in range(here.row() + 1, len(self.lines.lines)) if self.lines.lines[row].typed), None)
        if below is not None:
            self.setCurrentIndex(self.lines.index(below, self._began))
        elif self._began < len(self.lines.columns) - 2:
            self.go_to(0, self._began + 1)


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
