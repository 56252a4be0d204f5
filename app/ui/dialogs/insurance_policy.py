"""An insurance policy as it stands on paper; what is proposed is usual, and marked as such.

navigation.dialog("insurance_policy")
navigation.dialog("insurance_policy", policy=3)
"""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.dates import add_days, add_months
from app.models.insured import InsurancePolicy
from app.services.insurance_drafts import PolicyDraft
from app.services.insurance_wording import NOTICE_FROM, ORDERS, RULES, SCOPES, SEE_POLICY
from app.services.rules.insurance_days import USUAL
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Percent, Text, Tick, Whole
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk

MONEY: Final = ("first_loss", "aggregate_first_loss", "max_liability", "premium_min", "insured_sales", "discretionary")
BP_TO_PPM: Final = 100
MOST_DAYS: Final = 3650


class PolicyDialog(FormDialog):
    """Enter saves."""

    name: ClassVar[str] = "insurance_policy"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, policy: int | None = None) -> None:
        title = _("Change an insurance policy") if policy else _("New insurance policy")
        super().__init__(desk, title, Form(_rows(desk)), _("Save policy"), parent, width=760)
        self.policy, self.draft_name = policy, f"{self.name} {policy or ''}"
        self.work = self._write
        self.form["declare_rule"].changed.connect(self._follow)
        self.form["currency"].changed.connect(self._follow_currency)
        if policy is None:
            self._propose()
        else:
            desk.jobs.read(self, lambda s: s.insurance.policy(policy), self._fill)
        self._follow()
        self.form["insurer"].setFocus()

    def _propose(self) -> None:
        """The numbers that are usual, each with the hint to look them up; the hint goes when one is typed over."""
        today = self.desk.today
        # The usual days of the notice are those after the last day for shipping.
        self.form.set({"from_on": today, "to_on": add_days(add_months(today, 12), -1), "noa_from": "mep", **USUAL})
        for name in USUAL:
            field = self.form[name]
            field.say(_(SEE_POLICY), "caution")
            field.changed.connect(lambda field=field: field.say(""))
        self.desk.jobs.read(self, lambda s: s.receivables.currency_of_book(), self._set_currency, slot="currency")

    @fills
    def _set_currency(self, currency: str) -> None:
        self.form["currency"].set_value(currency)
        self._follow_currency()

    @fills
    def _fill(self, found: InsurancePolicy) -> None:
        known = {each.name: getattr(found, each.name) for each in fields(PolicyDraft) if each.name != "premium_ppm"}
        rate = None if found.premium_ppm is None else found.premium_ppm // BP_TO_PPM
        self._set_currency(found.currency)
        money = {name: known[name] or None for name in MONEY}
        self.form.set({**known, **money, "premium_bp": rate})
        self._follow()

    def _follow(self) -> None:
        self.form["declare_days"].setVisible(self.form["declare_rule"].value() != "none")

    def _follow_currency(self) -> None:
        currency = self.form["currency"].value()
        for name in MONEY:
            field = self.form[name]
            if isinstance(field, Amount) and len(currency) == 3:
                field.set_currency(currency)

    def _write(self, services: Any) -> int:
        draft = self.form.draft()
        rate = draft.pop("premium_bp")
        draft["premium_ppm"] = None if rate is None else rate * BP_TO_PPM
        draft |= {name: draft[name] or 0 for name in ("first_loss", "aggregate_first_loss", "cover_bp")}
        if draft["declare_rule"] == "none":
            draft["declare_days"] = None
        if self.policy is None:
            return int(services.insurance.add_policy(PolicyDraft(**draft)))
        services.insurance.change_policy(self.policy, PolicyDraft(**draft))
        return self.policy


def cancel_policy(desk: Desk, policy: InsurancePolicy, parent: QWidget) -> FormDialog:
    """From when on nothing that is shipped is insured under it."""
    hint = _("What was shipped before stays insured.")
    on = Day("on", _("&Day"), today=desk.today, required=True, value=desk.today, hint=hint)
    title = _("When was it cancelled: {what}").format(what=policy.number)
    dialog = FormDialog(desk, title, Form([on]), _("Cancel the policy"), parent)
    dialog.draft_name = f"cancel_policy {policy.id}"
    dialog.work = lambda s: s.insurance.cancel_policy(policy.id, dialog.form.draft()["on"])
    dialog.open()
    on.setFocus()
    return dialog


def _rows(desk: Desk) -> list[Row]:
    day = partial(Day, today=desk.today, required=True)
    days = partial(Whole, most=MOST_DAYS)
    return [
        (Text("insurer", _("&Insurer"), required=True, longest=80), Text("number", _("Policy &no."), required=True, longest=80)),
        (Choice("scope", _("&Kind of policy"), _entries(SCOPES)), Text("currency", _("Currency"), longest=3, tidy=str.upper)),
        (day("from_on", _("&From")), day("to_on", _("&Until"))),
        (Percent("cover_bp", _("&Cover %"), required=True), Percent("cover_refusal_bp", _("Cover % when goods are refused"))),
        (days("max_terms_days", _("Longest &terms, days")), days("mep_days", _("Days until &shipping stops"),
              hint=_("After the due date of the oldest unpaid invoice."))),
        (days("noa_days", _("Days until overdue is &reported")), Choice("noa_from", _("Counted from"), _entries(NOTICE_FROM))),
        (days("waiting_days", _("&Waiting period, days"), hint=_("From the due date until the insurer pays.")),
         days("claim_days", _("Days for the c&laim"), hint=_("From the notice."))),
        (Choice("declare_rule", _("&Declaring shipments"), _entries(RULES)), Whole("declare_days", _("Days, or day of the month"), most=365)),
        (Percent("premium_bp", _("&Premium rate"), hint=_("Of insured sales, such as 0.35%.")), Amount("premium_min", _("Minimum premium"))),
        (Amount("insured_sales", _("Insured sales of a &year"), hint=_("Empty: what was invoiced so far.")),
         Amount("max_liability", _("&Most the insurer pays"))),
        (Amount("first_loss", _("Deductible per &buyer")), Amount("aggregate_first_loss", _("Deductible per policy"))),
        (Choice("loss_order", _("Where the deductible comes off"), _entries(ORDERS)),
         Amount("discretionary", _("Limit we may set &ourselves"))),
        (Tick("vat_covered", _("Value-added tax is insured")), Tick("contract_required", _("A signed contract is required"))),
        (Tick("rot_required", _("Retained title is required")),
         Text("excluded_countries", _("Countries e&xcluded"), hint=_("Codes of two letters, such as RU, BY."))),
        Note("note", _("Note"), lines=2),
    ]  # fmt: skip


def _entries(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, _(text)) for code, text in words.items()]
