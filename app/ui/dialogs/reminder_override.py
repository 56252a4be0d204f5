"""Another ladder for one customer or one debt: slower or quicker, some days later, no letter above.

navigation.dialog("reminder_override", customer=12)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.models.reminders import Override
from app.services.remind_desk_wording import item_title, levels
from app.services.reminders import OverrideDraft
from app.services.rules.reminding import DueItem
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.fields import Choice, Percent, Text, Whole
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit

SLOWEST: Final = 500  # per cent of the usual waiting days
LATEST: Final = 365
USUAL: Final = -1


@dataclass(frozen=True, slots=True)
class Found:
    """What is in force for a customer, and what could be chosen."""

    name: str
    items: tuple[DueItem, ...]
    overrides: tuple[Override, ...]


class ReminderOverrideDialog(FormDialog):
    """Of all debts or one; the one in force stands in the fields and can be ended."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, instalment: int | None = None
    ) -> None:
        self.customer = Customer("customer_id", _("&Customer"), finder(desk, desk.jobs), required=True)
        self.debt = Choice("instalment_id", _("&For"), [(None, _("All receivables"))])
        hint = _("100% = as usual, 150% = half as slow again, 50% = twice as quick. Empty = by grade.")
        wait = Percent("wait_bp", _("&Waiting days, times"), most=SLOWEST, hint=hint)
        later = Whole("later_days", _("&Days later"), most=LATEST, hint=_("Added to each waiting time."))
        most = Choice("most_level", _("&No letter above"), [(USUAL, _("No bound")), *levels()])
        reason = Text("reason", _("&Reason"), required=True, longest=200)
        form = Form([(self.customer, self.debt), (wait, later), most, reason])
        super().__init__(desk, _("Exception for reminders"), form, _("Save the exception"), parent, width=640)
        self.draft_name = f"reminder_override {customer or 0} {instalment or 0}"
        self.found: Found | None = None
        self.end = self.buttons.addButton(_("End the exception"), QDialogButtonBox.ButtonRole.ResetRole)
        self.end.setAutoDefault(False)
        self.end.hide()
        self.end.clicked.connect(lambda _on=False: self._end())
        self.work = self._save
        self._first = instalment
        self.customer.picked.connect(lambda hit: self._load(hit.key))
        self.debt.changed.connect(self._show_kept)
        self.customer.setFocus()
        if customer is not None:
            self.customer.set_value(Hit(customer, "…"))
            self._load(customer)
            wait.setFocus()

    def _load(self, customer_id: int) -> None:
        self.desk.jobs.read(self, lambda s: _found(s, customer_id), lambda found: self._show(customer_id, found))

    @fills
    def _show(self, customer_id: int, found: Found) -> None:
        self.found = found
        self.customer.set_value(Hit(customer_id, found.name))
        debts = [(each.instalment_id, item_title(each)) for each in found.items]
        self.debt.set_entries([(None, _("All receivables")), *debts])
        self.debt.set_value(self._first)
        self._show_kept()

    def kept(self) -> Override | None:
        """The exception in force for what is chosen."""
        which, overrides = self.debt.value(), self.found.overrides if self.found else ()
        return next((each for each in overrides if each.instalment_id == which), None)

    def _show_kept(self) -> None:
        kept = self.kept()
        most = USUAL if kept is None or kept.most_level is None else kept.most_level
        values = {"most_level": most, "wait_bp": kept.wait_bp if kept else None}
        more = {"later_days": kept.later_days if kept else None, "reason": kept.reason if kept else ""}
        self.form.set({**values, **more})
        self.end.setVisible(kept is not None)

    def _save(self, services: Any) -> object:
        draft = self.form.draft()
        draft["later_days"] = draft["later_days"] or 0
        draft["most_level"] = None if draft["most_level"] == USUAL else draft["most_level"]
        return services.reminders.set_override(OverrideDraft(**draft))

    def _end(self) -> None:
        kept = self.kept()
        if kept is not None:
            self.work = lambda s: s.reminders.void_override(kept.id)
            self.commit()

    def show_problem(self, problem: UserError) -> None:
        self.work = self._save
        super().show_problem(problem)


def _found(services: Any, customer_id: int) -> Found:
    """Raises UserError when the customer is gone."""
    name = services.customers.get(customer_id).short
    items = tuple(item for each in services.reminders.of(customer_id) for item in (*each.items, *each.later))
    return Found(name, items, tuple(services.reminders.overrides(customer_id)))
