"""Reports: pick one at the left, look at it, save or print it.

navigation.open("reports", by="region")
navigation.open("reports", name="bad-debt-tax")
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _, mark, ngettext
from app.models.topics import Topic
from app.services import documents, exports, named_reports
from app.services.formats import money
from app.services.named_reports import REPORTS, Report, Sheet, content
from app.services.sheets import AgeingSheet
from app.ui.navigation import Place
from app.ui.papers import ask_place, open_file, say_written
from app.ui.theme import Theme, icon
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice
from app.ui.widgets.flow import SideBySide
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.sheet_table import SheetTable

COUNTED: Final = {"due": mark("From the due date"), "invoice": mark("From the transaction date")}
KINDS: Final = {".pdf": mark("PDF document"), ".xlsx": mark("Excel workbook")}


class ReportsPage(Page):
    """The reports of `services/named_reports.py`, on any day."""

    name, title, icon = "reports", mark("Reports"), "file-text"
    topics = frozenset({Topic.CUSTOMERS, Topic.RECEIVABLES, Topic.PAYMENTS, Topic.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sheet: Sheet | None = None
        self.choice = QListWidget()
        self.on = Day("on", _("As &of"), today=desk.today, value=desk.today)
        self.basis = Choice("basis", _("Age &counted"), [(key, _(text)) for key, text in COUNTED.items()])
        self.heading, self.subtitle, self.notes = (
            label("", "section"),
            label("", "caption", wrap=True),
            label("", "caption", wrap=True),
        )
        self.table, self.nothing, self.stack = SheetTable(), label("", "section", wrap=True), QStackedWidget()
        self._make_actions()
        self._lay_out()
        self._connect()

    @property
    def report(self) -> Report:
        """The report that is chosen."""
        return REPORTS[max(0, self.choice.currentRow())]

    def load(self) -> None:
        on, report, basis = self.on.day(), self.report, self.basis.value()
        self.basis.setVisible(bool(report.by))
        if on is not None:
            self.read(lambda s: report.ask(s, on, basis), self.show_sheet)

    def go(self, place: Place) -> None:
        """Wishes: `by` (an order of the ageing report) or `name` (a report), and `on`, a day."""
        wishes = place.wishes
        if "on" in wishes:
            self.on.set_value(wishes["on"])
        for row, report in enumerate(REPORTS):
            if report.name == wishes.get("name") or (report.by and report.by == wishes.get("by")):
                self.choice.setCurrentRow(row)
        super().go(place)

    def show_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet
        words = content(sheet)
        self.heading.setText(_heading(sheet))
        self.subtitle.setText(f"{sheet.company} · {words.subtitle}")
        self.notes.setText("\n".join(words.notes))
        kinds = None if isinstance(sheet, AgeingSheet) else tuple(column.kind for column in sheet.columns)
        self.table.show_sheet(words.head, words.rows, words.feet, kinds)
        self.nothing.setText(_nothing(sheet))
        self.stack.setCurrentWidget(self.table if sheet.rows else self.nothing)
        for action in self.actions_of_sheet:
            action.setEnabled(True)

    def print_shown(self) -> bool:
        """The very PDF, opened by the system's own program: that prints it."""
        if self.sheet is not None:
            folder = Path(tempfile.mkdtemp(prefix="kedun-"))
            self._write(folder / self._file_name(".pdf"), _write_pdf, lambda path: open_file(path, self.message_bar))
        return True

    def save_pdf(self, path: Path) -> None:
        self._write(path, _write_pdf, self._say_saved)

    def save_excel(self, path: Path) -> None:
        self._write(path, _write_excel, self._say_saved)

    # --- files

    def _write(self, path: Path, write: Callable[[Sheet, Path, Any], None], then: Callable[[Path], None]) -> None:
        sheet, today = self.sheet, self.desk.today
        if sheet is None:
            return
        self.message_bar.clear()
        self.desk.jobs.run(self, lambda _s, _job: write(sheet, path, today), lambda _n: then(path), read_only=True)

    def _say_saved(self, path: Path) -> None:
        say_written((path,), self.message_bar, _("Saved as {name}.").format(name=path.name))

    def _ask(self, suffix: str, save: Callable[[Path], None]) -> None:
        name = self._file_name(suffix)
        path = ask_place(self, self.desk.preferences, _("Save the report"), name, _(KINDS[suffix]))
        if path is not None:
            save(path)

    def _file_name(self, suffix: str) -> str:
        on = self.sheet.as_of if self.sheet else self.desk.today
        title = _("Ageing report") if self.report.by else _(self.report.title)
        return f"{title} {on.isoformat()}{suffix}"

    # --- building

    def _make_actions(self) -> None:
        def add(picture: str, text: str, keys: str, act: Callable[[], object]) -> QAction:
            made = QAction(icon(picture, "on_accent" if keys else "text"), text, self)
            made.setShortcut(QKeySequence(keys))
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.triggered.connect(lambda _on=False: act())
            made.setEnabled(False)
            self.addAction(made)
            return made

        self.print = add("printer", _("Print"), "Ctrl+P", self.print_shown)
        self.pdf = add("file-pdf", _("Save PDF…"), "", lambda: self._ask(".pdf", self.save_pdf))
        self.excel = add("file-arrow-down", _("Save Excel…"), "", lambda: self._ask(".xlsx", self.save_excel))
        self.actions_of_sheet = [self.print, self.pdf, self.excel]

    def _lay_out(self) -> None:
        px = Theme.current().px
        self.choice.setAccessibleName(_("Reports"))
        self.choice.setFixedWidth(px(184))
        set_role(self.choice, "hits")
        for report in REPORTS:
            self.choice.addItem(_(report.title))
        self.choice.setCurrentRow(0)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        set_role(self.stack, "panel")
        self.stack.setContentsMargins(1, 1, 1, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.choice)
        row.addLayout(self._right(), 1)
        self.body.addLayout(row, 1)
        self.setFocusProxy(self.choice)

    def _right(self) -> QVBoxLayout:
        buttons = [_button(action, "" if place else "primary") for place, action in enumerate(self.actions_of_sheet)]
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(SideBySide([_row([self.on, self.basis], right=False), _row(buttons, right=True)]))
        for part in (self.heading, self.subtitle):
            right.addWidget(part)
        right.addWidget(self.stack, 1)
        right.addWidget(self.notes)
        return right

    def _connect(self) -> None:
        self.choice.currentRowChanged.connect(lambda _row: self.refresh())
        self.on.changed.connect(self.refresh)
        self.basis.changed.connect(self.refresh)
        self.table.opened.connect(self._open_row)

    def _open_row(self, place: int) -> None:
        """A customer's page, or the receivable in its list."""
        sheet, go = self.sheet, self.desk.navigation.open
        if sheet is None:
            return
        if not isinstance(sheet, AgeingSheet):
            go("review" if sheet.name == "reviews-due" else "customer", sheet.customers[place])
            return
        key = sheet.rows[place].key
        if sheet.by not in ("customer", "invoice"):
            return
        if sheet.by == "invoice":
            go("receivables", search=key)
        else:
            self.read(lambda s: s.customers.by_code(key).id, lambda customer: go("customer", customer), slot="open")


def _row(widgets: Sequence[QWidget], *, right: bool) -> QWidget:
    """Beside each other, at the left or the right of what room there is."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    layout.addStretch(1 if right else 0)
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addStretch(0 if right else 1)
    return row


def _heading(sheet: Sheet) -> str:
    """The answer first: how much there is of it."""
    if isinstance(sheet, AgeingSheet):
        return _("Ageing report: {total} in all").format(total=money(sheet.total.total, sheet.currency))
    count = ngettext("{count} row", "{count} rows", len(sheet.rows))
    return _("{report}: {count}").format(report=sheet.title, count=count)


def _nothing(sheet: Sheet) -> str:
    if isinstance(sheet, AgeingSheet):
        return _("Nothing was outstanding on {day}. Choose another day.").format(day=sheet.as_of)
    return sheet.nothing


def _write_pdf(sheet: Sheet, path: Path, today: Any) -> None:
    documents.render(sheet, path, printed=today)


def _write_excel(sheet: Sheet, path: Path, _today: Any) -> None:
    exports.write_table(path, *named_reports.table(sheet))


def _button(action: QAction, role: str) -> QWidget:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button = QPushButton(action.icon(), f"{action.text()}  {keys}".rstrip())
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    set_role(button, role)
    return button
