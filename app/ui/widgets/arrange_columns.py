"""Choosing and ordering the columns of a table with the keyboard: Space shows or hides, Ctrl+Up and Ctrl+Down move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.ui.widgets.labels import buttons_in_order, label, set_role
from app.ui.widgets.scroll import fit_dialog

if TYPE_CHECKING:
    from app.ui.widgets.table_columns import ColumnKeeper

_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ArrangeColumns(QDialog):
    """Everything applies at once; closing it is all there is to do."""

    @staticmethod
    def over(view: QWidget, columns: ColumnKeeper) -> ArrangeColumns:
        """Opens it for the columns of a table."""
        dialog = ArrangeColumns(columns, view.window())
        dialog.open()
        return dialog

    def __init__(self, columns: ColumnKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Columns"))
        self._columns = columns
        self.list = _List(self)
        self.list.setAccessibleName(_("Columns"))
        frame = QVBoxLayout(self)
        frame.setContentsMargins(16, 12, 16, 12)
        frame.setSpacing(8)
        frame.addWidget(label(_("Space shows or hides a column, Ctrl+Up and Ctrl+Down move it."), "caption", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(self._side())
        frame.addLayout(row, 1)
        frame.addWidget(self._foot())
        self._fill(0)
        self.list.itemChanged.connect(self._ticked)
        fit_dialog(self, 480, 480)
        self.list.setFocus()

    def move_current(self, by: int) -> None:
        """The column in question goes one place up or down in the list: left or right in the table."""
        place = self.list.currentRow()
        if 0 <= place + by < self.list.count():
            self._columns.move(self._columns.in_order()[place], by)
            self._fill(place + by)

    def _side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        for text, by in ((_("Move up"), -1), (_("Move down"), 1)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, by=by: self.move_current(by))
            side.addWidget(button)
        side.addStretch(1)
        return side

    def _foot(self) -> QDialogButtonBox:
        buttons = buttons_in_order()
        usual = buttons.addButton(_("Restore the usual columns"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(_("Close this window"), QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(close, "primary")
        usual.setAutoDefault(False)
        usual.clicked.connect(lambda _on=False: self._reset())
        close.clicked.connect(self.accept)
        return buttons

    def _fill(self, current: int) -> None:
        titles = self._columns.titles()
        self.list.blockSignals(True)
        self.list.clear()
        for key in self._columns.in_order():
            title, shown = titles[key]
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(current)
        self.list.blockSignals(False)

    def _reset(self) -> None:
        self._columns.reset()
        self._fill(0)

    def _ticked(self, item: QListWidgetItem) -> None:
        """The last column in sight stays: its tick comes back."""
        self._columns.show(item.data(Qt.ItemDataRole.UserRole), item.checkState() == Qt.CheckState.Checked)
        self._fill(self.list.row(item))


class _List(QListWidget):
    def __init__(self, dialog: ArrangeColumns) -> None:
        super().__init__()
        self._dialog = dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._dialog.move_current(step)
        else:
            super().keyPressEvent(event)
