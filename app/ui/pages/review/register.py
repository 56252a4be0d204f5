"""The risk register of the customer: the open lines, where they stand by likelihood and severity, adding and changing them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.models.risks import Risk
from app.services import risk_wording as words
from app.services.review_desk import ReviewDesk
from app.ui.dialogs.risk import open_risk
from app.ui.theme import Theme
from app.ui.widgets.acting import new_button
from app.ui.widgets.flow import FlowRow
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.risk_matrix import RiskMatrix, legend
from app.ui.widgets.sheet_table import SheetTable

LEAST_TABLE = 110


class RegisterPart(QWidget):
    """Lines hold for the customer, whatever becomes of the review."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: ReviewDesk | None = None
        self.table, self.nothing = SheetTable(), label(_("No risk is written down."), "muted")
        self.before, self.after = RiskMatrix(), RiskMatrix()
        self.add = new_button(_("Add a ris&k…"), lambda: self._open(None))
        self.change = new_button(_("Chan&ge…"), lambda: self._open(self.chosen()))
        self.close_it = new_button(_("It is no risk an&y more"), self._close)
        self.table.setAccessibleName(_("Risks"))
        self.table.opened.connect(lambda place: self._open(self._risks()[place]))
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._look())
        self._lay_out()
        self._look()

    def show_desk(self, found: ReviewDesk) -> None:
        self.found = found
        risks = found.risks
        head = (
            _("Line no."), _("Type"), _("Risk"), _("Before the measure"), _("Measure"), _("After it"), _("Who sees to it"), _("To be done by"),
        )  # fmt: skip
        kinds = ("number", "text", "text", "text", "text", "text", "text", "day")
        rows = [words.risk_row(place, each) for place, each in enumerate(risks, start=1)]
        self.table.show_sheet(head, rows, (), kinds)
        self.nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.drawings.setVisible(bool(rows))
        self.before.show_places(_places(risks, after=False))
        self.after.show_places(_places(risks, after=True))
        if rows:
            self.table.selectRow(0)
        self._look()

    def chosen(self) -> Risk | None:
        places = {index.row() for index in self.table.selectionModel().selectedRows()}
        return next((each for place, each in enumerate(self._risks()) if place in places), None)

    def _risks(self) -> Sequence[Risk]:
        return self.found.risks if self.found else ()

    def _open(self, risk: Risk | None) -> None:
        if self.found is not None:
            open_risk(self.desk, self.found.customer.id, self.found.people, self.window(), risk=risk)

    def _close(self) -> None:
        risk = self.chosen()
        if risk is not None:
            which = risk.id
            self.desk.jobs.write(self, lambda s: s.risks.close(which), lambda _none: None)

    def _look(self) -> None:
        for button in (self.change, self.close_it):
            button.setEnabled(self.chosen() is not None)

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(Theme.current().px(LEAST_TABLE))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for title, matrix in ((_("Before the measures"), self.before), (_("With the measures"), self.after)):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(label(title, "strong"))
            column.addWidget(matrix, 0, Qt.AlignmentFlag.AlignLeft)
            row.addLayout(column)
        row.addStretch(1)
        self.drawings = QWidget()
        drawn = QVBoxLayout(self.drawings)
        drawn.setContentsMargins(0, 0, 0, 0)
        drawn.addWidget(pair)
        drawn.addWidget(label(legend(), "caption", wrap=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.nothing, self.table, FlowRow([self.add, self.change, self.close_it]), self.drawings):
            layout.addWidget(part)
        layout.addStretch(1)


def _places(risks: Sequence[Risk], *, after: bool) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = {}
    for place, each in enumerate(risks, start=1):
        likely = (each.likelihood_after if after else None) or each.likelihood
        severe = (each.severity_after if after else None) or each.severity
        found.setdefault((likely, severe), []).append(str(place))
    return found
