"""The credit insurance of one customer: what is wrong, then each open invoice with its cover."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QAction

from app.i18n import _
from app.services import insurance_tables as tables
from app.services.formats import NOTHING, day, figure, money
from app.services.insurance_cover import Cover
from app.services.insurance_wording import why_text
from app.services.rules.insured import Insured
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets.acting import new_action
from app.ui.widgets.labels import label
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column
from app.ui.widgets.table_panel import Nothing

MOST_PROBLEMS: Final = 2


class InsurancePart(ListPart[Insured]):
    """Enter shows all of it with the last days."""

    NAME = "customer_insurance"

    def __init__(self, page: Page) -> None:
        super().__init__(page, _columns(lambda: self.cover.currency if self.cover else "CNY"))
        self.cover: Cover | None = None
        self.head, self.problems = label("", "strong", wrap=True), label("", "caption", wrap=True)
        self.stack.insertWidget(0, self.head)
        self.stack.insertWidget(1, self.problems)
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

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: s.insurance.cover(who), self.show_cover, slot=self.NAME)

    def show_cover(self, cover: Cover | None) -> None:
        self.cover = cover
        told = tables.problem_texts(cover)[:MOST_PROBLEMS] if cover else []
        self.head.setText(tables.cover_text(cover) if cover else "")
        self.problems.setText("\n".join(f"· {text}" for text in told))
        self.head.setVisible(cover is not None)
        self.problems.setVisible(bool(told))
        nothing = _("Nothing is owed now.") if cover else _("No insurer has given a limit for this customer.")
        self.panel.when_empty = Nothing(nothing, ((self.limit.text(), self.limit.trigger),))
        self.show_rows(cover.invoices if cover else (), self._footer())

    def open_chosen(self) -> None:
        self.show_all.trigger()

    def actions_now(self) -> list[QAction]:
        return [self.limit, self.record, self.paper, self.show_all]

    def _footer(self) -> str:
        if self.cover is None or not self.cover.invoices:
            return ""
        words = _("{insured} insured, of which the insurer would pay {amount}")
        currency = self.cover.currency
        return words.format(
            insured=money(self.cover.insured, currency), amount=money(self.cover.indemnity.amount, currency)
        )


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
