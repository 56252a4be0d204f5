"""Going from place to place. Pages never import pages: they ask for a name and a key.

navigation.open("customer", 12)
navigation.open("receivables", chip="overdue")     # what to show there
navigation.dialog("payment", customer=12)           # a dialog by name
navigation.opened.connect(window.show_place)        # the window owns the pages
navigation.asked.connect(window.show_dialog)        # and opens the dialogs: Payment(desk, parent=window, customer=12)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_KEPT: Final = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A page by name, the row it is about, and what it was asked to show (chip, search, period)."""

    name: str
    key: int | None = None
    wishes: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)


class Navigation(QObject):
    """Where the person is and how they got there (Alt+Left goes back)."""

    opened = Signal(object)  # Place
    opened_aside = Signal(object)  # Place, in a window of its own (Shift+Enter)
    asked = Signal(str, object)  # name of a dialog, what it is given

    def __init__(self) -> None:
        super().__init__()
        self._been: list[Place] = []
        self._at = -1

    @property
    def place(self) -> Place | None:
        return self._been[self._at] if self._been else None

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at < len(self._been) - 1

    def open(self, name: str, /, key: int | None = None, **wishes: Any) -> None:
        place = Place(name, key, MappingProxyType(wishes))
        if place != self.place:
            self._been = [*self._been[: self._at + 1], place][-_KEPT:]
            self._at = len(self._been) - 1
        self.opened.emit(place)

    def open_aside(self, name: str, /, key: int | None = None, **wishes: Any) -> None:
        """In a second window, beside this one."""
        self.opened_aside.emit(Place(name, key, MappingProxyType(wishes)))

    def dialog(self, name: str, /, **wishes: Any) -> None:
        """Open a dialog with what it is to begin with: payment, new_receivable, new_customer, import."""
        self.asked.emit(name, MappingProxyType(wishes))

    def back(self) -> None:
        self._go(-1)

    def forward(self) -> None:
        self._go(1)

    def _go(self, step: int) -> None:
        if 0 <= self._at + step < len(self._been):
            self._at += step
            self.opened.emit(self._been[self._at])
