"""The pages of a window, each built when it is first shown.

stack = PageStack(desk, taken=window_actions)
stack.show_place(Place("today"))
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from app.ui.actions import keys_text
from app.ui.navigation import Place
from app.ui.registry import PAGES, load_class
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.scroll import scrolling


class PageStack(QStackedWidget):
    """Shows one page at a time; a page that has no room scrolls."""

    built = Signal(object)  # Page

    def __init__(self, desk: Desk, taken: Iterable[QAction]) -> None:
        """`taken`: actions of the window, whose keys stay the window's."""
        super().__init__()
        self._desk = desk
        self._taken = [keys for action in taken for keys in action.shortcuts()]
        self._pages: dict[str, Page] = {}
        self._frames: dict[str, QScrollArea] = {}

    @property
    def current(self) -> Page | None:
        area = self.currentWidget()
        return cast("Page", area.widget()) if isinstance(area, QScrollArea) else None

    def show_place(self, place: Place) -> Page:
        """The page of a place in front, with the focus, told where to go."""
        page = self._pages.get(place.name) or self._build(place)
        self.setCurrentWidget(self._frames[place.name])
        page.go(place)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    def refresh(self) -> None:
        """All pages that were built: the one in sight now, the others when they are shown."""
        for page in self._pages.values():
            page.refresh()

    def show_aside(self, place: Place) -> None:
        """The page of a place in a window of its own, beside this one; it goes when this one goes."""
        page = cast("Page", load_class(PAGES[place.name])(self._desk))
        page.begin(place)
        window = scrolling(page)
        window.setParent(self, Qt.WindowType.Window)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.setWindowTitle(page.title_text())
        window.resize(self.size())
        page.go(place)
        window.show()

    def own_action(self, shared: QAction) -> QAction | None:
        """What the page in front does itself for a key of the window, when it can now."""
        page = self.current
        if page is None:
            return None
        keys = [each.toString() for each in shared.shortcuts()]
        found = (action for action in page.findChildren(QAction) if action.property("window_key") in keys)
        return next((action for action in found if action.isEnabled() and _in_sight(action)), None)

    def _build(self, place: Place) -> Page:
        name = place.name
        page = cast("Page", load_class(PAGES[name])(self._desk))
        page.begin(place)
        area = scrolling(page)
        self._pages[name], self._frames[name] = page, area
        self.addWidget(area)
        self._give_way(page)
        page.grown.connect(lambda: self._give_way(page))
        self.built.emit(page)
        return page

    def _give_way(self, page: Page) -> None:
        """Two actions with one key would cancel each other: the page's shows the key, the window's hears it."""
        for action in page.findChildren(QAction):
            if action.shortcut() in self._taken:
                action.setProperty("window_key", action.shortcut().toString())
                action.setProperty("keys", keys_text(action))
                action.setShortcut(QKeySequence())


def _in_sight(action: QAction) -> bool:
    """A page of several lists has each list's actions; those of the hidden ones wait."""
    owner = action.parent()
    return not isinstance(owner, QWidget) or owner.isVisible()
