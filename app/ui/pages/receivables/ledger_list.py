"""A list of receivables or payments: search, chips, days, table, footer. Which of the two is data (`Ledger`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QPushButton

from app.i18n import _, mark, ngettext
from app.models.listing import Query, Summary
from app.services.bill_rows import BillRow
from app.services.ledger_wording import chosen_text, payments_footer, receivables_footer, shown_text
from app.services.lists import Name, PaymentRow, ReceivableRow
from app.ui.navigation import Place
from app.ui.pages.receivables.columns import payment_columns, receivable_columns
from app.ui.preferences import SavedView
from app.ui.theme import icon
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.labels import set_role
from app.ui.widgets.page import Page
from app.ui.widgets.paged_rows import Found, PagedRows, find
from app.ui.widgets.period_box import PeriodBox
from app.ui.widgets.saved_views import SavedViews
from app.ui.widgets.table_model import Column, Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import Sort, TableView, known_sort
from app.ui.widgets.views import View

Row = ReceivableRow | PaymentRow | BillRow
QUIET: Final = ("due_soon", "not_due", "settled")  # chips that are seen only while they are on: drill-downs choose them


@dataclass(frozen=True, slots=True)
class Ledger:
    """What one list asks for and shows; titles are msgids. `total` names the sum that the result line tells."""

    name: Name
    hint: str
    chips: tuple[tuple[str, str], ...]
    first_chips: tuple[str, ...]
    sort: Sort
    days: str
    days_filter: str
    columns: Callable[[Callable[[], str]], list[Column]]
    total: str
    footer: Callable[[Summary, str], str]
    sum_of: Callable[[Any], tuple[int, str]]


RECEIVABLES: Final = Ledger(
    name="receivables",
    hint=mark("Number, customer, pinyin, description"),
    chips=(
        ("open", mark("Outstanding")),
        ("overdue", mark("Overdue")),
        ("due_soon", mark("Due soon")),
        ("not_due", mark("Not due")),
        ("1-30", mark("1–30 days")),
        ("31-60", mark("31–60 days")),
        ("61-90", mark("61–90 days")),
        ("91+", mark("Over 90 days")),
        ("no_date", mark("No due date")),
        ("never_reminded", mark("Overdue, never reminded")),
        ("disputed", mark("Disputed")),
        ("settled", mark("Settled")),
        ("written_off", mark("Written off")),
        ("voided", mark("Voided")),
    ),
    first_chips=("open",),
    sort=(("due_on", False),),
    days=mark("Transaction date"),
    days_filter="issued",
    columns=receivable_columns,
    total="open",
    footer=receivables_footer,
    sum_of=lambda row: (row.open, row.currency),
)
PAYMENTS: Final = Ledger(
    name="payments",
    hint=mark("Number, customer, pinyin, payer, reference"),
    chips=(("unapplied", mark("Unapplied")), ("paid_out", mark("Paid back or returned")), ("voided", mark("Voided"))),
    first_chips=(),
    sort=(("paid_on", True),),
    days=mark("Date received"),
    days_filter="paid",
    columns=payment_columns,
    total="amount",
    footer=payments_footer,
    sum_of=lambda row: (row.amount if row.kind == "receipt" else -row.amount, row.currency),
)


class LedgerList(View):
    """The widgets of one list; its subclass says what can be done with the chosen rows."""

    def __init__(self, page: Page, ledger: Ledger) -> None:
        super().__init__(page)
        self.ledger = ledger
        self.found: Found | None = None
        chips = [Chip(key, _(title)) for key, title in ledger.chips]
        self.period = PeriodBox(_(ledger.days), page.desk.today)
        self.voided = QPushButton(_("Show voided"))
        self.voided.setCheckable(True)
        set_role(self.voided, "chip")
        self.saved = SavedViews(page.desk.preferences, ledger.name, self._view_now, self._show_view)
        self.filters = FilterBar(
            _(ledger.hint), chips, one_at_a_time=True, boxes=[self.period, self.voided, self.saved]
        )
        self.rows = PagedRows(page, lambda s, keys: s.lists.page(ledger.name, keys))
        columns = ledger.columns(lambda: self.found.currency if self.found else "CNY")
        model = TableModel(columns, self.rows.fetch, struck=lambda row: row.voided_on is not None, ticks=True)
        self.rows.follow(model)
        self.view = TableView(model, page.desk.preferences.table(ledger.name))
        self.view.set_sort(ledger.sort)
        self.panel = TablePanel(self.view)
        self.panel.selection_text = self._selection_text
        self.actions_bar = ActionBar()
        self.filters.choose(ledger.first_chips)
        self._lay_out()
        self._connect()

    def load(self) -> None:
        query = self.query()
        self.page.read(lambda s: find(s, self.ledger.name, query), self.show_found, slot=self.ledger.name)

    def show_found(self, found: Found) -> None:
        self.found = found
        self.rows.put(found.rows)
        chosen = self.filters.chosen()
        self.filters.show_counts({key: n for key, n in found.counts.items() if key not in QUIET or key in chosen})
        of_all = found.counts["live"]
        some = of_all + found.counts["voided"] > 0
        active = some and self.is_filtered()
        for part in (self.filters, self.actions_bar):
            part.setVisible(some)
        footer = self.ledger.footer(found.summary, found.currency) if some else ""
        self.panel.show_keys(found.keys, footer, filtered=active)
        result = shown_text(found.summary, of_all, found.summary.sums[self.ledger.total], found.currency)
        self.filters.show_result(result if active else "")
        if found.keys and not self.view.selected_keys():
            self.view.select_keys(found.keys[:1])
        self.look_at_chosen()

    def set_actions(self, actions: list[QAction]) -> None:
        """What the row menu and the action bar offer."""
        self.view.set_actions(actions)
        self.actions_bar.set_actions(actions)

    def look_at_chosen(self) -> None:
        """The actions and the action bar follow what is chosen."""
        rows = self.chosen()
        self.show_chosen(rows)
        one = _("Selected: {name}").format(name=rows[0].customer_full) if len(rows) == 1 else ""
        many = ngettext("{count} selected", "{count} selected", len(rows)) if rows else ""
        self.actions_bar.set_text(one or many)

    def show_chosen(self, rows: list[Any]) -> None:
        """Which actions the chosen rows allow."""

    def log_payment(self) -> None:
        """A payment comes from one customer."""
        customers = {row.customer_id for row in self.chosen()}
        if len(customers) > 1:
            words = _(
                "The chosen rows are of {count} customers. A payment comes from one: choose rows of one customer."
            )
            self.page.message_bar.say(words.format(count=len(customers)), "caution")
            return
        self.page.message_bar.clear()
        self.page.desk.navigation.dialog("payment", **self.selection())

    def open_customer(self) -> None:
        for row in self.chosen()[:1]:
            self.page.desk.navigation.open("customer", row.customer_id)

    def _whose(self) -> dict[str, Any]:
        customers = {row.customer_id for row in self.chosen()}
        return {"customer": customers.pop()} if len(customers) == 1 else {}

    def go(self, place: Place) -> None:
        """Wishes: `chip` (or `filter`) to filter by, `search` to look for, `period` as in `services/periods.py`."""
        wishes = place.wishes
        chip = wishes.get("chip", wishes.get("filter", ""))
        self.period.choose(wishes.get("period", ""))
        self.filters.choose([chip] if chip else [], wishes.get("search", ""))

    def chosen(self) -> list[Any]:
        """The ticked rows, or else the selected ones; only those that are here."""
        return [row for row in (self.rows[key] for key in self.view.chosen_keys()) if row is not None]

    def is_filtered(self) -> bool:
        return self.filters.is_active() or self.period.span() is not None

    def clear(self) -> None:
        self.period.choose("")
        self.filters.clear()

    def query(self) -> Query:
        """Voided rows only where they are asked for or searched for."""
        chips, span, text = self.filters.chosen(), self.period.span(), self.filters.text()
        live = () if "voided" in chips or text or self.voided.isChecked() else ("live",)
        days = (self.ledger.days_filter,) if span else ()
        params = {"since": span[0].isoformat(), "until": span[1].isoformat()} if span else {}
        return Query((*live, *chips, *days), text, self.view.sort, params)

    def _view_now(self) -> SavedView:
        chips, text, days = self.filters.chosen(), self.filters.text(), self.period.key()
        picks = {key: value for key, value in (("days", days), ("voided", "yes" * self.voided.isChecked())) if value}
        return SavedView("", False, chips, text, picks, list(self.view.sort), self.view.columns.kept())

    def _show_view(self, saved: SavedView) -> None:
        self.view.columns.take(saved.columns)
        self.view.set_sort(known_sort(self.view.rows.columns, saved.sort) or self.ledger.sort)
        self.period.choose(saved.picks.get("days", ""))
        self.voided.setChecked("voided" in saved.picks)
        self.filters.choose(saved.chips, saved.search)

    def _show_voided(self, on: bool) -> None:
        """Struck through among the others. Nothing of a voided row is open, so the filters make room for them."""
        self.filters.choose(() if on else self.filters.chosen(), self.filters.text())

    def _selection_text(self, keys: list[Key]) -> str:
        rows = [self.rows[key] for key in keys]
        return chosen_text(len(keys), [self.ledger.sum_of(row) for row in rows if row is not None])

    def _lay_out(self) -> None:
        self.lay_out(self.filters, self.panel, self.actions_bar)
        self.panel.when_filtered = Nothing(_("Nothing matches."), ((_("Clear filter"), self.clear),))
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        navigation = self.page.desk.navigation
        self.filters.changed.connect(self.page.refresh)
        self.filters.left.connect(self.view.setFocus)
        self.period.changed.connect(self.page.refresh)
        self.voided.clicked.connect(self._show_voided)
        self.voided.toggled.connect(lambda on: self.voided.setIcon(icon("check", "accent") if on else QIcon()))
        self.view.sort_changed.connect(lambda _sort: self.load())
        self.view.opened.connect(lambda key: self._open(key, navigation.open))
        self.view.opened_aside.connect(lambda key: self._open(key, navigation.open_aside))
        self.view.chosen_changed.connect(self.look_at_chosen)
        self.rows.arrived.connect(self.look_at_chosen)  # the chosen row may be far down the list

    def _open(self, key: Key, way: Callable[[str, int], None]) -> None:
        row: Row | None = self.rows[key]
        if row is not None:
            way("customer", row.customer_id)
