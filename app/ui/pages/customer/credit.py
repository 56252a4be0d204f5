"""The credit of one customer: points and grade, how they came about, what would change them, which limit follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.services import credit_overview_wording as words
from app.services import reason_wording
from app.services.credit_overview import CreditOverview
from app.services.rules.score_types import Reason
from app.ui.pages.customer.head import Figure, FigurePanel
from app.ui.pages.customer.score_line import ScoreLine
from app.ui.theme import icon
from app.ui.widgets.exposure_lines import ExposureLines
from app.ui.widgets.labels import label
from app.ui.widgets.limit_lines import LimitLines
from app.ui.widgets.page import Desk
from app.ui.widgets.panels import fill, panel, remark
from app.ui.widgets.waterfall_view import WaterfallView

FIGURES = 4


class CreditTab(QScrollArea):
    """Asks for what it shows (`wanted`) when it comes into sight; `evidence` carries the Reason whose rows are wanted."""

    wanted = Signal()
    evidence = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.customer_id: int | None = None
        self.found: CreditOverview | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.headline, self.whence = label("", "section"), label("", "muted", wrap=True)
        self.without = label(_("There are no points while a customer is in default or not rated."), "muted", wrap=True)
        self.figures = [Figure("") for _each in range(FIGURES)]
        self.drawing, self.line = WaterfallView(), ScoreLine()
        self.reasons, self.changes, self.treated, self.limits = (
            QVBoxLayout(),
            QVBoxLayout(),
            QVBoxLayout(),
            LimitLines(),
        )
        self.in_use = ExposureLines()
        self.in_use.opened.connect(self._show_documents)
        self.drawing.chosen.connect(self.evidence)
        self._make_actions()
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.found is None:
            self.wanted.emit()

    def forget(self, customer_id: int | None) -> None:
        """Another customer, or figures that are no longer those of today: asked for again when in sight."""
        self.customer_id, self.found = customer_id, None
        if self.isVisible():
            self.wanted.emit()

    def show_overview(self, found: CreditOverview) -> None:
        self.found = found
        self.headline.setText(words.headline(found.scored))
        self.whence.setText(words.whence(found.scored))
        for figure, (caption, value, note) in zip(self.figures, words.figures(found), strict=True):
            figure.set_caption(caption)
            figure.show_figure(value, note)
        self.drawing.show_drawing(found.drawing, [words.bar_name(bar) for bar in found.drawing.bars])
        self.without.setVisible(not found.drawing.bars)
        self._fill_reasons(found)
        self._fill_changes(found)
        fill(self.treated, [remark(text, "text2") for text in words.treated(found)])
        self.line.show_points(found.past)
        self.limits.show_sheet(found.limits)
        self.in_use.show_sheet(found.limits.exposure)

    def actions_now(self) -> list[QAction]:
        return self._actions

    def sentences(self) -> list[str]:
        """What the reasons say, for tests and for reading aloud."""
        found = (self.reasons.itemAt(place) for place in range(self.reasons.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget.accessibleName() for widget in widgets if widget is not None]

    def _show_documents(self, code: str) -> None:
        self.desk.navigation.dialog("exposure", customer=self.customer_id, line=code)

    # --- building

    def _make_actions(self) -> None:
        go = self.desk.navigation
        self.review = self._action(
            "clipboard-text", _("Credit review…"), "", lambda: go.open("review", self.customer_id)
        )
        self.limit = self._action(
            "gauge", _("Credit limit…"), "", lambda: go.dialog("limit", customer=self.customer_id)
        )
        self.sheet = self._action(
            "file-text", _("Review sheet…"), "F9", lambda: go.dialog("credit_paper", customer=self.customer_id)
        )
        self.rules = self._action("sliders-horizontal", _("Credit rules…"), "", lambda: go.open("policy"))
        self.by_hand = self._action(
            "pencil-simple", _("Change the grade…"), "", lambda: go.dialog("override", customer=self.customer_id)
        )
        self.bounds = self._action(
            "hand-palm", _("Stop line…"), "", lambda: go.dialog("profile", customer=self.customer_id, first="stop_line")
        )
        self._actions = [self.review, self.limit, self.bounds, self.sheet, self.by_hand, self.rules]

    def _action(self, picture: str, text: str, keys: str, act: Callable[[], object]) -> QAction:
        made = QAction(icon(picture), text, self)
        made.setShortcut(QKeySequence(keys))
        made.triggered.connect(lambda _on=False: act())
        return made

    def _lay_out(self) -> None:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.headline)
        top.addWidget(self.whence, 1)
        layout.addLayout(top)
        layout.addWidget(FigurePanel(self.figures))
        for left, right in (
            (panel(_("How the score came about"), self.drawing, self.without), panel(_("Main reasons"), self.reasons)),
            (panel(_("What would change it"), self.changes), panel(_("The last 12 months"), self.line)),
        ):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(left, 4)
            row.addWidget(right, 3)
            layout.addLayout(row)
        layout.addWidget(panel(_("How to treat this customer"), self.treated))
        layout.addWidget(panel(_("Credit in use"), self.in_use))
        layout.addWidget(panel(_("Limits considered"), self.limits))
        layout.addStretch(1)
        self.setWidget(inner)

    def _fill_reasons(self, found: CreditOverview) -> None:
        lines = [*(remark(text, "overdue") for text in words.caps(found))]
        lines += [_reason(each, "good") for each in found.best]
        lines += [_reason(each, "caution") for each in found.worst]
        fill(self.reasons, lines or [label(_("Nothing counts for or against this customer yet."), "muted", wrap=True)])

    def _fill_changes(self, found: CreditOverview) -> None:
        collected = words.collected(found)
        lines: Sequence[str] = [*([collected] if collected else []), *words.missing(found)]
        shown = [remark(text, "text2") for text in lines]
        fill(self.changes, shown or [label(_("The file is complete and nothing is overdue."), "muted", wrap=True)])


def _reason(reason: Reason, role: str) -> QWidget:
    """The sentence with its points, and below it what would improve it."""
    better = reason_wording.better(reason)
    return remark(words.reason_line(reason), role, better)
