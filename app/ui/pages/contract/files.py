"""Papers of the contract: the signed copy, delivery notes, evidence of its milestones."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.models.attachments import Attached
from app.services.contract_desk import ContractDesk
from app.services.formats import NOTHING, day
from app.services.legal_wording import ROLES
from app.ui.pages.contract import asking
from app.ui.papers import save_copy
from app.ui.theme import Theme
from app.ui.widgets.acting import new_button
from app.ui.widgets.flow import FlowRow
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.sheet_table import SheetTable

LEAST_TABLE = 150
KILO = 1024


class FilesPart(QWidget):
    """Copies inside the book; they can be saved as files again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: ContractDesk | None = None
        self.table, self.nothing = SheetTable(), label(_("No paper yet. Attach the signed copy first."), "muted")
        self.attach = new_button(_("Attach a &file…"), self._attach)
        self.save = new_button(_("Sa&ve a copy…"), self._save)
        self.void = new_button(_("V&oid this file"), self._void)
        self.table.setAccessibleName(_("Files"))
        self.table.opened.connect(lambda _place: self._save())
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._look())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.table.setMinimumHeight(Theme.current().px(LEAST_TABLE))
        for part in (self.nothing, self.table, FlowRow([self.attach, self.save, self.void])):
            layout.addWidget(part)
        layout.addStretch(1)
        self._look()

    def show_desk(self, found: ContractDesk) -> None:
        self.found = found
        rows = [
            (each.name, _(ROLES[each.role]) if each.role else NOTHING, day(each.on_day), _size(each))
            for each in found.files
        ]
        self.table.show_sheet(
            (_("File"), _("Kind"), _("Day of the paper"), _("Size")), rows, (), ("text", "text", "day", "number")
        )
        self.nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)
        self._look()

    def chosen(self) -> Attached | None:
        places = {index.row() for index in self.table.selectionModel().selectedRows()}
        files = self.found.files if self.found else ()
        return next((each for place, each in enumerate(files) if place in places), None)

    def _attach(self) -> None:
        if self.found is not None:
            asking.attach(self.desk, self.found, self.window())

    def _save(self) -> None:
        file = self.chosen()
        if file is not None:
            save_copy(self, self.desk, file.id, file.name)

    def _void(self) -> None:
        file = self.chosen()
        if file is not None:
            which = file.id
            self.desk.jobs.write(self, lambda s: s.attachments.void(which), lambda _none: None)

    def _look(self) -> None:
        for button in (self.save, self.void):
            button.setEnabled(self.chosen() is not None)


def _size(file: Attached) -> str:
    return _("{count} KB").format(count=f"{max(1, file.size // KILO):,}")
