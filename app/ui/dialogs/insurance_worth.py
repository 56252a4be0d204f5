"""Is a policy worth its premium? What it takes off the expected loss of a year, buyer by buyer, against what it costs.

navigation.dialog("insurance_worth", policy=3)
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from app.i18n import _
from app.services import insurance_tables as tables
from app.services.insurance_rows import WorthSheet
from app.services.insurance_wording import policy_title
from app.ui.widgets.labels import buttons_in_order, label, set_role
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import frame_dialog
from app.ui.widgets.sheet_table import SheetTable


class WorthDialog(QDialog):
    """Shows; nothing can be changed here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, policy: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Is it worth it?"))
        self.answer, self.notes = label("", "section", wrap=True), label("", "caption", wrap=True)
        self.table = SheetTable()
        buttons = buttons_in_order()
        close = buttons.addButton(_("Close this window"), QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(close, "primary")
        close.clicked.connect(self.accept)
        frame_dialog(self, self.answer, self.table, self.notes, buttons, room=self.table, size=(900, 480))
        desk.jobs.read(self, lambda s: s.insurance.worth(policy), self.show_sheet, slot="worth")

    def show_sheet(self, sheet: WorthSheet) -> None:
        self.setWindowTitle(_("Is it worth it? {policy}").format(policy=policy_title(sheet.policy)))
        self.answer.setText(tables.worth_text(sheet))
        self.notes.setText("\n".join(tables.worth_notes(sheet)))
        feet = (tables.worth_total(sheet),) if sheet.lines else ()
        self.table.show_sheet(tables.worth_head(), tuple(tables.worth_rows(sheet)), feet, tables.WORTH_KINDS)
