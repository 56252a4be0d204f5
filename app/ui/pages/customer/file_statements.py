"""Statements of a customer side by side: ratios with their bands in words, the models for information, the figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStackedLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.services.ratio_sheet import RatioSheet
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.sheet_table import SheetTable
from app.ui.widgets.table_panel import Nothing, nothing_page


class StatementsPanel(QFrame):
    """A column is a period; the one in question is picked out, `opened` asks for it to be corrected."""

    opened = Signal()
    chosen_changed = Signal()

    def __init__(self, begin: Callable[[], object]) -> None:
        super().__init__()
        self.sheet: RatioSheet | None = None
        self.table = SheetTable()
        self.table.setAccessibleName(_("Financial statements"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.opened.connect(lambda _place: self.opened.emit())
        set_role(self, "panel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        self._stack = QStackedLayout()
        self.remarks = label("", "caution", wrap=True)
        self.remarks.setContentsMargins(12, 4, 12, 8)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.remarks)
        text = _("No statement yet. Ask for the last two years; a table of Excel can be pasted whole.")
        self._nothing: QWidget = nothing_page(Nothing(text, ((_("Enter statements…"), begin),)))
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self.setFocusProxy(self.table)

    def show_sheet(self, sheet: RatioSheet) -> None:
        at = self.table.currentIndex()
        row, column = max(at.row(), 0), max(at.column(), 1)
        self.sheet = sheet
        kinds = ("text", *("money" for _each in sheet.periods), "text")
        self.table.show_sheet(sheet.head, sheet.rows, (), kinds)
        self.remarks.setText("\n".join(sheet.remarks))
        self.remarks.setVisible(bool(sheet.remarks))
        self._stack.setCurrentWidget(self.table if sheet.periods else self._nothing)
        if sheet.periods:
            place = self.table.sheet.index(min(row, len(sheet.rows) - 1), min(column, len(sheet.periods)))
            self.table.setCurrentIndex(place)
            self.table.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen_changed.emit())
        self.chosen_changed.emit()

    def chosen(self) -> int | None:
        """The statement whose column is picked; the newest one where it is none of them."""
        if self.sheet is None or not self.sheet.periods:
            return None
        column = self.table.currentIndex().column() - 1
        return self.sheet.periods[column if 0 <= column < len(self.sheet.periods) else 0]
