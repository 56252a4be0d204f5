"""What was just done, and the way back, for ten seconds.

Toast.show_over(window, _("Payment recorded"), undo=self.undo)      # also said by the status bar
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QPushButton, QWidget

from app.i18n import _
from app.ui.theme import Theme
from app.ui.widgets.labels import label, set_role

SECONDS: Final = 10
Way = tuple[str, Callable[[], object]]


class Toast(QFrame):
    """Floats over the foot of its window: nothing below it moves. Stays while the mouse is on it. One per window."""

    @staticmethod
    def show_over(
        window: QWidget, text: str, undo: Callable[[], object] | None = None, way: Way | None = None
    ) -> Toast:
        """Show `text` over `window` in the place of an older toast; `way` = another thing that can be done."""
        for older in window.findChildren(Toast):
            older.go()
        if isinstance(window, QMainWindow):
            window.statusBar().showMessage(text, SECONDS * 1000)
        toast = Toast(window, text, undo, way)
        toast.show()
        toast.raise_()
        return toast

    def __init__(self, window: QWidget, text: str, undo: Callable[[], object] | None, way: Way | None) -> None:
        super().__init__(window)
        set_role(self, "toast")
        self._label = label(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8 if undo or way else 16, 8)
        row.setSpacing(16)
        row.addWidget(self._label)
        ways = [way] if way else []
        for words, act in [*ways, (_("Undo"), undo)] if undo else ways:
            button = QPushButton(words)
            button.clicked.connect(partial(self._do, act))
            row.addWidget(button)
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.go)
        self._timer.start()
        self.setAccessibleName(text)
        window.installEventFilter(self)
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        return self._label.text()

    def go(self) -> None:
        """Leave now."""
        if shiboken6.isValid(self):
            self._timer.stop()
            self.hide()
            self.setParent(None)
            self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _do(self, act: Callable[[], object], _checked: bool = False) -> None:
        """Then it has nothing more to say."""
        self.go()
        act()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.adjustSize()
        self.setMaximumWidth(window.width() - 32)
        foot = window.statusBar().height() if isinstance(window, QMainWindow) else 0
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - foot - Theme.current().px(72))
