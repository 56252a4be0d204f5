"""The limit of a group: what its members may owe together.

navigation.dialog("group_limit", customer=12)        # the group of that customer
"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.formats import money
from app.services.group_room import GroupRoom
from app.services.group_wording import group_text
from app.services.limits import Level
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.radio_field import Radios
from app.ui.widgets.sheet_table import SheetTable


class GroupLimitDialog(FormDialog):
    """Whoever belongs to the group stands below, with what they owe."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int) -> None:
        states = [("not_set", _("&Not set")), ("set", _("A&mount")), ("unlimited", _("Unl&imited"))]
        form = Form([Radios("state", _("Limit of the group"), states), Amount("amount", _("&Limit amount"))])
        super().__init__(desk, _("Limit of the group"), form, _("Save limit of the group"), parent)
        self.draft_name = f"group_limit {customer}"
        self.found: GroupRoom | None = None
        self.said, self.table = label("", "strong", wrap=True), SheetTable()
        self.table.setMinimumHeight(160)
        self.body.insertWidget(0, self.said)
        self.body.insertWidget(2, self.table)
        self.work = self._save
        form["state"].changed.connect(self._follow)
        self.save.setEnabled(False)
        self._follow()
        desk.jobs.read(self, lambda s: s.limits.group(customer), self.show_group)

    @fills
    def show_group(self, found: GroupRoom | None) -> None:
        self.found = found
        if found is None:
            self.said.setText(_("This customer belongs to no group. The group is a field of the customer."))
            return
        self.setWindowTitle(_("Limit of the group {name}").format(name=found.group.name))
        self.said.setText(group_text(found))
        amount = self.form["amount"]
        if isinstance(amount, Amount):
            amount.set_currency(found.currency)
        self.form.set({"state": found.group.state, "amount": found.group.amount})
        rows = tuple((name, money(used, found.currency)) for _id, name, used in found.members)
        self.table.show_sheet(
            (_("Customer"), _("Credit in use")), rows, ((_("Total"), money(found.used, found.currency)),)
        )
        self.save.setEnabled(True)

    def _follow(self) -> None:
        chosen = self.form["state"].value() == "set"
        self.form["amount"].setVisible(chosen)
        self.form["amount"].required = chosen

    def _save(self, services: Any) -> None:
        if self.found is not None:
            draft = self.form.draft()
            services.limits.set_group(self.found.group.id, Level(draft["state"], draft.get("amount") or 0))
