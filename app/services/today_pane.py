"""What stands beside today's list: whom to call about one customer, what is open, what was said and promised lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.models.customers import Contact
from app.models.interactions import Interaction
from app.models.receivables import OpenItem
from app.services.rules.promises import PromiseState

if TYPE_CHECKING:
    from app.services.services import Services

ITEMS: Final = 5
CONTACTS: Final = 3
PROMISES: Final = 3


@dataclass(frozen=True, slots=True)
class Pane:
    """`items` = the receivables due first, `more` = how many others are open; `promises` and `said` the newest first."""

    customer_id: int
    name: str
    on: date
    phone: str | None
    people: tuple[Contact, ...]
    items: tuple[OpenItem, ...]
    more: int
    promises: tuple[PromiseState, ...]
    said: tuple[Interaction, ...]
    next_on: date | None


def pane(services: Services, customer_id: int) -> Pane:
    """Of one customer today."""
    with services.store.snapshot():
        customer = services.customers.get(customer_id)
        owed = [each for each in services.receivables.open_items(customer_id) if each.side == "debit"]
        people = sorted(services.customers.contacts(customer_id), key=lambda each: not each.phone)
        promises = [each for each in services.promises.of_customer(customer_id) if each.state != "withdrawn"]
        last = services.contacting.last(customers=(customer_id,)).get(customer_id)
        said = [each for each in services.contacting.of_customer(customer_id) if each.voided_on is None]
    return Pane(
        customer_id, customer.name, services.today, customer.phone, tuple(people), tuple(owed[:ITEMS]),
        max(0, len(owed) - ITEMS), tuple(promises[:PROMISES]), tuple(said[:CONTACTS]),
        last.next_on if last else None,
    )  # fmt: skip
