"""What hangs on one customer, several lists under a switch: what is agreed; how we ask for our money."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _, mark
from app.ui.registry import load_class
from app.ui.widgets.acting import new_chip
from app.ui.widgets.one_of import OneOf
from app.ui.widgets.page import Page

# Name, title, class of each part (a `Part`), in the order of the switch.
Parts = tuple[tuple[str, str, str], ...]
DEALINGS: Final[Parts] = (
    ("contracts", mark("Contracts"), "app.ui.pages.customer.dealt_contracts:ContractsPart"),
    ("deals", mark("Deals"), "app.ui.pages.customer.dealt_deals:DealsPart"),
    ("decisions", mark("May I ship?"), "app.ui.pages.customer.dealt_decisions:DecisionsPart"),
    ("approvals", mark("Exceptions approved"), "app.ui.pages.customer.dealt_approvals:ApprovalsPart"),
    ("insurance", mark("Insurance"), "app.ui.pages.customer.dealt_insurance:InsurancePart"),
    ("deposits", mark("Cash deposits"), "app.ui.pages.customer.dealt_deposits:DepositsPart"),
)
COLLECTION: Final[Parts] = (
    ("contacts", mark("Contacts"), "app.ui.pages.customer.coll_contacts:ContactsPart"),
    ("promises", mark("Promises"), "app.ui.pages.customer.coll_promises:PromisesPart"),
    ("reminders", mark("Reminders"), "app.ui.pages.customer.coll_reminders:RemindersPart"),
    ("visits", mark("Visits"), "app.ui.pages.customer.coll_visits:VisitsPart"),
    ("feedback", mark("Feedback"), "app.ui.pages.customer.coll_feedback:FeedbackPart"),
    ("matters", mark("Legal matters"), "app.ui.pages.customer.coll_matters:MattersPart"),
    ("notices", mark("Notices"), "app.ui.pages.customer.coll_notices:NoticesPart"),
)


class Part(QWidget):
    """Base of the lists. Made when it is first shown; `load` asks through `self.page.read` with a slot of its own."""

    changed = Signal()  # other actions are possible

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.customer_id = 0

    def load(self) -> None:
        """Ask for what it shows of `customer_id`."""
        raise NotImplementedError

    def actions_now(self) -> list[QAction]:
        """What the action bar offers while it is in sight."""
        return []


class PartsTab(QWidget):
    """Several parts under a switch; the one in sight loads when the tab comes into sight or the customer is another."""

    changed = Signal()

    def __init__(self, page: Page, parts: Parts) -> None:
        super().__init__()
        self.page, self._listed = page, parts
        self.customer_id: int | None = None
        self._stale = True
        self.parts: dict[str, Part] = {}
        self.stack = OneOf()
        self.switch = {name: new_chip(_(title), partial(self.show_part, name)) for name, title, _class in parts}
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.switch.values():
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.stack, 1)
        self.switch[parts[0][0]].setChecked(True)

    @property
    def shown(self) -> str:
        """The name of the part in sight."""
        return next(name for name, button in self.switch.items() if button.isChecked())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.show_part(self.shown)

    def show_customer(self, customer_id: int) -> None:
        """Another customer, or figures that changed: asked for when in sight."""
        self.customer_id, self._stale = customer_id, True
        if self.isVisible():
            self.show_part(self.shown)

    def show_part(self, name: str) -> None:
        for key, button in self.switch.items():
            button.setChecked(key == name)
        self._stale = self.customer_id is None or not self.isVisible()
        if self._stale or self.customer_id is None:
            return
        if name not in self.parts:
            part = load_class(next(path for key, _title, path in self._listed if key == name))(self.page)
            part.changed.connect(self.changed)
            self.parts[name] = part
            self.stack.addWidget(part)
            self.page.grown.emit()
        self.parts[name].customer_id = self.customer_id
        self.stack.setCurrentWidget(self.parts[name])
        self.parts[name].load()
        self.changed.emit()

    def actions_now(self) -> list[QAction]:
        part = self.parts.get(self.shown)
        return part.actions_now() if part is not None else []
