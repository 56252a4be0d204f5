"""The contracts of one customer."""

from __future__ import annotations

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.contracts import Contract
from app.services.contract_wording import STATUSES
from app.services.formats import NOTHING, day, money
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column
from app.ui.widgets.table_panel import Nothing


class ContractsPart(ListPart[Contract]):
    """The newest first; Enter opens one."""

    NAME = "customer_contracts"

    def __init__(self, page: Page) -> None:
        super().__init__(page, _columns())
        self.new = new_action(self, "plus", _("New contract"), self._new)
        self.open = new_action(self, "pencil-simple", _("Open contract"), self.open_chosen)
        self.view.set_actions([self.open, self.new])
        self.panel.when_empty = Nothing(_("No contract with this customer yet."), ((_("New contract"), self._new),))

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.contracts.of_customer(who), self.show_rows, slot=self.NAME)

    def actions_now(self) -> list[QAction]:
        return [self.new, self.open]

    def chosen_changed(self) -> None:
        self.open.setEnabled(len(self.view.selected_keys()) == 1)

    def _new(self) -> None:
        self.page.desk.navigation.open("contract", customer=self.customer_id)

    def open_chosen(self) -> None:
        for key in self.view.selected_keys()[:1]:
            self.page.desk.navigation.open("contract", int(key))


def _columns() -> list[Column]:
    return [
        Column("number", _("Contract no."), lambda r: r.number, width=140),
        Column("title", _("Subject"), lambda r: r.title or NOTHING, width=200, stretch=True),
        Column("amount", _("Amount"), lambda r: money(r.amount, r.currency), RIGHT, 140, bold=lambda r: True),
        Column("signed_on", _("Date signed"), lambda r: day(r.signed_on), width=110),
        Column("ends_on", _("Ends on"), lambda r: day(r.ends_on), width=110),
        Column(
            "status", _("Status"), lambda r: _(STATUSES[r.status][0]), width=130,
            role=lambda r: STATUSES[r.status][2], icon=lambda r: STATUSES[r.status][1],
        ),
    ]  # fmt: skip
