"""Rows of two texts that belong together, such as a risk and what is done about it; a new row comes when the last is begun.

Pairs("risks", _("Main risks"), (_("Risk"), _("What is done about it")))     # value: ((risk, measure), ...)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.widgets.field import Field

MOST: Final = 20
LONGEST: Final = 300


class Pairs(Field):
    """Empty rows are left out of the value."""

    def __init__(self, key: str, title: str, names: tuple[str, str], *, hint: str = "") -> None:
        self._names = names
        self.rows: list[tuple[QLineEdit, QLineEdit]] = []
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        inner = QWidget()
        inner.setLayout(self._box)
        self._add()
        super().__init__(key, title, inner, hint=hint)
        inner.setFocusProxy(self.rows[0][0])

    @property
    def focus_editor(self) -> QWidget:
        return self.rows[0][0]

    def value(self) -> tuple[tuple[str, str], ...]:
        typed = ((what.text().strip(), answer.text().strip()) for what, answer in self.rows)
        return tuple(pair for pair in typed if any(pair))

    def set_value(self, value: Sequence[tuple[str, str]] | None) -> None:
        for place, pair in enumerate((value or ())[:MOST]):
            if place == len(self.rows):
                self._add()
            for edit, text in zip(self.rows[place], pair, strict=True):
                edit.setText(text)
        for left in self.rows[len(value or ()) :]:
            for edit in left:
                edit.clear()
        self._grow()

    def put_back(self, state: Any) -> None:
        self.set_value([tuple(pair) for pair in state])

    def _typed(self) -> None:
        self._grow()
        self._edited()

    def _grow(self) -> None:
        if len(self.rows) < MOST and any(edit.text().strip() for edit in self.rows[-1]):
            self._add()

    def _add(self) -> None:
        pair = QLineEdit(), QLineEdit()
        row = QHBoxLayout()
        row.setSpacing(12)
        before = self.rows[-1][1] if self.rows else None
        for edit, name in zip(pair, self._names, strict=True):
            edit.setMaxLength(LONGEST)
            edit.setPlaceholderText(name)
            edit.setAccessibleName(f"{name} {len(self.rows) + 1}")
            edit.textEdited.connect(lambda _text: self._typed())
            row.addWidget(edit, 1)
        self.rows.append(pair)
        self._box.addLayout(row)
        for edit in pair:  # only now all of them have one parent
            if before is not None:
                QWidget.setTabOrder(before, edit)
            before = edit
