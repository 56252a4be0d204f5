"""A line of ticks whose names may change while the form is open: which of several papers are here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets.field import Field
from app.ui.widgets.fields import TickBox


class Ticks(Field):
    """Value: the names that are ticked, in their order."""

    def __init__(self, key: str, title: str, *, hint: str = "") -> None:
        self.boxes: dict[str, TickBox] = {}
        self._room = QWidget()
        self._lines = QVBoxLayout(self._room)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        super().__init__(key, title, self._room, hint=hint)

    def set_names(self, names: Sequence[str]) -> None:
        """Other names; those that stay keep their ticks."""
        if list(names) == list(self.boxes):
            return
        ticked = set(self.value())
        for box in self.boxes.values():
            self._lines.removeWidget(box)
            box.deleteLater()
        self.boxes = {name: TickBox(name.replace("&", "&&")) for name in names}
        for name, box in self.boxes.items():
            box.setChecked(name in ticked)
            box.toggled.connect(lambda _on: self.changed.emit())
            self._lines.addWidget(box)

    def value(self) -> tuple[str, ...]:
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Sequence[str] | None) -> None:
        for name, box in self.boxes.items():
            box.setChecked(name in (value or ()))

    def is_blank(self) -> bool:
        return not self.value()
