"""The table of open receivables under a payment: ticked, edited, as wide as its dialog."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from app.i18n import _
from app.ui.dialogs.payment_rows import APPLY, DebtModel, Index
from app.ui.theme import Theme
from app.ui.widgets.amount_field import AmountEdit
from app.ui.widgets.table_paint import RowDelegate, TableHeader


class SplitView(QTableView):
    """The table: Space ticks, F2 or a digit edits what is applied; Enter is left to the dialog."""

    def __init__(self, model: DebtModel) -> None:
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
        """The columns share the width; the number has the most to say."""
        super().resizeEvent(event)
        room, others = self.viewport().width(), self._rows.columnCount() - 1
        each = room * 76 // (100 * others)
        for column in range(1, others + 1):
            self.setColumnWidth(column, each)
        self.setColumnWidth(0, room - others * each)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, APPLY))


class _AmountDelegate(RowDelegate):
    """An amount is edited as everywhere else."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        rows: Any = index.model()
        editor = AmountEdit(rows.currency_of(index.column()))
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
