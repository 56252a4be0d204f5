"""The review of a customer: step by step from a draft to a decision; what was decided stays as it was.

navigation.open("review", customer_id)
navigation.open("review", customer_id, review=7, part="earlier")
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from app.i18n import _, mark
from app.models.errors import UserError
from app.models.topics import Topic
from app.services import review_desk
from app.services.review_desk import ReviewDesk
from app.services.review_proposals import Proposal
from app.services.rules.score_types import Reason
from app.ui.navigation import Place
from app.ui.pages.review.decision import DecisionPart
from app.ui.pages.review.deeds import Deeds
from app.ui.pages.review.earlier import EarlierPart
from app.ui.pages.review.facts import FactsPart
from app.ui.pages.review.head import ReviewHead
from app.ui.pages.review.opinions import OpinionsPart
from app.ui.pages.review.proposal import ProposalPart
from app.ui.pages.review.register import RegisterPart
from app.ui.pages.review.score import LimitsPart, ScorePart
from app.ui.theme import Theme
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.flow import FlowRow
from app.ui.widgets.labels import set_role
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.scroll import scrolling

TITLES: Final = {
    "facts": mark("What is known"),
    "score": mark("Score"),
    "limits": mark("Limits considered"),
    "proposal": mark("Proposal"),
    "opinions": mark("Opinions"),
    "risks": mark("Risks"),
    "decision": mark("Decision"),
    "earlier": mark("Earlier reviews"),
}
# What is in front at each step.
FRONT: Final = {
    "draft": "facts", "investigated": "score", "scored": "proposal", "reviewed": "decision", "approved": "decision",
    "rejected": "decision", "void": "decision",
}  # fmt: skip
OPEN_ONLY: Final = ("proposal", "opinions", "decision")  # parts that need a review
LEAST_HEIGHT: Final = 120
LOW: Final = 480  # a page of less height shows the short head


class ReviewPage(Page):
    """Shown inside the Customers tab; the place's key is the customer."""

    name, title, icon = "review", mark("Credit review"), "clipboard-text"
    topics = frozenset(
        {Topic.CREDIT, Topic.CUSTOMERS, Topic.RECEIVABLES, Topic.PAYMENTS, Topic.SETTINGS, Topic.LEGAL, Topic.CONTRACTS}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: ReviewDesk | None = None
        self._shown: tuple[int, str] | None = None  # the review and its status in sight
        self.head = ReviewHead()
        self.facts, self.score, self.limits = FactsPart(desk), ScorePart(), LimitsPart()
        self.proposal, self.opinions = ProposalPart(desk.today), OpinionsPart()
        self.risks, self.decision, self.earlier = RegisterPart(desk), DecisionPart(), EarlierPart()
        self.parts: dict[str, Any] = {name: getattr(self, name) for name in TITLES}
        self.stack = QStackedWidget()
        self.frames = {name: scrolling(part) for name, part in self.parts.items()}
        self.chips = {name: self._chip(name) for name in TITLES}
        self.actions_bar = ActionBar()
        self.deeds = Deeds(self)
        self._lay_out()
        self._connect()
        self.show_part("facts")

    @property
    def shown_part(self) -> str:
        return next(name for name, chip in self.chips.items() if chip.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.set_low(self.height() < Theme.current().px(LOW), self.width())

    def load(self) -> None:
        key, review = self.place.key, self.place.wishes.get("review")
        if key is not None:
            self.read(lambda s: review_desk.read(s, key, review), self.show_desk)

    def go(self, place: Place) -> None:
        """Wishes: `review`, one of the customer's; `part`, what is in front."""
        if place.key != self.place.key:
            self.found = self._shown = None
        if place.wishes.get("part") in TITLES:
            self.show_part(place.wishes["part"])
        super().go(place)

    def show_desk(self, found: ReviewDesk) -> None:
        self.found = found
        self.head.show_desk(found)
        for part in self.parts.values():
            part.show_desk(found)
        for name in OPEN_ONLY:
            self.chips[name].setVisible(found.review is not None)
        self.chips["opinions"].setText(_counted(TITLES["opinions"], len(found.opinions)))
        self.chips["risks"].setText(_counted(TITLES["risks"], len(found.risks)))
        self.deeds.follow(found)
        self._come_forward(found)

    def show_part(self, name: str) -> None:
        for key, chip in self.chips.items():
            chip.setChecked(key == name)
        self.stack.setCurrentWidget(self.frames[name])
        if self.focusWidget() in self.chips.values():
            self.chips[name].setFocus()
        self.setFocusProxy(self.chips[name])
        if self.found is not None:
            self.deeds.follow(self.found)

    def selection(self) -> Mapping[str, Any]:
        return {"customer": self.place.key} if self.place.key is not None else {}

    def title_text(self) -> str:
        return self.found.customer.short if self.found else super().title_text()

    def show_problem(self, problem: UserError) -> None:
        """At the field it is about, brought into sight; else above the page."""
        order = [self.shown_part, "decision", "proposal", "opinions"]
        for name in dict.fromkeys(order):
            part = self.parts[name]
            if hasattr(part, "mark") and part.mark(problem):
                self.show_part(name)
                return
        self.message_bar.say(problem.text)

    # --- what is written

    def review_id(self) -> int:
        """Of the review in sight. Raises LookupError while there is none."""
        if self.found is None or self.found.review is None:
            raise LookupError("no review in sight")
        return self.found.review.id

    def save_proposal(self, proposal: Proposal) -> None:
        which = self.review_id()
        self.message_bar.clear()
        self.proposal.kept()
        self.write(lambda s: s.reviews.propose(which, proposal), lambda _none: self._say_saved())

    def give_opinion(self, said: tuple[str, str, str | None]) -> None:
        which = self.review_id()
        self.message_bar.clear()
        self.write(lambda s: s.reviews.opine(which, *said), lambda _id: self.opinions.clear())

    def _say_saved(self) -> None:
        self.message_bar.say(_("The proposal is saved."), "good")

    # --- building

    def _come_forward(self, found: ReviewDesk) -> None:
        """The part of the step, when the step is another than before."""
        now = (found.review.id, found.review.status) if found.review else None
        if now == self._shown and now is not None:
            return
        first, self._shown = self._shown is None, now
        if first and self.place.wishes.get("part") in TITLES:
            return
        wanted = FRONT[found.review.status] if found.review else "facts"
        self.show_part(wanted)

    def _show_evidence(self, reason: Reason) -> None:
        tab = "lines" if reason.code.startswith(("payment.", "cap")) else "file"
        self.desk.navigation.open("customer", self.place.key, tab=tab)

    def _chip(self, name: str) -> QPushButton:
        chip = QPushButton(_(TITLES[name]))
        chip.setCheckable(True)
        set_role(chip, "chip")
        chip.clicked.connect(lambda _on=False: self.show_part(name))
        return chip

    def _connect(self) -> None:
        self.head.went_back.connect(self._go_back)
        self.head.step_wanted.connect(lambda step: self.show_part(FRONT[step]))
        self.score.evidence.connect(self._show_evidence)
        self.proposal.saved.connect(self.save_proposal)
        self.opinions.given.connect(self.give_opinion)
        self.earlier.opened.connect(
            lambda which: self.desk.navigation.open("review", self.place.key, review=which, part="decision")
        )

    def _go_back(self) -> None:
        self.desk.navigation.open("customer", self.place.key, tab="credit")

    def _lay_out(self) -> None:
        for frame in self.frames.values():
            self.stack.addWidget(frame)
        self.stack.setMinimumHeight(Theme.current().px(LEAST_HEIGHT))
        chips: list[QWidget] = list(self.chips.values())
        self.body.setSpacing(8)
        self.body.addWidget(self.head)
        self.body.addWidget(FlowRow(chips))
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.actions_bar)


def _counted(title: str, count: int) -> str:
    return f"{_(title)} {count}" if count else _(title)
