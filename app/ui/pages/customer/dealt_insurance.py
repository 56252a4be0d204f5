"""The credit insurance of one customer: what is wrong, then each open invoice with its cover."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.services import insurance_tables as tables
from app.services.formats import NOTHING, day, figure, money
from app.services.insurance_cover import Cover
from app.services.insurance_wording import why_text
from app.services.rules.insured import Insured
from app.ui.pages.customer.dealings import Part
from app.ui.widgets.acting import new_action
from app.ui.widgets.labels import label
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView

MOST_PROBLEMS: Final = 2


class InsurancePart(Part):
    """Enter shows all of it with the last days."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.cover: Cover | None = None
        self.rows: dict[int, Insured] = {}
        self.head, self.problems = label("", "strong", wrap=True), label("", "caption", wrap=True)
        model = TableModel(
            _columns(lambda: self.cover.currency if self.cover else "CNY"),
            lambda keys: [self.rows[int(key)] for key in keys if int(key) in self.rows],
        )
        self.view = TableView(model, page.desk.preferences.table("customer_insurance"))
        self.panel = TablePanel(self.view)
        dialog = page.desk.navigation.dialog
        self.limit = new_action(
            self, "shield-plus", _("Buyer limit…"), lambda: dialog("buyer_limit", customer=self.customer_id)
        )
        self.record = new_action(
            self,
            "pencil-simple",
            _("Record for the insurer…"),
            lambda: dialog("insurance_event", customer=self.customer_id),
        )
        self.paper = new_action(
            self, "file-text", _("Paper for the insurer…"), lambda: dialog("insurance_paper", customer=self.customer_id)
        )
        self.show_all = new_action(
            self, "shield-check", _("Show the cover"), lambda: dialog("insurance", customer=self.customer_id)
        )
        self.view.set_actions(self.actions_now())
        self.view.opened.connect(lambda _key: self.show_all.trigger())
        self._lay_out()

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.insurance.cover(who), self.show_cover, slot="customer_insurance")

    def show_cover(self, cover: Cover | None) -> None:
        self.cover = cover
        self.rows = {each.id: each for each in cover.invoices} if cover else {}
        told = tables.problem_texts(cover)[:MOST_PROBLEMS] if cover else []
        self.head.setText(tables.cover_text(cover) if cover else "")
        self.problems.setText("\n".join(f"· {text}" for text in told))
        self.head.setVisible(cover is not None)
        self.problems.setVisible(bool(told))
        nothing = _("Nothing is owed now.") if cover else _("No insurer has given a limit for this customer.")
        self.panel.when_empty = Nothing(nothing, ((self.limit.text(), self.limit.trigger),))
        self.panel.show_keys(list(self.rows), self._footer())
        if self.rows and not self.view.selected_keys():
            self.view.select_keys(list(self.rows)[:1])

    def actions_now(self) -> list[QAction]:
        return [self.limit, self.record, self.paper, self.show_all]

    def _footer(self) -> str:
        if self.cover is None or not self.rows:
            return ""
        words = _("{insured} insured, of which the insurer would pay {amount}")
        currency = self.cover.currency
        return words.format(
            insured=money(self.cover.insured, currency), amount=money(self.cover.indemnity.amount, currency)
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.head)
        layout.addWidget(self.problems)
        layout.addWidget(self.panel, 1)
        self.setFocusProxy(self.view)


def _columns(currency: Callable[[], str]) -> list[Column]:
    """`currency` is the customer's, known once the cover is there."""

    def amount(minor: int | None) -> str:
        return NOTHING if not minor else figure(minor, currency())

    return [
        Column("number", _("Receivable"), lambda r: r.item.number, width=130),
        Column("shipped", _("Shipped on"), lambda r: day(r.item.shipped_on), width=105),
        Column("due", _("Due date"), lambda r: day(r.item.due_on), width=105),
        Column("open", _("Open"), lambda r: amount(r.item.open), RIGHT, 120),
        Column("insured", _("Insured"), lambda r: amount(r.insured), RIGHT, 120, bold=lambda r: True),
        Column(
            "why", _("Why"), lambda r: why_text(r.why), width=260, stretch=True, tooltip=lambda r: why_text(r.why),
            icon=lambda r: "warning" if r.why else "check-circle", role=lambda r: "overdue" if r.why else "good",
        ),
    ]  # fmt: skip
