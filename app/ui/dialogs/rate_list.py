"""A list of rates with its buttons, and the columns of both lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.services.formats import NOTHING, day
from app.services.interest_wording import percent_text, row_source
from app.ui.widgets.acting import new_button
from app.ui.widgets.table_model import RIGHT, Column, Key, TableModel
from app.ui.widgets.table_panel import TablePanel
from app.ui.widgets.table_view import TableView


def reference_columns() -> list[Column]:
    return [
        Column("on_day", _("In force from"), lambda r: day(r.on_day), width=110),
        Column("rate", _("Rate a year"), lambda r: percent_text(r.rate), RIGHT, 100, bold=lambda r: True),
        Column("whose", _("Whose"), lambda r: _("Built in") if r.own_id is None else _("Your own"), width=110,
               icon=lambda r: "" if r.own_id is None else "user", role=lambda r: "text2" if r.own_id is None else "accent"),
        Column("source", _("Source"), row_source, width=240, stretch=True, tooltip=row_source),
        Column("checked_on", _("Checked on"), lambda r: day(r.checked_on), width=110),
    ]  # fmt: skip


def exchange_columns() -> list[Column]:
    return [
        Column("currency", _("Currency"), lambda r: r.currency, width=100),
        Column("on_day", _("In force from"), lambda r: day(r.on_day), width=120),
        Column("rate", _("Rate"), lambda r: r.rate, RIGHT, 120, bold=lambda r: True),
        Column("source", _("Source"), lambda r: r.source or NOTHING, width=240, stretch=True),
    ]


class RateList(QWidget):
    """A list of rates and its three buttons: add, correct, remove."""

    edit = Signal(object)  # the row, None for a new one
    removed = Signal(object)

    def __init__(self, columns: list[Column], key_of: Callable[[Any], Key], may_remove: Callable[[Any], bool]) -> None:
        super().__init__()
        self._rows: dict[Any, Any] = {}
        self._key_of, self._may_remove = key_of, may_remove
        model = TableModel(columns, lambda keys: [self._rows[key] for key in keys], key_of=key_of)
        self.view = TableView(model)
        self.panel = TablePanel(self.view)
        self.add = new_button(_("Add a rate…"), lambda: self.edit.emit(None), "plus")
        self.correct = new_button(_("Correct…"), lambda: self.edit.emit(self.chosen()), "pencil-simple")
        self.remove = new_button(_("Remove"), lambda: self.removed.emit(self.chosen()), "trash")
        self.view.opened.connect(lambda _key: self.edit.emit(self.chosen()))
        self.view.chosen_changed.connect(self._look)
        self._lay_out()

    def show_rows(self, rows: Sequence[Any]) -> None:
        self._rows = {self._key_of(row): row for row in rows}
        count = ngettext("{count} rate", "{count} rates", len(rows))
        self.panel.show_keys(list(self._rows), count if rows else "")
        if rows and not self.view.selected_keys():
            self.view.select_keys(list(self._rows)[:1])
        self._look()

    def chosen(self) -> Any:
        """The selected row, None when there is none."""
        keys = self.view.selected_keys()
        return self._rows.get(keys[0]) if keys else None

    def _look(self) -> None:
        row = self.chosen()
        self.correct.setEnabled(row is not None)
        self.remove.setEnabled(row is not None and self._may_remove(row))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in (self.add, self.correct, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.panel, 1)
        layout.addLayout(row)
        self.setFocusProxy(self.view)
