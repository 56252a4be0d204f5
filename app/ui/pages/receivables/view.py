"""What each list under the switch of the receivables page is: it loads, goes to a place, says what is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.ui.navigation import Place
from app.ui.theme import icon
from app.ui.widgets.page import Page


class View(QWidget):
    """Base of the lists. Made when it is first shown; it loads whenever its page does while it is in sight."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def load(self) -> None:
        """Ask for what this list shows (one `self.page.read` with a slot of its own)."""
        raise NotImplementedError

    def go(self, place: Place) -> None:
        """Show a place: chips, search, period, as the list takes them."""

    def selection(self) -> Mapping[str, Any]:
        """What a dialog opened from here begins with (see `Page.selection`)."""
        return {}

    def print_shown(self) -> bool:
        """Ctrl+P; False where there is nothing to print."""
        return False

    def add_action(self, picture: str, text: str, keys: str, act: Callable[[], object]) -> QAction:
        """An action of this list alone, so that one key means what is in sight; Enter only in the list itself."""
        made = QAction(icon(picture), text, self)
        made.setShortcut(QKeySequence(keys))
        within = Qt.ShortcutContext.WidgetShortcut if keys == "Enter" else Qt.ShortcutContext.WidgetWithChildrenShortcut
        made.setShortcutContext(within)
        made.triggered.connect(lambda _on=False: act())
        self.addAction(made)
        return made
