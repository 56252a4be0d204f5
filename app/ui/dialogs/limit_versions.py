"""Every limit a customer ever had, and ending one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.models.limits import LimitVersion
from app.services import limit_wording as words
from app.services.formats import NOTHING
from app.ui.widgets.acting import new_button
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.sheet_table import SheetTable


class Versions(QWidget):
    """The newest first; the one in front can be ended while it holds or is still to come."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rows: list[LimitVersion] = []
        self.table, self.nothing = SheetTable(), label(_("No limit was ever set."), "muted")
        self.end = new_button(_("&End this limit today"), self._end, "x-circle")
        self.table.selectionModel().selectionChanged.connect(lambda *_selected: self._look())
        row = QHBoxLayout()
        row.addWidget(self.nothing)
        row.addStretch(1)
        row.addWidget(self.end)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self._look()

    def show_versions(self, found: list[LimitVersion]) -> None:
        self.rows = found
        head = (_("Type"), _("Limit"), _("Valid from"), _("Last day"), _("State"), _("Who"), _("Reason"))
        kinds = ("text", "money", "day", "day", "text", "text", "text")
        self.table.show_sheet(head, tuple(map(self._line, found)), (), kinds)
        self.nothing.setVisible(not found)
        if found:
            self.table.selectRow(0)
        self._look()

    def chosen(self) -> LimitVersion | None:
        places = {index.row() for index in self.table.selectionModel().selectedRows()}
        return next((self.rows[place] for place in places if place < len(self.rows)), None)

    def _line(self, version: LimitVersion) -> tuple[str, ...]:
        return (
            words.kind_name(version.kind),
            words.version_amount(version),
            words.first_day(version.valid_from),
            words.last_day(version.valid_to),
            words.version_state(version, self.desk.today),
            version.decided_by,
            version.reason or NOTHING,
        )

    def _look(self) -> None:
        version, today = self.chosen(), self.desk.today
        live = version is not None and (version.valid_to is None or version.valid_to > today)
        self.end.setEnabled(live)

    def _end(self) -> None:
        version = self.chosen()
        if version is not None:
            which = version.id
            self.desk.jobs.write(self, lambda s: s.limits.end(which), lambda _nothing: None)
