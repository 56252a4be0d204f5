"""What the form for a contact begins with: what is owed, who to speak to, what was promised, when each result is followed up.

desk = contact_desk.read(services, customer_id)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.models import customers, interactions, receivables
from app.models.customers import Contact
from app.models.interactions import LastContact
from app.services import checks, policies, promise_states
from app.services.contacting import RESULTS
from app.services.rules import promises as rules
from app.services.rules.promises import PromiseState

if TYPE_CHECKING:
    from app.services.services import Services


@dataclass(frozen=True, slots=True)
class Debt:
    """An instalment that is open: what of it is not in dispute, minor units of `currency`."""

    id: int
    number: str
    due_on: date | None
    currency: str
    asked: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class ContactDesk:
    """`debts` the oldest due first; `overdue` by currency, the one to speak of first: the customer's own where something of it is.

    `broken` promises in the last `broken_days`; `pending` those still to come; `pauses` = currencies in which a new one would hold
    reminders back; `follow` = the next day by result.
    """

    customer_id: int
    name: str
    currency: str
    debts: tuple[Debt, ...]
    overdue: Mapping[str, int]
    people: tuple[Contact, ...]
    last: LastContact | None
    broken: int
    broken_days: int
    pending: tuple[PromiseState, ...]
    pauses: frozenset[str]
    follow: Mapping[str, date]

    @property
    def first(self) -> str:
        """The currency that a promise is most likely about."""
        return self.currency if self.currency in self.overdue else next(iter(self.overdue), self.currency)


def read(services: Services, customer_id: int) -> ContactDesk:
    """As of today. Raises UserError when the customer is gone."""
    store, on = services.store, services.today
    with store.snapshot():
        customer, policy = checks.customer(store, customer_id, on), policies.on(store, on)
        debts = tuple(_debts(services, customer_id))
        overdue: dict[str, int] = {}
        for each in debts:
            if each.overdue:
                overdue[each.currency] = overdue.get(each.currency, 0) + each.asked
        promised = promise_states.states(store, on, (customer_id,))
        return ContactDesk(
            customer_id=customer_id, name=customer.short, currency=customer.currency, debts=debts, overdue=overdue,
            people=tuple(customers.contacts(store, customer_id)), last=interactions.last(store, on, (customer_id,)).get(customer_id),
            broken=rules.recently_broken(promised, on, policy), broken_days=policy.promise_days,
            pending=tuple(each for each in promised if each.state == "pending"),
            pauses=frozenset(
                each for each in {customer.currency, *(debt.currency for debt in debts)} if rules.may_pause(promised, each, policy)
            ),
            follow={result: rules.follow_up(result, on, policy) for result in RESULTS},
        )  # fmt: skip


def _debts(services: Services, customer_id: int) -> list[Debt]:
    on = services.today
    return [
        Debt(each.instalment_id, each.number, each.due_on, each.currency, each.open - each.disputed, bool(each.due_on and each.due_on < on))
        for each in receivables.open_items(services.store, customer_id, on)
        if each.instalment_id is not None and each.side == "debit" and each.open > each.disputed
    ]  # fmt: skip
