"""A long list that the book filters and sorts: only the rows in sight are read.

class DealsView(PagedList[DealRow]):
    table, hint, first = "deals", mark("Deal no., customer"), (("expected_on", False),)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from app.models.listing import Query
from app.ui.widgets.list_view import ListView, R
from app.ui.widgets.page import Page
from app.ui.widgets.paged_rows import Found, PagedRows, find
from app.ui.widgets.table_model import TableModel


class PagedList(ListView[R]):
    """Base: `table` is the name of the list in `Lists`, too; `chips` = names of its filters with their msgids."""

    chips: ClassVar[Mapping[str, str]]

    def __init__(self, page: Page) -> None:
        self.found: Found | None = None
        super().__init__(page)

    def footer(self, found: Found) -> str:
        raise NotImplementedError

    def chip_titles(self) -> Mapping[str, str]:
        return self.chips

    def make_model(self) -> TableModel:
        self.rows = PagedRows(self.page, lambda s, keys: s.lists.page(self.table, keys))
        model = TableModel(self.columns(), self.rows.fetch, struck=self.is_struck)
        self.rows.follow(model)
        self.rows.arrived.connect(self.show_chosen)  # the chosen row may be far down the list
        return model

    def load(self) -> None:
        query = Query(("all", *self.filters.chosen()), self.filters.text(), self.view.sort)
        self.page.read(lambda s: find(s, self.table, query), self.show_found, slot=self.table)

    def filter(self) -> None:
        self.load()

    def show_found(self, found: Found) -> None:
        self.found = found
        self.rows.put(found.rows)
        self.filters.show_counts({key: found.counts[key] for key in self.chips})
        some = found.counts["all"] > 0
        self.show_keys(found.keys, self.footer(found) if some else "", some=some)

    def chosen(self) -> R | None:
        keys = self.view.selected_keys()
        row: R | None = self.rows[keys[0]] if len(keys) == 1 else None
        return row

    def own(self) -> str:
        """The book's currency, known once the list is there."""
        return self.found.currency if self.found else "CNY"
