"""Money that comes for a debt that was written off: owed again and settled with it, in one change.

navigation.dialog("recovery", customer=12)
navigation.dialog("recovery", customer=12, instalment=3)      # begins with what was written off of that one
"""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.adjustments import Adjustment
from app.models.errors import UserError
from app.services.giving_wording import given_text
from app.services.method_wording import method_name
from app.services.payments import METHODS
from app.services.write_offs import RecoveryDraft
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


class RecoveryDialog(FormDialog):
    """Which write-off, how much, when, how."""

    name: ClassVar[str] = "recovery"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, instalment: int | None = None
    ) -> None:
        form = Form(
            [
                Choice("which", _("&Write-off"), []),
                (
                    Amount("amount", _("&Amount"), required=True),
                    Day("paid_on", _("&Date received"), today=desk.today, required=True, value=desk.today),
                ),
                (
                    Choice("method", _("&Method"), [(code, method_name(code)) for code in METHODS]),
                    Text("payer_name", _("Payer &name"), longest=120, hint=_("Such as an administrator or guarantor.")),
                ),
                Text("note", _("N&ote"), longest=300),
            ]
        )
        super().__init__(desk, _("Money for a debt written off"), form, _("Log the money"), parent)
        self.draft_name = f"{self.name} {customer or 0} {instalment or 0}"
        self.found: dict[int, Adjustment] = {}
        self._instalment = instalment
        self.work = self._record
        self.save.setEnabled(False)
        form["which"].changed.connect(self._take_amount)
        if customer is None:
            self._take([])
        else:
            desk.jobs.read(self, lambda s: s.write_offs.recoverable(customer), self._take, slot="found")
        form["amount"].setFocus()

    @fills
    def _take(self, found: list[Adjustment]) -> None:
        self.found = {each.id: each for each in found}
        which = self.form["which"]
        if isinstance(which, Choice):
            which.set_entries([(each.id, given_text(each)) for each in found])
            which.set_value(next((each.id for each in found if each.instalment_id == self._instalment), None))
        self.save.setEnabled(bool(found))
        if not found:
            self.message_bar.say(_("Nothing of this customer is written off."), "info")
        self._take_amount()

    def _take_amount(self) -> None:
        chosen, amount = self.found.get(self.form["which"].value()), self.form["amount"]
        if chosen is not None and isinstance(amount, Amount):
            amount.set_currency(chosen.currency)
            amount.set_value(chosen.left)

    def _record(self, services: Any) -> int:
        draft = self.form.draft()
        which = draft.pop("which")
        if which is None:
            raise UserError(_("Nothing of this customer is written off."))
        return int(services.write_offs.recovered(which, RecoveryDraft(**draft)))
