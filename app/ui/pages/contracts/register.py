"""The list of contracts: on which of them money has not come as agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _, mark
from app.models.listing import Query
from app.services.contract_rows import ContractRow
from app.services.contract_wording import STATUSES, list_footer, penalty_text, status_text
from app.services.formats import NOTHING, day, figure
from app.services.ledger_wording import amount_text
from app.services.plan_wording import is_late, next_text, prepaid_look, prepaid_text
from app.ui.navigation import Place
from app.ui.widgets.acting import new_action
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.page import Page
from app.ui.widgets.paged_rows import Found, PagedRows, find
from app.ui.widgets.table_model import RIGHT, Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import Sort, TableView
from app.ui.widgets.views import View

CHIPS: Final = (
    ("prepayment", mark("Prepayment missing")),
    ("due_month", mark("Money due this month")),
    ("ends_soon", mark("Ends within 30 days")),
    ("terms", mark("Terms incomplete")),
    ("in_force", mark("In force")),
    ("owing", mark("Outstanding")),
    ("draft", mark("Not signed yet")),
    ("ended", mark("Ended")),
)
NEWEST: Final[Sort] = (("signed_on", True),)


def columns(own: Callable[[], str], today: date) -> list[Column]:
    """`own` is the book's currency, known once the list is there."""
    return [
        Column("number", _("Contract no."), lambda r: r.number, width=118, sort_key="number"),
        Column("customer", _("Customer"), lambda r: r.customer, width=105, sort_key="customer", tooltip=lambda r: r.customer_full),
        Column("title", _("Subject"), lambda r: r.title or NOTHING, width=130, sort_key="title", stretch=True),
        Column("amount", _("Amount"), lambda r: amount_text(r.amount, r.currency, own()), RIGHT, 112, "amount", bold=lambda r: True),
        Column("invoiced", _("Receivables so far"), lambda r: figure(r.invoiced, own(), dash=True), RIGHT, 112, "invoiced"),
        Column("received", _("Received"), lambda r: figure(r.received, own(), dash=True), RIGHT, 105, "received"),
        Column(
            "next", _("Next instalment"), next_text, width=250, sort_key="next_on",
            role=lambda r: "overdue" if is_late(r, today) else "", icon=lambda r: "warning" if is_late(r, today) else "",
        ),
        Column(
            "prepaid", _("Prepayment"), prepaid_text, width=150, sort_key="missing",
            role=lambda r: prepaid_look(r)[1], icon=lambda r: prepaid_look(r)[0],
        ),
        Column("ends_on", _("Ends on"), lambda r: day(r.ends_on), width=95, sort_key="ends_on"),
        Column(
            "status", _("Status"), status_text, width=110,
            role=lambda r: STATUSES[r.status][2], icon=lambda r: STATUSES[r.status][1],
        ),
        Column("open", _("Outstanding"), lambda r: figure(r.open, own(), dash=True), RIGHT, 115, "open", shown=False),
        Column("signed_on", _("Date signed"), lambda r: day(r.signed_on), width=100, sort_key="signed_on", shown=False),
        Column("penalty", _("Late-payment penalty"), lambda r: penalty_text(r.penalty_ppm_day), RIGHT, 120, "penalty", shown=False),
    ]  # fmt: skip


