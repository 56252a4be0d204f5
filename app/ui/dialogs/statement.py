"""F8: the statement of a customer, or a confirmation letter. Enter records it, writes the PDF and opens it.

navigation.dialog("statement", customer=12)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services.statement_drawing import StatementDraft
from app.services.statement_sheets import StatementSheet
from app.services.statement_wording import cautions, preview_head, preview_rows
from app.services.statements import Made
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.statement_fields import PaperFields
from app.ui.papers import bar_of, say_saved
from app.ui.theme import Theme
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit
from app.ui.widgets.sheet_table import SheetTable

LANGUAGES: Final = ("", "zh_CN", "en")


def folder_of(services: Any) -> Path:
    """Beside the book."""
    return Path(services.store.path.parent) / _("Statements")


class StatementDialog(FormDialog):
    """Who, which days, which paper; beneath them the figures as they will be printed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None) -> None:
        self.fields = PaperFields(desk.today)
        self.customer = Customer("customer", _("&Customer"), finder(desk, self.fields), required=True)
        self.language = Choice("language", _("La&nguage"), _languages())
        form = Form([self.customer, *self.fields.rows(self.language)])
        super().__init__(desk, _("Statement"), form, _("Save and open the PDF"), parent, width=880)
        self.restores = False
        self.sheet: StatementSheet | None = None
        self.figures, self.notes = SheetTable(), label("", "caption", wrap=True)
        self.figures.setFixedHeight(Theme.current().px(3 * 34 + 4))
        self.figures.setAccessibleName(_("Figures of the paper"))
        self.body.insertWidget(1, self.figures)
        self.body.insertWidget(2, self.notes)
        self.saved.connect(self._written)
        form.changed.connect(self.load)
        self.customer.picked.connect(lambda _hit: self.load())
        self.customer.setFocus()
        if customer is not None:
            desk.jobs.read(self, lambda s: _known(s, customer), self._begin)
            self.customer.set_value(Hit(customer, "…"))
            self.fields.kind.setFocus()
        self._name_act()

    def load(self) -> None:
        """Draw the paper for the preview; while something cannot be taken, the last one stands."""
        self._name_act()
        try:
            draft = self._draft()
        except UserError:
            return
        if draft.customer_id:
            self.desk.jobs.read(self, lambda s: s.statements.drawn(draft), self.show_sheet, slot="preview")

    def show_sheet(self, sheet: StatementSheet) -> None:
        self.sheet = sheet
        self.message_bar.clear()
        self.figures.show_sheet(preview_head(), preview_rows(sheet), ())
        kind = self.fields.values()["kind"]
        self.notes.setText("\n".join(cautions(sheet, kind)))

    def _begin(self, hit: Hit) -> None:
        self.customer.set_value(hit)
        self.load()

    def _draft(self) -> StatementDraft:
        return StatementDraft(
            self.customer.value() or 0, language=self.language.value() or None, **self.fields.values()
        )

    def commit(self) -> None:
        """The fields are read here: the work is done on a thread of its own."""
        draft = self._draft()

        def work(services: Any) -> Made:
            made: Made = services.statements.make([draft], folder_of(services))
            return made

        self.work = work
        super().commit()

    def _written(self, made: Made) -> None:
        """Opened at once; the window says where it lies."""
        say_saved(made.files[0], bar_of(self.parentWidget()), opened=True)

    def _name_act(self) -> None:
        title = _("Statement") if self.fields.kind.value() == "statement" else _("Confirmation letter")
        self.setWindowTitle(title)


def _known(services: Any, customer_id: int) -> Hit:
    found = services.accounts.page(customer_id).customer
    return Hit(customer_id, found.short, found.code)


def _languages() -> list[tuple[str, str]]:
    names = {"": _("The customer's own"), "zh_CN": "中文", "en": "English"}
    return [(code, names[code]) for code in LANGUAGES]
