"""Points from 0 to 5 chosen with one key: digits choose, arrows move, Delete leaves open.

Answer("item_1", _("Age of the firm"), {0: _("less than 1 year"), 5: _("10 years or more")})
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.i18n import _
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.labels import paint_focus, set_role, tooltip

MOST: Final = 5
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}


class Scale(QWidget):
    """Six buttons that are one stop of the Tab key; `went` asks for the question before (-1) or after (1) this one."""

    changed = Signal()
    went = Signal(int)

    def __init__(self, anchors: Mapping[int, str]) -> None:
        super().__init__()
        self._points: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(4)
        self.buttons = [self._button(points, anchors.get(points, "")) for points in range(MOST + 1)]
        for points, button in enumerate(self.buttons):
            button.setEnabled(not anchors or points in anchors)
            row.addWidget(button)

    @property
    def points(self) -> int | None:
        """What is chosen; None = left open."""
        return self._points

    def choose(self, points: int | None) -> None:
        self._points = points
        for place, button in enumerate(self.buttons):
            button.setChecked(place == points)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif event.text().isdecimal():
            self._type(int(event.text()))
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take(None)
        elif key in _MOVES:
            self.went.emit(_MOVES[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_focus(self)

    def _type(self, points: int) -> None:
        if points <= MOST and self.buttons[points].isEnabled():
            self._take(points)

    def _step(self, step: int) -> None:
        """To the next answer that there is; some questions skip a step."""
        there = [points for points, button in enumerate(self.buttons) if button.isEnabled()]
        place = there.index(self._points) + step if self._points in there else (0 if step > 0 else len(there) - 1)
        self._take(there[min(max(place, 0), len(there) - 1)])

    def _take(self, points: int | None) -> None:
        self.choose(points)
        self.changed.emit()

    def _press(self, points: int) -> None:
        """A second press on what is chosen leaves it open again."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._take(None if points == self._points else points)

    def _button(self, points: int, anchor: str) -> QPushButton:
        button = QPushButton(str(points))
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFixedWidth(Theme.current().px(36))
        button.setToolTip(tooltip(anchor))
        button.setAccessibleName(f"{points} {anchor}".strip())
        set_role(button, "chip")
        button.clicked.connect(lambda _on=False: self._press(points))
        return button


class Answer(Field):
    """A question, its scale and a comment. Value: (points or None, comment); what the answers mean stands beneath."""

    def __init__(self, key: str, title: str, anchors: Mapping[int, str]) -> None:
        self.scale, self.comment = Scale(anchors), QLineEdit()
        self._anchors, self.proposed = dict(anchors), ""
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.scale)
        row.addWidget(self.comment, 1)
        both.setFocusProxy(self.scale)
        super().__init__(key, title, both)
        self.comment.setMaxLength(300)
        self.comment.setPlaceholderText(_("Comment"))
        self.comment.setAccessibleName(_("Comment on: {what}").format(what=self.plain_title))
        self.scale.changed.connect(self._chosen)
        self.comment.textEdited.connect(self._edited)
        self.mark("")

    @property
    def focus_editor(self) -> QWidget:
        return self.scale

    def value(self) -> tuple[int | None, str]:
        return self.scale.points, self.comment.text().strip()

    def set_value(self, value: Any) -> None:
        points, comment = value
        self.proposed = ""
        self.scale.choose(points)
        self.comment.setText(comment or "")
        self.mark("")

    def propose(self, points: int, why: str) -> None:
        """Filled in from what the book knows, and said to be so until a person answers."""
        self.scale.choose(points)
        self.proposed = why
        self.mark("")

    def note(self) -> str:
        points = self.scale.points
        if points is None:
            return " · ".join(f"{each}: {text}" for each, text in sorted(self._anchors.items()))
        text = f"{points}: {self._anchors[points]}" if points in self._anchors else ""
        if not self.proposed:
            return text
        return " · ".join(filter(None, (_("Proposed from the file: {why}").format(why=self.proposed), text)))

    def mark(self, reason: str) -> None:
        super().mark(reason)
        if not reason and self.proposed:
            self.say(self.note(), "caution")
        shown = self.scale.points
        chosen = _("left open") if shown is None else str(shown)
        self.scale.setAccessibleDescription(" · ".join(filter(None, (chosen, self.said()))))

    def is_untouched(self) -> bool:
        return True  # an answer left open is no fault

    def _chosen(self) -> None:
        self.proposed = ""
        self._edited()
