"""A paper for the insurer: limit request, declaration, overdue notice, extension request, claim. Enter writes the PDF and opens it.

navigation.dialog("insurance_paper", customer=12, paper="claim")
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, cast

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.insurance_papers import NAMES, Kind
from app.ui.dialogs.credit_paper import LANGUAGES
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.papers import bar_of, say_saved
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit


def folder_of(services: Any) -> Path:
    """Beside the book."""
    return Path(services.store.path.parent) / _("Papers for the insurer")


class InsurancePaperDialog(FormDialog):
    """Who, which paper, in which language."""

    name: ClassVar[str] = "insurance_paper"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, paper: str = "limit_request"
    ) -> None:
        self.paper = Choice("paper", _("&Paper"), [(kind, _(name)) for kind, name in NAMES.items()])
        self.language = Choice("language", _("La&nguage"), [("", _("As usual")), *LANGUAGES.items()])
        self.amount = Amount("amount", _("&Limit asked for"), hint=_("Empty: what was asked for last."))
        self.customer = Customer("customer", _("&Customer"), finder(desk, self.paper), required=True)
        form = Form([self.customer, (self.paper, self.language), self.amount])
        super().__init__(desk, _("Paper for the insurer"), form, _("Save and open the PDF"), parent)
        self.restores = False
        self.saved.connect(self._written)
        self.paper.changed.connect(self._follow)
        self.customer.picked.connect(lambda hit: self._read(hit.key))
        self.paper.set_value(paper)
        if customer is None:
            self.customer.setFocus()
        else:
            self._read(customer)
            self.paper.setFocus()
        self._follow()

    def commit(self) -> None:
        """Nothing of the book changes: the paper is made by a thread that reads."""
        if not self.save.isEnabled():
            return
        self.message_bar.clear()
        self.save.setEnabled(False)
        draft = self.form.draft()
        kind, language, amount = cast("Kind", draft["paper"]), draft["language"] or None, draft.get("amount")

        def work(services: Any) -> Path:
            papers, folder = services.insurance_papers, folder_of(services)
            return cast("Path", papers.make(draft["customer"], kind, folder, language, amount=amount))

        self.desk.jobs.read(self, work, self._done)

    def _read(self, customer: int) -> None:
        def take(found: tuple[str, str]) -> None:
            self.customer.set_value(Hit(customer, found[0]))
            self.amount.set_currency(found[1])

        self.desk.jobs.read(self, lambda s: _known(s, customer), take, slot="about")

    def _follow(self) -> None:
        self.amount.setVisible(self.paper.value() == "limit_request")

    def _written(self, path: Path) -> None:
        """Opened at once; the window says where it lies."""
        say_saved(path, bar_of(self.parentWidget()), opened=True)


def _known(services: Any, customer: int) -> tuple[str, str]:
    found = services.customers.get(customer)
    return found.short, found.currency
