"""The fields of a payment, and which of them are needed: most people see four."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from app.i18n import _
from app.services.entry import Account
from app.services.method_wording import METHODS, method_name
from app.services.paying import DEAL, Contracted, Extras, beyond_text, contract_name
from app.services.prepayment_wording import earnest_hint
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Row
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer

# Methods that bring a paper which is money only later, and what kind of draft it is.
DRAFTS: Final = {"bank_bill": "bank", "trade_bill": "trade", "cheque": "cheque"}
KEPT: Final = ("bank_fee", "purpose", "payer_name", "reference", "note", "number", "acceptor", "matures_on")
PLACES: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Advance:
    """What a dialog begins with that is to take a prepayment: minor units, of a contract (its id) or of a deal (its key)."""

    amount: int
    contract: int | str
    purpose: str = "prepayment"


class Purpose(Choice):
    """What the money is; earnest money is explained, and what of it is beyond a fifth of the contract."""

    beyond: Callable[[], str] = staticmethod(lambda: "")

    def note(self) -> str:
        return "\n".join(filter(None, (earnest_hint(), self.beyond()))) if self.value() == "earnest" else ""


class PaymentFields:
    """`follow` shows what the choices made need; amounts and rates are read from here."""

    def __init__(self, desk: Desk, customer: Customer) -> None:
        today = desk.today
        self.customer = customer
        self.amount = Amount("amount", _("&Amount received"), required=True)
        self.paid_on = Day("paid_on", _("&Date received"), today=today, value=today, required=True)
        self.method = Choice("method", _("&Method"), [(code, method_name(code)) for code in METHODS])
        self.currency, self.into = Choice("currency", _("C&urrency"), []), Choice("into", _("&Settles debts in"), [])
        self.rate, self.cross = Text("rate", _("E&xchange rate")), Text("cross", _("Rate between t&hem"), required=True)
        self.matures_on = Day("matures_on", _("Du&e date"), today=today, required=True)
        self.acceptor = Text(
            "acceptor", _("Acce&ptor"), required=True, hint=_("Who is to pay it; of a cheque, the bank it is drawn on.")
        )
        self.number = Text("number", _("Draft &no."), longest=60)
        self.bank_fee = Amount("bank_fee", _("Bank &fee deducted"), hint=_("Kept on the way; the debt counts as paid."))
        self.purpose = Purpose("purpose", _("Purp&ose"), _purposes(earnest=False))
        self.contract = Choice("contract_id", _("Con&tract"), [])
        self.payer, self.reference = Text("payer_name", _("&Payer name")), Text("reference", _("&Reference"))
        self.note = Text("note", _("&Note"))
        self.more = False
        self._contracts: tuple[Contracted, ...] = ()
        self.purpose.beyond = self._beyond
        for field in (self.amount, self.contract):
            field.changed.connect(self._say_purpose)

    def rows(self) -> list[Row]:
        return [
            (self.customer, self.amount, self.paid_on, self.method),
            (self.matures_on, self.acceptor, self.number),
            (self.currency, self.rate, self.into, self.cross),
            (self.bank_fee, self.purpose, self.contract),
            (self.payer, self.reference, self.note),
        ]

    @property
    def draft_kind(self) -> str | None:
        """The kind of draft that comes instead of money."""
        return DRAFTS.get(self.method.value())

    @property
    def crosses(self) -> bool:
        """Whether the money is in another currency than what it settles."""
        return bool(self.into.value()) and self.into.value() != self.currency.value()

    @property
    def fee(self) -> int:
        return (self.bank_fee.minor() or 0) if self._shown(self.bank_fee) else 0

    def advance_for(self, extras: Extras) -> frozenset[int] | None:
        """What an advance may settle: its contract's own instalments; None = it is a payment, everything."""
        if self.purpose_code == "payment":
            return None
        chosen = self.contract.value()
        return next((each.instalments for each in extras.contracts if each.key == chosen), frozenset())

    @property
    def purpose_code(self) -> Any:
        return self.purpose.value() if self._shown(self.purpose) else "payment"

    @property
    def contract_id(self) -> int | None:
        found = self.contract.value() if self._shown(self.contract) else None
        return found if isinstance(found, int) else None

    @property
    def deal_id(self) -> int | None:
        found = self.contract.value() if self._shown(self.contract) else None
        return int(found.removeprefix(DEAL)) if isinstance(found, str) else None

    def begin(self, advance: Advance) -> None:
        """A prepayment that was asked for: everything it needs is in sight."""
        self.more = True
        self.purpose.set_value(advance.purpose)
        self.contract.set_value(advance.contract)
        self.amount.set_value(advance.amount)
        self._say_purpose()

    def price(self, own: str) -> Decimal | None:
        """Units of the payment's currency for 1 unit of what it settles; None while it cannot be read."""
        if self.into.value() != own:
            return number(self.cross.text())
        rate = number(self.rate.text())
        return None if rate is None else 1 / rate

    def offer_currencies(self, found: Account, extras: Extras, chosen: str) -> None:
        codes = list(dict.fromkeys([*found.currencies, *sorted(extras.rates)]))
        _fill(self.currency, codes, chosen)

    def offer_debts(self, owed: Sequence[str]) -> None:
        """What this currency can settle: first debts in itself."""
        pays = self.currency.value()
        likely = pays if pays in owed or not owed or self.draft_kind else owed[0]
        _fill(self.into, list(dict.fromkeys([likely, *owed])), likely)

    def offer_contracts(self, extras: Extras) -> None:
        self._contracts = extras.contracts
        entries = ((each.key, contract_name(each)) for each in extras.contracts)
        self.contract.set_entries([(None, _("None")), *entries])
        chosen = self.purpose.value()
        self.purpose.box.blockSignals(True)
        self.purpose.set_entries(_purposes(earnest=any(isinstance(each.key, int) for each in extras.contracts)))
        self.purpose.set_value(chosen)
        self.purpose.box.blockSignals(False)

    def offer_rates(self, found: Account, extras: Extras) -> None:
        """The newest known ones, to be changed."""
        pays, into = self.currency.value(), self.into.value()
        rates = {**extras.rates, found.own: "1"}
        self.rate.set_value(rates.get(pays))
        self.rate.say(_("{own} for 1 {foreign}").format(own=found.own, foreign=pays))
        there, here = number(rates.get(into, "")), number(rates.get(pays, ""))
        self.cross.set_value(f"{(there / here).quantize(PLACES).normalize():f}" if there and here else None)
        self.cross.say(_("{own} for 1 {foreign}").format(own=pays, foreign=into))

    def follow(self, found: Account | None, extras: Extras) -> None:
        """Show what is needed now."""
        draft, pays = self.draft_kind is not None, self.currency.value()
        for field in (self.matures_on, self.acceptor, self.number):
            field.setVisible(draft)
        several = bool(found and len(found.currencies) > 1)
        self.currency.setVisible(several or (self.more and bool(found) and self.currency.box.count() > 1))
        self.rate.setVisible(bool(found) and pays != (found.own if found else pays))
        self.into.setVisible(not draft and bool(found and found.items) and (self.crosses or self.into.box.count() > 1))
        self.cross.setVisible(
            not draft and self.crosses and bool(found) and self.into.value() != (found.own if found else "")
        )
        for seldom in (self.purpose, self.payer, self.reference):
            seldom.setVisible(self.more and not draft)
        self.note.setVisible(self.more)
        self.bank_fee.setVisible(self.more and not draft and not self.crosses)
        self.contract.setVisible(self._shown(self.purpose) and bool(extras.contracts))

    def _beyond(self) -> str:
        chosen = self.contract.value()
        found = next((each for each in self._contracts if each.key == chosen), None)
        same = found is not None and found.currency == self.amount.currency
        return beyond_text(found, self.amount.minor() or 0) if found is not None and same else ""

    def _say_purpose(self) -> None:
        self.purpose.mark("")

    @staticmethod
    def _shown(field: Any) -> bool:
        return not field.isHidden()


def number(text: str | None) -> Decimal | None:
    """A rate as typed; None while it is none."""
    try:
        found = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and found > 0 else None


def _fill(field: Choice, codes: Sequence[str], chosen: str) -> None:
    field.box.blockSignals(True)
    field.set_entries([(code, code) for code in codes])
    field.set_value(chosen)
    field.box.blockSignals(False)


def _purposes(*, earnest: bool) -> list[tuple[str, str]]:
    found = [("payment", _("Payment")), ("prepayment", _("Prepayment"))]
    return [*found, ("earnest", _("Earnest money (legal)"))] if earnest else found
