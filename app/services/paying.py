"""What a payment being typed may have to do with: claims, contracts, discounts, other currencies; and the words for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from app.i18n import _
from app.models import charges, contracts, customers, lists, payments
from app.models.adjustments import Adjustment
from app.models.charges import Charge
from app.models.receivables import OpenItem
from app.services import prepayments
from app.services.charging import WORDS
from app.services.entry import Account, account
from app.services.formats import day, joined, money
from app.services.ledger_wording import gain_text
from app.services.payments import DiscountOffer
from app.services.rules.paying import Outcome
from app.services.rules.prepayment import earnest_most

if TYPE_CHECKING:
    from app.services.services import Services

DEAL: Final = "deal:"
OVER: Final = ("done", "terminated")


@dataclass(frozen=True, slots=True)
class Contracted:
    """A contract of the customer, or a deal without one (`key` of it), and the instalments that belong to it; minor units.

    `missing` = of what is to come before the goods leave, `earnest` = earnest money paid so far.
    """

    key: int | str
    name: str
    instalments: frozenset[int]
    value: int = 0
    currency: str = ""
    missing: int = 0
    earnest: int = 0


@dataclass(frozen=True, slots=True)
class Extras:
    """`rates` = the newest known rate of every currency of the book, in the book's for 1 unit; `written_off` = what could still come in."""

    charges: tuple[Charge, ...] = ()
    contracts: tuple[Contracted, ...] = ()
    rates: Mapping[str, str] = field(default_factory=dict)
    written_off: tuple[Adjustment, ...] = ()

    def claimed(self, currency: str) -> list[Charge]:
        return [each for each in self.charges if each.currency == currency]


def whole_account(services: Services, customer_id: int) -> tuple[Account, Extras]:
    """Raises UserError when the customer is gone."""
    store = services.store
    found = _contracted(services, customer_id)
    known = lists.rates_on(store, services.today)
    claimed = tuple(charges.open_charges(store, customer_id))
    off = tuple(services.write_offs.recoverable(customer_id))
    return account(services, customer_id), Extras(claimed, tuple(found), known, off)


def deal_key(deal_id: int) -> str:
    """What stands for a deal where a contract's id stands for a contract."""
    return f"{DEAL}{deal_id}"


def _contracted(services: Services, customer_id: int) -> list[Contracted]:
    """The newest contract first, then the deals in force."""
    store, on = services.store, services.today
    found = []
    for each in contracts.of_customer(store, customer_id):
        waits = prepayments.required(store, on, each.id).rows[0]
        own = frozenset(payments.contract_instalments(store, each.id))
        missing = 0 if each.status in OVER else waits.missing
        found.append(Contracted(each.id, each.number, own, each.amount, each.currency, missing, waits.earnest))
    for waits in prepayments.required(store, on, customers=(customer_id,)).rows:
        deal = waits.agreed
        if deal.table == "deal":
            key = deal_key(deal.id)
            found.append(Contracted(key, deal.number, frozenset(), deal.amount, deal.currency, waits.missing))
    return found


def discounts(services: Services, found: Account, paid_on: date) -> dict[int, DiscountOffer]:
    """What may be taken off each open instalment when it is paid on that day."""
    history = customers.terms_history(services.store, found.customer_id)
    if all(terms.early_days is None for _since, terms in history):
        return {}
    offers = (
        (item.instalment_id or 0, services.payments.discount_offer(item.instalment_id or 0, paid_on))
        for item in found.items
    )
    return {number: offer for number, offer in offers if offer is not None}


def claims_text(claimed: Sequence[Charge]) -> str:
    """ "Late interest ¥120.00 (2026-11-01) · Costs of collection ¥30.00 (2026-11-05)"."""
    said = _("{what} {amount} ({day})")
    return " · ".join(
        said.format(what=_(WORDS[each.kind]), amount=money(each.amount, each.currency), day=day(each.on_day))
        for each in claimed
    )


