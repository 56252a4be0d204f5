"""A new customer in one line: name, Enter. Whoever looks the same is shown while the name is typed.

navigation.dialog("new_customer", name="永昌")
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.customers import Customer
from app.services.customers import LimitDraft
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.fields import Phone, Text, Whole
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.page import Desk

PAUSE_MS: Final = 150


class NameField(Text):
    """The name, and beneath it who in the book looks the same."""

    opens = Signal(int)  # the customer who looks the same

    def __init__(self) -> None:
        self._alike: tuple[int, str] | None = None
        self.open = QPushButton(_("Open that customer"))
        super().__init__("name", _("Customer &name"), required=True, warn=lambda _text: self._remark())
        set_role(self.open, "link")
        self.open.setAutoDefault(False)
        self.open.hide()
        self.open.clicked.connect(self._go_there)
        box = self.layout()
        if isinstance(box, QVBoxLayout):
            box.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)

    def show_alike(self, found: Sequence[Customer]) -> None:
        self._alike = (found[0].id, found[0].name) if found else None
        self.open.setVisible(bool(found))
        if not self.reason:
            self.mark("")

    def _go_there(self) -> None:
        if self._alike is not None:
            self.opens.emit(self._alike[0])

    def _remark(self) -> str:
        return _("Looks the same as “{name}”.").format(name=self._alike[1]) if self._alike else ""


class NewCustomerDialog(FormDialog):
    """Four fields; the rest is on the customer page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, name: str = "") -> None:
        self.name_field, self.limit = NameField(), Amount("limit", _("Credit &limit"))
        self.days = Whole("terms_days", _("Payment &terms (days)"), most=3650)
        self.phone = Phone("phone", _("&Phone"))
        form = Form([self.name_field, self.phone, (self.limit, self.days)])
        super().__init__(desk, _("New customer"), form, _("Save customer"), parent)
        self.sentence = label(
            _("A new customer pays before shipping; with a limit and terms you sell to them on credit."),
            "caption",
            wrap=True,
        )
        self.body.insertWidget(1, self.sentence)
        more = self.buttons.addButton(_("Save and fill in more"), QDialogButtonBox.ButtonRole.ActionRole)
        more.setAutoDefault(False)
        more.clicked.connect(lambda _on=False: form.submit(then_next=True))
        form.submitted_next.connect(self._save_and_edit)
        form.changed.connect(self._show_sentence)
        self.work = lambda s: s.customers.add(self._draft())
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_for_alike)
        self.name_field.changed.connect(self._pause.start)
        self.name_field.opens.connect(self._open)
        self.draft_name = f"new_customer {name}"
        self._begin(name)

    def _begin(self, name: str) -> None:
        self.limit.set_value(0)
        self.days.set_value(0)
        self.name_field.set_value(name)
        self.name_field.line.setFocus()
        self.desk.jobs.read(self, lambda s: s.receivables.currency_of_book(), self.limit.set_currency)
        if name:
            self._look_for_alike()

    def _draft(self) -> dict[str, Any]:
        draft = self.form.draft()
        return {**draft, "terms_days": draft["terms_days"] or 0, "limit": LimitDraft("set", draft["limit"] or 0)}

    def _look_for_alike(self) -> None:
        text = self.name_field.text()
        self.desk.jobs.read(self, lambda s: s.customers.similar(text), self.name_field.show_alike, slot="alike")

    def _show_sentence(self) -> None:
        self.sentence.setVisible(self.limit.text() in _NONE and self.days.text() in _NONE)

    def _save_and_edit(self) -> None:
        navigation = self.desk.navigation
        self.saved.connect(lambda customer_id: navigation.open("customer", customer_id, edit=True))
        self.commit()

    def _open(self, customer_id: int) -> None:
        self.reject()
        self.desk.navigation.open("customer", customer_id)


_NONE: Final = frozenset({"", "0", "0.00", "0.000"})
