"""What is agreed: with whom, how much, what for, from when to when, and the plan of payments with its live sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.i18n import _
from app.models.plans import PlanLine
from app.services import plan_wording as words
from app.services.contract_desk import ContractDesk, Ground
from app.services.contract_desk_wording import live_sentence
from app.services.rules import payment_plan
from app.ui.dialogs.entry import finder
from app.ui.pages.contract.plan import PlanField
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit

SHORTEST: Final = 14  # signs of an entry
PLAIN: Final = ("number", "title", "currency", "rate", "amount", "signed_on", "starts_on", "ends_on")


class TermsPart(QWidget):
    """`wants_ground` when the customer, the amount or the currency is another: (customer, minor units or None, currency or None)."""

    wants_ground = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.ground: Ground | None = None
        self.found: ContractDesk | None = None
        self.customer = Customer("customer_id", _("&Customer"), finder(desk, self), required=True, create=self._create)
        self.plan = PlanField(desk.today, self._outlook)
        self.plan.told, self.plan.states = self._told, self._state
        self.form = Form(_rows(desk, self.customer, self.plan))
        self.amount: Any = self.form["amount"]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self._connect()

    @property
    def template(self) -> Any:
        return self.form["template"]

    @property
    def total(self) -> int | None:
        minor: int | None = self.amount.minor()
        return minor

    def begin(self, customer: tuple[int, str] | None) -> None:
        """A new contract."""
        self.found = self.ground = None
        self.form.set(dict.fromkeys((*PLAIN, "customer_id", "plan")))
        self.form["number"].line.setPlaceholderText(_("Automatic"))  # type: ignore[attr-defined]  # a line of text
        self._offer(words.template_entries(0))
        self.customer.picker.clear()
        if customer is not None:
            self.customer.set_value(Hit(*customer))
            self._ask()
        self._show_currency(None)
        (self.amount if customer else self.customer.picker).setFocus()

    def show_desk(self, found: ContractDesk) -> None:
        """As it stands in the book."""
        contract, self.found, self.ground = found.contract, found, found.ground
        self.customer.set_value(Hit(contract.customer_id, contract.customer))
        self._show_currency(found.ground)
        self.form.set({name: getattr(contract, name) for name in PLAIN})
        self._offer(words.template_entries(found.ground.advised_bp), None)
        self.plan.set_value(found.plan)

    def show_ground(self, found: Ground) -> None:
        """What is known of the customer: currency, and the share that the rules ask for, unless a plan was chosen."""
        first, self.ground = self.ground is None, found
        self._show_currency(found)
        if first or not self.form["currency"].value():
            self.form["currency"].set_value(found.currency)
        if self.found is None:
            taken = self.template.value()
            entries = words.template_entries(found.advised_bp)
            if taken in (words.ADVISED, entries[0][0], "thirty_terms", None) and not self._own_plan:
                taken = entries[0][0]
            self._offer(entries, taken)
            self._propose()
        self.plan.follow()
        self.changed.emit()

    def lines(self) -> tuple[PlanLine, ...]:
        """The plan as far as it can be read."""
        return tuple(self.plan.state())

    def agreed_bp(self) -> int | None:
        """The share before shipping as typed; None while it is not known."""
        total, lines = self.total, self.lines()
        if not total or not lines or words.problem(total, lines):
            return None
        return payment_plan.largest_credit(payment_plan.amounts(total, lines)).before * words.WHOLE // total

    def choose(self, customer_id: int, name: str) -> None:
        """As if this customer had been picked."""
        self.customer.set_value(Hit(customer_id, name))
        self._ask()
        self.amount.setFocus()

    # --- what follows what

    def _outlook(self) -> tuple[int | None, str]:
        return self.total, self.amount.currency

    def _told(self, lines: Sequence[PlanLine]) -> tuple[str, str]:
        total = self.total
        if not total or words.problem(total, lines):
            return "", "caption"
        return live_sentence(total, lines, self.ground, self.amount.currency)

    def _state(self, place: int, line: PlanLine) -> tuple[str, str]:
        found = self.found
        if found is None or place >= len(found.plan):
            return "", ""
        before = [each for each in found.plan[:place] if each.is_before]
        receipts = found.prepaid.lines
        received = receipts[len(before)].received if line.is_before and len(before) < len(receipts) else None
        return words.line_state(line, received, found.shipped, found.contract.amount)

    def _propose(self) -> None:
        """The lines of the plan chosen, for the amount as it is now."""
        name = self.template.value()
        if name is not None and self.total:
            self.plan.set_value(words.template(name, self.ground.advised_bp if self.ground else 0))
            self._own_plan = False
            self.changed.emit()

    def _amount_typed(self) -> None:
        if not self.plan.rows and self.found is None:
            self._propose()
        self.plan.follow()

    def _plan_typed(self) -> None:
        self._own_plan = True
        self.template.set_value(None)

    def _offer(self, entries: Sequence[tuple[Any, str]], taken: Any = "") -> None:
        box = self.template.box
        box.blockSignals(True)
        self.template.set_entries(entries)
        self.template.set_value(entries[0][0] if taken == "" else taken)
        box.blockSignals(False)

    def _ask(self) -> None:
        hit = self.customer.hit
        if hit is not None:
            self.wants_ground.emit((hit.key, self.total, self.form["currency"].value() or None))

    def _picked(self) -> None:
        if self.found is None:
            self.form["currency"].set_value("")
        self._ask()

    def _show_currency(self, found: Ground | None) -> None:
        currency = found.currency if found else "CNY"
        self.amount.set_currency(currency)
        self.form["rate"].setVisible(found is not None and found.currency != found.own)

    def _create(self, name: str) -> None:
        self.desk.navigation.dialog("new_customer", name=name)

    def _connect(self) -> None:
        self._own_plan = False
        self.customer.picked.connect(lambda _hit: self._picked())
        self.amount.changed.connect(self._amount_typed)
        self.amount.left.connect(self._ask)
        self.form["currency"].left.connect(self._ask)
        self.template.box.activated.connect(lambda _place: self._propose())
        self.plan.changed.connect(self._plan_typed)
        self.form.changed.connect(self.changed)


def _rows(desk: Desk, customer: Customer, plan: PlanField) -> list[Row]:
    today = desk.today
    return [
        (
            customer,
            Amount("amount", _("&Amount"), required=True),
            _template(),
            Text("title", _("Sub&ject"), longest=200),
        ),
        (
            Text("number", _("Contract &no."), longest=60),
            Day("signed_on", _("Date &signed"), today=today),
            Day("starts_on", _("&Begins on"), today=today),
            Day("ends_on", _("&Ends on"), today=today),
            Text("currency", _("Currency"), longest=3, tidy=str.upper),
            Text("rate", _("E&xchange rate"), longest=20, hint=_("Empty = the newest rate the book knows.")),
        ),
        plan,
    ]


def _template() -> Choice:
    """No wider than its neighbours, however long its entries are."""
    made = Choice("template", _("Payment &plan"), words.template_entries(0))
    made.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.box.setMinimumContentsLength(SHORTEST)
    return made
