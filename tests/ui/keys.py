"""Typing any character: QTest.keyClicks knows only ASCII."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.widgets.field import Field


def type_in(widget: QWidget, text: str) -> None:
    """Type `text` sign by sign, as a keyboard or a finished input method would."""
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


def leave(field: Field, text: str) -> None:
    """Type into a field and go on."""
    editor = field.focus_editor
    assert isinstance(editor, QLineEdit)
    editor.clear()
    type_in(editor, text)
    field.on_leave()
