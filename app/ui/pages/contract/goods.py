"""Goods that left under a contract: each batch with its receivable; who signed for it, taking one back."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.models.shipments import Shipment
from app.services import contract_desk_wording as words
from app.services.contract_desk import ContractDesk
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.reason import ask_reason
from app.ui.theme import Theme
from app.ui.widgets.acting import new_button
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.flow import FlowRow
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.panels import panel
from app.ui.widgets.sheet_table import SheetTable

LEAST_TABLE = 80
KINDS = ("text", "day", "money", "text", "text", "text")


class GoodsPart(QWidget):
    """A table in a panel; Enter opens the receivable."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: ContractDesk | None = None
        self.table, self.nothing = SheetTable(), label(_("Nothing has left yet."), "muted")
        self.signed = new_button(_("Signed &for…"), self._signed)
        self.owed = new_button(_("Open the recei&vable"), self._open)
        self.invoice = new_button(_("Make its receiva&ble"), self._invoice)
        self.void = new_button(_("Vo&id this shipment…"), self._void)
        self.buttons = FlowRow([self.signed, self.owed, self.invoice, self.void])
        self.table.setAccessibleName(_("Goods that left"))
        self.table.setMinimumHeight(Theme.current().px(LEAST_TABLE))
        self.table.opened.connect(lambda _place: self._open())
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._look())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel(_("Goods that left"), self.nothing, self.table, self.buttons))

    def show_desk(self, found: ContractDesk) -> None:
        self.found = found
        head = (
            _("Shipment no."),
            _("Left on"),
            _("Amount"),
            _("Receivable"),
            _("Signed for"),
            _("Despite the rules"),
        )
        rows = [words.shipment_cells(each) for each in found.shipments]
        self.table.show_sheet(head, rows, (), KINDS)
        for part, there in ((self.nothing, not rows), (self.table, bool(rows)), (self.buttons, bool(rows))):
            part.setVisible(there)
        if rows:
            self.table.selectRow(len(rows) - 1)
        self._look()

    def chosen(self) -> Shipment | None:
        places = {index.row() for index in self.table.selectionModel().selectedRows()}
        left = self.found.shipments if self.found else ()
        return next((each for place, each in enumerate(left) if place in places), None)

    def _signed(self) -> None:
        each = self.chosen()
        if each is None:
            return
        which = each.id
        day = Day("signed_on", _("&Day"), today=self.desk.today, required=True, value=each.signed_on or self.desk.today)
        form = Form([day, Text("signed_by", _("Signed &by"), longest=100)])
        form.set({"signed_by": each.signed_by})
        dialog = FormDialog(self.desk, _("Goods signed for"), form, _("Record that they signed"), self.window())
        dialog.draft_name = f"signed_for {which}"

        def work(services: Any) -> None:
            draft = form.draft()
            services.shipments.signed_for(which, draft["signed_on"], draft["signed_by"] or None)

        dialog.work = work
        dialog.open()

    def _open(self) -> None:
        each = self.chosen()
        if each is not None and each.receivable is not None:
            self.desk.navigation.open("receivables", view="receivables", search=each.receivable)

    def _invoice(self) -> None:
        each = self.chosen()
        if each is not None:
            which = each.id
            self.desk.jobs.write(self, lambda s: s.shipments.invoice(which), lambda _id: None)

    def _void(self) -> None:
        each = self.chosen()
        if each is not None:
            which, title = each.id, _("Void shipment {number}").format(number=each.number)
            hint = _("Its receivable goes with it, and prepayments are free again. Undo brings both back.")
            ask_reason(
                self.desk,
                title,
                _("Void this shipment"),
                lambda s, why: s.shipments.void(which, why),
                self.window(),
                about=f"void shipment {which}",
                hint=hint,
            )

    def _look(self) -> None:
        each = self.chosen()
        self.signed.setEnabled(each is not None)
        self.void.setEnabled(each is not None)
        self.owed.setEnabled(each is not None and each.receivable is not None)
        self.invoice.setVisible(each is not None and each.receivable is None)
