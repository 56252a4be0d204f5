"""The payment plan of a contract, one line each; the last one takes what the others leave.

plan = PlanField(today, outlook)            # outlook() = (amount, currency) as the form has them now
plan.value()                                # tuple[PlanLine, ...], with their amounts as far as they are known
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.models.plans import PlanLine
from app.services import plan_wording as words
from app.services.rules import payment_plan
from app.ui.pages.contract.plan_row import COLUMNS, FIGURES, PlanRow
from app.ui.widgets.field import Field
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.tab_order import order_tabs

MOST: Final = 24
TENTH: Final = 1_000
Outlook = Callable[[], tuple[int | None, str]]


class PlanField(Field):
    """The live sentence stands beneath (`told`), or why the plan cannot be taken."""

    def __init__(self, today: date, outlook: Outlook) -> None:
        self._today, self._outlook = today, outlook
        self.told: Callable[[Sequence[PlanLine]], tuple[str, str]] = lambda _lines: ("", "caption")
        self.states: Callable[[int, PlanLine], tuple[str, str]] = lambda _place, _line: ("", "")
        self.rows: list[PlanRow] = []
        # Rows are kept and used again: one that is deleted while its signals hold it takes the program down.
        self._kept: list[PlanRow] = []
        frame = QWidget()
        self._grid = QGridLayout()
        self.add = QPushButton(_("Add an instalment"))
        super().__init__("plan", "", frame)
        self._lay_out(frame)

    @property
    def focus_editor(self) -> QWidget:
        return self.rows[0].much if getattr(self, "rows", None) else self.add

    def value(self) -> tuple[PlanLine, ...]:
        """Raises UserError for what cannot be read."""
        lines = tuple(row.line() for row in self.rows)
        total, _currency = self._outlook()
        try:
            return payment_plan.amounts(total, lines) if total and lines else lines
        except ValueError:
            return lines

    def set_value(self, value: Sequence[PlanLine] | None) -> None:
        lines = tuple(value or ())
        for _line in lines[len(self._kept) :]:
            self._make_row()
        self.rows = self._kept[: len(lines)]
        for row, line in zip(self.rows, lines, strict=True):
            row.put(line, self._outlook()[1])
        for row in self._kept[len(lines) :]:
            row.put_away()
        self.follow()

    def state(self) -> list[PlanLine]:
        try:
            return list(self.value())
        except UserError:
            return [row.shown for row in self.rows]

    def is_blank(self) -> bool:
        return not self.rows

    def note(self) -> str:
        return ""

    def mark(self, reason: str) -> None:
        super().mark(reason)
        if not reason:
            self.say_sum()

    def follow(self) -> None:
        """Amounts, the last line and the sentence, as the form has them now."""
        total, currency = self._outlook()
        for place, row in enumerate(self.rows):
            row.follow(last=place == len(self.rows) - 1)
        try:
            lines: Sequence[PlanLine] = self.value()
        except UserError:
            lines = ()
        for place, (row, line) in enumerate(zip(self.rows, lines, strict=False)):
            row.show_amount(line, currency if total else "")
            row.show_state(*self.states(place, line))
        self.add.setEnabled(len(self.rows) < MOST)
        self.say_sum()

    def say_sum(self) -> None:
        reason = self._value_problem() if self.rows and self._outlook()[0] else ""
        self.say(reason, "overdue") if reason else self.say(*self._told())

    def _told(self) -> tuple[str, str]:
        return self.told(self.value()) if self.rows and self._outlook()[0] else ("", "caption")

    def _value_problem(self) -> str:
        try:
            return words.problem(self._outlook()[0], self.value())
        except UserError as refused:
            return refused.text

    def _edited(self) -> None:
        super()._edited()
        self.follow()

    def _make_row(self) -> None:
        made = PlanRow(self._today)
        place = self._grid.rowCount()
        for column, part in enumerate(made.parts):
            self._grid.addWidget(part, place, column)
        made.changed.connect(self._edited)
        made.dropped.connect(lambda: self._take_out(made))
        self._kept.append(made)
        order_tabs(self.editor)

    def _take_out(self, gone: PlanRow) -> None:
        self.set_value([row.shown for row in self.rows if row is not gone])
        self._edited()

    def _add(self) -> None:
        """Before the last line, which goes on taking the rest."""
        if not self.rows:
            self.set_value([PlanLine("delivery", share_bp=payment_plan.WHOLE)])
        else:
            lines = [row.shown for row in self.rows]
            self.set_value([*lines[:-1], PlanLine("before_shipment", share_bp=TENTH, nature="prepayment"), lines[-1]])
            self.rows[-2].much.setFocus()
        self._edited()

    def _lay_out(self, frame: QWidget) -> None:
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        for column, (title, stretch) in enumerate(COLUMNS):
            head = label(_(title) if title else "", "caption")
            if title in FIGURES:
                head.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(head, 0, column)
            self._grid.setColumnStretch(column, stretch)
        set_role(self.add, "link")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda _on=False: self._add())
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        layout.addLayout(foot)
