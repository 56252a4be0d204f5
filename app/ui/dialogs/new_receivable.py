"""New receivable (Ctrl+Shift+N): customer, Enter, amount, Enter. The due date follows the terms.

navigation.dialog("new_receivable")
navigation.dialog("new_receivable", customer=12)
navigation.dialog("new_receivable", customer=12, contract=3)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QWidget

from app.i18n import _
from app.models.contracts import Contract
from app.models.errors import UserError
from app.services.entry import Outlook, after_text, due_text, outlook
from app.services.formats import money
from app.services.receivables import ReceivableDraft
from app.services.rules.instalments import Line
from app.ui.dialogs.entry import Draft, EntryDialog, PatientForm
from app.ui.dialogs.instalments import Instalments, shown_lines
from app.ui.widgets.acting import new_link
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Row
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import TALLEST, keep_inside

MORE = ("description", "tax_invoice_no", "number", "order_no", "disputed", "contract_id")


class NewReceivableDialog(EntryDialog):
    """One receivable, due on one day or in instalments."""

    name: ClassVar[str] = "new_receivable"
    size_px: ClassVar[tuple[int, int]] = (560, 400)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer: int | None = None,
        contract: int | None = None,
        amount: int | None = None,
    ) -> None:
        """`amount` in minor units of the customer's currency."""
        super().__init__(desk, _("New receivable"), parent)
        self.outlook: Outlook | None = None
        self._asked_contract = contract
        self._due_is_typed = False
        self.amount = _AmountAhead()
        self.form = PatientForm(self._rows(), lambda: self.customer.hit is None or self.outlook is not None)
        self._lay_out()
        self._listen()
        self.show_more(contract is not None)
        self.show_plan(False)
        self.rate.hide()
        self.begin(customer, lambda _id: self._load(), self.amount)
        self._asked_amount = amount

    def _rows(self) -> list[Row]:
        today = self.desk.today
        self.issued_on = Day("issued_on", _("&Transaction date"), today=today, value=today, required=True)
        self.due_on = Day("due_on", _("&Due date"), today=today)
        self.rate = Text("rate", _("E&xchange rate"))
        self.number = Text("number", _("&Receivable no."), longest=60)
        self.number.line.setPlaceholderText(_("Automatic"))
        self.disputed = Amount("disputed", _("Part in d&ispute"))
        self.contract = Choice("contract_id", _("Co&ntract"), [(None, _("None"))])
        self.plan = Instalments(today, self._so_far)
        return [
            self.customer,
            self.amount,
            (self.issued_on, self.due_on),
            self.plan,
            self.rate,
            Text("description", _("Descri&ption"), longest=500),
            (Text("tax_invoice_no", _("Tax in&voice no.")), self.number),
            (Text("order_no", _("&Order no.")), self.disputed),
            self.contract,
        ]

    def _lay_out(self) -> None:
        self._more = new_link(_("More: description, tax invoice no., number"), self.show_more)
        self.body.addWidget(self.form, 1)
        self._split = new_link(_("In instalments…"), self.show_plan)
        links = QHBoxLayout()
        links.addWidget(self._split)
        links.addWidget(self._more)
        links.addStretch(1)
        self.body.addLayout(links)
        role = QDialogButtonBox.ButtonRole
        self.add_button(_("Cancel"), role.RejectRole, self.reject)
        self.add_button(
            _("Save and enter the next") + "  Ctrl+Enter",
            role.ActionRole,
            lambda: self.form.submit(then_next=True),
        )
        self.add_button(_("Save receivable"), role.AcceptRole, self.form.submit).setDefault(True)

    def _listen(self) -> None:
        self.listen_to_customer(lambda _id: self._load(), self._forget_outlook, self.amount)
        self.form.submitted_next.connect(lambda: self.save(then_next=True))
        self.issued_on.left.connect(self._load)
        self.issued_on.changed.connect(self._load)
        self.due_on.changed.connect(self._due_typed)
        self.plan.emptied.connect(lambda: self.show_plan(False))
        for field in (self.amount, self.issued_on):
            field.changed.connect(self.plan.say_sum)

    # --- what the book knows

    def _load(self) -> None:
        issued, hit = self.issued_on.day(), self.customer.hit
        if hit is None or issued is None:
            return
        self.desk.jobs.read(self, lambda s: _seen(s, hit.key, issued), self._show_outlook, slot="outlook")

    def _forget_outlook(self) -> None:
        self.outlook = None
        self.amount.look_ahead(None)

    def _show_outlook(self, seen: tuple[str, Outlook, list[Contract]]) -> None:
        name, found, known = seen
        self.outlook = found
        self.name_customer(found.customer_id, name)
        for field in (self.amount, self.disputed):
            field.set_currency(found.currency)
        if self._asked_amount is not None:
            self.amount.set_value(self._asked_amount)
            self._asked_amount = None
        self.amount.look_ahead(found)
        self.rate.setVisible(found.currency != found.own)
        if found.currency != found.own and self.rate.is_blank():
            self.rate.set_value(found.rate)
        self.rate.say(_("{own} for 1 {foreign}").format(own=found.own, foreign=found.currency))
        if not self._due_is_typed:
            self.due_on.set_value(found.due_on)
        self.due_on.say(due_text(found), "caption" if found.due_on else "caution")
        self._offer_contracts(known)
        self.plan.say_sum()
        self.form.go_on()

    def _offer_contracts(self, known: Sequence[Contract]) -> None:
        """Those of the customer; without any there is nothing to choose."""
        chosen = self._asked_contract or self.contract.value()
        titles = [(each.id, " · ".join(filter(None, (each.number, each.title)))) for each in known]
        self.contract.set_entries([(None, _("None")), *titles])
        self.contract.set_value(chosen)
        self._asked_contract = None
        self.contract.setVisible(bool(known) and self._more.isHidden())

    def _so_far(self) -> tuple[int | None, date | None, date | None, str]:
        """What the plan is made of: amount, transaction date, due day by the terms, currency."""
        by_terms = self.outlook.due_on if self.outlook else None
        return self.amount.minor(), self.issued_on.day(), by_terms, self.amount.currency

    def show_plan(self, shown: bool = True) -> None:
        """In instalments, or due on one day."""
        self.plan.setVisible(shown)
        self.due_on.setVisible(not shown)
        self._split.setVisible(not shown)
        if shown:
            self.plan.begin()
            self.resize(self.width(), TALLEST)
            keep_inside(self)
            self.plan.focus_editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _due_typed(self) -> None:
        self._due_is_typed = not self.due_on.is_blank()

    def show_more(self, shown: bool = True) -> None:
        for key in MORE:
            self.form[key].setVisible(shown and (key != "contract_id" or self.contract.box.count() > 1))
        self._more.setVisible(not shown)
        if shown:
            self.form["description"].setFocus()

    # --- saving and keeping

    def save(self, *, then_next: bool = False) -> None:
        found = self.outlook
        values = {key: value for key, value in shown_lines(self.form.draft()).items() if value not in (None, "")}
        draft = ReceivableDraft(**{**values, "currency": found.currency if found else None})
        self.commit(lambda s: s.receivables.add(draft), lambda _id: self._saved(draft, then_next))

    def _saved(self, draft: ReceivableDraft, then_next: bool) -> None:
        if not then_next:
            self.accept()
            return
        self._empty()
        amount = money(draft.amount, draft.currency or self.amount.currency)
        self.message_bar.say(_("{amount} is saved. Enter the next one.").format(amount=amount), "good")
        self._load()
        self.amount.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty(self) -> None:
        """Everything but the customer and the transaction date."""
        self._due_is_typed = False
        self.amount.set_value(None)
        self.disputed.set_value(None)
        self.plan.set_value(())
        self.show_plan(False)
        self.form.set({key: "" for key in MORE if key not in ("disputed", "contract_id")})

    def typed(self) -> Draft:
        more = {key: field.text() for key, field in self._lines().items() if field.text()}
        if not more:
            return {}
        due: date | None = self.due_on.day() if self._due_is_typed else None
        return {
            "hit": self.customer.hit,
            "issued_on": self.issued_on.day(),
            "due_on": due,
            "plan": self._plan_so_far(),
            **more,
        }

    def _plan_so_far(self) -> tuple[Line, ...]:
        """The instalments as far as they can be read."""
        try:
            return self.plan.value()
        except UserError:
            return ()

    def fill(self, draft: Mapping[str, Any]) -> None:
        self._forget_outlook()
        self._due_is_typed = bool(draft.get("due_on"))
        self.customer.set_value(draft.get("hit"))
        self.issued_on.set_value(draft.get("issued_on") or self.desk.today)
        self.due_on.set_value(draft.get("due_on"))
        for key, field in self._lines().items():
            field.line.setText(draft.get(key, ""))
        self.show_more(any(draft.get(key) for key in MORE))
        self.show_plan(bool(draft.get("plan")))
        self.plan.set_value(draft.get("plan"))
        self._load()

    def _lines(self) -> dict[str, Text | Amount]:
        """The fields whose text is a draft."""
        found = {key: self.form[key] for key in ("amount", *MORE)}
        return {key: field for key, field in found.items() if isinstance(field, Text | Amount)}


class _AmountAhead(Amount):
    """An amount that says what the customer will owe with it."""

    def __init__(self) -> None:
        self._ahead: Outlook | None = None
        super().__init__("amount", _("&Amount"), required=True)

    def look_ahead(self, found: Outlook | None) -> None:
        self._ahead = found
        if not self.reason:
            self.mark("")

    def note(self) -> str:
        minor, found = self.minor(), self._ahead
        ahead = after_text(found, minor, self.currency) if found is not None and minor else ""
        return " · ".join(filter(None, (super().note(), ahead)))

    def mark(self, reason: str) -> None:
        super().mark(reason)
        if not reason and self._ahead is not None and self._ahead.over(self.minor() or 0):
            self.say(self.note(), "caution")


def _seen(services: Any, customer_id: int, issued_on: date) -> tuple[str, Outlook, list[Contract]]:
    found = outlook(services, customer_id, issued_on)
    return services.customers.get(customer_id).short, found, services.contracts.of_customer(customer_id)
