"""The change history of the whole book (Edit menu): every field that was changed, by whom, from what to what.

navigation.dialog("history")
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from app.i18n import _
from app.models.topics import Changes
from app.ui.widgets.history_list import HistoryList
from app.ui.widgets.labels import buttons_in_order, label, set_role
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import frame_dialog

NEWEST = 2000  # changes that are read; older ones are in the file that “kedun history” writes


class HistoryDialog(QDialog):
    """Stays up to date while it is open: what is taken back here is seen here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Change history"))
        self.list = HistoryList(desk, desk.preferences.table("history"), whose=True)
        buttons = buttons_in_order()
        close = buttons.addButton(_("Close this window"), QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(close, "primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        hint = _("The newest {count} changes. Taking one back is a change too; nothing is removed from the history.")
        told = label(hint.format(count=f"{NEWEST:,}"), "caption", wrap=True)
        frame_dialog(self, told, self.list, buttons, room=self.list, size=(1200, 560))
        desk.jobs.changed.connect(self._hear)
        self._load()

    def _hear(self, _changes: Changes) -> None:
        self._load()

    def _load(self) -> None:
        self.desk.jobs.read(self, lambda s: s.history.lines(limit=NEWEST), self.list.show_lines, slot="history")
