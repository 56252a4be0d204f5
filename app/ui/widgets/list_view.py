"""A list of rows of which one is chosen: a search and chips above, what can be done with it below.

`WholeList` holds all its rows, `PagedList` asks the book for those in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtGui import QAction

from app.i18n import _, mark
from app.ui.navigation import Place
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import Column, Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import Sort, TableView
from app.ui.widgets.views import View

R = TypeVar("R")  # with `id` and `customer_id`


class ListView(View, Generic[R]):
    """Base: `table` names the list and its column widths; `hint` (a msgid) is what the search looks through."""

    table: ClassVar[str]
    hint: ClassVar[str]
    first: ClassVar[Sort]
    no_match: ClassVar[str] = mark("Nothing matches.")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        chips = [Chip(key, _(title)) for key, title in self.chip_titles().items()]
        self.filters = FilterBar(_(self.hint), chips, one_at_a_time=True)
        self.view = TableView(self.make_model(), page.desk.preferences.table(self.table))
        self.view.set_sort(self.first)
        self.panel, self.actions_bar = TablePanel(self.view), ActionBar()
        self.panel.when_filtered = Nothing(_(self.no_match), ((_("Clear filter"), self.filters.clear),))
        self.lay_out(self.filters, self.panel, self.actions_bar)
        self.setFocusProxy(self.view)
        self.make_actions()
        self.filters.changed.connect(self.filter)
        self.filters.left.connect(self.view.setFocus)
        self.view.sort_changed.connect(lambda _sort: self.filter())
        self.view.opened.connect(self.open_key)
        self.view.chosen_changed.connect(self.show_chosen)

    # --- what a list says of itself

    def chip_titles(self) -> Mapping[str, str]:
        """The name of each chip and its msgid, in order."""
        raise NotImplementedError

    def columns(self) -> list[Column]:
        raise NotImplementedError

    def make_model(self) -> TableModel:
        raise NotImplementedError

    def make_actions(self) -> None:
        """Make them, and give them to `set_actions` and `set_empty`."""
        raise NotImplementedError

    def open_key(self, key: Key) -> None:
        """Enter or a double click on a row."""
        raise NotImplementedError

    def is_struck(self, _row: R) -> bool:
        return False

    def filter(self) -> None:
        """The search, the chips or the order are others."""
        raise NotImplementedError

    def chosen(self) -> R | None:
        """The row that alone is selected."""
        raise NotImplementedError

    def title(self, row: R) -> str:
        """How the chosen one is named beside the actions."""
        raise NotImplementedError

    def show_actions(self, row: R | None) -> None:
        """Which are possible with the chosen one."""
        raise NotImplementedError

    # --- what they all do

    def show_keys(self, keys: Sequence[Key], footer: str, *, some: bool) -> None:
        """The rows that fit; `some`: there is a row at all, whatever is filtered."""
        for part in (self.filters, self.actions_bar):
            part.setVisible(some)
        self.panel.show_keys(keys, footer, filtered=some and self.filters.is_active())
        if keys and not self.view.selected_keys():
            self.view.select_keys(keys[:1])
        self.show_chosen()

    def show_chosen(self) -> None:
        """The actions, and the name beside them, follow what is chosen."""
        row = self.chosen()
        self.show_actions(row)
        self.actions_bar.set_text(_("Selected: {name}").format(name=self.title(row)) if row is not None else "")

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

    def with_chosen(self, act: Callable[[R], object]) -> None:
        row = self.chosen()
        if row is not None:
            act(row)

    def open_customer(self) -> None:
        if self.chosen() is not None:
            self.page.desk.navigation.open("customer", self.selection()["customer"])
