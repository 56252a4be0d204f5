"""What was done to be paid, as far as it decides whether goods may leave: promises that were broken, letters that went out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.models import reminding
from app.models.store import Store
from app.services import promise_states
from app.services.rules.ship_facts import ShipFacts


def known(store: Store, on: date, customer_id: int, facts: ShipFacts) -> ShipFacts:
    """`facts` with them."""
    broken = len(promise_states.unpaid(store, on, customer_id))
    return replace(facts, broken=broken, reminded=reminding.levels(store, on, (customer_id,)).get(customer_id, 0))
