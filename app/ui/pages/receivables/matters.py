"""Legal matters of all customers: where each stands, its next day, what is open, what it has cost.

navigation.open("receivables", view="matters", chip="soon")
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from app.i18n import _, mark, ngettext
from app.models.matters import Matter
from app.services import matter_list
from app.services import matter_wording as words
from app.services.formats import money
from app.services.rules import court
from app.ui.dialogs.matter_acts import MatterActs
from app.ui.widgets.acting import new_action
from app.ui.widgets.matter_columns import matter_columns
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import Column
from app.ui.widgets.table_view import Sort
from app.ui.widgets.whole_list import Chips, Sorts, WholeList

WITH_COURT: Final = ("payment_order", "filed", "preserved", "hearing")
# Chips, each with what it keeps of the matters on a day.
CHIPS: Final[Chips[Matter]] = {
    "open": (mark("Going on"), lambda row, _on: row.is_open),
    "soon": (mark("A day comes near"), lambda row, on: bool(words.next_role(row, on))),
    "court": (mark("With a court"), lambda row, _on: row.is_open and row.stage in WITH_COURT),
    "judged": (mark("To be enforced"), lambda row, _on: row.is_open and row.stage in court.JUDGED),
    "closed": (mark("Matter closed"), lambda row, _on: row.closed_on is not None and row.voided_on is None),
}  # fmt: skip
SORTS: Final[Sorts[Matter]] = {
    "number": lambda row: row.number,
    "customer": lambda row: row.customer,
    "stage": lambda row: court.STAGES.index(row.stage),
    "next": lambda row: row.next_on if row.is_open else None,
    "opened": lambda row: row.opened_on,
}


@dataclass(frozen=True, slots=True)
class Found:
    rows: list[Matter]
    totals: matter_list.Totals


class MattersView(WholeList[Matter]):
    """Each matter is a row. Voided and closed ones only where they are asked for or looked for."""

    table, hint = "matters", mark("Customer, number, lawyer, court, case no.")
    chips, shows_over = CHIPS, "closed"
    sorts = SORTS
    first: ClassVar[Sort] = (("next", False), ("opened", True))

    def __init__(self, page: Page) -> None:
        self.totals = matter_list.Totals("CNY", {}, {})
        super().__init__(page)

    def load(self) -> None:
        def find(services: Any) -> Found:
            rows = services.matters.listing()
            return Found(rows, matter_list.totals(services.store, services.today, rows))

        self.page.read(find, self.show_found, slot="matters")

    def show_found(self, found: Found) -> None:
        self.totals = found.totals
        self.set_rows(found.rows)

    def columns(self) -> list[Column]:
        return matter_columns(self.page.desk.today, with_customer=True)

    def is_over(self, row: Matter) -> bool:
        return not row.is_open

    def is_struck(self, row: Matter) -> bool:
        return row.voided_on is not None

    def told(self, row: Matter) -> tuple[str | None, ...]:
        names = (row.customer, row.customer_full, row.number, row.title)
        return (*names, row.lawyer, row.court, row.case_no, words.debts_text(row))

    def title(self, row: Matter) -> str:
        return f"{row.number} {row.customer}"

    def footer(self, shown: list[Matter]) -> str:
        count = ngettext("{count} matter", "{count} matters", len(shown))
        text = _("{matters} · outstanding {amount} · costs so far {costs}")
        own = self.totals.currency
        outstanding = sum(self.totals.open.get(row.id, 0) for row in shown)
        costs = sum(self.totals.costs.get(row.id, 0) for row in shown)
        return text.format(matters=count, amount=money(outstanding, own), costs=money(costs, own, dash=True))

    def make_actions(self) -> None:
        self.acts = MatterActs(self, self.page, self.chosen)
        self.customer = new_action(self, "user", _("Open customer"), self.open_customer)
        self.set_actions([*self.acts.all, self.customer])
        says = _(
            "No legal matters. What goes to a lawyer or a court stands here with its days, its papers and its costs."
        )
        self.set_empty(says, (_("Open a legal matter…"), lambda: self.page.desk.navigation.dialog("matter")))

    def show_actions(self, row: Matter | None) -> None:
        self.acts.show_chosen(row)
        self.customer.setEnabled(row is not None)

    def open(self) -> None:
        """Its claim and its papers."""
        self.acts.open_claim()
