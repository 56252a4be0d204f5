"""Whose money a line of the bank is, chosen by hand: the customer, and which receivables it settles.

choose_customer(desk, line, parent)        # nothing ticked = oldest due first
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.i18n import _
from app.models.bank import BankLine, OpenPart
from app.services.bank_review import Accepted
from app.services.formats import day, money
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.theme import Theme
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer

ROW = Qt.ItemDataRole.UserRole
DASH = " · "


class BankChoice(FormDialog):
    """A picker, and the open receivables of the customer with a box each."""

    def __init__(self, desk: Desk, line: BankLine, parent: QWidget | None = None) -> None:
        self.customer = Customer("customer_id", _("&Customer"), finder(desk, parent or self), required=True)
        super().__init__(
            desk, _("Whose money is it?"), Form([self.customer]), _("Log {amount}").format(amount=money(line.amount, line.currency)), parent
        )  # fmt: skip
        self.draft_name = f"bank_choice {line.id}"
        self.line = line
        self.rows = QListWidget()
        self.rows.setAccessibleName(_("Open receivables"))
        self.rows.setFixedHeight(Theme.current().px(150))
        said = DASH.join(filter(None, (day(line.on), line.payer_name, line.text)))
        self.note = label("", "caption", wrap=True)
        self.body.insertWidget(0, label(said, "section", wrap=True))
        self.body.insertWidget(2, self.rows)
        self.body.insertWidget(3, self.note)
        self.customer.picked.connect(lambda _hit: self._load())
        self.customer.setFocus()
        self.work = self._accept_line

    def _load(self) -> None:
        who, currency = self.customer.value(), self.line.currency
        if who:
            self.desk.jobs.read(self, lambda s: s.bank.open_rows(who, currency), self.show_rows, slot="rows")

    def show_rows(self, rows: list[OpenPart]) -> None:
        """The open receivables; nothing is ticked, so the oldest go first."""
        self.rows.clear()
        for row in rows:
            item = QListWidgetItem(DASH.join([row.number, money(row.open, row.currency)]))
            item.setData(ROW, (row.id, row.open))
            item.setCheckState(Qt.CheckState.Unchecked)
            self.rows.addItem(item)
        few = _("Tick what it settles. With nothing ticked the oldest due go first.")
        self.note.setText(few if rows else _("Nothing is open in this currency: all of it is kept as an advance."))

    def _accept_line(self, services: Any) -> Accepted:
        """What is ticked, in the order of the list, as far as the money goes."""
        left, parts = self.line.amount, dict[int, int]()
        for item in (self.rows.item(place) for place in range(self.rows.count())):
            if item.checkState() == Qt.CheckState.Checked and left > 0:
                row_id, still_open = item.data(ROW)
                parts[row_id] = min(left, still_open)
                left -= parts[row_id]
        made: Accepted = services.bank.accept_for(self.line.id, self.customer.value() or 0, parts or None)
        return made


def choose_customer(desk: Desk, line: BankLine, parent: QWidget) -> BankChoice:
    """Opens the dialog; `saved` tells what was made of the line."""
    dialog = BankChoice(desk, line, parent)
    dialog.open()
    return dialog
