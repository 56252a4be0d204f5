"""The limit of the insurer for one buyer: asked for, granted or cut, cancelled.

navigation.dialog("buyer_limit", customer=12)
"""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.insured import BuyerLimit, InsurancePolicy
from app.services.formats import money
from app.services.insurance_drafts import BuyerLimitDraft
from app.services.insurance_wording import limit_state, policy_title
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text, Tick
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit
from app.ui.widgets.radio_field import Radios

GRANTED = ("last_day", "conditions", "insurer_grade", "buyer_name", "related", "discretionary")
Found = tuple[str, list[InsurancePolicy], list[BuyerLimit]]


class BuyerLimitDialog(FormDialog):
    """What the insurer said, and from when."""

    name: ClassVar[str] = "buyer_limit"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None) -> None:
        self.customer = Customer("customer_id", _("&Customer"), finder(desk, parent or self), required=True)
        super().__init__(desk, _("Buyer limit"), Form(_rows(desk, self.customer)), _("Save limit"), parent, width=640)
        self.draft_name = f"{self.name} {customer or 0}"
        self.policies: dict[int, InsurancePolicy] = {}
        self.limits: list[BuyerLimit] = []
        self.work = self._write
        self.customer.picked.connect(lambda hit: self._read(hit.key))
        for name in ("deed", "policy_id"):
            self.form[name].changed.connect(self._follow)
        if customer is not None:
            self.customer.set_value(Hit(customer, "…"))
            self._read(customer)
        (self.form["deed"] if customer else self.customer.picker).setFocus()
        self._follow()

    def _read(self, customer: int) -> None:
        def find(services: Any) -> Found:
            known = services.customers.get(customer)
            return known.short, services.insurance.policies(), services.insurance.limits(customer)

        self.desk.jobs.read(self, find, lambda found: self._take(customer, found), slot="about")

    @fills
    def _take(self, customer: int, found: Found) -> None:
        name, policies, self.limits = found
        self.customer.set_value(Hit(customer, name))
        self.policies = {each.id: each for each in policies}
        choice = self.form["policy_id"]
        if isinstance(choice, Choice):
            choice.set_entries([(each.id, policy_title(each)) for each in policies])
        if not policies:
            self.message_bar.say(
                _("There is no insurance policy yet. Enter it first."),
                "info",
                ((_("New insurance policy"), self._policy),),
            )
        held = self._held()
        if held is not None:
            choice.set_value(held.policy_id)
            self.form.set({"buyer_name": held.buyer_name, "related": held.related, "discretionary": held.discretionary})
        self._follow()

    def _held(self) -> BuyerLimit | None:
        return next((each for each in self.limits if each.holds(self.desk.today)), None)

    def _follow(self) -> None:
        deed = self.form["deed"].value()
        for name in GRANTED:
            self.form[name].setVisible(deed == "granted")
        amount = self.form["amount"]
        amount.setVisible(deed != "cancelled")
        amount.required = deed != "cancelled"
        policy = self.policies.get(self.form["policy_id"].value() or 0)
        if policy is not None and isinstance(amount, Amount):
            amount.set_currency(policy.currency)
        held = self._held()
        told = f"{money(held.amount, held.currency)} · {limit_state(held, self.desk.today)}" if held else _("None")
        amount.say(_("Until now: {limit}").format(limit=told))

    def _write(self, services: Any) -> object:
        draft, insurance = self.form.draft(), services.insurance
        deed, since = draft.pop("deed"), draft["valid_from"]
        if deed == "asked":
            return insurance.request_limit(draft["policy_id"], draft["customer_id"], draft["amount"], since)
        if deed == "cancelled":
            held = next((each for each in self.limits if each.cancelled_on is None), None)
            return insurance.cancel_limit(held.id if held else 0, since)
        return insurance.set_limit(BuyerLimitDraft(**draft))

    def _policy(self) -> None:
        self.reject()
        self.desk.navigation.dialog("insurance_policy")


def _rows(desk: Desk, customer: Customer) -> list[Row]:
    deeds = [
        ("granted", _("&Granted or changed")),
        ("asked", _("&Asked for")),
        ("cancelled", _("Ca&ncelled by the insurer")),
    ]
    return [
        customer,
        Choice("policy_id", _("&Policy"), [], required=True),
        Radios("deed", _("What happened"), deeds),
        (Amount("amount", _("&Limit")), Day("valid_from", _("&From"), today=desk.today, required=True, value=desk.today)),
        (Day("last_day", _("Last &day"), today=desk.today, hint=_("Empty: as long as the policy.")),
         Text("insurer_grade", _("Grade of the &insurer"), longest=20)),
        Text("conditions", _("C&onditions"), longest=500, hint=_("As the insurer wrote them, such as a guarantee.")),
        Text("buyer_name", _("&Buyer as the insurer has it"), longest=200),
        (Tick("related", _("Related company")), Tick("discretionary", _("Set by us within the policy"))),
    ]  # fmt: skip
