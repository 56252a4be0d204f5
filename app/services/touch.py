"""How we are in touch with one customer: the last contacts, the next follow-up, what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models import interactions
from app.models.interactions import Interaction, LastContact
from app.models.store import Store
from app.services import policies, promise_states
from app.services.rules import promises as rules
from app.services.rules.promises import PromiseState

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Touch:
    """The newest contacts, and promises that are still to come or whose debt is still open; `broken` in the last `days`."""

    on: date
    contacts: tuple[Interaction, ...]
    last: LastContact | None
    promises: tuple[PromiseState, ...]
    broken: int
    days: int


def touch(store: Store, customer_id: int, on: date) -> Touch:
    """As known on a day; a few steps into indexes."""
    policy, found = policies.on(store, on), promise_states.states(store, on, (customer_id,))
    pending = tuple(each for each in found if each.state == "pending")
    return Touch(
        on=on,
        contacts=tuple(interactions.newest(store, customer_id, on, SHOWN)),
        last=interactions.last(store, on, (customer_id,)).get(customer_id),
        promises=(*promise_states.unpaid(store, on, customer_id), *pending),
        broken=rules.recently_broken(found, on, policy),
        days=policy.promise_days,
    )
