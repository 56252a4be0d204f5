"""What each side agreed to have done by when, and when it was: on-time rates, delays and where they lead; goods that left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services import milestone_wording as words
from app.services.contract_desk import ContractDesk
from app.services.milestones import Row
from app.ui.pages.contract import asking
from app.ui.pages.contract.goods import GoodsPart
from app.ui.theme import Theme
from app.ui.widgets.acting import new_button
from app.ui.widgets.flow import FlowRow
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.panels import fill, remark
from app.ui.widgets.sheet_table import SheetTable

LEAST_TABLE = 150
KINDS = ("number", "text", "text", "day", "day", "text", "text", "day", "money", "text")


class MilestonesPart(QWidget):
    """Every change is written at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: ContractDesk | None = None
        self.table, self.nothing = SheetTable(), label(_("No milestone yet. The usual ones take one press."), "muted")
        self.said, self.goods = QVBoxLayout(), GoodsPart(desk)
        self.start = new_button(_("Set the &usual milestones"), self._start)
        self.add = new_button(_("Add a mi&lestone…"), lambda: self._open(None))
        self.change = new_button(_("Chan&ge…"), lambda: self._open(self.chosen()))
        self.reached = new_button(_("&Reached…"), self._reach)
        self.remove = new_button(_("Ta&ke it out"), self._remove)
        self.table.setAccessibleName(_("Milestones"))
        self.table.opened.connect(lambda place: self._open(self._rows()[place]))
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._look())
        self._lay_out()
        self._look()

    def show_desk(self, found: ContractDesk) -> None:
        self.found = found
        head = (
            _("Line no."), _("Milestone"), _("Who"), _("Planned"), _("Actual"), _("Slip"), _("Status"), _("Expected"), _("Amount"),
            _("Evidence"),
        )  # fmt: skip
        currency = found.contract.currency
        rows = [words.step_cells(place, row, currency) for place, row in enumerate(found.steps.rows, start=1)]
        chosen = self.chosen()
        self.table.show_sheet(head, rows, (), KINDS)
        self.nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.start.setVisible(not rows)
        self._choose_again(chosen)
        lines = (
            [words.rates_text(found.steps.ours, found.steps.theirs), words.forecast_text(found.steps.rows)]
            if rows
            else []
        )
        fill(self.said, [remark(text, "text2") for text in lines if text])
        self.goods.show_desk(found)
        self._look()

    def chosen(self) -> Row | None:
        places = {index.row() for index in self.table.selectionModel().selectedRows()}
        return next((each for place, each in enumerate(self._rows()) if place in places), None)

    def _rows(self) -> Sequence[Row]:
        return self.found.steps.rows if self.found else ()

    def _choose_again(self, before: Row | None) -> None:
        same = [place for place, row in enumerate(self._rows()) if before and row.milestone.id == before.milestone.id]
        if self._rows():
            self.table.selectRow(same[0] if same else 0)

    def _start(self) -> None:
        if self.found is not None:
            which = self.found.contract.id
            self.desk.jobs.write(self, lambda s: s.milestones.start(which), lambda _none: None)

    def _open(self, row: Row | None) -> None:
        if self.found is not None:
            asking.milestone(self.desk, self.found, row, self.window())

    def _reach(self) -> None:
        row = self.chosen()
        if row is not None:
            asking.reached(self.desk, row, self.window())

    def _remove(self) -> None:
        row = self.chosen()
        if row is not None:
            which = row.milestone.id
            self.desk.jobs.write(self, lambda s: s.milestones.remove(which), lambda _none: None)

    def _look(self) -> None:
        for button in (self.change, self.reached, self.remove):
            button.setEnabled(self.chosen() is not None)

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(Theme.current().px(LEAST_TABLE))
        self.said.setSpacing(6)
        buttons = FlowRow([self.start, self.add, self.reached, self.change, self.remove])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self.said)
        layout.addWidget(self.nothing)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        layout.addWidget(self.goods)
