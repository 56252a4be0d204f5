"""A list that is read whole: chips, a search, an order, what is chosen of it, and what can be done with that.

class PromisesView(WholeList[Line]):
    table, hint, shows_over = "promises", mark("Customer, number"), "withdrawn"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.ui.navigation import Place
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import Column, Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import Sort, TableView
from app.ui.widgets.views import View

R = TypeVar("R")  # with `id` and `customer_id`
Chips: TypeAlias = Mapping[str, tuple[str, Callable[[R, date], bool]]]
Sorts: TypeAlias = Mapping[str, Callable[[R], Any]]


class WholeList(View, Generic[R]):
    """Base: `table` names its column widths, `chips` = msgid and what each keeps on a day, `sorts` by the sort keys of the columns.

    What `is_over` is in sight only under the chip `shows_over`, and for a search.
    """

    table: ClassVar[str]
    hint: ClassVar[str]  # a msgid: what the search looks through
    chips: ClassVar[Chips[Any]]
    shows_over: ClassVar[str]
    sorts: ClassVar[Sorts[Any]]
    first: ClassVar[Sort]

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows: dict[Key, R] = {}
        chips = [Chip(key, _(title)) for key, (title, _keeps) in self.chips.items()]
        self.filters = FilterBar(_(self.hint), chips, one_at_a_time=True)
        model = TableModel(
            self.columns(), lambda keys: [self.rows[key] for key in keys if key in self.rows], struck=self.is_struck
        )
        self.view = TableView(model, page.desk.preferences.table(self.table))
        self.view.set_sort(self.first)
        self.panel, self.actions_bar = TablePanel(self.view), ActionBar()
        self._lay_out()
        self.make_actions()
        self.filters.changed.connect(self._show)
        self.filters.left.connect(self.view.setFocus)
        self.view.sort_changed.connect(lambda _sort: self._show())
        self.view.opened.connect(lambda _key: self.open())
        self.view.chosen_changed.connect(self._show_chosen)

    # --- what a list says of itself

    def columns(self) -> list[Column]:
        raise NotImplementedError

    def make_actions(self) -> None:
        """Make them, and give them to `set_actions` and `set_empty`."""
        raise NotImplementedError

    def open(self) -> None:
        """Enter or a double click on the chosen row."""
        raise NotImplementedError

    def told(self, row: R) -> Iterable[str | None]:
        """What the search looks through."""
        raise NotImplementedError

    def is_over(self, row: R) -> bool:
        raise NotImplementedError

    def is_struck(self, _row: R) -> bool:
        return False

    def footer(self, shown: list[R]) -> str:
        raise NotImplementedError

    def title(self, row: R) -> str:
        """How the chosen one is named beside the actions."""
        raise NotImplementedError

    def show_actions(self, row: R | None) -> None:
        """Which are possible with the chosen one."""
        raise NotImplementedError

    # --- what they all do

    def set_rows(self, found: Sequence[Any]) -> None:
        """All there are, whatever is filtered."""
        self.rows = {row.id: row for row in found}
        on = self.page.desk.today
        counts = {key: sum(keeps(row, on) for row in found) for key, (_title, keeps) in self.chips.items()}
        self.filters.show_counts(counts)
        for part in (self.filters, self.actions_bar):
            part.setVisible(bool(found))
        self._show()

    def set_actions(self, bar: Sequence[QAction], menu: Sequence[QAction] | None = None) -> None:
        """Under the list, and in its menu (the same unless told)."""
        self.actions_bar.set_actions(bar)
        self.view.set_actions(bar if menu is None else menu)

    def set_empty(self, says: str, *ways: tuple[str, Callable[[], object]]) -> None:
        """What stands where there is no row at all."""
        self.panel.when_empty = Nothing(says, ways)

    def go(self, place: Place) -> None:
        """Wishes: `chip` to filter by, `search` to look for."""
        chip = place.wishes.get("chip", "")
        self.filters.choose([chip] if chip else [], place.wishes.get("search", ""))

    def selection(self) -> Mapping[str, Any]:
        row: Any = self.chosen()
        return {"customer": row.customer_id} if row else {}

    def chosen(self) -> R | None:
        """The row that alone is selected."""
        keys = self.view.selected_keys()
        return self.rows.get(keys[0]) if len(keys) == 1 else None

    def with_chosen(self, act: Callable[[R], object]) -> None:
        row = self.chosen()
        if row is not None:
            act(row)

    def open_customer(self) -> None:
        if self.chosen() is not None:
            self.page.desk.navigation.open("customer", self.selection()["customer"])

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filters)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.actions_bar)
        self.panel.when_filtered = Nothing(_("Nothing matches."), ((_("Clear filter"), self.filters.clear),))
        self.setFocusProxy(self.view)

    def _show(self) -> None:
        """The rows that fit, in order."""
        fitting = [key for key, row in self.rows.items() if self._fits(row)]
        keys = in_order(fitting, self.view.sort, lambda name, key: self.sorts[name](self.rows[key]))
        active = bool(self.rows) and self.filters.is_active()
        self.panel.show_keys(keys, self.footer([self.rows[key] for key in keys]), filtered=active)
        if keys and not self.view.selected_keys():
            self.view.select_keys(keys[:1])
        self._show_chosen()

    def _fits(self, row: R) -> bool:
        chips, text = self.filters.chosen(), _plain(self.filters.text())
        if any(not self.chips[chip][1](row, self.page.desk.today) for chip in chips):
            return False
        if not text:
            return not self.is_over(row) or self.shows_over in chips
        return any(text in _plain(each) for each in self.told(row) if each)

    def _show_chosen(self) -> None:
        row = self.chosen()
        self.show_actions(row)
        self.actions_bar.set_text(_("Selected: {name}").format(name=self.title(row)) if row is not None else "")


def in_order(keys: Iterable[Key], sort: Sort, value: Callable[[str, Key], Any]) -> list[Key]:
    """By several sort keys; empty values last whichever way."""
    ordered = list(keys)
    for name, down in reversed(sort):
        values = {key: value(name, key) for key in ordered}
        full = [key for key in ordered if values[key] is not None]
        full.sort(key=values.__getitem__, reverse=down)
        ordered = [*full, *(key for key in ordered if values[key] is None)]
    return ordered


def _plain(text: str) -> str:
    return text.casefold().replace(" ", "")
