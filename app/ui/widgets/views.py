"""A page of several lists under one switch, and what each of them is: it loads, goes to a place, says what is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.navigation import Place
from app.ui.registry import load_class
from app.ui.theme import Theme, icon
from app.ui.widgets.acting import new_chip
from app.ui.widgets.one_of import OneOf
from app.ui.widgets.page import Desk, Page

LEAST_HEIGHT: Final = 130  # of a list: header, two rows and the footer; with less the page scrolls


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

    def lay_out(self, *parts: QWidget) -> None:
        """Beneath each other; the last but one, the list above the actions, takes what room there is."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in parts:
            layout.addWidget(part)
        layout.setStretchFactor(parts[-2], 1)
        parts[-2].setMinimumHeight(Theme.current().px(LEAST_HEIGHT))

    def add_action(self, picture: str, text: str, keys: str, act: Callable[[], object]) -> QAction:
        """An action of this list alone, so that one key means what is in sight; Enter only in the list itself."""
        made = QAction(icon(picture), text, self)
        made.setShortcut(QKeySequence(keys))
        within = Qt.ShortcutContext.WidgetShortcut if keys == "Enter" else Qt.ShortcutContext.WidgetWithChildrenShortcut
        made.setShortcutContext(within)
        made.triggered.connect(lambda _on=False: act())
        self.addAction(made)
        return made


class ViewsPage(Page):
    """Base: `lists` = name, title (a msgid) and class ("module:Class", a View) of each, in the order of the switch.

    Wishes: `view` (a name of `lists`, else the first) and what that list takes (its `go`).
    """

    lists: ClassVar[tuple[tuple[str, str, str], ...]] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.switch = {key: new_chip(_(title), self._shows(key)) for key, title, _class in self.lists}
        self.views: dict[str, View] = {}
        self.stack = OneOf()
        self._lay_out_switch()
        self.switch[self.lists[0][0]].setChecked(True)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(lambda step=step: self.turn(step))

    def turn(self, step: int) -> None:
        """The list after or before the one in sight; the keyboard goes along."""
        names = list(self.switch)
        self.show_view(names[(names.index(self.view) + step) % len(names)])
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def view(self) -> str:
        """The name of the list in sight."""
        return next(key for key, button in self.switch.items() if button.isChecked())

    @property
    def shown(self) -> View:
        """The list in sight, made when it is first asked for."""
        if self.view not in self.views:
            self._make(self.view)
        return self.views[self.view]

    def load(self) -> None:
        self.shown.load()

    def begin(self, place: Place) -> None:
        wanted = place.wishes.get("view", self.lists[0][0])
        for key, button in self.switch.items():
            button.setChecked(key == wanted)

    def go(self, place: Place) -> None:
        if place.wishes and place != self.place:
            self.show_view(place.wishes.get("view", self.lists[0][0]))
            self.shown.go(place)
        super().go(place)

    def show_view(self, name: str) -> None:
        """The other list, made when it is first asked for; it loads when it comes into sight."""
        if self.stack.currentWidget() is not self.views.get(name):
            self.message_bar.clear()  # it was about the other list
        for key, button in self.switch.items():
            button.setChecked(key == name)
        if name not in self.views:
            self._make(name)
        self.stack.setCurrentWidget(self.views[name])
        self.setFocusProxy(self.views[name])
        self.refresh()

    def _make(self, name: str) -> None:
        path = next(path for key, _title, path in self.lists if key == name)
        self.views[name] = load_class(path)(self)
        self.stack.addWidget(self.views[name])
        self.setFocusProxy(self.views[name])
        self.grown.emit()

    def selection(self) -> Mapping[str, Any]:
        return self.shown.selection()

    def print_shown(self) -> bool:
        return self.shown.print_shown()

    def _shows(self, key: str) -> Callable[[], None]:
        return lambda: self.show_view(key)

    def _lay_out_switch(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.switch.values():
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.stack, 1)
