"""Approving an exception: an order that the rules hold back may leave once, up to an amount, until a day; who, why, on what terms.

navigation.dialog("approve_exception", decision=7)         # a decision that was recorded
revoke(desk, approval, parent); save_paper(page, approval_id)
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.models.approvals import Approval
from app.models.dates import add_days
from app.services import exception_wording, policies
from app.services import shipping_wording as words
from app.services.approvals import Authority
from app.services.formats import money
from app.services.review_wording import ROLES
from app.services.shipping import Decided
from app.ui.dialogs.credit_paper import folder_of
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.dialogs.reason import ask_reason
from app.ui.papers import say_saved
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Note, Text
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.panels import fill, remark
from app.ui.widgets.scroll import keep_inside
from app.ui.widgets.verdict_band import VerdictBand

USUAL_DAYS: Final = 7
REASONED: Final = "reason"  # the refusal that typing takes away


@dataclass(frozen=True, slots=True)
class Found:
    """A decision, who is at the desk, and how long an approval may hold."""

    decided: Decided
    name: str
    role: str
    most_days: int


class ApproveDialog(FormDialog):
    """Who may not approve is told why before pressing anything."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, decision: int) -> None:
        self.amount = Amount("amount", _("Up &to"), required=True)
        self.last_day = Day("last_day", _("&Last day"), today=desk.today, required=True)
        form = Form(
            [
                Note("reason", _("&Reason"), required=True, lines=2),
                (self.amount, self.last_day),
                Text("conditions", _("&Conditions"), longest=500, hint=_("Such as: half of it paid on delivery.")),
            ]
        )
        super().__init__(desk, _("Approve an exception"), form, _("Approve this order"), parent, width=640)
        self.decision, self.draft_name = decision, f"approve_exception {decision}"
        self.found: Found | None = None
        self.authority: Authority | None = None
        self.band, self.figures, self.covers = VerdictBand(), label("", wrap=True), label("", wrap=True)
        self.order = label("", "section", wrap=True)
        self.who, self.refusals = label("", "strong", wrap=True), QVBoxLayout()
        for place, part in enumerate((self.order, self.band, self.figures, self.covers, self.who)):
            self.body.insertWidget(place, part)
        self.body.insertLayout(5, self.refusals)
        self.work = self._approve
        self.save.setEnabled(False)
        for field in (form["reason"], self.amount):
            field.changed.connect(self._ask)
        desk.jobs.read(self, lambda s: _found(s, decision), self._show)
        form["reason"].setFocus()

    @fills
    def _show(self, found: Found) -> None:
        self.found = found
        kept = found.decided.decision
        self.setWindowTitle(_("Approve an exception for {name}").format(name=kept.customer))
        self.amount.set_currency(kept.currency)
        days = min(USUAL_DAYS, found.most_days)
        self.form.set({"amount": kept.amount, "last_day": add_days(self.desk.today, days)})
        latest = add_days(self.desk.today, found.most_days)
        self.last_day.say(_("For one order, {day} at the latest.").format(day=latest.isoformat()))
        self.order.setText(f"{kept.customer} · {money(kept.amount, kept.currency)}")
        role = _(ROLES[found.role])
        self.who.setText(_("Approved by {name}, {role}").format(name=found.name, role=role))
        self._ask()

    def _ask(self) -> None:
        """Whether the person at the desk may, for the amount and the reason as they stand."""
        found, minor = self.found, self.amount.minor()
        if found is None or not minor:
            self.save.setEnabled(False)
            return
        which, reason = self.decision, self.form["reason"].value() or None
        self.desk.jobs.read(
            self,
            lambda s: s.approvals.authority(which, amount=minor, reason=reason),
            self._show_authority,
            slot="authority",
        )

    def _show_authority(self, told: Authority) -> None:
        self.authority = told
        answer = told.answer
        self.band.show_verdict(words.look(answer), words.verdict_text(answer))
        before, after = (money(each, answer.currency) for each in (answer.before, answer.after))
        figures = _("Credit in use {before}, with this order {after} · {limit}")
        self.figures.setText(figures.format(before=before, after=after, limit=words.limit_text(answer)))
        covers = words.covers_text(answer.broken)
        self.covers.setText(_("It answers for: {rules}").format(rules=covers) if covers else "")
        lines = [remark(text, "caution") for code, text in told.refusals if code != REASONED]
        if not answer.broken:
            lines = [remark(_("Nothing holds this order back any more: it can leave without an approval."), "good")]
        elif not lines and told.alone:
            lines = [remark(_("You decide alone: the approval will say so."), "text2")]
        fill(self.refusals, lines)
        stopped = not answer.broken or any(code != REASONED for code, _text in told.refusals)
        self.save.setEnabled(not stopped)
        keep_inside(self)  # it says more than when it was opened

    def told(self) -> list[str]:
        """The sentences below the name, for tests and for reading aloud."""
        items = (self.refusals.itemAt(place) for place in range(self.refusals.count()))
        return [each.accessibleName() for item in items if item is not None and (each := item.widget()) is not None]

    def _approve(self, services: Any) -> object:
        return services.approvals.approve(self.decision, **self.form.draft())


def revoke(desk: Desk, approval: Approval, parent: QWidget) -> FormDialog:
    """It answers for nothing from today on; asks why."""
    what = f"{approval.number} {exception_wording.amount_text(approval)}"
    hint = _("It stays in the list with this reason. This cannot be undone; approve anew where it is needed.")
    title, act = _("Take back the approval {what}").format(what=what), _("Take it back")
    return ask_reason(
        desk,
        title,
        act,
        lambda s, why: s.approvals.revoke(approval.id, why),
        parent,
        about=f"revoke {approval.id}",
        hint=hint,
    )


def save_paper(page: Page, approval_id: int) -> None:
    """The paper of an approval, beside the book."""

    def work(services: Any) -> Path:
        made: Path = services.shipping_papers.approval(approval_id, folder_of(services))
        return made

    page.read(work, lambda path: _written(page, path), slot="approval_paper")


def _written(page: Page, path: Path) -> None:
    say_saved(path, page.message_bar)


def _found(services: Any, decision: int) -> Found:
    """Raises UserError when the decision is gone."""
    me = next(each for each in services.accounts.people() if each.id == services.store.person_id)
    policy = policies.on(services.store, services.today)
    return Found(services.shipping.decided(decision), me.name, me.role, policy.approval_days)
