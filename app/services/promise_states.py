"""What became of promises to pay, read from the book: for the score, shipping and everybody who asks.

broken = promise_states.broken(store, date(2026, 11, 22), [7])    # {7: 2}
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import groupby

from app.models import promises
from app.models.dates import add_days
from app.models.store import Store
from app.services import policies
from app.services.rules import promises as rules
from app.services.rules.promises import PromiseState


def states(
    store: Store, on: date, customers: Collection[int] | None = None, due_from: date | None = None
) -> list[PromiseState]:
    """Every promise made by a day and not voided, with what became of it: by customer, the oldest first.

    `due_from` leaves out customers who promised nothing for that day or a later one.
    """
    found = promises.promises(store, on, customers, due_from)
    if not found:
        return []
    policy = policies.on(store, on)
    first = min(each.made_on for each in found)
    money = promises.money(store, first, on, {each.customer_id for each in found})
    return [
        state
        for who, made in groupby(found, lambda each: each.customer_id)
        for state in rules.judge(made, money.get(who, ()), on, policy)
    ]


def by_customer(
    store: Store, on: date, customers: Collection[int] | None = None, due_from: date | None = None
) -> dict[int, list[PromiseState]]:
    """The same, of each customer who ever promised."""
    found = states(store, on, customers, due_from)
    return {who: list(of) for who, of in groupby(found, lambda each: each.promise.customer_id)}


def broken(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, int]:
    """How many promises each customer broke in the last days that the score looks at; those who broke none are left out."""
    policy = policies.on(store, on)
    found = by_customer(store, on, customers, add_days(on, -policy.promise_days - policy.promise_grace))
    counts = {who: rules.recently_broken(of, on, policy) for who, of in found.items()}
    return {who: count for who, count in counts.items() if count}


def unpaid(store: Store, on: date, customer_id: int) -> list[PromiseState]:
    """Broken promises of one customer whose debts are still open, the oldest first."""
    found = [each for each in states(store, on, (customer_id,)) if each.state == "broken"]
    asked = promises.asked(store, on, (customer_id,)) if found else {}
    return [each for each in found if any(rules.covered(each, asked.get((customer_id, each.promise.currency), ())))]
