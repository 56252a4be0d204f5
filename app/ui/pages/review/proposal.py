"""Now, proposed, approved side by side; below it the form of the proposal while the review is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services import review_desk_wording as words
from app.services.formats import NOTHING
from app.services.review_desk import ReviewDesk
from app.services.review_proposals import Proposal
from app.ui.pages.review.proposal_form import ProposalForm
from app.ui.widgets.labels import label
from app.ui.widgets.panels import fill, panel, remark
from app.ui.widgets.tab_order import order_tabs


class Positions(QWidget):
    """A line for each point; what changes from now on is bold."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, str, str, str]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        for column, stretch in enumerate((2, 3, 3, 3)):
            self._grid.setColumnStretch(column, stretch)

    def show_desk(self, found: ReviewDesk) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = words.positions(found)
        for column, title in enumerate(("", _("Now"), _("Proposed"), _("Approved"))):
            self._put(0, column, title, "caption")
        for place, row in enumerate(self.rows, start=1):
            for column, text in enumerate(row):
                changed = column > 1 and text not in (NOTHING, row[1])
                self._put(place, column, text, "strong" if changed else "" if column else "muted")

    def _put(self, row: int, column: int, text: str, role: str) -> None:
        made = label(text, role, wrap=True)
        if column:
            made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignTop)


class ProposalPart(QWidget):
    """`saved` carries the Proposal that is to be kept; a form that was begun stays as it was typed."""

    saved = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.form: ProposalForm | None = None
        self.found: ReviewDesk | None = None
        self._of: int | None = None  # the review the form is about
        self.is_begun = False
        self.positions, self.place, self.reasons = Positions(), QVBoxLayout(), QVBoxLayout()
        self.take = QPushButton(_("Take what the rules pr&opose"))
        self.take.clicked.connect(lambda _on=False: self.take_usual())
        self.analysis = panel(_("For and against"), self.reasons)
        top = QHBoxLayout()
        top.addWidget(self.take)
        top.addStretch(1)
        self.box = panel(_("Proposal"), top, self.place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(panel(_("Now, proposed, approved"), self.positions))
        layout.addWidget(self.analysis)
        layout.addWidget(self.box)
        layout.addStretch(1)

    def show_desk(self, found: ReviewDesk) -> None:
        self.found = found
        self.positions.show_desk(found)
        self.box.setVisible(found.is_open)
        self.analysis.setVisible(not found.is_open)
        fill(self.reasons, _analysis(found))
        review = found.review
        if review is None or not review.is_open:
            self._drop_form()
        elif review.id != self._of or not self.is_begun:
            self._make_form(found)

    def take_usual(self) -> None:
        """The limit, terms and prepayment of the rules; nothing is saved yet."""
        if self.form is not None and self.found is not None:
            self.form.fill(self.found.usual)
            self.is_begun = True

    def submit(self) -> None:
        """As Enter in the form."""
        if self.form is not None:
            self.form.submit()

    def mark(self, problem: UserError) -> bool:
        """At its field; False where none is meant."""
        return self.form is not None and self.form.mark(problem)

    def kept(self) -> None:
        """What stands in the form is saved."""
        self.is_begun = False

    def _make_form(self, found: ReviewDesk) -> None:
        self._of = found.review.id if found.review else None
        self.is_begun = False
        self.form = ProposalForm(found, self.today)
        fill(self.place, [self.form])
        self.form.changed.connect(self._begin)
        self.form.submitted.connect(self._submitted)
        order_tabs(self)

    def _drop_form(self) -> None:
        self.form, self._of, self.is_begun = None, None, False
        fill(self.place, [])

    def _begin(self) -> None:
        self.is_begun = True

    def _submitted(self) -> None:
        if self.form is not None:
            proposal: Proposal = self.form.proposal()
            self.saved.emit(proposal)


def _analysis(found: ReviewDesk) -> Sequence[QWidget]:
    """What speaks for and against, of a review that is decided."""
    said = found.sheet.analysis
    lines = [remark(text, "good") for text in said.strengths]
    lines += [remark(text, "caution") for text in said.weaknesses]
    lines += [remark(risk, "caution", measure) for risk, measure in said.risks]
    return lines or [label(_("Nothing was written down."), "muted", wrap=True)]
