"""The history as a list: who changed which field of what, from which value to which; filtered, exported, taken back.

history = HistoryList(desk, desk.preferences.table("customer_history"))
history.show_lines(lines)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.models.dates import local_minute
from app.models.errors import UserError
from app.services import change_lines, exports
from app.services.change_lines import ChangeLine
from app.services.field_words import table_name
from app.ui.preferences import TablePreferences
from app.ui.theme import icon
from app.ui.widgets.filter_bar import FilterBar
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.pick_box import PickBox
from app.ui.widgets.table_model import Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView
from app.ui.widgets.toast import Toast


class HistoryList(QWidget):
    """Search, two drop-downs, the lines, and what can be done with the chosen one."""

    def __init__(self, desk: Desk, remembered: TablePreferences, *, whose: bool = False) -> None:
        """`whose` shows the customer too."""
        super().__init__()
        self.desk = desk
        self._lines: list[ChangeLine] = []
        self.message_bar = MessageBar()
        self.tables = PickBox(_("Everything"), _("What was changed"))
        self.fields = PickBox(_("All fields"), _("Field"))
        self.back = QPushButton(icon("arrow-counter-clockwise"), _("Take this change back"))
        self.file = QPushButton(icon("file"), _("Export to Excel…"))
        boxes = [self.tables, self.fields, self.back, self.file]
        self.filters = FilterBar(_("Words, names, values"), boxes=boxes)
        model = TableModel(
            _columns(whose), lambda keys: [self._lines[int(key)] for key in keys], struck=lambda line: line.undone
        )
        self.view = TableView(model, remembered)
        self.panel = TablePanel(self.view)
        self.panel.when_empty = Nothing(_("Nothing was changed yet."))
        self.panel.when_filtered = Nothing(_("Nothing matches."), ((_("Clear filter"), self._clear),))
        self._lay_out()
        self._connect()

    def show_lines(self, lines: Sequence[ChangeLine]) -> None:
        self._lines = list(lines)
        self._show()

    def hasHeightForWidth(self) -> bool:
        """The filters wrap, but the page around need not know: it would take the height they wish for the least one."""
        return False

    def chosen(self) -> ChangeLine | None:
        keys = self.view.selected_keys()
        return self._lines[int(keys[0])] if len(keys) == 1 else None

    def revert(self) -> None:
        """Takes the whole change of the chosen line back; why it cannot be is said above the list."""
        line = self.chosen()
        if line is not None:
            self.message_bar.clear()
            self.desk.jobs.write(self, lambda s: s.history.revert(line.change_id), lambda _entry: None)

    def show_problem(self, problem: UserError) -> None:
        self.message_bar.say(problem.text, "caution")

    def export(self, path: Path) -> None:
        """The lines in sight, as .xlsx or .csv."""
        wanted = self._wanted()

        def done(_none: None) -> None:
            Toast.show_over(self.window(), _("Saved: {name}").format(name=path.name))

        self.desk.jobs.read(self, lambda _s: exports.write_table(path, *change_lines.table_of(wanted)), done)

    def _ask_file(self) -> None:
        folder = Path(self.desk.preferences.last_folder or Path.home())
        start = str(folder / f"{_('Change history')}.csv")
        kinds = _("Excel or CSV (*.xlsx *.csv)")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Export the history"), start, kinds)
        if chosen:
            self.export(Path(chosen))

    def _wanted(self) -> list[ChangeLine]:
        return change_lines.shown(self._lines, self.filters.text(), self.tables.value(), self.fields.value())

    def _show(self) -> None:
        wanted = self._wanted()
        names = sorted({line.table for line in self._lines}, key=table_name)
        self.tables.offer_named([(name, table_name(name)) for name in names])
        self.fields.offer(sorted({line.field for line in self._lines if line.field}))
        footer = ngettext("{count} line", "{count} lines", len(wanted)).format(count=f"{len(wanted):,}")
        self.panel.show_keys([line.id for line in wanted], footer, filtered=bool(self._lines))
        filtered = len(wanted) < len(self._lines)
        words = _("{shown} of {all} shown").format(shown=f"{len(wanted):,}", all=f"{len(self._lines):,}")
        self.filters.show_result(words if filtered else "")
        self._show_chosen()

    def _clear(self) -> None:
        self.tables.clear_choice()
        self.fields.clear_choice()
        self.filters.clear()

    def _show_chosen(self) -> None:
        line = self.chosen()
        self.back.setEnabled(line is not None and not line.undone and not line.undo)
        self.file.setEnabled(bool(self._lines))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.message_bar)
        layout.addWidget(self.filters)
        layout.addWidget(self.panel, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        menu = QAction(icon("arrow-counter-clockwise"), _("Take this change back"), self)
        menu.triggered.connect(lambda _on=False: self.revert())
        self.view.set_actions([menu])
        self.view.chosen_changed.connect(self._show_chosen)
        self.filters.changed.connect(self._show)
        self.filters.left.connect(self.view.setFocus)
        for box in (self.tables, self.fields):
            box.changed.connect(self._show)
        for button, act in ((self.back, self.revert), (self.file, self._ask_file)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, act=act: act())


def _columns(whose: bool) -> list[Column]:
    customer = [Column("customer", _("Customer"), lambda line: line.customers, width=110)] if whose else []

    def whole(line: Any) -> str:
        return f"{line.before}\n→ {line.after}"

    return [
        Column("at", _("When"), lambda line: local_minute(line.at), width=130),
        Column("what", _("What"), lambda line: line.what(), width=165),
        *customer,
        Column("record", _("Record"), lambda line: line.where(), width=175),
        Column("field", _("Field"), lambda line: line.which(), width=100, role=lambda line: "" if line.field else "text2"),
        Column("before", _("Before"), lambda line: line.before, width=105, tooltip=whole),
        Column("after", _("After"), lambda line: line.after, width=130, stretch=True, tooltip=whole),
        Column("who", _("Who"), lambda line: line.person, width=75),
    ]  # fmt: skip
