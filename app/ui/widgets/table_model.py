"""A table of any length: every key is known, rows are fetched a page at a time when they are painted.

columns = [
    Column("number", _("Receivable no."), lambda r: r.number),
    Column("amount", _("Amount"), lambda r: figure(r.minor, r.currency, dash=True), align=RIGHT, sort_key="amount"),
    Column("risk", _("Risk"), chip=lambda r: r.risk),
]
model = TableModel(columns, fetch=lambda keys: services.receivables.rows(keys))
model.set_keys(keys)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from app.services.rating_wording import risk_name
from app.ui.theme import Theme, font, icon
from app.ui.widgets.labels import tooltip

PAGE: Final = 100
PAGES_KEPT: Final = 20
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
KEY_ROLE: Final = Qt.ItemDataRole.UserRole
CHIP_ROLE: Final = Qt.ItemDataRole.UserRole + 1
STRUCK_ROLE: Final = Qt.ItemDataRole.UserRole + 2
UNKNOWN: Final = "…"

Key: TypeAlias = int | str
Index: TypeAlias = QModelIndex | QPersistentModelIndex
Rows: TypeAlias = list[Any]
# Fetches the rows of many keys, whether or not they were painted: what `work` makes of them goes to `then`.
Gather: TypeAlias = Callable[[Sequence[Any], Callable[[Rows], str], Callable[[str], None]], None]
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """What one column shows of a row. Every callable takes the row; all but `text` or `chip` may be left out."""

    key: str
    title: str
    text: Callable[[Any], str] = lambda row: ""
    align: Qt.AlignmentFlag = LEFT
    width: int = 120  # logical pixels at 100 %
    sort_key: str = ""  # what SQL sorts by; "" = cannot be sorted
    tooltip: Callable[[Any], str] | None = None  # full text; the cell's own text when None and it is cut
    role: Callable[[Any], str] | None = None  # a colour token: "overdue", "text2", "good"; "" = plain
    icon: Callable[[Any], str] | None = None  # a Phosphor name; "" = none
    bold: Callable[[Any], bool] | None = None
    chip: Callable[[Any], str] | None = None  # a risk level; "" = none
    shown: bool = True  # before the person chooses columns
    stretch: bool = False  # takes the room left over
    hint: str = ""  # a sentence about the column, on its header


class TableModel(QAbstractTableModel):
    """Rows named by key. `fetch(keys)` gives the rows of one page in any order; a row gone meanwhile shows "…"."""

    ticked_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[Any]], Iterable[Any]],
        *,
        key_of: Callable[[Any], Key] = attrgetter("id"),
        struck: Callable[[Any], bool] | None = None,
        ticks: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """`struck` says which rows are voided; `ticks` puts a tick box before the first column."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.ticks = ticks
        self.gather: Gather = self._gather
        self._fetch, self._key_of, self._struck = fetch, key_of, struck
        self._keys: Sequence[Key] = ()
        self._ticked: set[Key] = set()
        self._pages: dict[int, dict[Key, Any]] = {}

    # --- rows

    @property
    def keys(self) -> Sequence[Key]:
        return self._keys

    def set_keys(self, keys: Sequence[Key]) -> None:
        """Show these rows in this order; everything is fetched anew. Ticks of rows that are gone are forgotten."""
        self.beginResetModel()
        self._keys, self._pages = keys, {}
        self.endResetModel()
        if self._ticked and not self._ticked.issubset(keys):
            self._ticked.intersection_update(keys)
            self.ticked_changed.emit()

    def refresh(self) -> None:
        """The same rows, painted from fresh figures."""
        self._pages = {}
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, len(self.columns) - 1))

    def key_at(self, row: int) -> Key:
        return self._keys[row]

    def row_at(self, row: int) -> Any | None:
        """The row shown at a position, fetched with its page; None where it is gone meanwhile."""
        number = row // PAGE
        if number not in self._pages:
            if len(self._pages) >= PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            wanted = self._keys[number * PAGE : (number + 1) * PAGE]
            self._pages[number] = {self._key_of(found): found for found in self._fetch(wanted)}
        return self._pages[number].get(self._keys[row])

    def line(self, row: Any, columns: Iterable[int]) -> list[str]:
        """What the cells of a row say."""
        return [str(self._of_row(self.columns[place], row, Qt.ItemDataRole.DisplayRole) or "") for place in columns]

    def key_of(self, row: Any) -> Key:
        return self._key_of(row)

    def _gather(self, keys: Sequence[Key], work: Callable[[Rows], str], then: Callable[[str], None]) -> None:
        then(work(list(self._fetch(keys))))

    # --- ticks

    @property
    def ticked(self) -> list[Key]:
        """Ticked keys, in the order shown."""
        return [key for key in self._keys if key in self._ticked] if self._ticked else []

    def toggle(self, keys: Iterable[Key]) -> None:
        """Tick the keys, or untick them when all are ticked already."""
        wanted = set(keys)
        if wanted <= self._ticked:
            self._ticked -= wanted
        else:
            self._ticked |= wanted
        if self._keys:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._keys) - 1, 0), [Qt.ItemDataRole.CheckStateRole]
            )
        self.ticked_changed.emit()

    # --- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.ticks and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role == KEY_ROLE:
            return self._keys[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._check_state(index)
        row = self.row_at(index.row())
        if row is None:
            return UNKNOWN if role == Qt.ItemDataRole.DisplayRole else None
        return self._of_row(column, row, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.ticks or index.column() != 0:
            return False
        self.toggle([self._keys[index.row()]])
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(column.hint) or None
        return None

    def _check_state(self, index: Index) -> Qt.CheckState | None:
        if not self.ticks or index.column() != 0:
            return None
        ticked = self._keys[index.row()] in self._ticked
        return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked

    def _of_row(self, column: Column, row: Any, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            level = column.chip(row) if column.chip else ""
            return risk_name(level) if level else column.text(row)
        if role == Qt.ItemDataRole.ForegroundRole and column.role and (name := column.role(row)):
            return Theme.current().colour(name)
        if role == Qt.ItemDataRole.DecorationRole and column.icon and (name := column.icon(row)):
            return self._icon(column, row, name)
        if role == Qt.ItemDataRole.FontRole and column.bold and column.bold(row):
            return font(bold=True)
        if role == Qt.ItemDataRole.ToolTipRole and column.tooltip:
            return tooltip(column.tooltip(row)) or None
        if role == CHIP_ROLE and column.chip:
            return column.chip(row) or None
        if role == STRUCK_ROLE:
            return bool(self._struck and self._struck(row))
        return None

    def _icon(self, column: Column, row: Any, name: str) -> QIcon:
        return icon(name, (column.role(row) if column.role else "") or "text")
