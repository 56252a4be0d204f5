"""What a form shows while money is being entered: the customer's account, the terms, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from app.models import book, customers, payments
from app.models.receivables import OpenItem
from app.services.formats import money

if TYPE_CHECKING:
    from app.services.services import Services


@dataclass(frozen=True, slots=True)
class Account:
    """A customer as a payment finds it: open instalments after everything entered, oldest due first.

    `advances` = received and not applied, by currency; `rates` = the newest known rate of each foreign currency.
    """

    customer_id: int
    name: str
    currency: str
    own: str
    items: tuple[OpenItem, ...]
    advances: Mapping[str, int]
    rates: Mapping[str, str | None]
    last_method: str | None

    @property
    def currencies(self) -> list[str]:
        """Those a payment may be in: first the one it most likely is."""
        owed = list(dict.fromkeys(item.currency for item in self.items))
        first = self.currency if self.currency in owed or not owed else owed[0]
        return list(dict.fromkeys([first, self.currency, *owed, self.own]))

    def of(self, currency: str) -> list[OpenItem]:
        return [item for item in self.items if item.currency == currency]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A customer as a new receivable in `currency` finds it; `owes` and `limit` in minor units of `owes_in`.

    `limit` None = not set or without bounds; `due_on` None = no terms yet.
    """

    customer_id: int
    currency: str
    own: str
    owes: int
    owes_in: str
    limit: int | None
    terms: str
    due_on: date | None
    rate: str | None

    def over(self, amount: int) -> int:
        """How much more than the limit would be owed after it; 0 without a limit."""
        return max(0, self.owes + amount - self.limit) if self.limit is not None else 0


def account(services: Services, customer_id: int) -> Account:
    """Raises UserError when the customer is gone."""
    customer = services.customers.get(customer_id)
    found = services.receivables.open_items(customer_id, date.max)
    items = tuple(item for item in found if item.instalment_id is not None)
    advances: dict[str, int] = {}
    for item in found:
        if item.side == "credit":
            advances[item.currency] = advances.get(item.currency, 0) + item.open
    own = book.company(services.store).currency
    foreign = {customer.currency, *(item.currency for item in items)} - {own}
    rates = {currency: book.rate_on(services.store, currency, services.today) for currency in foreign}
    method = payments.last_method(services.store)
    return Account(customer_id, customer.short, customer.currency, own, items, advances, rates, method)


def outlook(services: Services, customer_id: int, issued_on: date) -> Outlook:
    """Raises UserError when the customer is gone."""
    customer = services.customers.get(customer_id)
    own = book.company(services.store).currency
    balance = services.reports.balance(customer_id)
    own_limit = customer.limit_state == "set" and balance.currency == customer.currency
    limit = (customer.limit_amount or 0) + customer.limit_added if own_limit else None
    terms = customers.terms_on(services.store, customer_id, issued_on)
    words = terms_text(terms.basis, terms.days, terms.day_of_month) if terms else ""
    due_on = services.receivables.due_by_terms(customer_id, issued_on)
    rate = book.rate_on(services.store, customer.currency, issued_on)
    return Outlook(customer_id, customer.currency, own, balance.total, balance.currency, limit, words, due_on, rate)


def terms_text(basis: str, days: int, day_of_month: int | None) -> str:
    """ "30 days", "Monthly, then 30 days", "Monthly, paid on day 25", "Cash before shipping"."""
    if basis == "cash":
        return _("Cash before shipping")
    if basis == "eom_day":
        return _("Monthly terms, paid on day {day} of the next month").format(day=day_of_month)
    if basis == "eom":
        return ngettext("Monthly terms, {count} day", "Monthly terms, {count} days", days)
    return ngettext("Payment terms of {count} day", "Payment terms of {count} days", days)


def split_text(received: int, applied: int, left: int, currency: str) -> str:
    """The line under a payment that is always true: received = applied + advance, and what is still owed."""
    words = {
        "received": money(received, currency),
        "applied": money(applied, currency),
        "advance": money(received - applied, currency),
        "left": money(left, currency),
    }
    return _("Received {received} = applied {applied} + advance {advance} · still owes {left}").format(**words)


def rest_text(rest: int, left: int, currency: str) -> str:
    """What becomes of money that settles nothing; "" when there is none."""
    if rest <= 0:
        return ""
    if left <= 0:
        words = _("{amount} more than owed; it will be kept as an advance.")
    else:
        words = _("{amount} is not applied; it will be kept as an advance.")
    return words.format(amount=money(rest, currency))


def after_text(found: Outlook, amount: int, currency: str) -> str:
    """What the customer owes after a new receivable, and how much of it is over the limit; "" across currencies."""
    if currency != found.owes_in:
        return ""
    words = {"amount": money(found.owes + amount, currency), "over": money(found.over(amount), currency)}
    if found.over(amount):
        return _("Owes {amount} after this, {over} over the limit").format(**words)
    return _("Owes {amount} after this").format(**words)


def due_text(found: Outlook) -> str:
    """ "Payment terms of 30 days → 2026-12-31"."""
    if found.due_on is None:
        return _("No payment terms yet: without a due date it is never overdue.")
    return _("{terms} → {day}").format(terms=found.terms, day=found.due_on.isoformat())


def hit_detail(phone: str | None, owes: int, currency: str) -> str:
    """What tells one customer from another in a list: the end of the phone number and what is owed."""
    tail = f"…{phone.strip()[-4:]}" if phone and len(phone.strip()) >= 4 else ""
    return " · ".join(filter(None, (tail, _("owes {amount}").format(amount=money(owes, currency)) if owes > 0 else "")))
