"""What every page is: a name, a title, topics it listens to, one read that fills it.

class Customers(Page):
    name, title, icon = "customers", mark("Customers"), "users"
    topics = frozenset({Topic.CUSTOMERS, Topic.DERIVED})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.body.addWidget(self.panel, 1)

    def load(self) -> None:
        self.read(lambda s: s.customers.keys(chips, text), self.show_keys)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.models.topics import Changes, Topic
from app.ui.jobs import Jobs
from app.ui.navigation import Navigation, Place
from app.ui.preferences import Preferences
from app.ui.widgets.message_bar import MessageBar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page works with. `today` is the day the program was opened for."""

    jobs: Jobs[Any]
    navigation: Navigation
    preferences: Preferences
    today: date


class Page(QWidget):
    """Base of all pages. A change of its topics makes it load now when it is in sight, else when it is shown."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""  # a msgid given through mark()
    icon: ClassVar[str] = ""  # a Phosphor name
    topics: ClassVar[frozenset[Topic]] = frozenset()
    new_dialog: ClassVar[str] = ""  # what the window opens for Ctrl+N: a dialog by name
    grown = Signal()  # a part of it with actions of its own was made later
    counted = Signal(int)  # what waits on it, for its tab

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.place = Place(self.name)
        self.stale = True
        self.message_bar = MessageBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(16, 12, 16, 12)
        frame.setSpacing(8)
        frame.addWidget(self.message_bar)
        frame.addLayout(self.body, 1)
        desk.jobs.changed.connect(self.hear)

    def load(self) -> None:
        """Ask for what this page shows (one `self.read`)."""
        raise NotImplementedError

    def begin(self, place: Place) -> None:
        """The place that it is made for, before it is shown: what is not asked for there need not be made yet."""

    def go(self, place: Place) -> None:
        """Show a place of this page: its row, chip or period. Pages with wishes override and call this last."""
        moved = place != self.place
        self.place = place
        if moved:
            self.refresh()

    def read(self, work: Callable[[Any], T], then: Callable[[T], None], slot: str = "load") -> None:
        """A read for this page; a newer one of the same slot makes the older answer void."""
        self.desk.jobs.read(self, work, then, slot=slot)

    def write(self, work: Callable[[Any], T], then: Callable[[T], None]) -> None:
        self.desk.jobs.write(self, work, then)

    def refresh(self) -> None:
        """Load now when in sight, else when shown."""
        self.stale = not self.isVisible()
        if not self.stale:
            self.load()

    def hear(self, changes: Changes) -> None:
        """A commit: does it concern this page?"""
        if changes.topics & self.topics:
            self.refresh()

    def show_problem(self, problem: UserError) -> None:
        """A sentence in the message bar (see `messages.show_error`)."""
        self.message_bar.say(problem.text)

    def selection(self) -> Mapping[str, Any]:
        """What a dialog opened from here begins with: {"customer": 12}, {"customer": 12, "instalments": [3, 4]} or {}."""
        return {}

    def print_shown(self) -> bool:
        """Ctrl+P: print what is in sight; False where there is nothing to print."""
        return False

    def arrange(self) -> None:
        """Lays the page out anew, by its size and by what this machine remembers."""

    def title_text(self) -> str:
        return _(self.title)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self.stale = False
            self.load()