class ContractsView(View):
    """Each contract is a row."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.found: Found | None = None
        self.filters = FilterBar(
            _("Number, customer, pinyin, subject"), [Chip(key, _(title)) for key, title in CHIPS], one_at_a_time=True
        )
        self.rows = PagedRows(page, lambda s, keys: s.lists.page("contracts", keys))
        model = TableModel(
            columns(lambda: self.found.currency if self.found else "CNY", page.desk.today), self.rows.fetch
        )
        self.rows.follow(model)
        self.view = TableView(model, page.desk.preferences.table("contracts"))
        self.view.set_sort(NEWEST)
        self.panel = TablePanel(self.view)
        self.actions_bar = ActionBar()
        self._lay_out()
        self._make_actions()
        self._connect()

    def load(self) -> None:
        query = Query(("all", *self.filters.chosen()), self.filters.text(), self.view.sort)
        self.page.read(lambda s: find(s, "contracts", query), self.show_found, slot="contracts")

    def show_found(self, found: Found) -> None:
        self.found = found
        self.rows.put(found.rows)
        self.filters.show_counts({key: found.counts[key] for key, _title in CHIPS})
        some = found.counts["all"] > 0
        for part in (self.filters, self.actions_bar):
            part.setVisible(some)
        footer = list_footer(found.summary, found.currency) if some else ""
        self.panel.show_keys(found.keys, footer, filtered=some and self.filters.is_active())
        if found.keys and not self.view.selected_keys():
            self.view.select_keys(found.keys[:1])
        self._show_chosen()

    def go(self, place: Place) -> None:
        """Wishes: `chip` to filter by, `search` to look for."""
        chip = place.wishes.get("chip", "")
        self.filters.choose([chip] if chip else [], place.wishes.get("search", ""))

    def selection(self) -> Mapping[str, Any]:
        row = self._chosen()
        return {"customer": row.customer_id} if row else {}

    def _chosen(self) -> ContractRow | None:
        keys = self.view.selected_keys()
        return self.rows[keys[0]] if len(keys) == 1 else None

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filters)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.actions_bar)
        dialog = self.page.desk.navigation.dialog
        says = _(
            "It works without contracts too: just enter receivables. "
            "With instalments or a prepayment a contract saves work."
        )
        ways = (
            (_("New contract"), self._new),
            (_("New receivable"), lambda: dialog("new_receivable")),
        )
        self.panel.when_empty = Nothing(says, ways)
        clear = (_("Clear filter"), self.filters.clear)
        self.panel.when_filtered = Nothing(_("No contract matches."), (clear,))
        self.setFocusProxy(self.view)

    def _make_actions(self) -> None:
        navigation = self.page.desk.navigation
        self.edit = new_action(self, "pencil-simple", _("Open contract"), self._edit, "F2")
        self.owed = new_action(
            self, "receipt", _("New receivable"), lambda: self._with_chosen(self._new_receivable), "Ctrl+Shift+N"
        )
        self.open = new_action(
            self,
            "user",
            _("Open customer"),
            lambda: self._with_chosen(lambda r: navigation.open("customer", r.customer_id)),
        )
        self.new = new_action(self, "plus", _("New contract"), self._new, "Ctrl+N")
        self.ahead = new_action(
            self,
            "percent",
            _("Prepayment…"),
            lambda: self._with_chosen(lambda r: navigation.dialog("prepayment", contract=r.id)),
        )
        self.about_one = [self.edit, self.owed, self.ahead, self.open]
        self.actions_bar.set_actions([self.new, *self.about_one])
        self.view.set_actions([*self.about_one, self.new])

    def _connect(self) -> None:
        self.filters.changed.connect(self.load)
        self.filters.left.connect(self.view.setFocus)
        self.view.sort_changed.connect(lambda _sort: self.load())
        self.view.opened.connect(lambda key: self.page.desk.navigation.open("contract", int(key)))
        self.view.chosen_changed.connect(self._show_chosen)
        self.rows.arrived.connect(self._show_chosen)

    def _with_chosen(self, act: Callable[[ContractRow], object]) -> None:
        row = self._chosen()
        if row is not None:
            act(row)

    def _edit(self) -> None:
        self._with_chosen(lambda row: self.page.desk.navigation.open("contract", row.id))

    def _new(self) -> None:
        self.page.desk.navigation.open("contract")

    def _new_receivable(self, row: ContractRow) -> None:
        self.page.desk.navigation.dialog("new_receivable", customer=row.customer_id, contract=row.id)

    def _show_chosen(self) -> None:
        row = self._chosen()
        for action in self.about_one:
            action.setEnabled(row is not None)
        self.actions_bar.set_text(_("Selected: {name}").format(name=row.number) if row else "")
