"""The open receivables under a payment: what of it goes where, editable, and what is left after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.models.receivables import OpenItem
from app.services.formats import NOTHING, day, figure, read_amount
from app.services.wanted import debts_of
from app.services.rules.allocation import Split, oldest_first
from app.ui.theme import Theme, icon
from app.ui.widgets.amount_field import AmountEdit
from app.ui.widgets.labels import tooltip
from app.ui.widgets.table_model import LEFT, RIGHT
from app.ui.widgets.table_paint import RowDelegate, TableHeader

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
NUMBER, DUE, OPEN, APPLY, AFTER = range(5)


@dataclass(frozen=True, slots=True)
class SplitChoice:
    """How a payment is to be split: among which instalments, and by hand or not."""

    ticked: frozenset[int]
    by_hand: dict[int, int] | None = None


class SplitModel(QAbstractTableModel):
    """Open instalments of one currency, with the part of `amount` that each gets."""

    edited = Signal()  # ticked, unticked or typed by hand
    refused = Signal(str)  # why what was typed is not taken

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.items: list[OpenItem] = []
        self.currency = "CNY"
        self.amount = 0
        self.choice = SplitChoice(frozenset())
        self._split = Split((), 0)
        self._parts: dict[int, int] = {}

    # --- what is split

    def show(self, items: Sequence[OpenItem], currency: str, ticked: frozenset[int] | None = None) -> None:
        """Other receivables; all of them ticked unless said otherwise."""
        self.beginResetModel()
        self.items, self.currency = list(items), currency
        self.choice = SplitChoice(self._ids() if ticked is None else ticked & self._ids())
        self._reckon()
        self.endResetModel()

    def set_amount(self, minor: int) -> None:
        self.amount = minor
        self._repaint()

    def oldest_first(self) -> None:
        """Back to the usual way, among those ticked (all when none is)."""
        self.choice = SplitChoice(self.choice.ticked or self._ids())
        self._repaint()

    def by_hand(self) -> None:
        """From now on each figure is the person's own."""
        if self.choice.by_hand is None:
            self.choice = SplitChoice(self.choice.ticked, dict(self.split().parts))
            self._repaint()

    def split(self) -> Split:
        """Parts and rest as they stand; by hand the rest may be below zero."""
        return self._split

    def ticked_sum(self) -> int:
        return sum(item.open for item in self.items if item.instalment_id in self.choice.ticked)

    def open_sum(self) -> int:
        return sum(item.open for item in self.items)

    def part(self, item: OpenItem) -> int:
        return self._parts.get(item.instalment_id or 0, 0)

    # --- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 5

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == NUMBER:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == APPLY:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags if index.isValid() else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section >= OPEN else LEFT
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Receivable no."), _("Due date"), _("Outstanding"), _("Apply now"), _("Left after"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, column = self.items[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(item, column)
        if role == Qt.ItemDataRole.EditRole and column == APPLY:
            return figure(self.part(item), self.currency)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column >= OPEN else LEFT
        if role == Qt.ItemDataRole.CheckStateRole and column == NUMBER:
            return Qt.CheckState.Checked if self._takes(item) else Qt.CheckState.Unchecked
        return self._look(item, column, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == NUMBER:
            self._tick(item, Qt.CheckState(value) == Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole and index.column() == APPLY:
            return self._type(item, str(value))
        else:
            return False
        return True

    def _text(self, item: OpenItem, column: int) -> str:
        part = self.part(item)
        after = item.open - part
        if column == NUMBER:
            return item.number
        if column == DUE:
            return day(item.due_on)
        if column == OPEN:
            return figure(item.open, self.currency)
        if column == APPLY:
            return figure(part, self.currency, dash=True)
        return figure(after, self.currency) if after else _("Settled")

    def _look(self, item: OpenItem, column: int, role: int) -> Any:
        overdue = column == DUE and item.due_on is not None and item.due_on < self._today
        if role == Qt.ItemDataRole.ForegroundRole:
            settled = column == AFTER and self.part(item) == item.open
            return Theme.current().colour("overdue" if overdue else "good") if overdue or settled else None
        if role == Qt.ItemDataRole.DecorationRole:
            return self._sign(item, column, overdue)
        if role == Qt.ItemDataRole.ToolTipRole and item.disputed and column == NUMBER:
            disputed = figure(item.disputed, self.currency)
            return tooltip(_("{amount} of it is in dispute.").format(amount=disputed))
        return None

    def _sign(self, item: OpenItem, column: int, overdue: bool) -> QIcon | None:
        if column == OPEN and item.disputed:
            return icon("scales", "caution")
        return icon("warning", "overdue") if overdue else None

    def _takes(self, item: OpenItem) -> bool:
        if self.choice.by_hand is not None:
            return bool(self.choice.by_hand.get(item.instalment_id or 0))
        return item.instalment_id in self.choice.ticked

    def _tick(self, item: OpenItem, on: bool) -> None:
        number = item.instalment_id or 0
        ticked = self.choice.ticked | {number} if on else self.choice.ticked - {number}
        hand = self.choice.by_hand
        if hand is not None:
            rest = max(0, self.split().rest)
            hand = {**hand, number: min(item.open, rest or item.open) if on else 0}
        self.choice = SplitChoice(ticked, hand)
        self._told()

    def _type(self, item: OpenItem, text: str) -> bool:
        """A figure typed by hand: the whole split is by hand from now on."""
        try:
            part = read_amount(text, self.currency) if text.strip() and text.strip() != NOTHING else 0
        except UserError as refused:
            self.refused.emit(refused.text)
            return False
        if part > item.open:
            self.refused.emit(_("At most {amount} is open there.").format(amount=figure(item.open, self.currency)))
            return False
        if part != self.part(item):
            hand = dict(self.split().parts) if self.choice.by_hand is None else self.choice.by_hand
            self.choice = SplitChoice(self.choice.ticked, {**hand, item.instalment_id or 0: part})
            self._told()
        return True

    def _told(self) -> None:
        self._repaint()
        self.edited.emit()

    def _reckon(self) -> None:
        hand = self.choice.by_hand
        if hand is not None:
            parts = tuple((number, part) for number, part in hand.items() if part)
            self._split = Split(parts, self.amount - sum(part for _number, part in parts))
        else:
            wanted = [item for item in self.items if item.instalment_id in self.choice.ticked]
            self._split = oldest_first(self.amount, debts_of(wanted, self.currency))
        self._parts = dict(self._split.parts)

    def _repaint(self) -> None:
        self._reckon()
        if self.items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.items) - 1, AFTER))

    def _ids(self) -> frozenset[int]:
        return frozenset(item.instalment_id for item in self.items if item.instalment_id is not None)


class SplitView(QTableView):
    """The table: Space ticks, F2 or a digit edits what is applied; Enter is left to the dialog."""

    def __init__(self, model: SplitModel) -> None:
        super().__init__()
        self._rows = model
        self.setHorizontalHeader(TableHeader(self))
        self.setModel(model)
        self.setItemDelegate(_AmountDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(Theme.current().row_height)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(_("Open receivables"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Five columns share the width; the number has the most to say."""
        super().resizeEvent(event)
        room = self.viewport().width()
        for column in range(1, 5):
            self.setColumnWidth(column, room * 19 // 100)
        self.setColumnWidth(0, room - 4 * (room * 19 // 100))

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.items:
            self.setCurrentIndex(self._rows.index(0, APPLY))


class _AmountDelegate(RowDelegate):
    """An amount is edited as everywhere else."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = AmountEdit(index.model().currency)  # type: ignore[attr-defined]
        editor.setParent(parent)
        editor.setProperty("cell", True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, AmountEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, AmountEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: Any = option
        editor.setGeometry(rect.rect)
