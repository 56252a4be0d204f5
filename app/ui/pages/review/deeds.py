"""What can be done with the review in sight, by its step: the actions of the bar at the foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from app.i18n import _
from app.models.errors import UserError
from app.services.formats import joined
from app.services.review_desk import ReviewDesk
from app.services.review_wording import LACKING, STEPS
from app.ui.dialogs.reason import ask_reason
from app.ui.pages.review.starting import ask_and_start
from app.ui.theme import icon

if TYPE_CHECKING:
    from app.ui.pages.review.page import ReviewPage


class Deeds:
    """The actions of one page."""

    def __init__(self, page: ReviewPage) -> None:
        self.page = page
        self._offered: list[QAction] = []
        self.start = self._action("clipboard-text", _("Start a review…"), self._start, "Ctrl+N")
        self.go_on = self._action("arrow-right", "", self._go_on)
        self.save = self._action("check", _("Save proposal"), page.proposal.submit, "Ctrl+S")
        self.approve = self._action("check-circle", _("Approve"), self._approve)
        self.send_back = self._action("arrow-left", _("Send back…"), self._send_back)
        self.reject = self._action("x-circle", _("Turn down…"), self._reject)
        self.void = self._action("trash", _("Void…"), self._void)
        self.sheet = self._action("file-text", _("Review sheet…"), self._sheet, "F9")

    def follow(self, found: ReviewDesk) -> None:
        """The actions of the step, the likeliest first; what is not allowed says why."""
        status = found.review.status if found.review else ""
        if status in STEPS:
            self.go_on.setText(_(STEPS[status]))
        ready = self.page.decision.may_approve
        self.approve.setEnabled(ready)
        self.approve.setToolTip("" if ready else _("Who decides, and what stands in the way, is told above."))
        self.start.setEnabled(found.unfinished is None)
        self.start.setToolTip("" if found.unfinished is None else _("Another review is not decided yet."))
        self.void.setEnabled(found.review is not None and found.review.status not in ("void", "rejected"))
        form = [self.save] if found.is_open and self.page.shown_part == "proposal" else []
        working = [self.go_on, *form, self.sheet, self.void]
        of = {
            "": [self.start, self.sheet],
            "draft": working,
            "investigated": working,
            "scored": working,
            "reviewed": [self.approve, *form, self.send_back, self.reject, self.sheet, self.void],
            "approved": [self.start, self.sheet, self.void],
        }
        self._offer(of.get(status, [self.start, self.sheet]))
        self.save.setEnabled(found.is_open)

    def _offer(self, actions: list[QAction]) -> None:
        """The same buttons stay the same, and keep the focus."""
        if actions != self._offered:
            self._offered = actions
            self.page.actions_bar.set_actions(actions)

    # --- the deeds

    def _start(self) -> None:
        found = self.page.found
        if found is not None:
            dialog = ask_and_start(self.page.desk, found, self.page.window())
            dialog.saved.connect(self._started)

    def _started(self, review_id: int) -> None:
        self.page.desk.navigation.open("review", self.page.place.key, review=review_id)

    def _go_on(self) -> None:
        """What is lacking is skipped with a reason; a proposal that was begun is saved first."""
        found, page = self.page.found, self.page
        if found is None or found.review is None:
            return
        which = found.review.id
        page.message_bar.clear()
        if found.lacking:
            what = joined(_(LACKING[code]) for code in found.lacking)
            title = _("Still lacking: {what}").format(what=what)
            hint = _("It stands on the review sheet. Add what is lacking instead, where you can.")
            about = f"review_advance {which}"
            ask_reason(
                page.desk, title, _("Go on all the same"), self._advance(which), page.window(), about=about, hint=hint
            )
            return
        work = self._advance(which)
        page.write(lambda s: work(s, None), lambda _none: None)

    def _advance(self, which: int) -> Callable[[Any, str | None], Any]:
        """Saves what was begun in the form, then goes on."""
        form = self.page.proposal.form
        begun = self.page.proposal.is_begun and form is not None and form.check()
        proposal = form.proposal() if begun and form is not None else None
        if proposal is not None:
            self.page.proposal.kept()

        def work(services: Any, reason: str | None) -> Any:
            if proposal is not None:
                services.reviews.propose(which, proposal)
            return services.reviews.advance(which, reason)

        return work

    def _approve(self) -> None:
        page, decision = self.page, self.page.decision
        page.message_bar.clear()
        if not decision.check():
            return
        try:
            changed, reason = decision.decided()
        except UserError as problem:
            page.show_problem(problem)
            return
        which = page.review_id()
        page.write(lambda s: s.reviews.approve(which, changed, reason), lambda _none: self._approved())

    def _approved(self) -> None:
        text = _("Approved. Limit and terms hold from today; the review sheet is frozen.")
        self.page.message_bar.say(text, "good")

    def _send_back(self) -> None:
        hint = _("Who proposed it reads this at the head of the review.")
        self._ask(_("Send the review back"), _("Send it back"), "send_back", hint)

    def _reject(self) -> None:
        self._ask(_("Turn the review down"), _("Turn it down"), "reject", _("What holds now goes on."))

    def _void(self) -> None:
        found = self.page.found
        decided = found is not None and found.review is not None and found.review.status == "approved"
        ends = _("Its limit, terms and grade end today. The review stays visible with this reason; it is not undone.")
        hint = ends if decided else _("It stays visible with this reason. Undo brings it back.")
        self._ask(_("Void the review"), _("Void this review"), "void", hint)

    def _ask(self, title: str, act: str, deed: str, hint: str) -> None:
        which = self.page.review_id()
        ask_reason(
            self.page.desk,
            title,
            act,
            lambda s, why: getattr(s.reviews, deed)(which, why),
            self.page.window(),
            about=f"review_{deed} {which}",
            hint=hint,
        )

    def _sheet(self) -> None:
        found = self.page.found
        review = found.review.id if found and found.review else None
        self.page.desk.navigation.dialog("credit_paper", customer=self.page.place.key, paper="short", review=review)

    def _action(self, picture: str, text: str, act: Callable[[], object], keys: str = "") -> QAction:
        made = QAction(icon(picture), text, self.page)
        made.setShortcut(QKeySequence(keys))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.triggered.connect(lambda _on=False: act())
        self.page.addAction(made)
        return made
