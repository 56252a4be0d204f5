"""The credit in use of a customer: every line with its documents, and the way to each.

navigation.dialog("exposure", customer=12)
navigation.dialog("exposure", customer=12, line="bills")
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.i18n import _
from app.models.topics import Changes
from app.services import exposure_wording as words
from app.services.exposure import ExposureDocument, ExposureLine, ExposureSheet
from app.ui.theme import icon
from app.ui.widgets.labels import buttons_in_order, label, set_role
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import fit_dialog
from app.ui.widgets.sheet_table import SheetTable

# The list that shows a kind of document by its number; the others are on the customer's page.
VIEWS: Final = {"instalment": "receivables", "receivable": "receivables", "payment": "payments", "bill": "bills"}
KINDS: Final = ("text", "day", "day", "text", "money", "money", "money")
NOTE: Final = 3  # the column that goes where nothing stands in it: large text needs its room


class ExposureDialog(QDialog):
    """The line in front above, its documents below; stays up to date while it is open."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int, line: str = "") -> None:
        super().__init__(parent)
        self.desk, self.customer, self.wanted = desk, customer, line
        self.sheet: ExposureSheet | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Credit in use"))
        self.total, self.hint = label("", "section", wrap=True), label("", "caption", wrap=True)
        self.chain, self.documents = SheetTable(), SheetTable()
        self.chain.selectionModel().selectionChanged.connect(lambda *_selected: self._show_documents())
        self.chain.opened.connect(lambda _place: self.documents.setFocus())
        self.documents.opened.connect(self._go)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(16, 12, 16, 12)
        frame.setSpacing(8)
        for part, stretch in ((self.total, 0), (self.chain, 3), (self.hint, 0), (self.documents, 2)):
            frame.addWidget(part, stretch)
        frame.addWidget(self._buttons())
        fit_dialog(self, 900, 600)
        desk.jobs.changed.connect(self._hear)
        self._load()

    def show_sheet(self, sheet: ExposureSheet) -> None:
        self.sheet = sheet
        self.setWindowTitle(_("Credit in use of {name}").format(name=sheet.name))
        self.total.setText(words.total_text(sheet))
        rows = tuple(
            (words.line_name(each.code), words.line_documents(each), words.amount_text(each.amount, sheet))
            for each in words.shown(sheet)
        )
        feet = [(_("Credit in use"), "", words.amount_text(sheet.total, sheet))]
        feet += [(name, "", amount) for name, amount in words.beside(sheet)]
        head = (_("Line"), _("Made of"), _("Amount"))
        self.chain.show_sheet(head, rows, tuple(feet), ("text", "number", "money"))
        codes = [each.code for each in words.shown(sheet)]
        self.chain.selectRow(codes.index(self.wanted) if self.wanted in codes else 0)
        self._show_documents()

    def line(self) -> ExposureLine | None:
        """The line in front; None on a sum, or where there is nothing."""
        found = words.shown(self.sheet) if self.sheet else ()
        place = self.chain.currentIndex().row()
        return found[place] if 0 <= place < len(found) else None

    def _show_documents(self) -> None:
        line, sheet = self.line(), self.sheet
        if sheet is None:
            return
        self.wanted = line.code if line else self.wanted
        rows = tuple(words.document_row(each, sheet) for each in line.documents) if line else ()
        shown = [place for place in range(len(KINDS)) if place != NOTE or any(row[NOTE] for row in rows)]
        head, *lines, kinds = (tuple(row[place] for place in shown) for row in (words.document_head(), *rows, KINDS))
        self.documents.show_sheet(head, tuple(lines), (), kinds)
        self.hint.setText(words.line_hint(line.code) if line else " ".join(words.notes(sheet)))

    def _go(self, place: int) -> None:
        line = self.line()
        if line is not None:
            document = line.documents[place]
            self.accept()
            self._open(document)

    def _open(self, document: ExposureDocument) -> None:
        view, go = VIEWS.get(document.table), self.desk.navigation
        if view and document.label:
            go.open("receivables", view=view, search=document.label)
        else:
            go.open("customer", self.customer, tab="lines" if view else "dealings")

    def _hear(self, _changes: Changes) -> None:
        self._load()

    def _load(self) -> None:
        who = self.customer
        self.desk.jobs.read(self, lambda s: s.exposure.sheet(who), self.show_sheet, slot="sheet")

    def _buttons(self) -> QDialogButtonBox:
        buttons = buttons_in_order()
        close = buttons.addButton(_("Close this window"), QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(close, "primary")
        paper = buttons.addButton(_("&Paper…"), QDialogButtonBox.ButtonRole.ActionRole)
        paper.setIcon(icon("file-text"))
        for button in (close, paper):
            button.setAutoDefault(False)
        close.clicked.connect(self.accept)
        paper.clicked.connect(lambda _on=False: self._paper())
        return buttons

    def _paper(self) -> None:
        self.accept()
        self.desk.navigation.dialog("credit_paper", customer=self.customer, paper="exposure")
