"""Goods left: the day, all of it or a batch; where a rule stands in the way, what to do about it, or why they left all the same."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services.contract_desk import ContractDesk
from app.services.formats import money
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.payment_fields import Advance
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


class DeliverDialog(FormDialog):
    """Saving makes the receivable of the batch. Goods on their way are recorded with a reason, never refused."""

    def __init__(self, desk: Desk, found: ContractDesk, parent: QWidget | None = None) -> None:
        self.found, self.contract = found, found.contract
        currency, left = found.contract.currency, money(found.left, found.contract.currency)
        hint = _("A batch, or all that is left: {left}. One receivable of the whole batch is made.").format(left=left)
        self.despite = Text(
            "despite", _("They &left all the same, because"), longest=300,
            hint=_("For goods that are on their way already. It stays with the shipment and is counted."),
        )  # fmt: skip
        form = Form(
            [
                (
                    Day("on", _("&Day they left"), today=desk.today, required=True, value=desk.today),
                    Amount("amount", _("&Value of the batch"), currency=currency, required=True, hint=hint),
                ),
                self.despite,
            ]
        )
        super().__init__(desk, _("Goods shipped, or service begun"), form, _("Record the shipment"), parent, width=640)
        self.restores = False
        form.set({"amount": found.left})
        self.despite.hide()
        self.work = self._deliver
        if found.stops["shipment"]:
            self._say(" ".join(found.stops["shipment"]))

    def sizeHint(self) -> QSize:
        """With room for what stands in the way."""
        return super().sizeHint() + QSize(0, 0 if self.message_bar.isHidden() else self.message_bar.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form["amount"].setFocus()

    def show_problem(self, problem: UserError) -> None:
        """A rule in the way says what to do; anything else is told at its field."""
        if problem.field is None:
            self.save.setEnabled(True)
            self._say(problem.text)
        else:
            super().show_problem(problem)

    def _say(self, text: str) -> None:
        who, which = self.contract.customer_id, self.contract.id
        ask = self.desk.navigation.dialog
        ways = (
            (_("Log a payment"), lambda: log_payment(self.desk, self.found)),
            (_("May I ship?"), lambda: ask("may_i_ship", customer=who, contract=which)),
        )
        self.message_bar.say(text, "problem", ways)
        self.despite.show()

    def _deliver(self, services: Any) -> int:
        draft = self.form.draft()
        made: int = services.shipments.deliver(
            draft["on"], contract_id=self.contract.id, amount=draft["amount"], despite=draft.get("despite") or None
        )
        return made


def log_payment(desk: Desk, found: ContractDesk) -> None:
    """For what comes before the goods where that is missing, else for what is owed."""
    who, missing = found.contract.customer_id, found.prepaid.missing
    if missing and found.is_open:
        nature = next((each.nature for each in found.prepaid.lines if each.missing), "prepayment")
        purpose = nature if nature == "earnest" else "prepayment"
        desk.navigation.dialog("payment", customer=who, advance=Advance(missing, found.contract.id, purpose))
    else:
        desk.navigation.dialog("payment", customer=who)
