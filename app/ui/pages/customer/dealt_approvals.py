"""The exceptions that were approved for one customer."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.models.approvals import Approval
from app.services import exception_wording as words
from app.ui.dialogs.approve_exception import revoke, save_paper
from app.ui.pages.customer.dealings import Part
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView


class ApprovalsPart(Part):
    """The newest first; Enter makes the paper."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows: dict[int, Approval] = {}
        model = TableModel(
            self._columns(),
            lambda keys: [self.rows[int(key)] for key in keys],
            struck=lambda r: r.revoked_on is not None,
        )
        self.view = TableView(model, page.desk.preferences.table("customer_approvals"))
        self.panel = TablePanel(self.view)
        self.paper = new_action(self, "printer", _("Save as PDF…"), self._paper)
        self.revoke = new_action(self, "prohibit", _("Take back…"), self._revoke, "Del")
        self.view.set_actions(self.actions_now())
        self.panel.when_empty = Nothing(_("No exception was approved for this customer."), ())
        self.view.opened.connect(lambda _key: self._paper())
        self.view.chosen_changed.connect(self._show_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.setFocusProxy(self.view)

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.approvals.of_customer(who), self.show_approvals, slot="customer_approvals")

    def show_approvals(self, found: list[Approval]) -> None:
        self.rows = {each.id: each for each in found}
        self.panel.show_keys(list(self.rows))
        if found and not self.view.selected_keys():
            self.view.select_keys([found[0].id])
        self._show_chosen()

    def actions_now(self) -> list[QAction]:
        return [self.paper, self.revoke]

    def _chosen(self) -> Approval | None:
        keys = self.view.selected_keys()
        return self.rows.get(int(keys[0])) if len(keys) == 1 else None

    def _state(self, approval: Approval) -> str:
        return approval.state(self.page.desk.today)

    def _show_chosen(self) -> None:
        found = self._chosen()
        self.paper.setEnabled(found is not None)
        self.revoke.setEnabled(found is not None and self._state(found) in ("live", "upcoming"))

    def _paper(self) -> None:
        found = self._chosen()
        if found is not None:
            save_paper(self.page, found.id)

    def _revoke(self) -> None:
        found = self._chosen()
        if found is not None:
            revoke(self.page.desk, found, self.window())

    def _columns(self) -> list[Column]:
        return [
            Column("number", _("Number"), lambda r: r.number, width=120),
            Column("subject", _("What for"), lambda r: words.subject_name(r.subject), width=170),
            Column("amount", _("Up to"), words.amount_text, RIGHT, 130, bold=lambda r: True),
            Column("until", _("Valid"), words.validity, width=150),
            Column(
                "state", _("State"), lambda r: words.state_name(self._state(r)), width=110,
                icon=lambda r: words.STATES[self._state(r)][1], role=lambda r: words.STATES[self._state(r)][2],
            ),
            Column("reason", _("Reason"), lambda r: r.reason, width=180, stretch=True),
            Column("approver", _("Approved by"), lambda r: r.approver, width=110),
        ]  # fmt: skip
