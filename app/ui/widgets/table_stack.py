"""Several tables of which one is in sight, each under a chip of its own.

self.tables = TableStack({"made": _("Went out"), "held": _("Not asked for now")}, columns, preferences, "reminders")
self.tables.put("made", rows, footer)
self.tables.chosen_changed.connect(self._show_chosen)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from app.ui.preferences import Preferences
from app.ui.widgets.acting import new_chip
from app.ui.widgets.one_of import OneOf
from app.ui.widgets.table_model import Column, Key, TableModel
from app.ui.widgets.table_panel import TablePanel
from app.ui.widgets.table_view import TableView


class TableStack(OneOf):
    """`chips` by name, for the row above the tables; `panels` by name. Rows have an `id`."""

    turned = Signal()  # another table is in sight
    chosen_changed = Signal()  # another row, or another table
    opened = Signal()  # Enter or a double click on a row

    def __init__(
        self,
        titles: Mapping[str, str],
        columns: Mapping[str, Sequence[Column]],
        preferences: Preferences,
        kept_as: str,
        struck: Callable[[Any], bool] | None = None,
    ) -> None:
        """The widths of the columns are remembered under `kept_as` and the name of the table."""
        super().__init__()
        self._rows: dict[str, dict[Key, Any]] = {name: {} for name in titles}
        self.chips = {name: new_chip(title, partial(self.show_table, name)) for name, title in titles.items()}
        self.panels: dict[str, TablePanel] = {}
        for name in titles:
            model = TableModel(columns[name], partial(self._rows_of, name), struck=struck)
            panel = TablePanel(TableView(model, preferences.table(f"{kept_as}_{name}")))
            panel.view.chosen_changed.connect(self.chosen_changed)
            panel.view.opened.connect(lambda _key: self.opened.emit())
            self.panels[name] = panel
            self.addWidget(panel)
        self.show_table(next(iter(titles)))

    @property
    def shown(self) -> str:
        """The name of the table in sight."""
        return next(name for name, chip in self.chips.items() if chip.isChecked())

    def show_table(self, name: str) -> None:
        """The other one."""
        for key, chip in self.chips.items():
            chip.setChecked(key == name)
        self.setCurrentWidget(self.panels[name])
        self.setFocusProxy(self.panels[name])
        self.turned.emit()
        self.chosen_changed.emit()

    def put(self, name: str, rows: Sequence[Any], footer: str = "", *, filtered: bool = False) -> None:
        """The rows of a table; the first one is chosen unless one is."""
        self._rows[name] = {row.id: row for row in rows}
        panel, keys = self.panels[name], list(self._rows[name])
        panel.show_keys(keys, footer, filtered=filtered)
        if keys and not panel.view.selected_keys():
            panel.view.select_keys(keys[:1])

    def chosen(self) -> Any:
        """The row that alone is selected in the table in sight, or None."""
        keys = self.panels[self.shown].view.selected_keys()
        return self._rows[self.shown].get(keys[0]) if len(keys) == 1 else None

    def _rows_of(self, name: str, keys: list[Key]) -> list[Any]:
        return [self._rows[name][key] for key in keys if key in self._rows[name]]
