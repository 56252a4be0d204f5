"""The score the review stands on: points and grade, the drawing, the main reasons; below it the limits considered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services import credit_overview_wording, reason_wording
from app.services import review_desk_wording as words
from app.services.review_desk import ReviewDesk
from app.ui.widgets.flow import SideBySide
from app.ui.widgets.labels import label
from app.ui.widgets.limit_lines import LimitLines
from app.ui.widgets.panels import fill, panel, remark
from app.ui.widgets.waterfall_view import WaterfallView


class ScorePart(QWidget):
    """`evidence` carries the Reason whose rows are wanted."""

    evidence = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.headline, self.note = label("", "section"), label("", "muted", wrap=True)
        self.drawing, self.reasons = WaterfallView(), QVBoxLayout()
        self.without = label(_("There are no points while a customer is in default or not rated."), "muted", wrap=True)
        self.drawing.chosen.connect(self.evidence)
        came = panel(_("How the score came about"), self.drawing, self.without)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.headline)
        layout.addWidget(self.note)
        layout.addWidget(SideBySide([came, panel(_("Main reasons"), self.reasons)]))
        layout.addStretch(1)

    def show_desk(self, found: ReviewDesk) -> None:
        scoring = found.sheet.scoring
        self.headline.setText(words.headline(found.score))
        self.note.setText(words.score_note(found))
        bars = found.drawing.bars
        self.drawing.show_drawing(found.drawing, [credit_overview_wording.bar_name(bar) for bar in bars])
        self.without.setVisible(not bars)
        lines = [remark(text, "overdue") for text in words.caps(found)]
        for role, reasons in (("good", scoring.best), ("caution", scoring.worst)):
            lines += [
                remark(credit_overview_wording.reason_line(each), role, reason_wording.better(each)) for each in reasons
            ]
        fill(self.reasons, lines or [label(_("Nothing counts for or against this customer yet."), "muted", wrap=True)])


class LimitsPart(QWidget):
    """Every way to a limit, and what the rules come to."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = LimitLines()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel(_("Limits considered"), self.lines))
        layout.addStretch(1)

    def show_desk(self, found: ReviewDesk) -> None:
        self.lines.show_lines(words.limit_lines(found.sheet), words.limit_notes(found.sheet))
