"""The legal matters of one customer, the newest first."""

from __future__ import annotations

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.matters import Matter
from app.services.legal_wording import disclaimer
from app.ui.dialogs.matter_acts import MatterActs
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets.labels import label
from app.ui.widgets.matter_columns import matter_columns
from app.ui.widgets.page import Page
from app.ui.widgets.table_panel import Nothing


class MattersPart(ListPart[Matter]):
    """Enter shows what could be claimed."""

    NAME = "customer_matters"

    def __init__(self, page: Page) -> None:
        columns = matter_columns(page.desk.today, with_customer=False)
        super().__init__(page, columns, struck=lambda row: row.voided_on is not None)
        self.acts = MatterActs(self, page, self.chosen, lambda: self.customer_id)
        self.view.set_actions(self.acts.all)
        self.stack.addWidget(label(disclaimer(), "caption", wrap=True))
        text = _("No legal matter with this customer: what goes to a lawyer or a court stands here.")
        self.panel.when_empty = Nothing(text, ((self.acts.new.text(), self.acts.new.trigger),))

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.matters.of_customer(who), self.show_rows, slot=self.NAME)

    def actions_now(self) -> list[QAction]:
        return self.acts.all

    def open_chosen(self) -> None:
        self.acts.open_claim()

    def chosen_changed(self) -> None:
        self.acts.show_chosen(self.chosen())
        self.changed.emit()
