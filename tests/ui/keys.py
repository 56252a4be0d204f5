"""Typing any character (QTest.keyClicks knows only ASCII), and keys that are counted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

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


class Keys:
    """Presses keys where the focus is, as a person would, and counts them; a value typed counts once."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.count = (0, 0)  # keys, values

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count = (self.count[0] + 1, self.count[1])
        QTest.keyClick(self._place(), key, modifiers)

    def control(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        self.count = (self.count[0], self.count[1] + 1)
        type_in(self._place(), text)

    def afresh(self) -> None:
        self.count = (0, 0)

    def _place(self) -> QWidget:
        """Where the keyboard goes: an open menu has it."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        place = QApplication.focusWidget()
        assert place is not None
        return place
