"""Step 1 of the import: which file, which sheet of it, and what it holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.services.imports import template
from app.services.imports.kinds import KINDS
from app.services.imports.sitting import BANK, Found
from app.ui.theme import Theme, icon
from app.ui.widgets.fields import Choice
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.scroll import scrolling


class FileStep(QWidget):
    """Drop, choose, type or paste; then the sheet and the kind, each with what speaks for it."""

    chosen = Signal(object)  # Path
    browsed = Signal()
    pasted = Signal(str)
    template_wanted = Signal(str)  # a kind
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: Found | None = None
        self.path = QLineEdit()
        self.path.setAccessibleName(_("File"))
        self.path.setPlaceholderText(_("Drop an Excel or CSV file here, or type where it is"))
        self.path.setAcceptDrops(False)  # a file is the window's to take, not a line of text
        self.path.returnPressed.connect(self._entered)
        self.sheet = Choice("sheet", _("&Sheet"), [])
        self.kind = Choice("kind", _("&What the file holds"), _kinds())
        self._read = label("", "section", wrap=True)
        self._known = self._found_panel()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._source_panel())
        column.addWidget(self._known)
        column.addStretch(1)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(scrolling(body))
        self.setFocusProxy(self.path)
        self.sheet.changed.connect(self.changed)
        self.kind.changed.connect(self.changed)

    def show_path(self, path: Path) -> None:
        """The file that is being read."""
        self.path.setText(str(path))
        self.forget()

    def forget(self) -> None:
        """Nothing is read."""
        self.found = None
        self._known.hide()

    def show_found(self, found: Found) -> None:
        """What was read, with the kind it seems to be."""
        self.found = found
        count = ngettext("{count} row", "{count} rows", sum(rows for _name, rows in found.sheets))
        self._read.setText(_("{name}: {rows}").format(name=found.workbook.path.name, rows=count))
        for field in (self.sheet, self.kind):
            field.box.blockSignals(True)
        self.sheet.set_entries([(None, _("The one with the best headings")), *map(_sheet_entry, found.sheets)])
        self.sheet.setVisible(len(found.sheets) > 1)
        self.kind.set_value(found.kind)
        for field in (self.sheet, self.kind):
            field.box.blockSignals(False)
        if found.sure:
            self.kind.say(_("Recognised by its headings."), "good")
        else:
            self.kind.say(_("This is a guess: please check."), "caution")
        self._known.show()

    def read_again(self) -> None:
        """The file that is named, or ask for one."""
        typed = self.path.text().strip().strip('"')
        if typed:
            self.chosen.emit(Path(typed).expanduser())
        else:
            self.browsed.emit()

    def _entered(self) -> None:
        """Enter: read what was typed; where it was read already, the main button acts."""
        if self.found is None or self.path.text() != str(self.found.workbook.path):
            self.read_again()

    def _paste(self) -> None:
        self.pasted.emit(QGuiApplication.clipboard().text())

    # --- layout

    def _source_panel(self) -> QFrame:
        panel, column = _panel()
        column.addWidget(label(_("Which file?"), "section"))
        column.addWidget(self.path)
        row = QHBoxLayout()
        row.setSpacing(Theme.current().px(8))
        row.addWidget(_button(_("Choose a file…"), "folder-open", self.browsed.emit))
        row.addWidget(_button(_("Paste from the clipboard"), "clipboard-text", self._paste))
        row.addWidget(self._template_button())
        row.addStretch(1)
        column.addLayout(row)
        words = _(
            "Excel (.xlsx, .xls), OpenDocument (.ods) and text (.csv, .tsv). Titles above the headings, total lines "
            "below and units in the headings are understood. A bank statement (MT940, CAMT and OFX too) goes to its own "
            "list. Nothing is written before the last step."
        )
        column.addWidget(label(words, "caption", wrap=True))
        return panel

    def _found_panel(self) -> QFrame:
        panel, column = _panel()
        column.addWidget(self._read)
        row = QHBoxLayout()
        row.setSpacing(Theme.current().px(12))
        for field in (self.kind, self.sheet):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        panel.hide()
        return panel

    def _template_button(self) -> QPushButton:
        button = _button(_("Get a template"), "download-simple")
        menu = QMenu(button)
        for kind in KINDS:
            menu.addAction(template.name(kind)).triggered.connect(partial(self.template_wanted.emit, kind))
        button.setMenu(menu)
        return button


def _kinds() -> list[tuple[str, str]]:
    return [*((kind, template.name(kind)) for kind in KINDS), (BANK, _("Bank statement"))]


def _sheet_entry(sheet: tuple[str, int]) -> tuple[str, str]:
    name, rows = sheet
    count = ngettext("{count} row", "{count} rows", rows)
    return name, _("{name}: {rows}").format(name=name, rows=count)


def _panel() -> tuple[QFrame, QVBoxLayout]:
    panel = QFrame()
    set_role(panel, "panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    return panel, column


def _button(text: str, picture: str, act: Callable[[], object] | None = None) -> QPushButton:
    button = QPushButton(icon(picture), text)
    button.setAutoDefault(False)
    if act is not None:
        button.clicked.connect(lambda _checked=False, act=act: act())
    return button
