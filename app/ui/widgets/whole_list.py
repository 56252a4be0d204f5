"""A list that is read whole: what its chips and its search keep, and its order, are found out here.

class PromisesView(WholeList[Line]):
    table, hint, shows_over = "promises", mark("Customer, number"), "withdrawn"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, TypeAlias

from app.ui.widgets.list_view import ListView, R
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import Key, TableModel
from app.ui.widgets.table_view import Sort

Chips: TypeAlias = Mapping[str, tuple[str, Callable[[R, date], bool]]]
Sorts: TypeAlias = Mapping[str, Callable[[R], Any]]


class WholeList(ListView[R]):
    """Base: `chips` = msgid and what each keeps on a day, `sorts` by the sort keys of the columns.

    What `is_over` is in sight only under the chip `shows_over`, and for a search.
    """

    chips: ClassVar[Chips[Any]]
    shows_over: ClassVar[str]
    sorts: ClassVar[Sorts[Any]]

    def __init__(self, page: Page) -> None:
        self.rows: dict[Key, R] = {}
        super().__init__(page)

    # --- what a list says of itself

    def open(self) -> None:
        """Show or change the chosen row."""
        raise NotImplementedError

    def told(self, row: R) -> Iterable[str | None]:
        """What the search looks through."""
        raise NotImplementedError

    def is_over(self, row: R) -> bool:
        raise NotImplementedError

    def footer(self, shown: list[R]) -> str:
        raise NotImplementedError

    # --- what they all do

    def chip_titles(self) -> Mapping[str, str]:
        return {key: title for key, (title, _keeps) in self.chips.items()}

    def make_model(self) -> TableModel:
        return TableModel(
            self.columns(), lambda keys: [self.rows[key] for key in keys if key in self.rows], struck=self.is_struck
        )

    def set_rows(self, found: Sequence[Any]) -> None:
        """All there are, whatever is filtered."""
        self.rows = {row.id: row for row in found}
        on = self.page.desk.today
        counts = {key: sum(keeps(row, on) for row in found) for key, (_title, keeps) in self.chips.items()}
        self.filters.show_counts(counts)
        self.filter()

    def open_key(self, _key: Key) -> None:
        self.open()

    def filter(self) -> None:
        """The rows that fit, in order."""
        fitting = [key for key, row in self.rows.items() if self._fits(row)]
        keys = in_order(fitting, self.view.sort, lambda name, key: self.sorts[name](self.rows[key]))
        self.show_keys(keys, self.footer([self.rows[key] for key in keys]), some=bool(self.rows))

    def chosen(self) -> R | None:
        keys = self.view.selected_keys()
        return self.rows.get(keys[0]) if len(keys) == 1 else None

    def _fits(self, row: R) -> bool:
        chips, text = self.filters.chosen(), _plain(self.filters.text())
        if any(not self.chips[chip][1](row, self.page.desk.today) for chip in chips):
            return False
        if not text:
            return not self.is_over(row) or self.shows_over in chips
        return any(text in _plain(each) for each in self.told(row) if each)


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
