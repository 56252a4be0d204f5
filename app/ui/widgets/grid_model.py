"""What a table to type into holds: texts by row and column, and what was found out about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.ui.theme import Theme, icon
from app.ui.widgets.labels import tooltip
from app.ui.widgets.table_model import LEFT

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]  # row, column
SPARE: Final = 20  # empty rows below the last filled one
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class GridColumn:
    """Its title, where its text stands, its width in logical pixels at 100 %."""

    title: str
    align: Qt.AlignmentFlag = LEFT
    width: int = 120


@dataclass(frozen=True, slots=True)
class State:
    """What becomes of a row: a word, an icon, the role of its colour."""

    text: str
    icon: str = ""
    role: str = ""


class GridModel(QAbstractTableModel):
    """Texts by row and column; the last column says what becomes of the row and is not typed into."""

    edited = Signal()
    spare: ClassVar[int] = SPARE

    def __init__(self, columns: Sequence[GridColumn], state_title: str) -> None:
        super().__init__()
        self.columns = (*columns, GridColumn(state_title, LEFT, 260))
        self._texts: list[list[str]] = []
        self._shown: Mapping[Place, str] = {}
        self._problems: Mapping[Place, str] = {}
        self._states: Mapping[int, State] = {}
        self._grow()

    # --- the texts

    @property
    def filled(self) -> list[tuple[str, ...]]:
        """Every row down to the last one with something in it, as typed."""
        last = max((place for place, row in enumerate(self._texts) if any(row)), default=-1)
        return [tuple(row) for row in self._texts[: last + 1]]

    def put(self, rows: Iterable[Sequence[str]]) -> None:
        """These rows and no other."""
        self.beginResetModel()
        self._texts = [list(row) for row in rows]
        self._forget()
        self._grow()
        self.endResetModel()
        self.edited.emit()

    def write(self, cells: Mapping[Place, str]) -> None:
        """Many cells at once: one repaint, one check."""
        self.beginResetModel()
        for (row, column), text in cells.items():
            while row >= len(self._texts):
                self._texts.append(self._blank())
            if 0 <= column < len(self.columns) - 1:
                self._texts[row][column] = text
        self._forget()
        self._grow()
        self.endResetModel()
        self.edited.emit()

    def text(self, row: int, column: int) -> str:
        """As typed."""
        return self._texts[row][column]

    def show_checked(
        self, shown: Mapping[Place, str], problems: Mapping[Place, str], states: Mapping[int, State]
    ) -> None:
        self._shown, self._problems, self._states = shown, problems, states
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._texts) - 1, len(self.columns) - 1))

    def problem(self, row: int, column: int) -> str:
        return self._problems.get((row, column), "")

    def first_problem(self) -> Place | None:
        return min(self._problems, default=None)

    def _forget(self) -> None:
        """What was said about other texts."""
        self._shown, self._problems, self._states = {}, {}, {}

    def _blank(self) -> list[str]:
        return [""] * (len(self.columns) - 1)

    def _grow(self) -> None:
        last = max((place for place, row in enumerate(self._texts) if any(row)), default=-1)
        while len(self._texts) < last + 1 + self.spare:
            self._texts.append(self._blank())

    # --- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() < len(self.columns) - 1 else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[column].align
        if column == len(self.columns) - 1:
            return self._state(self._states.get(row), role)
        if role == Qt.ItemDataRole.EditRole:
            return self._texts[row][column]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._shown.get((row, column), self._texts[row][column])
        problem = self._problems.get((row, column))
        if not problem:
            return None
        if role == Qt.ItemDataRole.ForegroundRole:
            return Theme.current().colour("overdue")
        if role == Qt.ItemDataRole.DecorationRole:
            return icon("warning", "overdue")
        return tooltip(problem) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column, text = index.row(), index.column(), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or column >= len(self.columns) - 1:
            return False
        if text != self._texts[row][column]:
            self._texts[row][column] = text
            self._shown = {place: said for place, said in self._shown.items() if place[0] != row}
            self._problems = {place: said for place, said in self._problems.items() if place[0] != row}
            if row >= len(self._texts) - self.spare:
                self.beginInsertRows(_NOWHERE, len(self._texts), len(self._texts))
                self._texts.append(self._blank())
                self.endInsertRows()
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
            self.edited.emit()
        return True

    def _state(self, state: State | None, role: int) -> Any:
        if state is None:
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return state.text
        if role == Qt.ItemDataRole.ForegroundRole and state.role:
            return Theme.current().colour(state.role)
        if role == Qt.ItemDataRole.DecorationRole and state.icon:
            return icon(state.icon, state.role or "text")
        return tooltip(state.text) if role == Qt.ItemDataRole.ToolTipRole else None