def claims_offer(claimed: Sequence[Charge]) -> str:
    """What the tick says that pays them first."""
    whole = money(sum(each.amount for each in claimed), claimed[0].currency)
    return _("Costs, fees and interest of {amount} first, then the debt (Civil Code art. 561)").format(amount=whole)


def recovery_text(found: Sequence[Adjustment]) -> str:
    """What of the customer's debts was written off, in one currency each; "" where nothing was."""
    sums: dict[str, int] = {}
    for each in found:
        sums[each.currency] = sums.get(each.currency, 0) + each.left
    amounts = joined(money(minor, currency) for currency, minor in sums.items())
    return _("{amount} of their debts was written off.").format(amount=amounts) if sums else ""


def discount_text(offers: Mapping[int, DiscountOffer], items: Sequence[OpenItem], currency: str) -> str:
    """Which discount the terms give, on what, until when."""
    named = [item for item in items if item.instalment_id in offers]
    until = min(offers[item.instalment_id or 0].until for item in named)
    words = {
        "numbers": joined(item.number for item in named),
        "amount": money(sum(offers[item.instalment_id or 0].amount for item in named), currency),
        "day": day(until),
    }
    return _("Early payment discount of {amount} on {numbers}, until {day}:").format(**words)


def shortfall_text(short: int, currency: str) -> str:
    return _("{amount} short:").format(amount=money(short, currency))


def line_text(received: int, fee: int, found: Outcome, owed: int, currency: str) -> str:
    """The line under a payment that is always true: what came in = what it settles + what is kept; what is owed after."""
    parts = [_("applied {amount}").format(amount=money(found.applied, currency))]
    if found.charged:
        parts.insert(0, _("costs and interest {amount}").format(amount=money(found.charged, currency)))
    parts.append(_("advance {amount}").format(amount=money(found.rest, currency)))
    came = _("Received {amount}").format(amount=money(received, currency))
    if fee:
        came += " + " + _("bank fee {amount}").format(amount=money(fee, currency))
    after = [f"{came} = {' + '.join(parts)}"]
    if found.forgone():
        after.append(_("given up {amount}").format(amount=money(found.forgone(), currency)))
    left = owed - found.applied - found.forgone()
    after.append(_("still owes {amount}").format(amount=money(left, currency)))
    return " · ".join(after)


@dataclass(frozen=True, slots=True)
class CrossText:
    """What a payment in another currency does; `gain` in minor units of the book's currency."""

    received: int
    applied: int
    settled: int
    left: int
    pays: str
    owed: str
    gain: int | None
    own: str

    def line(self) -> str:
        words = {
            "received": money(self.received, self.pays),
            "applied": money(self.applied, self.pays),
            "settled": money(self.settled, self.owed),
            "advance": money(self.received - self.applied, self.pays),
            "left": money(self.left, self.owed),
        }
        text = _("Received {received} = applied {applied} (settles {settled}) + advance {advance} · still owes {left}")
        return text.format(**words)

    def difference(self) -> str:
        """ "Exchange loss ¥100.00"; "" where there is none or it is not known yet."""
        return gain_text(self.gain, self.own) if self.gain else ""


def contract_name(found: Contracted) -> str:
    """ "HT-1 · ¥48,000.00 to be prepaid"."""
    if not found.missing:
        return found.name
    amount = money(found.missing, found.currency)
    return _("{number} · {amount} to be prepaid").format(number=found.name, amount=amount)


def beyond_text(found: Contracted, amount: int) -> str:
    """What of earnest money, with what was paid before, is beyond a fifth of the contract; "" where nothing is."""
    beyond = found.earnest + amount - earnest_most(found.value)
    if beyond <= 0:
        return ""
    words = {"most": money(earnest_most(found.value), found.currency), "beyond": money(beyond, found.currency)}
    return _("A fifth of this contract is {most}: {beyond} of it has no force as earnest money.").format(**words)
