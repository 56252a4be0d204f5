"""Legal matters of all customers: where each stands, its next day, what is open, what it has cost.

navigation.open("receivables", view="matters", chip="soon")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _, mark, ngettext
from app.models.matters import Matter
from app.services import matter_list
from app.services import matter_wording as words
from app.services.formats import money
from app.services.rules import court
from app.ui.dialogs.matter_acts import MatterActs
from app.ui.navigation import Place
from app.ui.widgets.acting import new_action
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.matter_columns import matter_columns
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import Sort, TableView
from app.ui.widgets.views import View

WITH_COURT: Final = ("payment_order", "filed", "preserved", "hearing")
# Chips, each with what it keeps of the matters on a day.
CHIPS: Final[Mapping[str, tuple[str, Callable[[Matter, date], bool]]]] = {
    "open": (mark("Going on"), lambda row, _on: row.is_open),
    "soon": (mark("A day comes near"), lambda row, on: bool(words.next_role(row, on))),
    "court": (mark("With a court"), lambda row, _on: row.is_open and row.stage in WITH_COURT),
    "judged": (mark("To be enforced"), lambda row, _on: row.is_open and row.stage in court.JUDGED),
    "closed": (mark("Matter closed"), lambda row, _on: row.closed_on is not None and row.voided_on is None),
}  # fmt: skip
SORTS: Final[Mapping[str, Callable[[Matter], Any]]] = {
    "number": lambda row: row.number,
    "customer": lambda row: row.customer,
    "stage": lambda row: court.STAGES.index(row.stage),
    "next": lambda row: row.next_on if row.is_open else None,
    "opened": lambda row: row.opened_on,
}
FIRST: Final[Sort] = (("next", False), ("opened", True))


@dataclass(frozen=True, slots=True)
class Found:
    rows: list[Matter]
    totals: matter_list.Totals


class MattersView(View):
    """Each matter is a row."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows: dict[int, Matter] = {}
        self.totals = matter_list.Totals("CNY", {}, {})
        chips = [Chip(key, _(title)) for key, (title, _keeps) in CHIPS.items()]
        self.filters = FilterBar(_("Customer, number, lawyer, court, case no."), chips, one_at_a_time=True)
        model = TableModel(
            matter_columns(page.desk.today, with_customer=True),
            lambda keys: [self.rows[int(key)] for key in keys if int(key) in self.rows],
            struck=lambda row: row.voided_on is not None,
        )
        self.view = TableView(model, page.desk.preferences.table("matters"))
        self.view.set_sort(FIRST)
        self.panel = TablePanel(self.view)
        self.actions_bar = ActionBar()
        self.acts = MatterActs(self, page, self.chosen)
        self._lay_out()
        self.filters.changed.connect(self._show)
        self.filters.left.connect(self.view.setFocus)
        self.view.sort_changed.connect(lambda _sort: self._show())
        self.view.opened.connect(lambda _key: self.acts.open_claim())
        self.view.chosen_changed.connect(self._show_chosen)

    def load(self) -> None:
        def find(services: Any) -> Found:
            rows = services.matters.listing()
            return Found(rows, matter_list.totals(services.store, services.today, rows))

        self.page.read(find, self.show_found, slot="matters")

    def show_found(self, found: Found) -> None:
        self.rows, self.totals = {row.id: row for row in found.rows}, found.totals
        on = self.page.desk.today
        counts = {key: sum(keeps(row, on) for row in found.rows) for key, (_title, keeps) in CHIPS.items()}
        self.filters.show_counts(counts)
        for part in (self.filters, self.actions_bar):
            part.setVisible(bool(found.rows))
        self._show()

    def go(self, place: Place) -> None:
        """Wishes: `chip` to filter by, `search` to look for."""
        chip = place.wishes.get("chip", "")
        self.filters.choose([chip] if chip else [], place.wishes.get("search", ""))

    def selection(self) -> Mapping[str, Any]:
        row = self.chosen()
        return {"customer": row.customer_id} if row else {}

    def chosen(self) -> Matter | None:
        keys = self.view.selected_keys()
        return self.rows.get(int(keys[0])) if len(keys) == 1 else None

    def _show(self) -> None:
        """The matters that fit, in order."""
        shown = in_order([row for row in self.rows.values() if self._fits(row)], self.view.sort)
        active = bool(self.rows) and self.filters.is_active()
        self.panel.show_keys([row.id for row in shown], self._footer(shown), filtered=active)
        if shown and not self.view.selected_keys():
            self.view.select_keys([shown[0].id])
        self._show_chosen()

    def _fits(self, row: Matter) -> bool:
        """Voided and closed ones only where they are asked for or looked for."""
        chips, text = self.filters.chosen(), self.filters.text().casefold().replace(" ", "")
        if any(not CHIPS[chip][1](row, self.page.desk.today) for chip in chips):
            return False
        if not text:
            return row.is_open or "closed" in chips
        told = (
            row.customer,
            row.customer_full,
            row.number,
            row.title,
            row.lawyer,
            row.court,
            row.case_no,
            words.debts_text(row),
        )
        return any(text in each.casefold().replace(" ", "") for each in told if each)

    def _footer(self, shown: list[Matter]) -> str:
        count = ngettext("{count} matter", "{count} matters", len(shown))
        text = _("{matters} · outstanding {amount} · costs so far {costs}")
        own = self.totals.currency
        outstanding = sum(self.totals.open.get(row.id, 0) for row in shown)
        costs = sum(self.totals.costs.get(row.id, 0) for row in shown)
        return text.format(matters=count, amount=money(outstanding, own), costs=money(costs, own, dash=True))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filters)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.actions_bar)
        navigation = self.page.desk.navigation
        self.customer = new_action(
            self,
            "user",
            _("Open customer"),
            lambda: self._with(lambda row: navigation.open("customer", row.customer_id)),
        )
        self.actions_bar.set_actions([*self.acts.all, self.customer])
        self.view.set_actions([*self.acts.all, self.customer])
        says = _(
            "No legal matters. What goes to a lawyer or a court stands here with its days, its papers and its costs."
        )
        self.panel.when_empty = Nothing(says, ((_("Open a legal matter…"), lambda: navigation.dialog("matter")),))
        self.panel.when_filtered = Nothing(_("Nothing matches."), ((_("Clear filter"), self.filters.clear),))
        self.setFocusProxy(self.view)

    def _with(self, act: Callable[[Matter], object]) -> None:
        row = self.chosen()
        if row is not None:
            act(row)

    def _show_chosen(self) -> None:
        row = self.chosen()
        self.acts.show_chosen(row)
        self.customer.setEnabled(row is not None)
        self.actions_bar.set_text(_("Selected: {name}").format(name=f"{row.number} {row.customer}") if row else "")


def in_order(found: list[Matter], sort: Sort) -> list[Matter]:
    """Empty values last whichever way."""
    ordered = found
    for key, down in reversed(sort):
        value = SORTS[key]
        full = [row for row in ordered if value(row) is not None]
        ordered = [*sorted(full, key=value, reverse=down), *(row for row in ordered if value(row) is None)]
    return ordered
