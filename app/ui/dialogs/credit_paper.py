"""F9: a paper about the credit of a customer: the review sheet, or a form to fill. Enter writes the PDF and opens it.

navigation.dialog("credit_paper", customer=12, paper="full", review=3)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, cast

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.credit_papers import NAMES, Kind
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.papers import bar_of, say_saved
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit

LANGUAGES: Final = {"zh_CN": "中文", "en": "English"}


def folder_of(services: Any) -> Path:
    """Beside the book."""
    return Path(services.store.path.parent) / _("Credit papers")


class CreditPaperDialog(FormDialog):
    """Who, which paper, in which language; `review` = the sheet of that review, else the one being worked on or today's."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer: int | None = None,
        paper: str = "short",
        review: int | None = None,
    ) -> None:
        self.paper = Choice("paper", _("&Paper"), [(kind, _(name)) for kind, name in NAMES.items()])
        hint = _("As usual: what the customer gets in their language, a review sheet in that of the window.")
        self.language = Choice("language", _("La&nguage"), [("", _("As usual")), *LANGUAGES.items()], hint=hint)
        self.customer = Customer("customer", _("&Customer"), finder(desk, self.paper), required=True)
        form = Form([self.customer, (self.paper, self.language)])
        super().__init__(desk, _("Credit papers"), form, _("Save and open the PDF"), parent)
        self.restores = False
        self._review = review
        self.paper.set_value(paper)
        self.saved.connect(self._written)
        if customer is None:
            self.customer.setFocus()
        else:
            self.customer.set_value(Hit(customer, "…"))
            desk.jobs.read(self, lambda s: _known(s, customer), self.customer.set_value)
            self.paper.setFocus()

    def commit(self) -> None:
        """Nothing of the book changes: the paper is made by a thread that reads."""
        if not self.save.isEnabled():
            return
        self.message_bar.clear()
        self.save.setEnabled(False)
        draft = self.form.draft()
        kind, language = cast("Kind", draft["paper"]), draft["language"] or None

        def work(services: Any) -> Path:
            made: Path = services.credit_papers.make(
                draft["customer"], kind, folder_of(services), language, self._review
            )
            return made

        self.desk.jobs.read(self, work, self._done)

    def _written(self, path: Path) -> None:
        """Opened at once; the window says where it lies."""
        say_saved(path, bar_of(self.parentWidget()), opened=True)


def _known(services: Any, customer_id: int) -> Hit:
    found = services.customers.get(customer_id)
    return Hit(customer_id, found.short, found.code)
