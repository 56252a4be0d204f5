"""What was answered when goods were to leave for one customer on credit, and what the same question is answered now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.decisions import Decision
from app.services import shipping_wording as words
from app.services.formats import NOTHING, money
from app.services.services import Services
from app.services.ship_desk import Before, before
from app.services.ship_desk_wording import before_text
from app.ui.dialogs.credit_paper import folder_of
from app.ui.dialogs.ship_answer import SIGNS
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.papers import say_saved
from app.ui.widgets.acting import new_action
from app.ui.widgets.labels import label
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column
from app.ui.widgets.table_panel import Nothing


class DecisionsPart(ListPart[Decision]):
    """The newest first; of the chosen one the answer of now stands below."""

    NAME = "customer_decisions"

    def __init__(self, page: Page) -> None:
        super().__init__(page, _columns())
        self.now = label("", "muted", wrap=True)
        self.stack.addWidget(self.now)
        self.ask = new_action(self, "truck", _("May I ship?"), self._ask, "Ctrl+T")
        self.again = new_action(self, "arrows-clockwise", _("Ask this again…"), self.open_chosen)
        self.approve = new_action(self, "pencil-simple", _("Approve an exception…"), self._approve)
        self.paper = new_action(self, "printer", _("Save as PDF…"), self._paper)
        self.view.set_actions(self.actions_now())
        self.panel.when_empty = Nothing(
            _("Nothing was asked about this customer yet."), ((_("May I ship?"), self._ask),)
        )

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.shipping.of_customer(who), self.show_rows, slot=self.NAME)

    def actions_now(self) -> list[QAction]:
        return [self.ask, self.again, self.approve, self.paper]

    def chosen_changed(self) -> None:
        found = self.chosen()
        for action in (self.again, self.paper):
            action.setEnabled(found is not None)
        self.approve.setEnabled(found is not None and found.verdict != "ok")
        self.now.setText("")
        if found is not None:
            which = found.id
            self.page.read(lambda s: before(s, which), self._show_now, slot="customer_decision_now")

    def _show_now(self, found: Before) -> None:
        self.now.setText(before_text(found))

    def _ask(self) -> None:
        self.page.desk.navigation.dialog("may_i_ship", customer=self.customer_id)

    def open_chosen(self) -> None:
        found = self.chosen()
        if found is not None:
            about = {"deal": found.deal_id, "contract": found.contract_id, "amount": found.amount}
            self.page.desk.navigation.dialog("may_i_ship", customer=self.customer_id, **about)

    def _approve(self) -> None:
        found = self.chosen()
        if found is not None:
            self.page.desk.navigation.dialog("approve_exception", decision=found.id)

    def _paper(self) -> None:
        """The answer as it was recorded, beside the book."""
        found = self.chosen()
        if found is not None:
            which = found.id
            self.page.read(lambda s: _written(s, which), self._show_paper, slot="customer_decision_paper")

    def _show_paper(self, path: Path) -> None:
        say_saved(path, self.page.message_bar)


def _written(services: Services, decision_id: int) -> Path:
    sheet = services.shipping.decided(decision_id).sheet
    return services.shipping_papers.answer(sheet, folder_of(services), decision_id=decision_id)


def _columns() -> list[Column]:
    return [
        Column("on", _("Date"), lambda r: r.on.isoformat(), width=110),
        Column("amount", _("Order"), lambda r: money(r.amount, r.currency), RIGHT, 140, bold=lambda r: True),
        Column(
            "verdict", _("Conclusion"), lambda r: words.verdict_name(r.verdict), width=200, stretch=True,
            icon=lambda r: SIGNS[r.verdict][0], role=lambda r: SIGNS[r.verdict][1],
        ),
        Column("way", _("Way chosen"), lambda r: words.step_name(r.way) if r.way else NOTHING, width=180),
        Column("person", _("Recorded by"), lambda r: r.person, width=120),
    ]  # fmt: skip
