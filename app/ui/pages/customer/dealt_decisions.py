"""What was answered when goods were to leave for one customer on credit, and what the same question is answered now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.models.decisions import Decision
from app.services import shipping_wording as words
from app.services.formats import NOTHING, money
from app.services.services import Services
from app.services.ship_desk import Before, before
from app.ui.dialogs.credit_paper import folder_of
from app.ui.dialogs.ship_answer import SIGNS
from app.ui.pages.customer.dealings import Part
from app.ui.papers import say_written
from app.ui.widgets.acting import new_action
from app.ui.widgets.labels import label
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView


class DecisionsPart(Part):
    """The newest first; of the chosen one the answer of now stands below."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows: dict[int, Decision] = {}
        model = TableModel(_columns(), lambda keys: [self.rows[int(key)] for key in keys])
        self.view = TableView(model, page.desk.preferences.table("customer_decisions"))
        self.panel, self.now = TablePanel(self.view), label("", "muted", wrap=True)
        self.ask = new_action(self, "truck", _("May I ship?"), self._ask, "Ctrl+T")
        self.again = new_action(self, "arrows-clockwise", _("Ask this again…"), self._again)
        self.approve = new_action(self, "pencil-simple", _("Approve an exception…"), self._approve)
        self.paper = new_action(self, "printer", _("Save as PDF…"), self._paper)
        self.view.set_actions(self.actions_now())
        self.panel.when_empty = Nothing(
            _("Nothing was asked about this customer yet."), ((_("May I ship?"), self._ask),)
        )
        self.view.opened.connect(lambda _key: self._again())
        self.view.chosen_changed.connect(self._show_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.now)
        self.setFocusProxy(self.view)

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.shipping.of_customer(who), self.show_decisions, slot="customer_decisions")

    def show_decisions(self, found: list[Decision]) -> None:
        self.rows = {each.id: each for each in found}
        self.panel.show_keys(list(self.rows))
        if found and not self.view.selected_keys():
            self.view.select_keys([found[0].id])
        self._show_chosen()

    def actions_now(self) -> list[QAction]:
        return [self.ask, self.again, self.approve, self.paper]

    def _chosen(self) -> Decision | None:
        keys = self.view.selected_keys()
        return self.rows.get(int(keys[0])) if len(keys) == 1 else None

    def _show_chosen(self) -> None:
        found = self._chosen()
        for action in (self.again, self.paper):
            action.setEnabled(found is not None)
        self.approve.setEnabled(found is not None and found.verdict != "ok")
        self.now.setText("")
        if found is not None:
            which = found.id
            self.page.read(lambda s: before(s, which), self._show_now, slot="customer_decision_now")

    def _show_now(self, found: Before) -> None:
        self.now.setText(words.before_text(found))

    def _ask(self) -> None:
        self.page.desk.navigation.dialog("may_i_ship", customer=self.customer_id)

    def _again(self) -> None:
        found = self._chosen()
        if found is not None:
            about = {"deal": found.deal_id, "contract": found.contract_id, "amount": found.amount}
            self.page.desk.navigation.dialog("may_i_ship", customer=self.customer_id, **about)

    def _approve(self) -> None:
        found = self._chosen()
        if found is not None:
            self.page.desk.navigation.dialog("approve_exception", decision=found.id)

    def _paper(self) -> None:
        """The answer as it was recorded, beside the book."""
        found = self._chosen()
        if found is not None:
            which = found.id
            self.page.read(lambda s: _written(s, which), self._show_paper, slot="customer_decision_paper")

    def _show_paper(self, path: Path) -> None:
        words_ = _("Saved as {name} in the folder “{folder}”.")
        say_written((path,), self.page.message_bar, words_.format(name=path.name, folder=path.parent.name))


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
