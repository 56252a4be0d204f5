"""The limit that a day goes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models import limits
from app.models.limits import LimitVersion
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class InForce:
    """The limit a day goes by. `amount` = standing + temporary in minor units of `currency`, the customer's when it was set; 0 where
    the standing one has run out, None where none is set or it is unlimited. `until` = the first day on which that changes by itself."""

    state: limits.State
    amount: int | None
    standing: LimitVersion | None
    temporary: tuple[LimitVersion, ...]

    @property
    def currency(self) -> str | None:
        return next((each.currency for each in (self.standing, *self.temporary) if each), None)

    @property
    def until(self) -> date | None:
        if self.state == "expired":
            return self.standing.valid_to if self.standing else None
        held = [self.standing, *self.temporary] if self.state == "set" else [self.standing]
        return min((each.valid_to for each in held if each and each.valid_to), default=None)


def in_force(store: Store, customer_id: int, on: date) -> InForce:
    """The standing limit of the day with what adds to it."""
    found = [each for each in limits.versions(store, customer_id) if each.valid_from <= on]
    standing = next((each for each in found if each.kind == "standing"), None)
    holds = standing is not None and standing.holds(on)
    currency = standing.currency if standing else None
    added = tuple(e for e in found if e.kind == "temporary" and e.holds(on) and e.currency == (currency or e.currency))
    extra = sum(each.amount for each in added)
    if standing is not None and holds:
        return InForce(standing.state, standing.amount + extra if standing.state == "set" else None, standing, added)
    if added:
        return InForce("set", extra, None, added)
    gone = standing is None or (standing.withdrawn_on is not None and standing.withdrawn_on <= on)
    return InForce("not_set", None, None, ()) if gone else InForce("expired", 0, standing, ())
