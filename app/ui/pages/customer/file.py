"""The credit file of a customer: how complete it is, statements, records, assessments, requests, documents, contacts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _, mark
from app.models.financials import FinancialStatement
from app.services.accounts import CustomerPage
from app.services.credit_view import CreditFileView
from app.services.file_wording import SECTIONS
from app.services.legal_file import LegalFile
from app.services.ratio_sheet import RatioSheet
from app.ui.dialogs.contact_person import edit_contact
from app.ui.pages.customer import file_columns, file_deeds, file_ways, legal_columns
from app.ui.pages.customer.file_overview import FileOverview
from app.ui.pages.customer.file_statements import StatementsPanel
from app.ui.pages.customer.particulars import Particulars
from app.ui.theme import Theme
from app.ui.widgets.acting import new_chip
from app.ui.widgets.flow import FlowRow
from app.ui.widgets.page import Desk
from app.ui.widgets.tab_order import order_tabs
from app.ui.widgets.table_model import Column, Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView

TITLES: Final = {
    "overview": mark("What is missing"),
    "statements": mark("Financial statements"),
    "facts": mark("Reports and records"),
    "assessments": mark("Assessment"),
    "requests": mark("Requests"),
    "files": mark("Documents"),
    "contacts": mark("Particulars and contacts"),
}
LISTS: Final = ("facts", "assessments", "requests", "files")
LEAST_HEIGHT: Final = 80


class FileTab(QWidget):
    """Seven parts under a switch; `changed` when other actions are possible."""

    changed = Signal()
    wants_edit = Signal()
    wants_contact = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.file: CreditFileView | None = None
        self.papers: LegalFile | None = None
        self._rows: dict[str, dict[Key, Any]] = {name: {} for name in LISTS}
        self.overview, self.particulars = FileOverview(), Particulars()
        self.statements = StatementsPanel(lambda: file_deeds.enter_statements(self))
        self.stack = QStackedWidget()
        self.switch = {name: new_chip(_(title), partial(self.show_part, name)) for name, title in TITLES.items()}
        self.panels = {name: self._panel(name, columns) for name, columns in self._columns().items()}
        self.actions_of = file_deeds.make(self)
        self._lay_out()
        self._connect()
        self.show_part("overview")

    @property
    def shown_part(self) -> str:
        """The name of the part in sight."""
        return next(name for name, chip in self.switch.items() if chip.isChecked())

    def shown(self) -> dict[str, str]:
        """What stands in the particulars, by its name."""
        return self.particulars.shown()

    def show_file(self, found: CustomerPage, file: CreditFileView, sheet: RatioSheet, papers: LegalFile) -> None:
        self.file, self.papers = file, papers
        self.particulars.show_customer(found)
        self.overview.show_file(file, found.row.confidence_bp / 10_000)
        self.statements.show_sheet(sheet)
        lists: dict[str, dict[Key, Any]] = {
            "facts": {line.fact.id: line for line in file.facts},
            "assessments": {each.id: each for each in file.questionnaires},
            "requests": {each.id: each for each in file.requests},
            "files": {each.id: each for each in file.files},
        }
        for name, rows in lists.items():
            self._rows[name] = rows
            self._fill(self.panels[name], list(rows))
        counts = {"statements": len(file.statements), **{name: len(rows) for name, rows in lists.items()}}
        for name, chip in self.switch.items():
            count = counts.get(name)
            chip.setText(f"{_(TITLES[name])} {count}" if count else _(TITLES[name]))
        order_tabs(self)
        self.tell()

    def show_part(self, name: str) -> None:
        """The other part."""
        parts = {"overview": self.overview, "statements": self.statements, "contacts": self.particulars, **self.panels}
        for key, chip in self.switch.items():
            chip.setChecked(key == name)
        self.stack.setCurrentWidget(parts[name])
        self.tell()

    def chosen(self) -> Any:
        """The row selected in the list in sight (of statements: the period picked out), or None."""
        name = self.shown_part
        if name == "statements":
            return self.chosen_statement()
        keys = self.panels[name].view.selected_keys() if name in self.panels else []
        return self._rows[name].get(keys[0]) if keys else None

    def chosen_statement(self) -> FinancialStatement | None:
        wanted = self.statements.chosen()
        known = self.file.statements if self.file else ()
        return next((each for each in known if each.id == wanted), None)

    def actions_now(self) -> list[QAction]:
        """What can be done in the part in sight, the likeliest first."""
        return self.actions_of[self.shown_part]

    def tell(self) -> None:
        """Which actions are possible, and that they may be others now."""
        file_deeds.enable(self)
        self.changed.emit()

    # --- building

    @staticmethod
    def _fill(panel: TablePanel, keys: list[Key]) -> None:
        """Without one selected, the first row is."""
        panel.show_keys(keys)
        if keys and not panel.view.selected_keys():
            panel.view.select_keys(keys[:1])

    def _columns(self) -> dict[str, Sequence[Column]]:
        return {
            "facts": file_columns.facts(),
            "assessments": file_columns.assessments(),
            "requests": file_columns.requests(lambda: self.file.currency if self.file else "CNY"),
            "files": legal_columns.files(),
        }

    def _panel(self, name: str, columns: Sequence[Column]) -> TablePanel:
        key = (lambda row: row.fact.id) if name == "facts" else (lambda row: row.id)
        rows = self._rows
        model = TableModel(columns, lambda keys: [rows[name][each] for each in keys], key_of=key, struck=_is_over)
        panel = TablePanel(TableView(model, self.desk.preferences.table(f"customer_file_{name}")))
        panel.view.setMinimumHeight(Theme.current().px(LEAST_HEIGHT))
        panel.view.chosen_changed.connect(self.tell)
        return panel

    def _lay_out(self) -> None:
        for part in (self.overview, self.statements, *self.panels.values(), self.particulars):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(FlowRow(list(self.switch.values())))
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.overview.wanted.connect(self._bring)
        self.particulars.wants_edit.connect(self.wants_edit)
        self.particulars.wants_contact.connect(self.wants_contact)
        self.particulars.wants_person.connect(lambda person: edit_contact(self.desk, person, self.window()))
        self.statements.chosen_changed.connect(self.tell)
        self.statements.opened.connect(lambda: file_deeds.correct(self))
        for name, (text, act) in file_deeds.empty(self).items():
            panel = self.panels[name]
            panel.view.set_actions(self.actions_of[name])
            panel.view.opened.connect(lambda _key: file_deeds.correct(self))
            panel.when_empty = Nothing(text, ((act.text(), act.trigger),))

    def _bring(self, about: str) -> None:
        """A missing piece, a list, or a section of entries."""
        if self.file is None or self.papers is None:
            return
        if about in TITLES:
            self.show_part(about)
        elif about in SECTIONS:
            file_ways.ask_kind(self.desk, self.file, self.overview.buttons[about], SECTIONS[about][0])
        else:
            file_ways.bring(self.desk, about, self.file, self.papers, self.window())


def _is_over(row: Any) -> bool:
    return getattr(row, "state", "") == "ended"
