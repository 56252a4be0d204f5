"""A part that is one table: rows by their id, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout

from app.ui.pages.customer.dealings import Part
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import Column, TableModel
from app.ui.widgets.table_panel import TablePanel
from app.ui.widgets.table_view import TableView


class Row(Protocol):
    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=Row)


class ListPart(Part, Generic[R]):
    """Base of the lists. Subclasses make their actions, say what stands there when nothing does, and `show_rows`."""

    NAME: ClassVar[str]  # under which its columns are remembered and its rows are asked for

    def __init__(self, page: Page, columns: Sequence[Column], struck: Callable[[Any], bool] | None = None) -> None:
        super().__init__(page)
        self.rows: dict[int, R] = {}
        model = TableModel(columns, lambda keys: [self.rows[int(key)] for key in keys], struck=struck)
        self.view = TableView(model, page.desk.preferences.table(self.NAME))
        self.panel = TablePanel(self.view)
        self.view.opened.connect(lambda _key: self.open_chosen())
        self.view.chosen_changed.connect(self.chosen_changed)
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(6)
        self.stack.addWidget(self.panel, 1)
        self.setFocusProxy(self.view)

    def show_rows(self, rows: Sequence[R], footer: str = "", first: int = 0) -> None:
        """The row at place `first` is chosen unless one is."""
        self.rows = {each.id: each for each in rows}
        self.panel.show_keys(list(self.rows), footer)
        if rows and not self.view.selected_keys():
            self.view.select_keys([rows[first].id])
        self.chosen_changed()

    def chosen(self) -> R | None:
        keys = self.view.selected_keys()
        return self.rows.get(int(keys[0])) if len(keys) == 1 else None

    def open_chosen(self) -> None:
        """What Enter does."""

    def chosen_changed(self) -> None:
        """Say which actions are possible with the chosen row."""
