"""A deal: what may be sold, for how much, when, how likely; an order that becomes larger is asked about again.

navigation.dialog("deal", customer=12)
navigation.dialog("deal", deal=3)
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.deals import Deal
from app.services.deal_wording import STAGES
from app.services.deals import CHANCES, DealDraft
from app.services.formats import percent
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Percent, Text, Tick
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit

PLAIN: Final = (
    "number", "title", "stage", "currency", "amount", "expected_on", "ordered_on", "probability_bp", "contract_id", "prepay_bp", "margin_bp",
    "custom_goods", "cost_incurred", "resale_bp", "note",
)  # fmt: skip
OF_CUSTOM: Final = ("cost_incurred", "resale_bp")


class DealDialog(FormDialog):
    """Enter saves."""

    name: ClassVar[str] = "deal"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, deal: int | None = None
    ) -> None:
        self.customer = Customer("customer_id", _("&Customer"), finder(desk, parent or self), required=True)
        form = Form(_rows(desk, self.customer))
        title = _("Change a deal") if deal else _("New deal")
        super().__init__(desk, title, form, _("Save deal"), parent, width=640)
        self.deal = deal
        self.draft_name = f"{self.name} {deal or ''} {customer or ''}"
        self.work = self._write
        form["number"].line.setPlaceholderText(_("Automatic"))  # type: ignore[attr-defined]  # a line of text
        self.customer.picked.connect(lambda hit: self._read(hit.key))
        for key in ("stage", "custom_goods"):
            form[key].changed.connect(self._follow)
        self.saved.connect(self._ask_again)
        self._begin(customer)
        self._follow()

    def _begin(self, customer: int | None) -> None:
        if self.deal is not None:
            known = self.deal
            self.desk.jobs.read(self, lambda s: s.deals.get(known), self._fill)
        elif customer is not None:
            self.customer.set_value(Hit(customer, "…"))
            self._read(customer)
        (self.form["title"] if self.deal or customer else self.customer.picker).setFocus()

    def _read(self, customer: int) -> None:
        """The customer is known: their currency and contracts."""
        self.desk.jobs.read(
            self, lambda s: _about(s, customer), lambda found: self._take(customer, *found), slot="about"
        )

    @fills
    def _take(self, customer: int, name: str, currency: str, contracts: list[tuple[int | None, str]]) -> None:
        self.customer.set_value(Hit(customer, name))
        self._set_contracts(contracts)
        self._set_currency(currency)

    def _set_contracts(self, contracts: list[tuple[int | None, str]]) -> None:
        choice = self.form["contract_id"]
        if isinstance(choice, Choice):
            choice.set_entries([(None, _("None yet")), *contracts])

    def _set_currency(self, currency: str) -> None:
        self.form["currency"].set_value(currency)
        for key in ("amount", "cost_incurred"):
            field = self.form[key]
            if isinstance(field, Amount):
                field.set_currency(currency)

    @fills
    def _fill(self, found: Deal) -> None:
        """What the deal says; its customer's other contracts come a moment later."""
        self.customer.set_value(Hit(found.customer_id, found.customer))
        self._set_contracts([(found.contract_id, found.contract or "")] if found.contract_id else [])
        self._set_currency(found.currency)
        self.form.set({name: getattr(found, name) for name in PLAIN})
        self._follow()
        self.desk.jobs.read(self, lambda s: _about(s, found.customer_id), lambda two: self._offer(two[2]), slot="about")

    @fills
    def _offer(self, contracts: list[tuple[int | None, str]]) -> None:
        chosen = self.form["contract_id"].value()
        self._set_contracts(contracts)
        self.form["contract_id"].set_value(chosen)

    def _follow(self) -> None:
        stage = self.form["stage"].value()
        self.form["ordered_on"].setVisible(stage in ("ordered", "delivered"))
        usual = CHANCES.get(stage)
        text = _("Empty = {share}, usual for this stage.")
        self.form["probability_bp"].say("" if usual is None else text.format(share=percent(Decimal(usual) / 10_000, 0)))
        for name in OF_CUSTOM:
            self.form[name].setVisible(self.form["custom_goods"].value())

    def _write(self, services: Any) -> tuple[int, bool]:
        """The deal's id, and whether to ask again if it may ship."""
        values = {name: value for name, value in self.form.draft().items() if value not in ("", None)}
        if self.deal is None:
            return int(services.deals.add(DealDraft(**values))), False
        return self.deal, bool(services.deals.update(self.deal, DealDraft(**values)))

    def _ask_again(self, result: tuple[int, bool]) -> None:
        deal, again = result
        if again:
            self.desk.navigation.dialog("may_i_ship", customer=self.customer.value(), deal=deal)


def _about(services: Any, customer: int) -> tuple[str, str, list[tuple[int | None, str]]]:
    """Short name, currency, contracts by id."""
    found = services.customers.get(customer)
    return found.short, found.currency, [(each.id, each.number) for each in services.contracts.of_customer(customer)]


def _rows(desk: Desk, customer: Customer) -> list[Row]:
    today = desk.today
    return [
        customer,
        (Text("title", _("Sub&ject"), longest=200), Text("number", _("Deal &no."), longest=60)),
        (
            Amount("amount", _("&Amount"), required=True),
            Text("currency", _("Currency"), longest=3, tidy=str.upper),
        ),
        (
            Choice("stage", _("&Stage"), [(key, _(words[0])) for key, words in STAGES.items()]),
            Day("expected_on", _("&Expected on"), today=today),
            Percent("probability_bp", _("P&robability")),
        ),
        Day("ordered_on", _("&Ordered on"), today=today),
        _("What was agreed"),
        (
            Percent("prepay_bp", _("&Prepayment")),
            Percent("margin_bp", _("Our gross &margin")),
            Choice("contract_id", _("Con&tract"), [(None, _("None yet"))]),
        ),
        Tick("custom_goods", _("Made for this customer onl&y"), hint=_("What it has cost counts as credit in use before it is shipped.")),
        (
            Amount("cost_incurred", _("Spent so &far")),
            Percent("resale_bp", _("Would come &back elsewhere"), hint=_("The part of it that others would buy.")),
        ),
        Text("note", _("Note"), longest=300),
    ]  # fmt: skip
