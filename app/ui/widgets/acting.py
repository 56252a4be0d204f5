"""What one can do: an action with its key, a button, a link, a chip that switches between parts.

self.pay = new_action(self, "coins", _("Record payment"), self._pay, "Ctrl+P")
self.part = new_chip(_("Statements"), lambda: self.show_part("statements"))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme import icon
from app.ui.widgets.labels import set_role

HERE: Final = Qt.ShortcutContext.WidgetWithChildrenShortcut


def new_action(
    owner: QWidget,
    picture: str,
    text: str,
    act: Callable[[], object],
    keys: str = "",
    context: Qt.ShortcutContext = HERE,
) -> QAction:
    """One that `owner` has; its keys count while the focus is in `owner`, in another context where that says."""
    made = QAction(icon(picture), text, owner)
    made.setShortcut(QKeySequence(keys))
    made.setShortcutContext(context)
    made.triggered.connect(lambda _on=False: act())
    owner.addAction(made)
    return made


def lend_key(mine: QAction, offered: Sequence[QAction]) -> None:
    """One of `offered` that has the key of `mine` hears it, wherever in the window the focus is.

    Two actions with one key would cancel each other.
    """
    keys = QKeySequence(mine.property("own_key") or mine.shortcut().toString())
    mine.setProperty("own_key", keys.toString())
    takers = [each for each in offered if each is not mine and each.shortcut() == keys]
    mine.setShortcut(QKeySequence() if takers else keys)
    for each in takers:
        each.setShortcutContext(Qt.ShortcutContext.WindowShortcut)


def new_button(text: str, act: Callable[[], object], picture: str = "") -> QPushButton:
    """One that Enter in a field of its dialog leaves alone."""
    made = QPushButton(icon(picture), text) if picture else QPushButton(text)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _on=False: act())
    return made


def new_link(text: str, act: Callable[[], object]) -> QPushButton:
    """A button that looks like words: the way to what is seldom needed."""
    made = new_button(text, act)
    set_role(made, "link")
    return made


def new_chip(text: str, act: Callable[[], object]) -> QPushButton:
    """One of several of which one is down."""
    made = QPushButton(text)
    made.setCheckable(True)
    set_role(made, "chip")
    made.clicked.connect(lambda _on=False: act())
    return made
