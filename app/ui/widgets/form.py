"""A form from a list of fields: labels above, checks on leaving and on save, a draft as a plain dict.

form = Form([
    customer,                                                    # one field: the whole width
    (Amount("minor", _("&Amount"), required=True), Day("paid_on", _("&Date received"), today=today)),  # side by side
    _("More"),                                                   # a heading
    Note("note", _("&Note")),
])
form.submitted.connect(self.save)         # Enter or Ctrl+S, when every field can be taken
form.submitted_next.connect(...)          # Ctrl+Enter: save and start the next; where there is no next, as Enter
form.refused.connect(self.show_problems)  # [(title, reason), ...] when something cannot
jobs.write(self, lambda s: s.payments.record(form.draft()), self.saved)
form.mark(problem)                        # Invalid from the service goes to its field
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMetaMethod, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.models.errors import UserError
from app.ui.widgets.field import Field
from app.ui.widgets.flow import SideBySide
from app.ui.widgets.labels import label
from app.ui.widgets.scroll import into_sight
from app.ui.widgets.tab_order import order_tabs

Row = Field | tuple[Field, ...] | str


class Form(QWidget):
    """Fields in rows; a tuple is a row of several, which stand one below the other where there is no room."""

    submitted = Signal()
    submitted_next = Signal()
    refused = Signal(list)  # [(title, reason), ...]
    changed = Signal()

    def __init__(self, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for row in rows:
            layout.addWidget(label(row, "section") if isinstance(row, str) else self._row(row))
        layout.addStretch(1)
        order_tabs(self)

    def __getitem__(self, key: str) -> Field:
        return self._fields[key]

    def __iter__(self) -> Iterator[Field]:
        return iter(self._fields.values())

    def draft(self) -> dict[str, Any]:
        """Field keys and values; call after `check` said True (raises UserError otherwise)."""
        return {field.key: field.value() for field in self if field.isVisibleTo(self)}

    def set(self, values: Mapping[str, Any]) -> None:
        """Fill the fields that are named; others stay."""
        for key, value in values.items():
            self._fields[key].set_value(value)

    def state(self) -> dict[str, Any]:
        """What stands in every field, also what cannot be taken: for drafts."""
        return {field.key: field.state() for field in self}

    def put_back(self, state: Mapping[str, Any]) -> None:
        """What `state` gave, for the fields that are named."""
        for key, typed in state.items():
            if key in self._fields:
                self._fields[key].put_back(typed)

    def check(self) -> bool:
        """Mark every field that cannot be taken, go to the first, and tell `refused`; True when all can."""
        wrong = []
        for field in self:
            reason = field.problem() if field.isVisibleTo(self) else ""
            field.mark(reason)
            if reason:
                wrong.append(field)
        if wrong:
            _go_to(wrong[0])
            self.refused.emit([(field.plain_title, field.reason) for field in wrong])
        return not wrong

    def mark(self, problem: UserError) -> bool:
        """Show a problem at its field and go there; False when no field of this form is meant."""
        field = self._fields.get(problem.field or "")
        if field is None:
            return False
        field.mark(problem.text)
        _go_to(field)
        return True

    def submit(self, *, then_next: bool = False) -> None:
        """As if Enter (or Ctrl+Enter) had been pressed."""
        if self.check():
            then_next = then_next and self.isSignalConnected(QMetaMethod.fromSignal(self.submitted_next))
            (self.submitted_next if then_next else self.submitted).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            event.accept()
            self.submit()
            return
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control or not isinstance(self.focusWidget(), QPlainTextEdit):
            event.accept()
            self.submit(then_next=control)

    def _row(self, row: Field | tuple[Field, ...]) -> QWidget:
        fields = row if isinstance(row, tuple) else (row,)
        for field in fields:
            self._fields[field.key] = field
            field.changed.connect(self.changed)
        return SideBySide(fields) if len(fields) > 1 else fields[0]


def _go_to(field: Field) -> None:
    """The keyboard and the eye: a form that scrolls may have it out of sight."""
    field.focus_editor.setFocus()
    into_sight(field)
