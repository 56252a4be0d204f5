"""What "May I ship?" begins with for one customer: which currencies, deals and contracts it can be about, and what was answered before."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from app.models import book, contracts, deals
from app.services.shipping_sheet import Answer

if TYPE_CHECKING:
    from app.services.services import Services

LIVE_CONTRACTS: Final = ("signed", "running")


@dataclass(frozen=True, slots=True)
class Subject:
    """A deal or contract that goods can leave for; its amount in minor units of `currency`."""

    table: Literal["deal", "contract"]
    id: int
    number: str
    title: str | None
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Before:
    """An answer that was recorded, and what the same question is answered now."""

    decision_id: int
    on: date
    then: Answer
    now: Answer


@dataclass(frozen=True, slots=True)
class ShipDesk:
    """`currencies` the customer's first."""

    customer_id: int
    name: str
    currencies: tuple[str, ...]
    subjects: tuple[Subject, ...]
    before: Before | None


@dataclass(frozen=True, slots=True)
class Question:
    """What `services.shipping.ask` is asked; two alike have the same answer."""

    customer_id: int
    amount: int | None
    currency: str | None
    on: date | None
    deal_id: int | None
    contract_id: int | None

    def ask(self, services: Services) -> Answer:
        return services.shipping.ask(**asdict(self))


def desk(services: Services, customer_id: int) -> ShipDesk:
    """Raises UserError when the customer is gone."""
    with services.store.snapshot():
        customer = services.customers.get(customer_id)
        subjects = (*_deals(services, customer_id), *_contracts(services, customer_id))
        own = book.company(services.store).currency
        known = dict.fromkeys([customer.currency, own, *(each.currency for each in subjects)])
        return ShipDesk(customer_id, customer.short, tuple(known), subjects, _last(services, customer_id))


def _deals(services: Services, customer_id: int) -> list[Subject]:
    found = deals.live(services.store, services.today, (customer_id,))
    return [Subject("deal", each.id, each.number, each.title, each.amount, each.currency) for each in found]


def _contracts(services: Services, customer_id: int) -> list[Subject]:
    found = contracts.of_customer(services.store, customer_id)
    return [
        Subject("contract", each.id, each.number, each.title, each.amount, each.currency)
        for each in found
        if each.status in LIVE_CONTRACTS
    ]


def before(services: Services, decision_id: int) -> Before:
    """Then and now of a recorded answer. Raises UserError when it is gone."""
    kept = services.shipping.decided(decision_id)
    return Before(decision_id, kept.decision.on, kept.sheet, services.shipping.again(decision_id))


def _last(services: Services, customer_id: int) -> Before | None:
    found = services.shipping.of_customer(customer_id)
    return before(services, found[0].id) if found else None


def advised(answer: Answer) -> str | None:
    """The first way out as the codes of its steps; nothing where it may leave as it is."""
    return "+".join(step.code for step in answer.ways[0].steps) if answer.ways else None
