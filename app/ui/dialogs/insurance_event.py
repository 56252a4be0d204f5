"""Something told to the insurer or paid by them: it settles the last day it belongs to.

navigation.dialog("insurance_event", customer=12, receivable=40, kind="overdue_notice")
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.insured import InsurancePolicy
from app.services.insurance_cover import Cover
from app.services.insurance_drafts import KINDS, NEEDS_AMOUNT, EventDraft
from app.services.insurance_wording import EVENTS, policy_title
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Text
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit

OF_ONE: Final = ("overdue_notice", "extension")
Found = tuple[str, list[InsurancePolicy], Cover | None]


class InsuranceEventDialog(FormDialog):
    """What, when, about which receivable."""

    name: ClassVar[str] = "insurance_event"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer: int | None = None,
        receivable: int | None = None,
        kind: str = "",
    ) -> None:
        self.customer = Customer("customer_id", _("&Customer"), finder(desk, parent or self), required=True)
        super().__init__(desk, _("Record for the insurer"), Form(_rows(desk, self.customer)), _("Save entry"), parent)
        self.draft_name = f"{self.name} {customer or 0} {receivable or 0} {kind}"
        self.policies: dict[int, InsurancePolicy] = {}
        self.work = self._write
        self.customer.picked.connect(lambda hit: self._read(hit.key, None))
        for name in ("kind", "policy_id"):
            self.form[name].changed.connect(self._follow)
        if kind:
            self.form["kind"].set_value(kind)
        if customer is not None:
            self.customer.set_value(Hit(customer, "…"))
            self._read(customer, receivable)
        (self.form["kind"] if customer else self.customer.picker).setFocus()
        self._follow()

    def _read(self, customer: int, receivable: int | None) -> None:
        def find(services: Any) -> Found:
            known = services.customers.get(customer)
            return known.short, services.insurance.policies(), services.insurance.cover(customer)

        self.desk.jobs.read(self, find, lambda found: self._take(customer, receivable, found), slot="about")

    @fills
    def _take(self, customer: int, receivable: int | None, found: Found) -> None:
        name, policies, cover = found
        self.customer.set_value(Hit(customer, name))
        self.policies = {each.id: each for each in policies}
        policy, about = self.form["policy_id"], self.form["receivable_id"]
        debts = {each.item.receivable_id: each.item.number for each in cover.invoices} if cover else {}
        if isinstance(policy, Choice) and isinstance(about, Choice):
            policy.set_entries([(each.id, policy_title(each)) for each in policies])
            whole = (None, _("Everything of this customer"))
            about.set_entries(
                [whole, *((key, _("Receivable {number}").format(number=no)) for key, no in debts.items())]
            )
        about.set_value(receivable)
        if cover is not None:
            policy.set_value(cover.policy.id)
        self._follow()

    def _follow(self) -> None:
        kind = self.form["kind"].value()
        self.form["due_on"].setVisible(kind == "extension")
        self.form["due_on"].required = kind == "extension"
        self.form["receivable_id"].required = kind in OF_ONE
        amount = self.form["amount"]
        amount.setVisible(kind in (*NEEDS_AMOUNT, "claim"))
        amount.required = kind in NEEDS_AMOUNT
        policy = self.policies.get(self.form["policy_id"].value() or 0)
        if policy is not None and isinstance(amount, Amount):
            amount.set_currency(policy.currency)

    def _write(self, services: Any) -> object:
        return services.insurance.record(EventDraft(**self.form.draft()))


def _rows(desk: Desk, customer: Customer) -> list[Row]:
    return [
        customer,
        (Choice("kind", _("&What happened"), [(code, _(EVENTS[code])) for code in KINDS]),
         Day("done_on", _("&Day"), today=desk.today, required=True, value=desk.today)),
        Choice("policy_id", _("&Policy"), [], required=True),
        Choice("receivable_id", _("Which &receivable"), [(None, _("Everything of this customer"))]),
        (Day("due_on", _("They wait &until"), today=desk.today), Amount("amount", _("&Amount"))),
        (Text("reference", _("Their re&ference"), longest=80), Note("note", _("&Note"), lines=2)),
    ]  # fmt: skip
