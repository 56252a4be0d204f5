"""The box of Ctrl+K: customers, receivables, tabs and commands, found while typing.

box = JumpBox(find)                     # find(text, show) answers with show([Target(...), ...])
shortcut.activated.connect(box.start)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.i18n import _
from app.ui.theme import Theme, icon
from app.ui.widgets.labels import tooltip
from app.ui.widgets.picker import Find, Hit, PickerEdit


def _nowhere() -> None:
    """Where a line leads that was given no way."""


@dataclass(frozen=True, slots=True)
class Target(Hit):
    """One line of the list and what taking it does."""

    go: Callable[[], None] = _nowhere


class JumpBox(PickerEdit):
    """A search box that leads somewhere and is empty again."""

    def __init__(self, find: Find) -> None:
        super().__init__(find, can_create=False)
        self.setObjectName("jump")
        self.setPlaceholderText(_("Find a customer, a receivable no., or something to do    Ctrl+K"))
        self.setToolTip(tooltip(_("Type a name, pinyin initials, a phone number, a receivable no. or a command")))
        self.setAccessibleName(_("Jump to anything"))
        self.addAction(icon("magnifying-glass", "text2"), self.ActionPosition.LeadingPosition)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(Theme.current().px(160))
        self._jumped = False
        self._before: QWidget | None = None  # what had the focus when Ctrl+K was pressed
        self.picked.connect(self._jump)

    def start(self) -> None:
        """Ready to type."""
        self._jumped = False
        if not self.hasFocus():
            self._before = QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """After a jump the page has the focus already and keeps it; behind a dialog what had it before has it again."""
        if not self.hasFocus():
            return True
        before, self._before = self._before, None
        if self._jumped and before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus()
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed and not taken is of no use later."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.clear()

    def _jump(self, target: Target) -> None:
        self.clear()
        self._jumped = True
        target.go()
