"""The editors of one line of a payment plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final, cast

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from app.i18n import _, mark
from app.models.errors import UserError
from app.models.plans import BEFORE, Nature, Node, PlanLine
from app.services.formats import NOTHING, day, money, read_day
from app.services.instalment_wording import much_text, read_much, read_number
from app.services.plan_wording import NATURES, NODES, when_hint
from app.ui.theme import Theme, icon
from app.ui.widgets.fields import CalmBox
from app.ui.widgets.labels import label, set_role, tooltip

# Titles of the columns and how they share the room.
COLUMNS: Final = (
    (mark("Instalment"), 3), (mark("Share or amount"), 2), (mark("Days after, or day"), 2), (mark("Kind of money"), 3),
    (mark("Amount"), 2), (mark("Status"), 2), ("", 0),
)  # fmt: skip

SHORTEST: Final = 8  # signs of an entry
FIGURES: Final = ("Share or amount", "Amount")  # titles over figures


class PlanRow(QObject):
    """`changed` after each change by a person; `line()` is what stands in it."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.shown, self._currency, self._today = PlanLine("delivery"), "", today
        self._last = False
        self.node, self.nature = _box(NODES), _box(NATURES)
        self.much, self.when = QLineEdit(), QLineEdit()
        self.amount, self.state = label("", "muted"), label("", "muted")
        self.drop = QToolButton()
        self.much.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.drop.setIcon(icon("x"))
        self.drop.setToolTip(tooltip(_("Take this instalment out")))
        self._name()
        self._connect()

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """In the order of `COLUMNS`."""
        return self.node, self.much, self.when, self.nature, self.amount, self.state, self.drop

    def line(self) -> PlanLine:
        """Raises UserError for what cannot be read."""
        node = cast("Node", self.node.currentData())
        known = self.shown.share_bp, self.shown.amount
        share, amount = known if self._last else read_much(self.much.text(), self._currency)
        text = self.when.text().strip()
        fixed = read_day(text, self._today) if node == "fixed" and text else None
        days = read_number(text) if node != "fixed" and text else None
        nature = cast("Nature", self.nature.currentData()) if node in BEFORE else "payment"
        self.shown = replace(
            self.shown, node=node, share_bp=share, amount=amount or 0, nature=nature, days_after=days, fixed_on=fixed
        )
        return self.shown

    def follow(self, *, last: bool) -> None:
        """The last line takes the rest: its share is only shown. A kind of money is asked where it comes before the goods."""
        node = cast("Node", self.node.currentData())
        self.much.setReadOnly(last)
        self.much.setFocusPolicy(Qt.FocusPolicy.NoFocus if last else Qt.FocusPolicy.StrongFocus)
        self.much.setToolTip(tooltip(_("The last instalment takes what the others leave.")) if last else "")
        self.when.setPlaceholderText(when_hint(PlanLine(node)))
        self.nature.setVisible(node in BEFORE)
        self._last = last

    def show_amount(self, line: PlanLine, currency: str) -> None:
        """What it comes to; a last line shows its share as it is now."""
        self.amount.setText(money(line.amount, currency) if currency and line.amount else NOTHING)
        if self._last:
            self.much.setText(much_text(line.share_bp, None, self._currency) or _("the rest"))
            self.shown = line

    def show_state(self, text: str, role: str) -> None:
        self.state.setText(text)
        set_role(self.state, role)

    def put(self, line: PlanLine, currency: str) -> None:
        """Shows a line; nobody hears of it."""
        self.shown, self._currency = line, currency
        for box, value in ((self.node, line.node), (self.nature, line.nature)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(value))
        self.much.setText(much_text(line.share_bp, line.amount or None, currency))
        days = "" if line.days_after is None else str(line.days_after)
        self.when.setText(day(line.fixed_on) if line.fixed_on else days)
        for part in self.parts:
            part.show()
        self._mark()

    def put_away(self) -> None:
        """Out of sight until it is needed again."""
        for part in self.parts:
            part.hide()

    def _connect(self) -> None:
        for box in (self.node, self.nature):
            box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        for edit in (self.much, self.when):
            edit.textEdited.connect(lambda _text: self.changed.emit())
            edit.editingFinished.connect(self._mark)
        self.drop.clicked.connect(lambda _on=False: self.dropped.emit())

    def _mark(self) -> None:
        """A cell that cannot be read has the frame of a field in trouble."""
        try:
            self.line()
            wrong = False
        except UserError:
            wrong = True
        for edit in (self.much, self.when):
            edit.setProperty("marked", wrong and bool(edit.text()))
            edit.style().unpolish(edit)
            edit.style().polish(edit)

    def _name(self) -> None:
        self.node.setAccessibleName(_("Instalment"))
        self.much.setAccessibleName(_("Share or amount"))
        self.when.setAccessibleName(_("Days after, or day"))
        self.nature.setAccessibleName(_("Kind of money"))
        self.drop.setAccessibleName(_("Take this instalment out"))


def _box(entries: dict[str, str]) -> CalmBox:
    """As wide as its column; at large text it is the longest entry that gives way."""
    made = CalmBox()
    made.setSizeAdjustPolicy(CalmBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(SHORTEST)
    made.setMinimumHeight(Theme.current().px(32))
    for key, text in entries.items():
        made.addItem(_(text), key)
    return made
