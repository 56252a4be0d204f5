"""The running list of one customer: date, document, plus, minus, balance; a payment opens to what it settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.models.ledger_lines import Document
from app.services.accounts import Account, Line, Part
from app.services.customer_wording import line_title, part_text, state_text
from app.services.formats import NOTHING, day, figure, money
from app.ui.preferences import TablePreferences
from app.ui.theme import Theme
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.table_model import RIGHT, Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView

LEAST_HEIGHT: Final = 80  # so that the page fits the smallest window without scrolling
INDENT: Final = "\u2003 "  # as wide as a caret


@dataclass(frozen=True, slots=True)
class Shown:
    """A line, or one part of a line that is open."""

    id: str
    line: Line
    part: Part | None = None
    is_open: bool = False


class Lines(QWidget):
    """Two switches and the list; `changed` when a switch wants other lines."""

    changed = Signal()

    def __init__(self, remembered: TablePreferences, today: date) -> None:
        super().__init__()
        self._today = today
        self.account: Account | None = None
        self._open: set[str] = set()
        self._rows: dict[str, Shown] = {}
        self.only_open, self.voided = _switch(_("Only what is open")), _switch(_("Show voided"))
        self.hint = label(_("Enter on a line shows what it settled."), "caption")
        model = TableModel(
            self._columns(), lambda keys: [self._rows[key] for key in keys], struck=lambda r: _is_voided(r.line)
        )
        self.view = TableView(model, remembered)
        self.view.setMinimumHeight(Theme.current().px(LEAST_HEIGHT))
        self.panel = TablePanel(self.view)
        self._lay_out()
        self.view.opened.connect(self.toggle)
        for switch in (self.only_open, self.voided):
            switch.toggled.connect(lambda _on: self.changed.emit())

    def show_account(self, account: Account) -> None:
        self.account = account
        rows = list(self._shown(account))
        self._rows = {row.id: row for row in rows}
        filtered = self.only_open.isChecked()
        self.panel.show_keys(list(self._rows), _footer(account) if account.lines else "", filtered=filtered)
        if rows and not self.view.selected_keys():
            self.view.select_keys([rows[-1].id])

    def toggle(self, key: object) -> None:
        """Open a line to what it settled, or close it again."""
        row = self._rows.get(str(key))
        if row is None or self.account is None:
            return
        name = _name(row.line)
        self._open ^= {name}
        self.show_account(self.account)
        self.view.select_keys([name])

    def chosen(self) -> Document | None:
        """The document of the selected line."""
        keys = self.view.selected_keys()
        row = self._rows.get(str(keys[0])) if keys else None
        return row.line.document if row else None

    def _shown(self, account: Account) -> Iterator[Shown]:
        for line in account.lines:
            name = _name(line)
            is_open = name in self._open and bool(line.parts)
            yield Shown(name, line, is_open=is_open)
            if is_open:
                yield from (Shown(f"{name}/{place}", line, part) for place, part in enumerate(line.parts))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.only_open)
        row.addWidget(self.voided)
        row.addStretch(1)
        row.addWidget(self.hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.panel, 1)
        self.panel.when_filtered = Nothing(
            _("Nothing is open."), ((_("Show everything"), lambda: self.only_open.setChecked(False)),)
        )
        self.setFocusProxy(self.view)

    def _due_role(self, row: Shown) -> str:
        document = row.line.document
        late = document and document.open and document.due_on and document.due_on < self._today and document.sign > 0
        return "overdue" if late and row.part is None else ""

    def _columns(self) -> list[Column]:
        def amount(row: Shown, name: str, *, dash: bool = True) -> str:
            if row.part is not None or self.account is None:
                return ""
            return figure(getattr(row.line, name), self.account.currency, dash=dash)

        return [
            Column("date", _("Date"), lambda r: day(r.part.on if r.part else r.line.on), width=100),
            Column("document", _("Document"), _document, width=190, stretch=True, icon=_caret, tooltip=_full,
                   role=lambda r: "text2" if r.part else ""),
            Column("plus", _("+ Receivable"), lambda r: amount(r, "plus"), RIGHT, 120),
            Column("minus", _("− Payment"), lambda r: amount(r, "minus"), RIGHT, 120),
            Column("balance", _("Balance"), lambda r: amount(r, "balance", dash=False), RIGHT, 130, bold=lambda r: True),
            Column("due", _("Due date"), _due, width=120, role=self._due_role, icon=lambda r: "warning" if self._due_role(r) else ""),
            Column("state", _("Status"), lambda r: "" if r.part else state_text(r.line), width=160),
        ]  # fmt: skip


def _name(line: Line) -> str:
    return f"{line.document.table}-{line.document.id}" if line.document else f"rate-{line.on}"


def _document(row: Shown) -> str:
    """Without a caret before it the text begins where the others do."""
    if row.part:
        return f"{2 * INDENT}{part_text(row.part)}"
    return f"{'' if row.line.parts else INDENT}{line_title(row.line)}"


def _full(row: Shown) -> str:
    """The description or note beside the title."""
    document = row.line.document
    note = document.text if document and row.part is None else None
    return f"{_document(row).strip()}\n{note}" if note else ""


def _caret(row: Shown) -> str:
    if row.part is not None or not row.line.parts:
        return ""
    return "caret-down" if row.is_open else "caret-right"


def _due(row: Shown) -> str:
    document = row.line.document
    if row.part is not None or document is None or document.table != "receivable" or document.sign < 0:
        return ""
    return day(document.due_on) if document.due_on else NOTHING


def _is_voided(line: Line) -> bool:
    return bool(line.document and line.document.voided_on)


def _footer(account: Account) -> str:
    lines = ngettext("{count} line", "{count} lines", len(account.lines))
    balance = money(account.balance, account.currency)
    return _("{lines} · balance {balance}").format(lines=lines, balance=balance)


def _switch(text: str) -> QPushButton:
    button: Any = QPushButton(text)
    button.setCheckable(True)
    set_role(button, "chip")
    made: QPushButton = button
    return made
