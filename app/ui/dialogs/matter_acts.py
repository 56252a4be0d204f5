"""What can be done with a legal matter, as actions of a list of them.

self.acts = MatterActs(self, page, self.chosen)
self.acts.show_chosen(row)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.matters import Matter
from app.services.legal_file import LegalFile
from app.ui.dialogs import matter_deeds as deeds
from app.ui.dialogs.legal import attach_file
from app.ui.dialogs.matter_dates import dates_of
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page


class MatterActs:
    """The actions belong to `owner`, the list; `chosen` gives the matter they are about."""

    def __init__(
        self, owner: QWidget, page: Page, chosen: Callable[[], Matter | None], customer: Callable[[], int] | None = None
    ) -> None:
        self.owner, self.page, self._chosen, self._customer = owner, page, chosen, customer
        self.new = new_action(owner, "plus", _("Open a legal matter…"), self._new, "Ctrl+N")
        self.claim = new_action(owner, "scales", _("Claim and papers…"), self.open_claim)
        self.move = new_action(owner, "arrow-right", _("Another stage…"), lambda: self._with(deeds.move))
        self.days = new_action(owner, "calendar", _("Days…"), lambda: self._with(dates_of))
        self.cost = new_action(owner, "coin", _("Add costs…"), lambda: self._with(deeds.add_cost))
        self.attach = new_action(owner, "paperclip", _("Attach a file…"), self._attach)
        self.change = new_action(owner, "pencil-simple", _("Change…"), self._change, "F2")
        self.close = new_action(owner, "check-circle", _("Close…"), self._close)
        self.void = new_action(owner, "prohibit", _("Void"), self._void, "Del")

    @property
    def all(self) -> list[QAction]:
        return [self.new, self.claim, self.move, self.days, self.cost, self.attach, self.change, self.close, self.void]

    def show_chosen(self, row: Matter | None) -> None:
        """Which are possible."""
        live = row is not None and row.voided_on is None
        for action in (self.claim, self.move, self.days, self.cost, self.attach, self.void):
            action.setEnabled(live)
        for action in (self.change, self.close):
            action.setEnabled(row is not None and row.is_open)

    def open_claim(self) -> None:
        row = self._chosen()
        if row is not None and row.voided_on is None:
            self.page.desk.navigation.dialog("matter_claim", matter=row.id)

    def _with(self, act: Callable[..., object]) -> None:
        row = self._chosen()
        if row is not None:
            act(self.page.desk, row, self.owner.window())

    def _new(self) -> None:
        row = self._chosen()
        who = self._customer() if self._customer else row.customer_id if row else None
        self.page.desk.navigation.dialog("matter", customer=who)

    def _change(self) -> None:
        row = self._chosen()
        if row is not None:
            self.page.desk.navigation.dialog("matter", matter=row.id)

    def _attach(self) -> None:
        """A paper of the court or the lawyer."""
        row = self._chosen()
        if row is None:
            return
        which, desk, window = row, self.page.desk, self.owner.window()

        def ask(found: LegalFile) -> None:
            key = f"legal_matter {which.id}"
            attach_file(desk, found, window, role="court", of=key, also=((key, which.number),))

        self.page.read(lambda s: cast("LegalFile", s.claims.file(which.customer_id)), ask, slot="matter_file")

    def _close(self) -> None:
        """What was paid on its debts is proposed as what came of it."""
        row = self._chosen()
        if row is None:
            return
        which, desk, window = row, self.page.desk, self.owner.window()

        def ask(received: int) -> None:
            deeds.close(desk, which, received, window)

        self.page.read(lambda s: int(s.matters.file(which.id).received), ask, slot="matter_received")

    def _void(self) -> None:
        row = self._chosen()
        if row is not None:
            which = row.id
            self.page.write(lambda s: s.matters.void(which), lambda _none: None)
