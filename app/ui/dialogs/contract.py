"""A contract of the register: who, what, how much, and what it says about late payment, security and the buyer.

navigation.dialog("contract", customer=12)
navigation.dialog("contract", contract=3)
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.contracts import Contract
from app.models.errors import UserError
from app.services.contract_wording import SIZES, STATUSES, penalty_sentence, penalty_text, read_penalty
from app.services.contracts import ContractDraft
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.field import LineField
from app.ui.widgets.fields import Choice, Percent, Text, Tick
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit

PLAIN: Final = (
    "number", "title", "status", "currency", "rate", "amount", "signed_on", "starts_on", "ends_on", "penalty_ppm_day", "penalty_cap_bp",
    "buyer_size", "sme_notice_on", "guarantee_ends_on", "service_address", "custom_goods", "retention_of_title", "pay_when_paid",
)  # fmt: skip


class Penalty(LineField):
    """A penalty for being late as it stands in the contract; value: millionths a day, or None."""

    def value(self) -> int | None:
        return read_penalty(self.text())

    def set_value(self, value: int | None) -> None:
        self.line.setText("" if value is None else penalty_text(value))
        self.mark("")

    def note(self) -> str:
        try:
            found = self.value()
        except UserError:
            found = None
        return super().note() if found is None else penalty_sentence(found)


class ContractDialog(FormDialog):
    """Enter saves. The payment plan comes with a later version."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, contract: int | None = None
    ) -> None:
        self.customer = Customer("customer_id", _("&Customer"), finder(desk, parent or self), required=True)
        form = Form(_rows(desk, self.customer))
        title = _("Contract") if contract else _("New contract")
        super().__init__(desk, title, form, _("Save contract"), parent, width=640)
        form["number"].line.setPlaceholderText(_("Automatic"))  # type: ignore[attr-defined]  # a line of text
        self.contract = contract
        self.work = self._write
        form["rate"].hide()
        self.customer.picked.connect(lambda _hit: self._go_on())
        self._begin(customer)

    def _begin(self, customer: int | None) -> None:
        if self.contract is not None:
            known = self.contract
            self.desk.jobs.read(
                self, lambda s: (s.contracts.get(known), s.receivables.currency_of_book()), lambda two: self._fill(*two)
            )
        elif customer is not None:
            self.customer.set_value(Hit(customer, "…"))
            self.desk.jobs.read(self, lambda s: s.customers.get(customer).short, lambda n: self._name(customer, n))
            self._take_currency()
        (self.form["title"] if self.contract or customer else self.customer.picker).setFocus()

    def _go_on(self) -> None:
        """The customer is known: what they owe for it comes next, the number is given by itself."""
        self._take_currency()
        self.form["amount"].setFocus()

    def _name(self, customer: int, name: str) -> None:
        self.customer.set_value(Hit(customer, name))

    def _take_currency(self) -> None:
        hit = self.customer.hit
        if hit is not None:
            self.desk.jobs.read(
                self, lambda s: _currencies(s, hit.key), lambda two: self._set_currency(*two), slot="currency"
            )

    def _set_currency(self, currency: str, own: str) -> None:
        self.form["rate"].setVisible(currency != own)
        self.form["currency"].set_value(currency)
        amount = self.form["amount"]
        if isinstance(amount, Amount):
            amount.set_currency(currency)

    def _fill(self, found: Contract, own: str) -> None:
        self.customer.set_value(Hit(found.customer_id, found.customer))
        self._set_currency(found.currency, own)
        self.form.set({name: getattr(found, name) for name in PLAIN})

    def _write(self, services: Any) -> int:
        values = {name: value for name, value in self.form.draft().items() if value != ""}
        draft = ContractDraft(**values)
        if self.contract is None:
            return int(services.contracts.add(draft))
        services.contracts.update(self.contract, draft)
        return self.contract


def _currencies(services: Any, customer_id: int) -> tuple[str, str]:
    """(the customer's, the book's)."""
    return services.customers.get(customer_id).currency, services.receivables.currency_of_book()


def _rows(desk: Desk, customer: Customer) -> list[Row]:
    today = desk.today
    states = [(None, _("By the day of signing")), *((key, _(words[0])) for key, words in STATUSES.items())]
    return [
        customer,
        (Text("number", _("Contract &no."), longest=60), Text("title", _("Sub&ject"), longest=200)),
        (
            Amount("amount", _("&Amount"), required=True),
            Text("currency", _("Currency"), longest=3, tidy=str.upper),
            Day("signed_on", _("Date &signed"), today=today),
        ),
        (
            Day("starts_on", _("&Begins on"), today=today),
            Day("ends_on", _("&Ends on"), today=today),
            Choice("status", _("S&tatus"), states),
        ),
        Text("rate", _("E&xchange rate"), longest=20, hint=_("Empty = the newest rate the book knows.")),
        _("When it is paid late"),
        (
            Penalty("penalty_ppm_day", _("Late-payment &penalty"), hint=_("For example 0.05%, 0.5‰ or 18.25% a year.")),
            Percent("penalty_cap_bp", _("At &most, of the amount")),
        ),
        (
            Choice("buyer_size", _("Si&ze of the buyer at signing"), [(key, _(words)) for key, words in SIZES.items()]),
            Day("sme_notice_on", _("Told them we are a small &firm"), today=today),
        ),
        Tick("pay_when_paid", _("We are paid only when they are paid"), hint=_("A large buyer may not ask this of a small firm.")),
        _("Security"),
        (
            Tick("retention_of_title", _("Goods stay ours until paid")),
            Tick("custom_goods", _("Made to order")),
            Day("guarantee_ends_on", _("&Guarantee ends"), today=today),
        ),
        Text("service_address", _("Address for letters of la&w"), longest=300),
    ]  # fmt: skip
