"""The list of payments and what can be done with the chosen ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.i18n import _
from app.services.lists import PaymentRow
from app.ui.dialogs import paying_back
from app.ui.dialogs import receivable_changes as changes
from app.ui.dialogs.correct import correct_payment
from app.ui.pages.receivables.ledger_list import PAYMENTS, LedgerList
from app.ui.widgets.page import Page
from app.ui.widgets.table_panel import Nothing


class PaidView(LedgerList):
    """Each payment is a row, money paid back too."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, PAYMENTS)
        dialog = page.desk.navigation.dialog
        self.pay = self.add_action("money", _("Log a payment"), "Ctrl+R", self.log_payment)
        self.use = self.add_action("arrows-left-right", _("Use the advance"), "", self._use)
        self.elsewhere = self.add_action("swap", _("Apply differently…"), "", self._move)
        self.refund = self.add_action("arrow-u-up-left", _("Pay back…"), "", self._refund)
        self.keep = self.add_action("coin", _("Keep as income…"), "", self._keep)
        self.bounce = self.add_action("warning", _("Came back…"), "", self._bounce)
        self.correct = self.add_action("pencil-line", _("Correct…"), "F2", self._correct)
        self.void = self.add_action("prohibit", _("Void…"), "Del", self._void)
        self.open = self.add_action("user", _("Open customer"), "Enter", self.open_customer)
        freed = [self.use, self.refund, self.keep, self.elsewhere, self.bounce]
        self.set_actions([self.pay, *freed, self.correct, self.void, self.open])
        ways = ((_("Import Excel"), lambda: dialog("import")), (_("Log a payment"), lambda: dialog("payment")))
        self.panel.when_empty = Nothing(_("No payments yet."), ways)

    def selection(self) -> Mapping[str, Any]:
        return self._whose()

    def show_chosen(self, rows: list[Any]) -> None:
        row: PaymentRow | None = rows[0] if len(rows) == 1 and rows[0].voided_on is None else None
        receipt = row if row is not None and row.kind == "receipt" else None
        for action in (self.use, self.refund, self.keep):
            action.setVisible(receipt is not None and receipt.unapplied > 0)
        self.elsewhere.setVisible(receipt is not None and bool(receipt.applied_to))
        self.bounce.setVisible(receipt is not None)
        self.correct.setEnabled(receipt is not None)
        self.void.setEnabled(row is not None)
        self.open.setEnabled(len(rows) == 1)

    def _use(self) -> None:
        payment = self.chosen()[0].id
        self.page.write(lambda s: s.payments.apply(payment), lambda _nothing: None)

    def _free(self) -> paying_back.Free:
        row: PaymentRow = self.chosen()[0]
        return paying_back.Free(row.customer_id, row.customer, row.currency, row.unapplied, row.id)

    def _refund(self) -> None:
        paying_back.refund(self.page.desk, self._free(), self)

    def _keep(self) -> None:
        paying_back.keep(self.page.desk, self._free(), self)

    def _move(self) -> None:
        paying_back.move(self.page.desk, self.chosen()[0], self)

    def _bounce(self) -> None:
        paying_back.bounce(self.page.desk, self.chosen()[0], self)

    def _correct(self) -> None:
        correct_payment(self.page.desk, self.chosen()[0].id, self)

    def _void(self) -> None:
        changes.void_payment(self.page.desk, self.chosen()[0], self)
