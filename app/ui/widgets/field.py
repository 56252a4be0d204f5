"""What every field of a form is: a label above with its access key, the editor, and a line for hints and reasons."""

from __future__ import annotations

import re
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.scroll import into_sight

KEY_IN_BRACKETS: Final = re.compile(r"\(&.\)")  # how a Chinese title bears its access key


class Field(QWidget):
    """A label, an editor and a line beneath. Checks itself when it is left."""

    changed = Signal()
    left = Signal()

    def __init__(self, key: str, title: str, editor: QWidget, *, required: bool = False, hint: str = "") -> None:
        """`title` may hold an access key ("&Amount", "金额(&A)"); `hint` shows beneath while there is nothing to say."""
        super().__init__()
        self.key, self.editor, self.required = key, editor, required
        self.plain_title = KEY_IN_BRACKETS.sub("", title).replace("&", "")
        self._hint = hint
        self._reason = ""
        shown = _("{title} (required)").format(title=title) if required else title
        self._under = label(hint, "caption", wrap=True)
        keep = self._under.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._under.setSizePolicy(keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if title:
            layout.addWidget(label(shown, buddy=editor))
        layout.addWidget(editor)
        layout.addWidget(self._under)
        layout.addStretch(1)  # beside a field with a longer hint
        self.focus_editor.setAccessibleName(self.plain_title)
        self.focus_editor.installEventFilter(self)
        self.setFocusProxy(editor)

    @property
    def focus_editor(self) -> QWidget:
        """The widget that has the focus while the person types here."""
        return self.editor

    def value(self) -> Any:
        """What was entered; raises UserError when it cannot be taken."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def state(self) -> Any:
        """What stands in the editor, whether or not it can be taken: for drafts."""
        return self.value()

    def put_back(self, state: Any) -> None:
        """As if `state` had been typed."""
        self.set_value(state)

    def is_blank(self) -> bool:
        return self.value() in (None, "")

    def problem(self) -> str:
        """Why this cannot be saved, or ""."""
        try:
            return _("Please fill this in.") if self.required and self.is_blank() else self._value_problem()
        except UserError as refused:
            return refused.text

    def mark(self, reason: str) -> None:
        """Say beneath the editor why its value cannot be taken; "" takes the mark away."""
        self._reason = reason
        self.focus_editor.setProperty("marked", bool(reason))
        self.focus_editor.setAccessibleDescription(reason)
        self.focus_editor.style().unpolish(self.focus_editor)
        self.focus_editor.style().polish(self.focus_editor)
        self.say(reason, "overdue") if reason else self.say(self.note(), "caption")
        if reason:
            QAccessible.updateAccessibility(QAccessibleEvent(self.focus_editor, QAccessible.Event.DescriptionChanged))

    @property
    def reason(self) -> str:
        """The mark shown, or ""."""
        return self._reason

    def say(self, text: str, role: str = "caption") -> None:
        """A line beneath the editor: a hint, the amount in words, a question."""
        self._under.setText(text)
        self._under.setToolTip("")
        set_role(self._under, role)

    def explain(self, text: str) -> None:
        """What follows from the value: stands beneath whenever nothing is wrong, until another is told."""
        self._hint = text
        if not self._reason:
            self.say(text)

    def said(self) -> str:
        return self._under.text()

    def note(self) -> str:
        """What stands beneath while nothing is wrong."""
        return self._hint

    def on_leave(self) -> None:
        """The person goes on: check, and show the value as it was understood."""
        if not self.is_untouched():
            self.mark(self.problem())
        self.left.emit()

    def is_untouched(self) -> bool:
        """Nothing typed yet: a required field is not blamed for being passed through."""
        return False

    def _value_problem(self) -> str:
        self.value()
        return ""

    def _edited(self) -> None:
        self.mark("")
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.focus_editor and isinstance(event, QFocusEvent):
            if event.type() == QEvent.Type.FocusOut:
                self.on_leave()
            elif event.reason() == Qt.FocusReason.ShortcutFocusReason:
                into_sight(self)  # Qt scrolls for Tab, not for an access key
        return super().eventFilter(watched, event)


class LineField(Field):
    """A field of one line of text."""

    def __init__(
        self, key: str, title: str, *, required: bool = False, hint: str = "", line: QLineEdit | None = None
    ) -> None:
        self.line = line or QLineEdit()
        super().__init__(key, title, self.line, required=required, hint=hint)
        self.line.textEdited.connect(self._edited)

    @property
    def focus_editor(self) -> QWidget:
        return self.line

    def text(self) -> str:
        return self.line.text().strip()

    def is_blank(self) -> bool:
        return not self.text()

    def is_untouched(self) -> bool:
        return not self.text() and not self.line.isModified()

    def state(self) -> Any:
        return self.text()

    def put_back(self, state: Any) -> None:
        self.line.setText(state)
        self.line.setModified(True)
        self.mark("")
