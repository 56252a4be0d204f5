"""What a number of a credit rule is typed into: a line, a grade to choose, industries to tick."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.i18n import _
from app.services import policy_labels, policy_wording
from app.services.rules.policy_shape import SECTORS, Cell
from app.services.rules.score_types import GRADES
from app.ui.theme import Theme
from app.ui.widgets.fields import CalmBox, TickBox
from app.ui.widgets.flow import FlowLayout

WIDE, NARROW = 116, 76  # a number of ten signs on its own; in a list


class NumberEdit(QLineEdit):
    """One number; a share is typed in percent."""

    typed = Signal()

    def __init__(self, cell: Cell, title: str) -> None:
        super().__init__()
        self.cell = cell
        self.setAccessibleName(title)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFixedWidth(Theme.current().px(NARROW if cell.path else WIDE))
        self.textEdited.connect(self.typed)
        self.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        """Raises UserError when it is no number of this rule."""
        return policy_wording.read(self.text(), self.cell)

    def show_value(self, value: Any) -> None:
        told = policy_wording.number(value, self.cell.unit)
        if not self.hasFocus() or not self._says(value):
            self.setText(told)

    def mark(self, reason: str) -> None:
        if self.accessibleDescription() == reason:
            return
        self.setProperty("marked", bool(reason))
        self.setAccessibleDescription(reason)
        self.style().unpolish(self)
        self.style().polish(self)

    def _tidy(self) -> None:
        """Left: the number as we write it."""
        if policy_wording.can_read(self.text(), self.cell):
            self.setText(policy_wording.number(self.value(), self.cell.unit))

    def _says(self, value: Any) -> bool:
        """What stands here already means this value, in the way the person types it."""
        return policy_wording.can_read(self.text(), self.cell) and bool(self.value() == value)


class GradeBox(CalmBox):
    """One of the grades."""

    typed = Signal()

    def __init__(self, cell: Cell, title: str) -> None:
        super().__init__()
        self.cell = cell
        self.setAccessibleName(title)
        self.addItems(GRADES)
        self.setMinimumHeight(Theme.current().px(32))
        self.activated.connect(lambda _place: self.typed.emit())

    def value(self) -> Any:
        return self.currentText()

    def show_value(self, value: Any) -> None:
        self.setCurrentText(value)

    def mark(self, reason: str) -> None:
        self.setAccessibleDescription(reason)


class IndustryTicks(QWidget):
    """Any of the industries."""

    typed = Signal()

    def __init__(self, cell: Cell, title: str) -> None:
        super().__init__()
        self.cell = cell
        flow = FlowLayout(12)
        flow.setContentsMargins(0, 0, 0, 0)
        self._boxes = {sector: TickBox(_(policy_labels.WORDS[sector])) for sector in SECTORS}
        for box in self._boxes.values():
            box.setAccessibleName(f"{title}: {box.text()}")
            box.clicked.connect(self.typed)
            flow.addWidget(box)
        self.setLayout(flow)

    def value(self) -> Any:
        return tuple(sector for sector, box in self._boxes.items() if box.isChecked())

    def show_value(self, value: Any) -> None:
        for sector, box in self._boxes.items():
            box.setChecked(sector in value)

    def mark(self, reason: str) -> None:
        self.setAccessibleDescription(reason)


Editor = NumberEdit | GradeBox | IndustryTicks


def editor_for(cell: Cell, title: str) -> Editor:
    if cell.unit == "code":
        return IndustryTicks(cell, title)
    return GradeBox(cell, title) if cell.unit == "grade" else NumberEdit(cell, title)
