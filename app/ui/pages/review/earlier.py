"""Every review the customer had, and the last decided one against today."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services import review_then_now as words
from app.services.formats import day
from app.services.review_desk import ReviewDesk
from app.ui.theme import Theme
from app.ui.widgets.labels import label
from app.ui.widgets.sheet_table import SheetTable


class EarlierPart(QWidget):
    """`opened` carries the review whose row was entered."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[int] = []
        self.table, self.compared = SheetTable(), SheetTable()
        self.nothing, self.title = label(_("No review yet."), "muted"), label("", "section")
        self.table.setAccessibleName(_("Reviews"))
        self.table.opened.connect(lambda place: self.opened.emit(self._ids[place]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(_("Reviews of this customer"), "section"))
        for part in (self.nothing, self.table, self.title, self.compared):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_desk(self, found: ReviewDesk) -> None:
        self._ids = [each.id for each in found.history]
        head = (
            _("Number"), _("Type"), _("State"), _("Decided on"), _("Grade"), _("Points"), _("Limit"), _("Decided by"),
        )  # fmt: skip
        rows = [words.history_row(each, found.sheets.get(each.id)) for each in found.history]
        kinds = ("text", "text", "text", "day", "text", "number", "money", "text")
        self.table.show_sheet(head, rows, (), kinds)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        _fit(self.table, len(rows))
        self._compare(found)

    def _compare(self, found: ReviewDesk) -> None:
        then = found.then
        for part in (self.title, self.compared):
            part.setVisible(then is not None)
        if then is None:
            return
        self.title.setText(_("Review {number} and today").format(number=then.head.number))
        head = (_("Compared"), _("Then, {day}").format(day=day(then.head.data_on)), _("Today"))
        rows = words.compared(then, found.now)
        self.compared.show_sheet(head, rows, (), ("text", "money", "money"))
        _fit(self.compared, len(rows))


def _fit(table: SheetTable, rows: int) -> None:
    """As tall as its rows: the page scrolls, not the table."""
    table.setFixedHeight(Theme.current().row_height * (max(rows, 1) + 1) + Theme.current().px(24))
