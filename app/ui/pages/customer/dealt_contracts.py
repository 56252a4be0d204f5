"""The contracts of one customer."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.models.contracts import Contract
from app.services.contract_wording import STATUSES
from app.services.formats import NOTHING, day, money
from app.ui.pages.customer.dealings import Part
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView


class ContractsPart(Part):
    """The newest first; Enter opens one."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows: dict[int, Contract] = {}
        model = TableModel(_columns(), lambda keys: [self.rows[int(key)] for key in keys])
        self.view = TableView(model, page.desk.preferences.table("customer_contracts"))
        self.panel = TablePanel(self.view)
        self.new = new_action(self, "plus", _("New contract"), self._new)
        self.open = new_action(self, "pencil-simple", _("Open contract"), self._open)
        self.view.set_actions([self.open, self.new])
        self.panel.when_empty = Nothing(_("No contract with this customer yet."), ((_("New contract"), self._new),))
        self.view.opened.connect(lambda _key: self._open())
        self.view.chosen_changed.connect(self._show_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.setFocusProxy(self.view)

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.contracts.of_customer(who), self.show_contracts, slot="customer_contracts")

    def show_contracts(self, found: list[Contract]) -> None:
        self.rows = {each.id: each for each in found}
        self.panel.show_keys(list(self.rows))
        if found and not self.view.selected_keys():
            self.view.select_keys([found[0].id])
        self._show_chosen()

    def actions_now(self) -> list[QAction]:
        return [self.new, self.open]

    def _show_chosen(self) -> None:
        self.open.setEnabled(len(self.view.selected_keys()) == 1)

    def _new(self) -> None:
        self.page.desk.navigation.open("contract", customer=self.customer_id)

    def _open(self) -> None:
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
