"""A grade moved by hand: by one or two steps, with a reason, for a time; or back to the rules.

navigation.dialog("override", customer=12)
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.models.dates import add_days
from app.models.overrides import GradeOverride
from app.services import rating_wording
from app.services.formats import day
from app.services.review_desk_wording import NOTCHES
from app.services.review_proposals import moved
from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES, Score
from app.services.rules.scoring import score as rate
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.acting import new_button
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.radio_field import Radios
from app.ui.widgets.scroll import keep_inside

USUAL_DAYS = 90


class OverrideDialog(FormDialog):
    """Says what the rules come to and what the grade would be."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int) -> None:
        form = Form(
            [
                Radios("notches", _("Move the grade"), [(each, _(name)) for each, name in NOTCHES.items() if each]),
                (Day("override_until", _("&Last day"), today=desk.today, required=True),),
                Text("override_reason", _("&Reason"), required=True, longest=500),
            ]
        )
        super().__init__(desk, _("Change the grade by hand"), form, _("Save the change"), parent, width=640)
        self.customer, self.draft_name = customer, f"override {customer}"
        self.score: Score | None = None
        self.held: GradeOverride | None = None
        self.now, self.then = label("", "strong", wrap=True), label("", "muted", wrap=True)
        self.revoke = new_button(_("&Back to the rules today"), self._revoke)
        self.revoke.hide()
        for place, part in enumerate((self.now, self.revoke, self.then)):
            self.body.insertWidget(place, part)
        form.set({"notches": -1, "override_until": add_days(desk.today, USUAL_DAYS)})
        form["notches"].changed.connect(self._tell)
        self.work = self._save
        desk.jobs.read(self, lambda s: _ask(s, customer), self._show)

    def _show(self, found: tuple[Score, Policy, GradeOverride | None]) -> None:
        self.score, policy, self.held = found
        days = ngettext("{count} day", "{count} days", policy.override_days).format(count=policy.override_days)
        self.form["override_until"].say(_("At most {days} from today.").format(days=days))
        self.now.setText(_("By the rules: {grade}").format(grade=rating_wording.grade_name(self.score.grade)))
        self.revoke.setVisible(self.held is not None)
        if self.held is not None:
            words = _("Changed by hand by {who} until {day}: {why}")
            said = words.format(who=self.held.approved_by, day=day(self.held.until_on), why=self.held.reason)
            self.now.setText(f"{self.now.text()}\n{said}")
        self._tell()
        keep_inside(self)  # it says more now than when it was opened

    def _tell(self) -> None:
        """What the choice makes of the grade."""
        if self.score is None:
            return
        before = self.score.grade
        after = moved(before, self.form["notches"].value())
        words = _("{before} becomes {after}. Chance of default, proposed limit and terms follow.")
        text = words.format(before=before, after=after)
        if before not in GRADES:
            text = _("A grade of D, or none at all, is not moved by hand.")
        elif before == after:
            text = _("{grade} is the last step: nothing changes.").format(grade=before)
        self.then.setText(text)

    def _save(self, services: Any) -> object:
        draft = self.form.draft()
        return services.reviews.override(
            self.customer, draft["notches"], draft["override_reason"], draft["override_until"]
        )

    def _revoke(self) -> None:
        held = self.held
        if held is not None:
            which = held.id
            self.desk.jobs.write(self, lambda s: s.reviews.revoke_override(which), self._done)


def _ask(services: Any, customer: int) -> tuple[Score, Policy, GradeOverride | None]:
    """The score of the rules alone, facts that hold it down included."""
    scored = services.scoring.score(customer)
    alone = rate(replace(scored.facts, override=None), scored.policy)
    return alone, scored.policy, services.reviews.moved_grade(customer)
