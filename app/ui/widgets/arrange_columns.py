"""Choosing and ordering the columns of a table with the keyboard: Space shows or hides, Ctrl+Up and Ctrl+Down move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from app.i18n import _
from app.ui.widgets.labels import buttons_in_order, label, set_role
from app.ui.widgets.ordered_list import Entry, OrderedList
from app.ui.widgets.scroll import frame_dialog

if TYPE_CHECKING:
    from app.ui.widgets.table_columns import ColumnKeeper


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
        self._columns = columns
        self.list = OrderedList()
        self.list.setAccessibleName(_("Columns"))
        self.list.moved.connect(self._move)
        self.list.ticked.connect(self._show)
        hint = _("Space shows or hides a column, Ctrl+Up and Ctrl+Down move it.")
        buttons = arranging(self, _("Columns"), hint, self.list.beside(_("Move up"), _("Move down")))
        usual = buttons.addButton(_("Restore the usual columns"), QDialogButtonBox.ButtonRole.ActionRole)
        usual.setAutoDefault(False)
        usual.clicked.connect(lambda _on=False: self._reset())
        self._fill()
        self.list.setFocus()

    def _move(self, key: str, by: int) -> None:
        self._columns.move(key, by)
        self._fill()

    def _show(self, key: str, shown: bool) -> None:
        """The last column in sight stays: its tick comes back."""
        self._columns.show(key, shown)
        self._fill()

    def _reset(self) -> None:
        self._columns.reset()
        self._fill()

    def _fill(self) -> None:
        titles = self._columns.titles()
        self.list.show_entries([Entry(key, *titles[key]) for key in self._columns.in_order()])


def arranging(dialog: QDialog, title: str, hint: str, middle: QWidget) -> QDialogButtonBox:
    """Title, hint, list and a way out: what such dialogs look like. Gives the row of buttons."""
    dialog.setWindowTitle(title)
    buttons = buttons_in_order()
    close = buttons.addButton(_("Close this window"), QDialogButtonBox.ButtonRole.AcceptRole)
    set_role(close, "primary")
    close.clicked.connect(dialog.accept)
    frame_dialog(dialog, label(hint, "caption", wrap=True), middle, buttons, room=middle, size=(480, 480))
    return buttons
