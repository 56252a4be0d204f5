"""Contacts with one customer, the newest first."""

from __future__ import annotations

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.interactions import Interaction
from app.services import contact_wording as words
from app.services.formats import NOTHING, day
from app.ui.dialogs.contact_changes import change_note
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import Column
from app.ui.widgets.table_panel import Nothing


class ContactsPart(ListPart[Interaction]):
    """Every call, message, letter and visit; Enter opens what was noted."""

    NAME = "customer_contacts"

    def __init__(self, page: Page) -> None:
        super().__init__(page, _columns(), struck=lambda r: r.voided_on is not None)
        self.log = new_action(self, "phone-call", _("Log a contact…"), self._log)
        self.note = new_action(self, "pencil-simple", _("Change what was noted…"), self.open_chosen, "F2")
        self.void = new_action(self, "x-circle", _("Void"), self._void, "Del")
        self.view.set_actions(self.actions_now())
        self.panel.when_empty = Nothing(_("Nobody has noted a contact yet."), ((self.log.text(), self._log),))

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.contacting.of_customer(who), self.show_rows, slot=self.NAME)

    def actions_now(self) -> list[QAction]:
        return [self.log, self.note, self.void]

    def chosen_changed(self) -> None:
        found = self.chosen()
        for action in (self.note, self.void):
            action.setEnabled(found is not None and found.voided_on is None)
        self.changed.emit()

    def open_chosen(self) -> None:
        found = self.chosen()
        if found is not None and found.voided_on is None:
            change_note(self.page.desk, found, self.window())

    def _log(self) -> None:
        self.page.desk.navigation.dialog("contact", customer=self.customer_id)

    def _void(self) -> None:
        found = self.chosen()
        if found is not None:
            self.page.write(lambda s: s.contacting.void(found.id), lambda _none: None)


def _columns() -> list[Column]:
    return [
        Column("on", _("Day"), lambda r: day(r.on_day), width=105),
        Column("channel", _("How"), lambda r: words.channel_name(r.channel), width=100),
        Column("contact", _("With whom"), words.with_whom, width=120),
        Column("result", _("What came of it"), lambda r: words.result_name(r.result), width=180, icon=lambda r: words.RESULTS[r.result][1]),
        Column("note", _("Note"), lambda r: r.note or NOTHING, width=200, stretch=True, tooltip=lambda r: r.note or ""),
        Column("next", _("Next follow-up"), lambda r: day(r.next_on), width=115),
        Column("person", _("Logged by"), lambda r: r.person, width=100),
    ]  # fmt: skip
