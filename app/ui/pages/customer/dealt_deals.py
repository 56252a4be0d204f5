"""The deals of one customer: enquiries, quotes, orders."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.models.deals import Deal
from app.services.deal_wording import STAGES, stage_name
from app.services.deals import OPEN
from app.services.formats import NOTHING, day, money
from app.ui.pages.customer.dealings import Part
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView


class DealsPart(Part):
    """The newest first; Enter opens one."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows: dict[int, Deal] = {}
        model = TableModel(
            _columns(), lambda keys: [self.rows[int(key)] for key in keys], struck=lambda row: row.stage == "lost"
        )
        self.view = TableView(model, page.desk.preferences.table("customer_deals"))
        self.panel = TablePanel(self.view)
        self.new = new_action(self, "plus", _("New deal"), self._new)
        self.change = new_action(self, "pencil-simple", _("Change…"), self._open)
        self.ship = new_action(self, "truck", _("May I ship?"), self._ask)
        self.view.set_actions([self.change, self.ship, self.new])
        says = _("No deal with this customer yet: an enquiry, a quote, an order.")
        self.panel.when_empty = Nothing(says, ((_("New deal"), self._new),))
        self.view.opened.connect(lambda _key: self._open())
        self.view.chosen_changed.connect(self._show_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.setFocusProxy(self.view)

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.deals.of_customer(who), self.show_deals, slot="customer_deals")

    def show_deals(self, found: list[Deal]) -> None:
        self.rows = {each.id: each for each in found}
        self.panel.show_keys(list(self.rows))
        if found and not self.view.selected_keys():
            self.view.select_keys([found[0].id])
        self._show_chosen()

    def actions_now(self) -> list[QAction]:
        return [self.new, self.change, self.ship]

    def _chosen(self) -> Deal | None:
        keys = self.view.selected_keys()
        return self.rows.get(int(keys[0])) if len(keys) == 1 else None

    def _show_chosen(self) -> None:
        deal = self._chosen()
        self.change.setEnabled(deal is not None)
        self.ship.setEnabled(deal is not None and deal.stage in OPEN)

    def _new(self) -> None:
        self.page.desk.navigation.dialog("deal", customer=self.customer_id)

    def _open(self) -> None:
        deal = self._chosen()
        if deal is not None:
            self.page.desk.navigation.dialog("deal", deal=deal.id)

    def _ask(self) -> None:
        deal = self._chosen()
        if deal is not None:
            self.page.desk.navigation.dialog("may_i_ship", customer=deal.customer_id, deal=deal.id)


def _columns() -> list[Column]:
    return [
        Column("number", _("Deal no."), lambda r: r.number, width=140),
        Column("title", _("Subject"), lambda r: r.title or NOTHING, width=200, stretch=True),
        Column("stage", _("Stage"), lambda r: stage_name(r.stage), width=120, icon=lambda r: STAGES[r.stage][1],
               role=lambda r: STAGES[r.stage][2]),
        Column("amount", _("Amount"), lambda r: money(r.amount, r.currency), RIGHT, 140, bold=lambda r: True),
        Column("expected_on", _("Expected on"), lambda r: day(r.expected_on), width=110),
        Column("cost", _("Spent so far"), lambda r: money(r.cost_incurred, r.currency, dash=True), RIGHT, 130),
        Column("contract", _("Contract no."), lambda r: r.contract or NOTHING, width=130),
    ]  # fmt: skip
