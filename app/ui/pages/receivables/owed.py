"""The list of receivables and what can be done with the chosen ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QAction

from app.i18n import _
from app.services.adjustments import Kind
from app.services.lists import ReceivableRow
from app.ui.dialogs import disputes, giving_up
from app.ui.dialogs import receivable_changes as changes
from app.ui.dialogs.correct import correct_receivable
from app.ui.pages.receivables.ledger_list import RECEIVABLES, LedgerList
from app.ui.widgets.page import Page
from app.ui.widgets.table_panel import Nothing


class OwedView(LedgerList):
    """Each instalment is a row."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, RECEIVABLES)
        dialog = page.desk.navigation.dialog
        self.pay = self.add_action("money", _("Log a payment"), "Ctrl+R", self.log_payment)
        self.remind = self.add_action("bell", _("Remind"), "Ctrl+E", lambda: dialog("remind", **self._whose()))
        self.new = self.add_action(
            "plus", _("New receivable"), "Ctrl+N", lambda: dialog("new_receivable", **self._whose())
        )
        self.due = self.add_action("calendar-blank", _("Change the due date…"), "", self._change_due)
        self.happened = self.add_action("check", _("Delivered…"), "", self._happened)
        self.dispute = self.add_action("scales", _("Mark a dispute…"), "", self._dispute)
        self.edit_dispute = self.add_action("pencil-simple", _("Change the dispute…"), "", self._edit_dispute)
        self.correct = self.add_action("pencil-line", _("Correct…"), "F2", self._correct)
        self.write_off = self.add_action("minus-circle", _("Write off…"), "", self._write_off)
        self.allow = self._give_up("allowance", "minus", _("Allowance…"))
        self.round_off = self._give_up("rounding", "circle-half", _("Rounding difference…"))
        self.recover = self.add_action("arrow-counter-clockwise", _("Money for a debt written off…"), "", self._recover)
        self.take_back = self.add_action("prohibit", _("Void what was given up…"), "", self._take_back)
        self.interest = self.add_action("percent", _("Late interest…"), "", self._interest)
        self.void = self.add_action("prohibit", _("Void…"), "Del", self._void)
        self.open = self.add_action("user", _("Open customer"), "Enter", self.open_customer)
        asked = [self.happened, self.due, self.dispute, self.edit_dispute]
        given = [self.recover, self.write_off, self.allow, self.round_off, self.take_back]
        self.set_actions(
            [self.pay, self.remind, self.new, *asked, self.correct, self.interest, *given, self.void, self.open]
        )
        ways = ((_("Import Excel"), lambda: dialog("import")), (_("New receivable"), lambda: dialog("new_receivable")))
        self.panel.when_empty = Nothing(_("No receivables yet."), ways)

    def selection(self) -> Mapping[str, Any]:
        """The customer of the chosen rows and their open instalments; nothing when they are of several customers."""
        wanted = self._whose()
        still_open = [row.id for row in self.chosen() if row.open > 0]
        return {**wanted, "instalments": still_open} if wanted and still_open else wanted

    def show_chosen(self, rows: list[Any]) -> None:
        row: ReceivableRow | None = rows[0] if len(rows) == 1 and rows[0].voided_on is None else None
        still_open = row is not None and row.open > 0
        self.due.setEnabled(still_open)
        self.dispute.setEnabled(still_open)
        self.dispute.setText(_("End the dispute…") if row is not None and row.disputed else _("Mark a dispute…"))
        self.edit_dispute.setVisible(row is not None and row.disputed > 0)
        self.happened.setVisible(row is not None and row.event is not None)
        if row is not None and row.event:
            self.happened.setText(_("{event}…").format(event=_(changes.EVENTS[row.event][0])))
        for action in (self.correct, self.void):
            action.setEnabled(row is not None)
        for action in (self.allow, self.round_off):
            action.setVisible(still_open)
        self.write_off.setVisible("instalments" in self.selection())
        self.recover.setVisible(row is not None and row.written_off)
        self.take_back.setVisible(row is not None and row.given > 0)
        late = row is not None and row.due_on is not None and row.due_on < self.page.desk.today
        self.interest.setEnabled(late)
        self.remind.setEnabled(bool(self._whose()))
        self.open.setEnabled(len(rows) == 1)

    def _give_up(self, kind: Kind, picture: str, text: str) -> QAction:
        return self.add_action(
            picture, text, "", lambda: giving_up.give_up(self.page.desk, self.chosen()[0], kind, self)
        )

    def _write_off(self) -> None:
        """Of the chosen rows, all of one customer."""
        self.page.desk.navigation.dialog("write_off", **self.selection())

    def _recover(self) -> None:
        row = self.chosen()[0]
        self.page.desk.navigation.dialog("recovery", customer=row.customer_id, instalment=row.id)

    def _take_back(self) -> None:
        giving_up.take_back(self.page.desk, self.chosen()[0], self)

    def _change_due(self) -> None:
        changes.change_due(self.page.desk, self.chosen()[0], self)

    def _happened(self) -> None:
        changes.happened(self.page.desk, self.chosen()[0], self)

    def _dispute(self) -> None:
        row = self.chosen()[0]
        (disputes.end_dispute if row.disputed else disputes.dispute)(self.page.desk, row, self)

    def _edit_dispute(self) -> None:
        disputes.edit_dispute(self.page.desk, self.chosen()[0], self)

    def _correct(self) -> None:
        correct_receivable(self.page.desk, self.chosen()[0].receivable_id, self)

    def _interest(self) -> None:
        self.page.desk.navigation.dialog("interest", receivable=self.chosen()[0].receivable_id)

    def _void(self) -> None:
        changes.void_receivable(self.page.desk, self.chosen()[0], self)
