"""One of a few, all in sight: radio buttons with an access key each; the arrows go from one to the next.

Radios("state", _("Limit"), [("not_set", _("&Not set")), ("set", _("A&mount"))])        # value: the value of the entry
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import paint_focus


class Radio(QRadioButton):
    """A radio button whose focus can be seen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_focus(self)


class Radios(Field):
    """Begins with the first entry."""

    def __init__(self, key: str, title: str, entries: Sequence[tuple[Any, str]], *, hint: str = "") -> None:
        self.buttons = {value: Radio(text) for value, text in entries}
        self._values = [value for value, _text in entries]
        self.group = QButtonGroup()
        self.group.setExclusive(True)
        row = QWidget()
        layout = FlowLayout(spacing=16)
        layout.setContentsMargins(0, 0, 0, 0)
        row.setLayout(layout)
        for place, button in enumerate(self.buttons.values()):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self.group.addButton(button, place)
            layout.addWidget(button)
        self.buttons[self._values[0]].setChecked(True)
        super().__init__(key, title, row, hint=hint)
        row.setFocusProxy(self.buttons[self._values[0]])
        self.group.idToggled.connect(self._chosen)

    @property
    def focus_editor(self) -> QWidget:
        chosen: QWidget = self.buttons[self.value()]
        return chosen

    def value(self) -> Any:
        return self._values[self.group.checkedId()]

    def set_value(self, value: Any) -> None:
        """The first entry where the value is not offered."""
        self.buttons.get(value, self.buttons[self._values[0]]).setChecked(True)

    def is_blank(self) -> bool:
        return False

    def _chosen(self, _place: int, checked: bool) -> None:
        if checked:
            self.setFocusProxy(self.focus_editor)
            self._edited()
