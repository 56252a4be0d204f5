"""Receivables: when each one should come in, the payments that came, and what else belongs to them.

navigation.open("receivables", chip="overdue")
navigation.open("receivables", search="YS-2026-0012")
navigation.open("receivables", view="payments", period="month")
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget

from app.i18n import _, mark
from app.models.topics import Topic
from app.ui.navigation import Place
from app.ui.pages.receivables.view import View
from app.ui.registry import load_class
from app.ui.widgets.labels import set_role
from app.ui.widgets.page import Desk, Page

# Name, title, class of each list, in the order of the switch.
VIEWS: Final = (
    ("receivables", mark("Receivables"), "app.ui.pages.receivables.owed:OwedView"),
    ("payments", mark("Payments"), "app.ui.pages.receivables.paid:PaidView"),
    ("advances", mark("Advances"), "app.ui.pages.receivables.advances:AdvancesView"),
    ("bank", mark("Bank statement"), "app.ui.pages.receivables.bank:BankView"),
    ("bills", mark("Drafts"), "app.ui.pages.receivables.drafts:DraftsView"),
    ("statements", mark("Statements"), "app.ui.pages.receivables.papers:PapersView"),
)


class ReceivablesPage(Page):
    """Several lists under one switch."""

    name, title, icon = "receivables", mark("Receivables"), "receipt"
    topics = frozenset(
        {
            Topic.CUSTOMERS, Topic.RECEIVABLES, Topic.PAYMENTS, Topic.SETTINGS, Topic.BILLS, Topic.BANK,
            Topic.STATEMENTS, Topic.CONTRACTS,
        }
    )  # fmt: skip
    new_dialog: ClassVar[str] = "new_receivable"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.switch = {key: self._view_button(key, _(title)) for key, title, _class in VIEWS}
        self.views: dict[str, View] = {}
        self.stack = QStackedWidget()
        self._lay_out()
        self.show_view("receivables")

    @property
    def view(self) -> str:
        """The name of the list in sight."""
        return next(key for key, button in self.switch.items() if button.isChecked())

    @property
    def ledger(self) -> Any:
        """The list in sight."""
        return self.views[self.view]

    def load(self) -> None:
        self.ledger.load()

    def go(self, place: Place) -> None:
        """Wishes: `view` (a name of `VIEWS`) and what that list takes (its `go`)."""
        if place.wishes and place != self.place:
            self.show_view(place.wishes.get("view", "receivables"))
            self.ledger.go(place)
        super().go(place)

    def show_view(self, name: str) -> None:
        """The other list, made when it is first asked for; it loads when it comes into sight."""
        if self.stack.currentWidget() is not self.views.get(name):
            self.message_bar.clear()  # it was about the other list
        for key, button in self.switch.items():
            button.setChecked(key == name)
        if name not in self.views:
            path = next(path for key, _title, path in VIEWS if key == name)
            self.views[name] = load_class(path)(self)
            self.stack.addWidget(self.views[name])
            self.grown.emit()
        self.stack.setCurrentWidget(self.views[name])
        self.setFocusProxy(self.views[name])
        self.refresh()

    def selection(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.ledger.selection()
        return found

    def print_shown(self) -> bool:
        return bool(self.ledger.print_shown())

    def _view_button(self, key: str, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setCheckable(True)
        set_role(button, "chip")
        button.clicked.connect(lambda _on=False: self.show_view(key))
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.switch.values():
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.stack, 1)
