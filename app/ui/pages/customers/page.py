"""Customers: who owes how much, and how much of their limit it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt

from app.i18n import _, mark, ngettext
from app.models.listing import Query, Summary
from app.models.topics import Topic
from app.services.customer_wording import list_footer, list_result
from app.services.ledger_wording import chosen_text
from app.services.lists import CustomerRow
from app.ui.navigation import Place
from app.ui.pages.customers.columns import columns
from app.ui.preferences import SavedView
from app.ui.widgets.acting import new_action
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.paged_rows import PagedRows
from app.ui.widgets.pick_box import PickBox
from app.ui.widgets.saved_views import SavedViews
from app.ui.widgets.table_model import PAGE, Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import Sort, TableView, known_sort

CHIPS: Final = (
    ("owing", mark("Owing")),
    ("overdue", mark("Overdue")),
    ("over_limit", mark("Over limit")),
    ("stopped", mark("Stop credit")),
    ("unrated", mark("Not rated")),
    ("review_due", mark("Review due")),
    ("no_owner", mark("Owing, no salesperson")),
    ("no_limit", mark("No limit set")),
    ("advance", mark("Advance received")),
    ("top5", mark("Largest five")),
    ("other_parties", mark("Suppliers and partners")),
    ("archived", mark("Archived")),
)
MOST_OWING: Final[Sort] = (("owes", True),)


@dataclass(frozen=True, slots=True)
class Found:
    """What one read of the page brings: keys, the first rows, sums, counts of the chips, values of the drop-downs."""

    keys: list[int]
    rows: list[CustomerRow]
    summary: Summary
    counts: dict[str, int]
    currency: str
    values: dict[str, list[str]]


def find(services: Any, query: Query) -> Found:
    lists = services.lists
    keys = lists.keys("customers", query)
    rows = lists.page("customers", keys[:PAGE])
    values = {name: lists.values("customers", name) for name in ("region", "owner")}
    summary, counts = lists.summary("customers", query), lists.counts("customers")
    return Found(keys, rows, summary, counts, services.receivables.currency_of_book(), values)


class CustomersPage(Page):
    """The list of customers."""

    name, title, icon = "customers", mark("Customers"), "users"
    topics = frozenset({Topic.CUSTOMERS, Topic.RECEIVABLES, Topic.PAYMENTS, Topic.SETTINGS, Topic.CREDIT})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Found | None = None
        self.picks = {
            "region": PickBox(_("All regions"), _("Region")),
            "owner": PickBox(_("All salespeople"), _("Salesperson")),
        }
        self.saved = SavedViews(desk.preferences, self.name, self._view_now, self._show_view)
        chips = [Chip(key, _(title)) for key, title in CHIPS]
        self.filters = FilterBar(_("Name, pinyin, code or phone"), chips, boxes=[*self.picks.values(), self.saved])
        self.rows = PagedRows(self, lambda s, keys: s.lists.page("customers", keys))
        model = TableModel(columns(lambda: self.found.currency if self.found else "CNY"), self.rows.fetch)
        self.rows.follow(model)
        self.view = TableView(model, desk.preferences.table("customers"))
        self.view.set_sort(MOST_OWING)
        self.panel = TablePanel(self.view)
        self.panel.selection_text = self._selection_text
        self.actions_bar = ActionBar()
        self._lay_out()
        self._make_actions()
        self._connect()

    def load(self) -> None:
        query = self._query()
        self.read(lambda s: find(s, query), self.show_found)

    def show_found(self, found: Found) -> None:
        self.found = found
        self.rows.put(found.rows)
        for name, box in self.picks.items():
            box.offer(found.values[name])
        self.filters.show_counts(found.counts)
        active = self._is_filtered()
        everybody = found.counts["all"] + found.counts["archived"]
        for part in (self.filters, self.actions_bar):
            part.setVisible(everybody > 0)
        self.panel.when_filtered = self._no_result()
        self.panel.show_keys(found.keys, list_footer(found.summary, found.currency), filtered=active and everybody > 0)
        self.filters.show_result(list_result(found.summary, found.counts["all"], found.currency) if active else "")
        if found.keys and not self.view.selected_keys():
            self.view.select_keys(found.keys[:1])
        self._show_chosen()

    def go(self, place: Place) -> None:
        """Wishes: `chip` to filter by, `search` to look for."""
        if place.wishes and place != self.place:
            self.filters.choose(
                [place.wishes["chip"]] if "chip" in place.wishes else [], place.wishes.get("search", "")
            )
        super().go(place)

    def selection(self) -> Mapping[str, Any]:
        keys = self.view.selected_keys()
        return {"customer": keys[0]} if keys else {}

    # --- what is asked for

    def _query(self) -> Query:
        chips = self.filters.chosen()
        picked = {name: box.value() for name, box in self.picks.items() if box.value()}
        everybody = () if "archived" in chips or self.filters.text() else ("all",)
        return Query((*everybody, *chips, *picked), self.filters.text(), self.view.sort, picked)

    def _view_now(self) -> SavedView:
        picks = {name: box.value() for name, box in self.picks.items() if box.value()}
        chips, text = self.filters.chosen(), self.filters.text()
        return SavedView("", False, chips, text, picks, list(self.view.sort), self.view.columns.kept())

    def _show_view(self, saved: SavedView) -> None:
        self.view.columns.take(saved.columns)
        self.view.set_sort(known_sort(self.view.rows.columns, saved.sort) or MOST_OWING)
        for name, box in self.picks.items():
            wanted = saved.picks.get(name, "")
            if box.findData(wanted) < 0:
                box.addItem(wanted, wanted)
            box.setCurrentIndex(box.findData(wanted))
        self.filters.choose(saved.chips, saved.search)

    def _is_filtered(self) -> bool:
        return self.filters.is_active() or any(box.value() for box in self.picks.values())

    def _clear(self) -> None:
        for box in self.picks.values():
            box.clear_choice()
        self.filters.clear()

    def _no_result(self) -> Nothing:
        text = self.filters.text()
        clear = (_("Clear filter"), self._clear)
        if not text:
            return Nothing(_("No customer matches."), (clear,))
        new = (_("＋ New “{name}”").format(name=text), self._new)
        return Nothing(_("There is no customer called “{name}”.").format(name=text), (new, clear))

    # --- building

    def _lay_out(self) -> None:
        self.body.addWidget(self.filters)
        self.body.addWidget(self.panel, 1)
        self.body.addWidget(self.actions_bar)
        self.panel.when_empty = Nothing(
            _("Import from Excel, or add one customer first."),
            (
                (_("Import Excel"), lambda: self.desk.navigation.dialog("import")),
                (_("New customer"), self._new),
            ),
        )
        self.setFocusProxy(self.view)

    def _make_actions(self) -> None:
        """The keys of the bar: what the window owns it hears itself and asks this page."""
        self.pay = new_action(self, "money", _("Log a payment"), lambda: self._dialog("payment"), "Ctrl+R")
        self.log = new_action(self, "phone-call", _("Log a contact"), lambda: self._dialog("contact"), "Ctrl+L")
        self.ship = new_action(self, "truck", _("May I ship?"), lambda: self._dialog("may_i_ship"), "Ctrl+T")
        self.open = new_action(self, "user", _("Open customer"), self._open, "Enter", Qt.ShortcutContext.WidgetShortcut)
        self.owed = new_action(
            self, "receipt", _("New receivable"), lambda: self._dialog("new_receivable"), "Ctrl+Shift+N"
        )
        self.edit = new_action(self, "pencil-simple", _("Edit"), self._edit, "F2")
        self.paper = new_action(self, "file-text", _("Statement…"), lambda: self._dialog("statement"), "F8")
        self.new = new_action(self, "user-plus", _("New customer"), self._new, "Ctrl+N")
        self.about_one = [self.pay, self.log, self.ship, self.open, self.owed, self.edit, self.paper]
        self.actions_bar.set_actions([*self.about_one, self.new])
        self.view.set_actions([*self.about_one, self.new])

    def _connect(self) -> None:
        self.filters.changed.connect(self.load)
        self.filters.left.connect(self.view.setFocus)
        self.view.sort_changed.connect(lambda _sort: self.load())
        self.view.opened.connect(lambda key: self.desk.navigation.open("customer", key))
        self.view.opened_aside.connect(lambda key: self.desk.navigation.open_aside("customer", key))
        self.view.chosen_changed.connect(self._show_chosen)
        self.rows.arrived.connect(self._show_chosen)
        for box in self.picks.values():
            box.changed.connect(self.load)

    # --- what can be done

    def _dialog(self, name: str) -> None:
        self.desk.navigation.dialog(name, **self.selection())

    def _new(self) -> None:
        """What was searched for and not found is the name to begin with."""
        missing = self.found is not None and not self.found.keys
        self.desk.navigation.dialog("new_customer", name=self.filters.text() if missing else "")

    def _open(self) -> None:
        for key in self.view.selected_keys()[:1]:
            self.desk.navigation.open("customer", int(key))

    def _edit(self) -> None:
        for key in self.view.selected_keys()[:1]:
            self.desk.navigation.open("customer", int(key), edit=True)

    def _show_chosen(self) -> None:
        keys = self.view.selected_keys()
        for action in self.about_one:
            action.setEnabled(len(keys) == 1)
        self.actions_bar.set_text(self._chosen_text(keys))

    def _selection_text(self, keys: list[Key]) -> str:
        currency = self.found.currency if self.found else "CNY"
        rows = [self.rows[key] for key in keys]
        return chosen_text(len(keys), [(row.owes, currency) for row in rows if row is not None])

    def _chosen_text(self, keys: list[Key]) -> str:
        if len(keys) > 1:
            return ngettext("{count} customer selected", "{count} customers selected", len(keys))
        row: CustomerRow | None = self.rows[keys[0]] if keys else None
        return _("Selected: {name}").format(name=row.full_name) if row else ""
