"""What the securities of a customer are worth to us on a day: value x haircut of those that can be claimed (domain B4).

found = backing.secured(store, customer_id, on)      # Backing(total=50_000_00, rows=(...))
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.models import securities
from app.models.customers import customer
from app.models.securities import Security
from app.models.store import Store
from app.services.day_rates import DayRates
from app.services.rules.backing import COUNTS, Paper, counted, standing


@dataclass(frozen=True, slots=True)
class BackingRow:
    """One security; `counted` in minor units of the customer's currency. `standing` = "counts" or why it does not:
    a code of `rules.backing.REASONS`, or "no_rate" where its currency has no known rate."""

    security: Security
    standing: str
    counted: int


@dataclass(frozen=True, slots=True)
class Backing:
    """`total` in minor units of `currency`, the customer's; `rows` = all that were given and not released by the day."""

    customer_id: int
    currency: str
    on: date
    total: int
    rows: tuple[BackingRow, ...]


def secured(store: Store, customer_id: int, on: date) -> Backing:
    """What stands behind all that a customer owes on a day."""
    found = customer(store, customer_id, on)
    currency = found.currency if found else ""
    rates = DayRates(store, on)
    rows = tuple(row_of(each, currency, on, rates) for each in securities.in_force(store, on, (customer_id,)))
    return Backing(customer_id, currency, on, sum(each.counted for each in rows), rows)


def totals(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, int]:
    """The same sum of many customers, each in its own currency; those without any are left out."""
    rates, found = DayRates(store, on), dict[int, int]()
    for each in securities.in_force(store, on, customers):
        row = row_of(each, each.own_currency, on, rates)
        found[each.customer_id] = found.get(each.customer_id, 0) + row.counted
    return found


def paper_of(security: Security) -> Paper:
    """Its days."""
    return Paper(
        security.kind, security.from_on, security.expires_on, security.act_by, security.released_on, security.acted_on,
        security.ship_by, security.shipped_on, security.present_days,
    )  # fmt: skip


def row_of(security: Security, currency: str, on: date, rates: DayRates) -> BackingRow:
    """What one of them counts for, in minor units of `currency`."""
    why = standing(paper_of(security), on)
    worth = counted(security.value, security.haircut_bp) if why == COUNTS else 0
    in_own = rates.into(worth, security.currency, currency)
    return BackingRow(security, "no_rate" if in_own is None else why, in_own or 0)
