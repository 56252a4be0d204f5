"""The days of a legal matter: hearings, last days, costs; added, ticked, voided.

dates_of(desk, matter, parent)
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.i18n import _
from app.models.matters import LegalDate, Matter
from app.services import matter_wording as words
from app.services.formats import NOTHING, day
from app.ui.dialogs.matter_deeds import add_date, finish_date
from app.ui.widgets.acting import new_button
from app.ui.widgets.labels import buttons_in_order, label
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import fit_dialog
from app.ui.widgets.sheet_table import SheetTable

SIZE_PX: Final = (720, 400)


class DatesDialog(QDialog):
    """In the order of their days."""

    def __init__(self, desk: Desk, found: Matter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.matter = desk, found
        self.dates: list[LegalDate] = []
        self.setWindowTitle(_("Days of {number}, {name}").format(number=found.number, name=found.customer))
        self.table = SheetTable()
        self.empty = label(
            _("No days yet: enter the hearing and the last days that the court gives."), "muted", wrap=True
        )
        self.add = new_button(_("&Add a day…"), self._add, "plus")
        self.tick = new_button(_("&Done…"), self._done, "check-circle")
        self.void = new_button(_("&Void"), self._void, "prohibit")
        buttons = buttons_in_order()
        for button in (self.add, self.tick, self.void):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (self.empty, self.table):
            layout.addWidget(part, 1)
        layout.addWidget(buttons)
        self.table.selectionModel().selectionChanged.connect(lambda *_selected: self._look())
        self.table.opened.connect(lambda _place: self._done())
        fit_dialog(self, *SIZE_PX)
        self.load()

    def load(self) -> None:
        self.desk.jobs.read(self, lambda s: s.matters.dates(self.matter.id), self.show_dates)

    def show_dates(self, found: list[LegalDate]) -> None:
        self.dates = found
        head = (_("Day"), _("Kind"), _("Note"), _("State"))
        today = self.desk.today
        rows = [
            (day(each.on_day), words.kind_name(each.kind), each.note or NOTHING, words.date_state(each, today)[0])
            for each in found
        ]
        self.table.show_sheet(head, rows, (), ("day", "text", "text", "text"))
        self.empty.setVisible(not found)
        self.table.setVisible(bool(found))
        first = next((place for place, each in enumerate(found) if _waits(each)), 0)
        if found:
            self.table.selectRow(first)
        self._look()

    def chosen(self) -> LegalDate | None:
        places = {index.row() for index in self.table.selectionModel().selectedRows()}
        return next((self.dates[place] for place in places if place < len(self.dates)), None)

    def _look(self) -> None:
        each = self.chosen()
        self.add.setEnabled(self.matter.is_open)
        for button in (self.tick, self.void):
            button.setEnabled(each is not None and _waits(each))

    def _add(self) -> None:
        add_date(self.desk, self.matter, self).saved.connect(lambda _id: self.load())

    def _done(self) -> None:
        each = self.chosen()
        if each is not None and _waits(each):
            finish_date(self.desk, each, self).saved.connect(lambda _none: self.load())

    def _void(self) -> None:
        each = self.chosen()
        if each is not None and _waits(each):
            which = each.id
            self.desk.jobs.write(self, lambda s: s.matters.void_date(which), lambda _none: self.load())


def _waits(each: LegalDate) -> bool:
    return each.done_on is None and each.voided_on is None


def dates_of(desk: Desk, found: Matter, parent: QWidget) -> DatesDialog:
    """Opens the list of days."""
    dialog = DatesDialog(desk, found, parent)
    dialog.open()
    return dialog
