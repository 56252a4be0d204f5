"""What the tables of open receivables under a payment share: number, due date, what is open; ticks and typed amounts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from app.i18n import _
from app.models.errors import UserError
from app.models.receivables import OpenItem
from app.services.formats import NOTHING, day, figure, read_amount
from app.ui.theme import Theme, icon
from app.ui.widgets.labels import tooltip
from app.ui.widgets.table_model import LEFT, RIGHT

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
NUMBER, DUE, OPEN, APPLY = range(4)


class DebtModel(QAbstractTableModel):
    """Open instalments of one currency; which of them may be settled, and how much of each is."""

    edited = Signal()  # ticked, unticked or typed by hand
    refused = Signal(str)  # why what was typed is not taken
    columns: int = 5
    edits: tuple[int, ...] = (APPLY,)

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.items: list[OpenItem] = []
        self.currency = "CNY"
        self.amount = 0
        self.ticked: frozenset[int] = frozenset()

    def show(self, items: Sequence[OpenItem], currency: str, ticked: frozenset[int] | None = None) -> None:
        """Other receivables; all of them ticked unless said otherwise."""
        self.beginResetModel()
        self.items, self.currency = list(items), currency
        self.ticked = self.ids() if ticked is None else ticked & self.ids()
        self.clear_hand()
        self.reckon()
        self.endResetModel()

    def set_amount(self, minor: int) -> None:
        self.amount = minor
        self.repaint()

    def set_ticked(self, ids: frozenset[int]) -> None:
        self.ticked = ids & self.ids()
        self.repaint()

    def open_sum(self) -> int:
        return sum(item.open for item in self.items)

    def ids(self) -> frozenset[int]:
        return frozenset(item.instalment_id for item in self.items if item.instalment_id is not None)

    def currency_of(self, column: int) -> str:
        """What the figures of a column are in."""
        return self.currency

    @abstractmethod
    def clear_hand(self) -> None:
        """Nothing is by hand any more."""

    @abstractmethod
    def reckon(self) -> None:
        """Work out again what each gets."""

    @abstractmethod
    def titles(self) -> Sequence[str]:
        """The headings of all the columns."""

    @abstractmethod
    def takes(self, item: OpenItem) -> bool:
        """Whether it is ticked."""

    @abstractmethod
    def tick(self, item: OpenItem, on: bool) -> None: ...

    @abstractmethod
    def minor(self, item: OpenItem, column: int) -> int:
        """The figure of a column after `OPEN`."""

    @abstractmethod
    def put(self, item: OpenItem, column: int, part: int) -> bool:
        """Takes a figure typed by hand; False when it cannot."""

    def text(self, item: OpenItem, column: int) -> str:
        """A column after `OPEN`."""
        return figure(self.minor(item, column), self.currency_of(column), dash=True)

    def colour(self, item: OpenItem, column: int) -> str:
        """The name of the colour of a column after `OPEN`; "" = as others."""
        return ""

    def hint(self, item: OpenItem, column: int) -> str:
        """What a tooltip tells of a cell."""
        if item.disputed and column == NUMBER:
            return _("{amount} of it is in dispute.").format(amount=figure(item.disputed, self.currency))
        return ""

    def told(self) -> None:
        """A person changed it."""
        self.repaint()
        self.edited.emit()

    def repaint(self) -> None:
        self.reckon()
        if self.items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.items) - 1, self.columns - 1))

    # --- what Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == NUMBER:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() in self.edits:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags if index.isValid() else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section >= OPEN else LEFT
        return self.titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, column = self.items[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(item, column)
        if role == Qt.ItemDataRole.EditRole and column in self.edits:
            return figure(self.minor(item, column), self.currency_of(column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column >= OPEN else LEFT
        if role == Qt.ItemDataRole.CheckStateRole and column == NUMBER:
            return Qt.CheckState.Checked if self.takes(item) else Qt.CheckState.Unchecked
        return self._look(item, column, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == NUMBER:
            self.tick(item, Qt.CheckState(value) == Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole and index.column() in self.edits:
            return self._typed(item, index.column(), str(value))
        else:
            return False
        return True

    def _typed(self, item: OpenItem, column: int, text: str) -> bool:
        """A figure typed by hand: the whole split is by hand from now on."""
        try:
            part = read_amount(text, self.currency_of(column)) if text.strip() and text.strip() != NOTHING else 0
        except UserError as refused:
            self.refused.emit(refused.text)
            return False
        if column == APPLY and part > item.open:
            self.refused.emit(_("At most {amount} is open there.").format(amount=figure(item.open, self.currency)))
            return False
        return self.put(item, column, part)

    def _text(self, item: OpenItem, column: int) -> str:
        if column == NUMBER:
            return item.number
        if column == DUE:
            return day(item.due_on)
        return figure(item.open, self.currency) if column == OPEN else self.text(item, column)

    def _look(self, item: OpenItem, column: int, role: int) -> Any:
        overdue = column == DUE and item.due_on is not None and item.due_on < self._today
        if role == Qt.ItemDataRole.ForegroundRole:
            name = "overdue" if overdue else self.colour(item, column) if column > OPEN else ""
            return Theme.current().colour(name) if name else None
        if role == Qt.ItemDataRole.DecorationRole:
            return _sign(item, column, overdue)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self.hint(item, column)) or None
        return None


def _sign(item: OpenItem, column: int, overdue: bool) -> QIcon | None:
    if column == OPEN and item.disputed:
        return icon("scales", "caution")
    return icon("warning", "overdue") if overdue else None
