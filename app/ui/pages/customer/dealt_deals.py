"""The deals of one customer: enquiries, quotes, orders."""

from __future__ import annotations

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.deals import Deal
from app.services.deal_wording import STAGES, stage_name
from app.services.deals import OPEN
from app.services.formats import NOTHING, day, money
from app.ui.dialogs.goods_left import deal_leaves
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column
from app.ui.widgets.table_panel import Nothing


class DealsPart(ListPart[Deal]):
    """The newest first; Enter opens one."""

    NAME = "customer_deals"

    def __init__(self, page: Page) -> None:
        super().__init__(page, _columns(), struck=lambda row: row.stage == "lost")
        self.new = new_action(self, "plus", _("New deal"), self._new)
        self.change = new_action(self, "pencil-simple", _("Change…"), self.open_chosen)
        self.ship = new_action(self, "truck", _("May I ship?"), self._ask)
        self.sent = new_action(self, "export", _("Shipped…"), self._deliver)
        self.view.set_actions([self.change, self.ship, self.sent, self.new])
        says = _("No deal with this customer yet: an enquiry, a quote, an order.")
        self.panel.when_empty = Nothing(says, ((_("New deal"), self._new),))

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.deals.of_customer(who), self.show_rows, slot=self.NAME)

    def actions_now(self) -> list[QAction]:
        return [self.new, self.change, self.ship, self.sent]

    def chosen_changed(self) -> None:
        deal = self.chosen()
        self.change.setEnabled(deal is not None)
        for action in (self.ship, self.sent):
            action.setEnabled(deal is not None and deal.stage in OPEN)

    def _new(self) -> None:
        self.page.desk.navigation.dialog("deal", customer=self.customer_id)

    def open_chosen(self) -> None:
        deal = self.chosen()
        if deal is not None:
            self.page.desk.navigation.dialog("deal", deal=deal.id)

    def _ask(self) -> None:
        deal = self.chosen()
        if deal is not None:
            self.page.desk.navigation.dialog("may_i_ship", customer=deal.customer_id, deal=deal.id)

    def _deliver(self) -> None:
        deal = self.chosen()
        if deal is not None:
            deal_leaves(self.page.desk, deal.id, self.window())


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
