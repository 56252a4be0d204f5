"""Instalments of a receivable, one line each: how much, due when, retention or not; the sum is told while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services.formats import day, read_day
from app.services.instalment_wording import BASES, TEMPLATES, is_whole, much_text, plan_text, read_much, read_number
from app.services.rules.instalments import Basis, Line, Template, template
from app.ui.theme import icon
from app.ui.widgets.acting import new_link
from app.ui.widgets.field import Field
from app.ui.widgets.fields import CalmBox, TickBox
from app.ui.widgets.labels import label, tooltip
from app.ui.widgets.tab_order import order_tabs

COUNTED: Final = ("net", "eom", "delivery", "acceptance")  # n days after something
MOST: Final = 60


class PlanLine:
    """The editors of one line."""

    def __init__(self, line: Line, currency: str, today: date) -> None:
        self.currency, self.today = currency, today
        self.much, self.when = QLineEdit(), QLineEdit()
        self.much.setPlaceholderText(_("the rest"))
        self.basis = CalmBox()
        for key, words in BASES.items():
            self.basis.addItem(_(words), key)
        self.kept = TickBox(_("Retention"))
        self.drop = QToolButton()
        self.drop.setIcon(icon("x"))
        self.drop.setToolTip(tooltip(_("Take this instalment out")))
        self._name()
        self._show(line)

    @property
    def editors(self) -> tuple[QWidget, ...]:
        return self.much, self.basis, self.when, self.kept, self.drop

    def line(self) -> Line:
        """Raises UserError for what cannot be read."""
        share, amount = read_much(self.much.text(), self.currency)
        basis = cast("Basis", self.basis.currentData())
        text = self.when.text()
        if basis == "on":
            return Line(share, amount, basis, on=read_day(text, self.today), retention=self.kept.isChecked())
        number = read_number(text) if basis != "terms" else 0
        days, of_month = (number, None) if basis in COUNTED else (0, number or None)
        return Line(share, amount, basis, days, of_month, retention=self.kept.isChecked())

    def follow(self) -> None:
        """The second editor is there where the due day needs it."""
        self.when.setVisible(self.basis.currentData() != "terms")

    def _show(self, line: Line) -> None:
        self.much.setText(much_text(line.share_bp, line.amount, self.currency))
        self.basis.setCurrentIndex(self.basis.findData(line.basis))
        text = (
            day(line.on) if line.basis == "on" else str(line.day or "") if line.basis == "eom_day" else str(line.days)
        )
        self.when.setText("" if line.basis == "terms" else text)
        self.kept.setChecked(line.retention)
        self.follow()

    def _name(self) -> None:
        self.much.setAccessibleName(_("Share or amount"))
        self.basis.setAccessibleName(_("How it is due"))
        self.when.setAccessibleName(_("Days or date"))
        self.drop.setAccessibleName(_("Take this instalment out"))


class Instalments(Field):
    """Value: a tuple of lines; empty while it is one sum."""

    emptied = Signal()

    def __init__(self, today: date, outlook: Callable[[], tuple[int | None, date | None, date | None, str]]) -> None:
        """`outlook()` = (amount, transaction date, due day by the terms, currency) as the form has them now."""
        self._today, self._outlook = today, outlook
        self.lines: list[PlanLine] = []
        frame = QWidget()
        self.templates = CalmBox()
        self._grid = QGridLayout()
        super().__init__("instalments", "", frame)
        self._lay_out(frame)
        self.templates.activated.connect(lambda place: self.use(self.templates.itemData(place)))

    @property
    def focus_editor(self) -> QWidget:
        return self.lines[0].much if getattr(self, "lines", None) else self.templates

    def value(self) -> tuple[Line, ...]:
        return tuple(each.line() for each in self.lines)

    def set_value(self, value: Sequence[Line] | None) -> None:
        for each in self.lines:
            for editor in each.editors:
                editor.deleteLater()
        self.lines = []
        for line in value or ():
            self._append(line)
        self.say_sum()

    def is_blank(self) -> bool:
        return not self.lines

    def begin(self) -> None:
        """Two lines to go on from."""
        self.set_value(template("two", 0, self._outlook()[1] or self._today))

    def say_sum(self) -> None:
        """What is missing, or what the plan comes to."""
        total, issued, by_terms, currency = self._outlook()
        try:
            lines = self.value()
        except UserError as refused:
            self.say(refused.text, "overdue")
            return
        if lines:
            text = plan_text(total, lines, issued or self._today, by_terms, currency)
            self.say(text, "caption" if is_whole(total, lines) else "caution")

    def _value_problem(self) -> str:
        total, issued, by_terms, currency = self._outlook()
        lines = self.value()
        return (
            ""
            if not lines or is_whole(total, lines)
            else plan_text(total, lines, issued or self._today, by_terms, currency)
        )

    def note(self) -> str:
        return ""

    def _edited(self) -> None:
        super()._edited()
        self.say_sum()

    def use(self, name: Template | None) -> None:
        """A usual plan for the amount as it is now."""
        total, issued, _terms, _currency = self._outlook()
        if name is not None:
            self.set_value(template(name, total or 0, issued or self._today))
            self.lines[0].much.setFocus()
            self.changed.emit()

    def _append(self, line: Line) -> None:
        made = PlanLine(line, self._outlook()[3], self._today)
        row = self._grid.rowCount()
        for place, editor in enumerate(made.editors):
            self._grid.addWidget(editor, row, place)
        made.basis.currentIndexChanged.connect(lambda _place: made.follow())
        made.basis.currentIndexChanged.connect(lambda _place: self._edited())
        made.kept.toggled.connect(lambda _on: self._edited())
        made.drop.clicked.connect(lambda _on=False: self._take_out(made))
        for editor in (made.much, made.when):
            editor.textEdited.connect(lambda _text: self._edited())
        self.lines.append(made)
        made.follow()
        order_tabs(self.editor)

    def _take_out(self, gone: PlanLine) -> None:
        self.lines.remove(gone)
        for editor in gone.editors:
            editor.deleteLater()
        if not self.lines:
            self.emptied.emit()
        self._edited()

    def _add(self) -> None:
        if len(self.lines) < MOST:
            self._append(Line(basis="on", on=self._outlook()[1] or self._today))
            self.lines[-1].much.setFocus()
            self._edited()

    def _lay_out(self, frame: QWidget) -> None:
        self.templates.addItem(_("Usual plans…"), None)
        for key, words in TEMPLATES.items():
            self.templates.addItem(_(words), key)
        self.templates.setAccessibleName(_("Usual plans"))
        head = QHBoxLayout()
        head.addWidget(label(_("Instalments"), "section"))
        head.addStretch(1)
        head.addWidget(self.templates)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(2, 2)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addLayout(self._grid)
        foot = QHBoxLayout()
        for text, act in ((_("Add an instalment"), self._add), (_("One sum again"), self._one_sum)):
            foot.addWidget(new_link(text, act))
        foot.addStretch(1)
        layout.addLayout(foot)

    def _one_sum(self) -> None:
        self.set_value(())
        self.emptied.emit()


def shown_lines(values: dict[str, Any]) -> dict[str, Any]:
    """The draft of a form, with its plan under the name that the service knows."""
    return {"lines" if key == "instalments" else key: value for key, value in values.items()}
