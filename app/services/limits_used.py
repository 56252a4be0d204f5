"""Every customer's limit beside their credit in use: the one comparison that lists, Today and papers go by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.models import limits_in_use
from app.models.limits import State
from app.models.store import Store
from app.services import exposure_lines
from app.services.day_rates import DayRates
from app.services.rules.exposure import headroom, rounded


@dataclass(frozen=True, slots=True)
class LimitUsed:
    """`limit` (standing and temporary together) and `used` in minor units of `currency`, the customer's; `limit` is None where none
    is set, it is unlimited, or its own `limit_currency` has no rate of the day. `used_base` = in the book's currency.
    `until` = the first day on which the standing limit no longer holds."""

    customer_id: int
    name: str
    state: State
    limit: int | None
    limit_currency: str
    currency: str
    until: date | None
    used: int
    used_base: int
    archived: bool

    @property
    def over(self) -> int:
        """How far the credit in use is beyond a limit that holds; 0 when it is not. What ran out is not over: it leaves nothing."""
        return max(0, -headroom(self.limit, self.used)) if self.limit is not None and self.state == "set" else 0

    @property
    def over_base(self) -> int:
        """The same in minor units of the book's currency, at the rate of the whole."""
        return rounded(Fraction(self.over * self.used_base, self.used)) if self.over else 0


def limits_used(store: Store, on: date, customers: Collection[int] | None = None) -> list[LimitUsed]:
    """Of some customers or of all, at the end of the day."""
    totals, rates = exposure_lines.totals(store, on, customers), DayRates(store, on)
    none = exposure_lines.Totals(0, 0)
    return [
        _used(each, totals.get(each.customer_id, none), rates) for each in limits_in_use.in_use(store, on, customers)
    ]


def over_limits(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, int]:
    """How far customers are beyond their limits, in minor units of the book's currency; only those who are."""
    return {each.customer_id: each.over_base for each in limits_used(store, on, customers) if each.over}


def _used(found: limits_in_use.LimitInUse, total: exposure_lines.Totals, rates: DayRates) -> LimitUsed:
    limit = None if found.limit is None else rates.into(found.limit, found.limit_currency, found.currency)
    return LimitUsed(
        found.customer_id, found.name, found.state, limit, found.limit_currency, found.currency, found.until,
        total.own, total.base, found.archived,
    )  # fmt: skip
