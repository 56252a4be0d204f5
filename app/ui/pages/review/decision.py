"""Who may decide on the proposal, what stands in the way, and the decision: as proposed or with another limit, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services import review_desk_wording as words
from app.services.review_desk import ReviewDesk
from app.services.review_proposals import Proposal
from app.ui.pages.review.proposal import Positions
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.fields import Text
from app.ui.widgets.form import Form
from app.ui.widgets.panels import fill, panel, remark


class DecisionPart(QWidget):
    """The buttons stand in the bar at the foot of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: ReviewDesk | None = None
        self._of: Proposal | None = None
        self.who, self.positions = QVBoxLayout(), Positions()
        self.who.setSpacing(6)
        self.limit = Amount("limit", _("&Limit approved"), hint=_("Another amount than proposed needs its reason."))
        self.reason = Text("reason", _("Reason of the &decision"), longest=1000)
        self.form = Form([(self.limit, self.reason)])
        self.box = panel(_("Decision"), self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(panel(_("Who decides"), self.who))
        layout.addWidget(self.box)
        layout.addWidget(panel(_("Now, proposed, approved"), self.positions))
        layout.addStretch(1)

    @property
    def may_approve(self) -> bool:
        """A reason that is still lacking is asked for at its field."""
        found = self.found
        return found is not None and found.authority is not None and not words.blocked(found.authority)

    def show_desk(self, found: ReviewDesk) -> None:
        self.found = found
        self.positions.show_desk(found)
        fill(self.who, self._sentences(found))
        ready = found.review is not None and found.review.status == "reviewed"
        self.box.setVisible(ready)
        proposal = found.proposed.proposal
        if ready and proposal is not None and proposal != self._of:
            self._of = proposal
            self.limit.set_currency(found.sheet.head.currency)
            self.limit.setVisible(proposal.limit_state == "set")
            self.form.set({"limit": proposal.limit, "reason": ""})
        needed = found.authority is not None and words.needs_reason(found.authority)
        self.reason.say(_("This decision needs a typed reason.") if needed else "")

    def check(self) -> bool:
        return self.form.check()

    def mark(self, problem: UserError) -> bool:
        return self.form.mark(problem)

    def decided(self) -> tuple[Proposal | None, str | None]:
        """What is approved where it is other than proposed, and the reason. Raises UserError where a change has no reason."""
        draft: dict[str, Any] = self.form.draft()
        proposal = self.found.proposed.proposal if self.found else None
        reason = draft["reason"] or None
        if proposal is None or proposal.limit_state != "set" or draft.get("limit") in (None, proposal.limit):
            return None, reason
        if reason is None:
            raise UserError(_("Say why another limit is approved than was proposed."), field="reason")
        return replace(proposal, limit=draft["limit"]), reason

    @staticmethod
    def _sentences(found: ReviewDesk) -> list[QWidget]:
        if found.review is not None and not found.review.is_open:
            return [remark(words.state(found), "text2")]
        authority = found.authority
        if authority is None:
            return [remark(_("Who decides depends on the proposal. There is none yet."), "text2")]
        lines = [remark(words.who_decides(authority, found.sheet.head.base), "text2")]
        if authority.alone:
            lines.append(remark(words.alone_text(), "text2"))
        blocked = [remark(text, "overdue") for text in words.blocked(authority)]
        if found.review is not None and found.review.status != "reviewed":
            blocked.append(remark(_("It was not handed in for a decision yet."), "text2"))
        return [*lines, *(blocked or [remark(_("You may decide on it."), "good")])]
