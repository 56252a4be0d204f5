"""The credit limit of a customer: what is proposed and why, setting another, the limits that were before.

navigation.dialog("limit", customer=12)
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.models.limits import LimitVersion
from app.models.topics import Changes
from app.services import headroom_wording
from app.services import limit_wording as words
from app.services.formats import money
from app.services.group_wording import group_text
from app.services.limit_sheet import LimitSheet
from app.services.limits import Level
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.dialogs.limit_versions import Versions
from app.ui.widgets.acting import new_button
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.page import Desk
from app.ui.widgets.radio_field import Radios
from app.ui.widgets.sheet_table import SheetTable

Found = tuple[LimitSheet, list[LimitVersion]]
LEAST_TABLE: Final = 260


class LimitDialog(FormDialog):
    """Three parts: the change, how the proposal came about, the limits of before."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int) -> None:
        super().__init__(desk, _("Credit limit"), Form(_rows(desk)), _("Save limit"), parent, width=860)
        self.customer = customer
        self.draft_name = f"limit {customer}"
        self.sheet: LimitSheet | None = None
        self.now, self.left = label("", "strong", wrap=True), label("", "muted", wrap=True)
        self.proposed, self.terms = label("", wrap=True), label("", "muted", wrap=True)
        self.use = new_button(_("&Use the proposal"), self.use_proposal)
        self.group = new_button(_("Limit of the &group…"), self._open_group)
        self.group.hide()
        self.notice = new_button(_("&Notice to the customer…"), self._open_notice)
        self.table, self.uncovered = SheetTable(), label("", "muted", wrap=True)
        self.versions = Versions(desk)
        self.tabs = QTabWidget(documentMode=True)
        self._lay_out_parts()
        self.work = self._save
        self.form["kind"].changed.connect(self._fill_amount)
        self.form["state"].changed.connect(self._follow)
        self.tabs.currentChanged.connect(lambda place: self.save.setVisible(place == 0))
        desk.jobs.changed.connect(self._hear)
        self._follow()
        self.load(first=True)

    def load(self, *, first: bool = False) -> None:
        def show(found: Found) -> None:
            self.show_limits(found)
            if first:
                self._fill()

        who = self.customer
        self.desk.jobs.read(self, lambda s: (s.limits.sheet(who), s.limits.versions(who)), show, slot="sheet")

    def show_limits(self, found: Found) -> None:
        self.sheet, versions = found
        sheet = self.sheet
        self.setWindowTitle(_("Credit limit of {name}").format(name=sheet.name))
        self.now.setText(_("In force: {limit}").format(limit=words.in_force_text(sheet.in_force, sheet.currency)))
        group = group_text(sheet.group) if sheet.group else ""
        self.left.setText(
            " · ".join(filter(None, (headroom_wording.used_text(sheet), headroom_wording.headroom_text(sheet), group)))
        )
        self.proposed.setText(words.proposal_text(sheet))
        self.terms.setText(words.terms_text(sheet))
        self.group.setVisible(sheet.group is not None)
        self.notice.setEnabled(sheet.in_force.state in ("set", "unlimited"))
        amount = self.form["amount"]
        if isinstance(amount, Amount):
            amount.set_currency(sheet.currency)
        self._show_candidates(sheet)
        self.versions.show_versions(versions)

    def use_proposal(self) -> None:
        """Puts the proposal into the form; nothing is saved yet."""
        if self.sheet is not None:
            amount = self.sheet.proposal
            self.form.set({"kind": "standing", "state": "set" if amount else "zero", "amount": amount or None})
            self.form["reason"].focus_editor.setFocus()

    def _save(self, services: Any) -> object:
        draft, limits = self.form.draft(), services.limits
        days = {"valid_from": draft["valid_from"], "last_day": draft.get("last_day"), "reason": draft["reason"]}
        if draft["kind"] == "temporary":
            return limits.set_temporary(self.customer, draft["amount"] or 0, **days)
        state = draft["state"]
        level = Level("set", draft["amount"] or 0) if state == "set" else Level("set" if state == "zero" else state)
        return limits.set_standing(self.customer, level, **days)

    def _follow(self) -> None:
        """Only the fields that the choice needs."""
        temporary = self.form["kind"].value() == "temporary"
        state = self.form["state"].value()
        self.form["state"].setVisible(not temporary)
        self.form["amount"].setVisible(temporary or state == "set")
        self.form["amount"].required = temporary or state == "set"
        self.form["last_day"].setVisible(temporary or state != "not_set")
        self.form["last_day"].required = temporary
        self.form["last_day"].say(
            _("Needed for a temporary limit.") if temporary else _("Empty: until further notice.")
        )
        self.form["kind"].say(_("Adds to the standing limit and ends by itself.") if temporary else "")

    @fills
    def _fill(self) -> None:
        """Begins with what is in force."""
        if self.sheet is not None:
            held = self.sheet.in_force.standing
            state = held.state if held and held.holds(self.desk.today) else "not_set"
            amount = held.amount if held and state == "set" else None
            self.form.set({"state": "zero" if state == "set" and not amount else state, "amount": amount or None})
            self._start = self.form.state()
            self.form["amount" if amount else "state"].focus_editor.setFocus()

    def _fill_amount(self) -> None:
        """What is added for a while is another figure than the standing limit."""
        held = self.sheet.in_force.standing if self.sheet else None
        temporary = self.form["kind"].value() == "temporary"
        self.form.set({"amount": None if temporary or held is None else held.amount or None})
        self._follow()

    def _show_candidates(self, sheet: LimitSheet) -> None:
        rows = tuple((e.name, e.amount, words.role_name(e.role), e.arithmetic) for e in words.lines(sheet))
        head = (_("Candidate"), _("Amount"), _("Counts as"), _("How it comes about"))
        self.table.show_sheet(head, rows, (), ("text", "money", "text", "text"))
        known = sheet.found.uncovered_max
        risk = (
            ""
            if known is None
            else _("Most money at risk without cover: {amount}.").format(amount=money(known, sheet.currency))
        )
        self.uncovered.setText(words.together(words.proposal_text(sheet), risk))

    def _hear(self, _changes: Changes) -> None:
        self.load()

    def _open_group(self) -> None:
        self.desk.navigation.dialog("group_limit", customer=self.customer)

    def _open_notice(self) -> None:
        """Of what is in force, not of what is typed."""
        self.desk.navigation.dialog("credit_paper", customer=self.customer, paper="limit")

    def _lay_out_parts(self) -> None:
        self.tabs.tabBar().setDrawBase(False)
        self.body.insertWidget(0, self.tabs)
        self.tabs.addTab(_column(self.now, self.left, self._proposal_box(), self.form), _("Limit"))
        self.table.setMinimumHeight(LEAST_TABLE)
        self.tabs.addTab(_column(self.uncovered, self.table), _("How the proposal comes about"))
        self.tabs.addTab(self.versions, _("All limits"))

    def _proposal_box(self) -> QWidget:
        box = QFrame()
        set_role(box, "panel")
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 8, 12, 8)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.proposed)
        texts.addWidget(self.terms)
        row.addLayout(texts, 1)
        row.addWidget(self.use)
        row.addWidget(self.group)
        row.addWidget(self.notice)
        return box


def _rows(desk: Desk) -> list[Any]:
    kinds = [("standing", _("&Standing limit")), ("temporary", _("&Temporary limit"))]
    states = [
        ("not_set", _("&Not set")),
        ("zero", _("&0: cash before shipping")),
        ("set", _("A&mount")),
        ("unlimited", _("Unl&imited")),
    ]
    return [
        Radios("kind", _("What is set"), kinds),
        Radios("state", _("How much"), states),
        (
            Amount("amount", _("&Limit amount")),
            Day("valid_from", _("Valid &from"), today=desk.today, required=True, value=desk.today),
            Day("last_day", _("Last &day"), today=desk.today),
        ),
        Text("reason", _("&Reason"), longest=500),
    ]


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 12, 0, 0)
    layout.setSpacing(8)
    for part in parts:
        layout.addWidget(part, 0 if isinstance(part, QLabel) else 1)
    return made
