"""What one customer was reminded of, whether the next letter is due, and the exceptions that hold for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.reminders import Override, Reminder
from app.services import remind_desk_wording as desk_words
from app.services import reminder_wording as words
from app.services.formats import money
from app.services.rules.reminding import DueReminder
from app.ui.dialogs import served
from app.ui.dialogs.holds import set_hold
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets import reminder_columns
from app.ui.widgets.acting import new_action
from app.ui.widgets.labels import label
from app.ui.widgets.page import Page
from app.ui.widgets.table_panel import Nothing


@dataclass(frozen=True, slots=True)
class Found:
    """What one read brings."""

    made: list[Reminder]
    now: tuple[DueReminder, ...]
    overrides: list[Override]
    currency: str


class RemindersPart(ListPart[Reminder]):
    """The newest first; Enter shows the paper or copies the text again."""

    NAME = "customer_reminders"

    def __init__(self, page: Page) -> None:
        columns = reminder_columns.made(lambda: self.found.currency if self.found else "CNY", whose=False)
        super().__init__(page, columns, struck=lambda r: r.voided_on is not None)
        self.found: Found | None = None
        self.head, self.exceptions = label("", "strong", wrap=True), label("", "caption", wrap=True)
        self.stack.insertWidget(0, self.head)
        self.stack.insertWidget(1, self.exceptions)
        make = partial(new_action, self)
        self.remind = make("bell", _("Remind…"), self._remind, "Ctrl+E")
        self.serve = make("check-circle", _("How it arrived…"), lambda: self._with(served.serve), "F2")
        self.again = make("file-pdf", _("Print or copy again"), self.open_chosen)
        self.hold = make(
            "hand-palm", _("Put on hold…"), lambda: set_hold(page.desk, self.customer_id, self.window(), "reminder")
        )
        self.other = make("sliders", _("Exception…"), self._except)
        self.void = make("prohibit", _("Void…"), lambda: self._with(served.void), "Del")
        self._actions = [self.remind, self.serve, self.again, self.hold, self.other, self.void]
        self.view.set_actions(self._actions)
        self.panel.when_empty = Nothing(
            _("This customer was not reminded yet."), ((_("Remind…"), self.remind.trigger),)
        )

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: _found(s, who), self.show_found, slot=self.NAME)

    def show_found(self, found: Found) -> None:
        self.found = found
        self.head.setText("\n".join(_now(each) for each in found.now))
        self.head.setVisible(bool(found.now))
        self.exceptions.setText("\n".join(desk_words.override_text(each) for each in found.overrides))
        self.exceptions.setVisible(bool(found.overrides))
        self.show_rows(found.made)

    def actions_now(self) -> list[QAction]:
        return self._actions

    def chosen_changed(self) -> None:
        row = self.chosen()
        for action in (self.serve, self.again, self.void):
            action.setEnabled(row is not None and row.voided_on is None)

    def open_chosen(self) -> None:
        self._with(served.again)

    def _with(self, deed: Any) -> None:
        row = self.chosen()
        if row is not None and row.voided_on is None:
            deed(self.page, row)

    def _remind(self) -> None:
        self.page.desk.navigation.dialog("remind", customer=self.customer_id)

    def _except(self) -> None:
        self.page.desk.navigation.dialog("reminder_override", customer=self.customer_id)


def _found(services: Any, customer_id: int) -> Found:
    reminders = services.reminders
    return Found(
        reminders.of_customer(customer_id),
        reminders.of(customer_id),
        reminders.overrides(customer_id),
        services.receivables.currency_of_book(),
    )


def _now(found: DueReminder) -> str:
    """The next letter, or why there is none."""
    if found.waiting is not None:
        return words.waiting_text(found.waiting)
    said = _("Due now: {letter}, {amount}. {why}")
    why = words.reason_text(found.reason) if found.reason else ""
    return said.format(letter=words.level_name(found.level), amount=money(found.amount, found.currency), why=why)
