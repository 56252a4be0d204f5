"""The exceptions that were approved for one customer."""

from __future__ import annotations

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.approvals import Approval
from app.services import exception_wording as words
from app.ui.dialogs.approve_exception import revoke, save_paper
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column
from app.ui.widgets.table_panel import Nothing


class ApprovalsPart(ListPart[Approval]):
    """The newest first; Enter makes the paper."""

    NAME = "customer_approvals"

    def __init__(self, page: Page) -> None:
        super().__init__(page, self._columns(), struck=lambda r: r.revoked_on is not None)
        self.paper = new_action(self, "printer", _("Save as PDF…"), self.open_chosen)
        self.revoke = new_action(self, "prohibit", _("Take back…"), self._revoke, "Del")
        self.view.set_actions(self.actions_now())
        self.panel.when_empty = Nothing(_("No exception was approved for this customer."), ())

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.approvals.of_customer(who), self.show_rows, slot=self.NAME)

    def actions_now(self) -> list[QAction]:
        return [self.paper, self.revoke]

    def _state(self, approval: Approval) -> str:
        return approval.state(self.page.desk.today)

    def chosen_changed(self) -> None:
        found = self.chosen()
        self.paper.setEnabled(found is not None)
        self.revoke.setEnabled(found is not None and self._state(found) in ("live", "upcoming"))

    def open_chosen(self) -> None:
        found = self.chosen()
        if found is not None:
            save_paper(self.page, found.id)

    def _revoke(self) -> None:
        found = self.chosen()
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
