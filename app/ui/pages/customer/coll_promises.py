"""The promises of one customer and what became of each."""

from __future__ import annotations

from PySide6.QtGui import QAction

from app.i18n import _
from app.services import promise_list
from app.services.promise_list import Line
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.promise_columns import promise_columns
from app.ui.widgets.table_panel import Nothing


class PromisesPart(ListPart[Line]):
    """The latest day promised first; the footer says how many were kept."""

    NAME = "customer_promises"

    def __init__(self, page: Page) -> None:
        super().__init__(page, promise_columns(customer=False), struck=lambda r: r.code == "voided")
        self.note = new_action(self, "handshake", _("Note a promise…"), self._note)
        self.withdraw = new_action(self, "arrow-u-up-left", _("Withdraw"), self._withdraw)
        self.void = new_action(self, "x-circle", _("Void"), self._void, "Del")
        self.view.set_actions(self.actions_now())
        says = _("They have not promised anything yet.")
        self.panel.when_empty = Nothing(says, ((self.note.text(), self._note),))

    def load(self) -> None:
        who, today = self.customer_id, self.page.desk.today

        def find(services: object) -> tuple[list[Line], str]:
            store = services.store  # type: ignore[attr-defined]
            found = promise_list.lines(store, today, who)
            return found, promise_list.kept_text(store, today, found) if found else ""

        self.page.read(find, lambda found: self.show_rows(*found), slot=self.NAME)

    def actions_now(self) -> list[QAction]:
        return [self.note, self.withdraw, self.void]

    def chosen_changed(self) -> None:
        found = self.chosen()
        self.withdraw.setEnabled(found is not None and found.code in ("pending", "today"))
        self.void.setEnabled(found is not None and found.code != "voided")
        self.changed.emit()

    def open_chosen(self) -> None:
        """Where the money stands that keeps it."""
        found = self.chosen()
        if found is not None:
            self.page.desk.navigation.open("customer", found.customer_id, tab="lines")

    def _note(self) -> None:
        self.page.desk.navigation.dialog("contact", customer=self.customer_id, result="promised")

    def _withdraw(self) -> None:
        found = self.chosen()
        if found is not None:
            self.page.write(lambda s: s.promises.withdraw(found.id), lambda _none: None)

    def _void(self) -> None:
        found = self.chosen()
        if found is not None:
            self.page.write(lambda s: s.promises.void(found.id), lambda _none: None)
