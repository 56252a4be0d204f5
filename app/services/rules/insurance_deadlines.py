"""The deadlines that the insured debts of one buyer set: computed, never stored; done when an event says so. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.insured import InsurancePolicy
from app.services.rules.insurance_days import (
    Kind,
    claim_by,
    declare_by,
    notice_by,
    paid_from,
    stop_on,
)
from app.services.rules.insured import Insured, Item, Known, declared_on

# A debt that is out for one of these can come back, or was in and fell out of it by a deadline.
FOLLOWED: Final = frozenset({"", "above_limit", "disputed", "not_declared", "not_reported", "extended"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day of a policy; of "waiting" the first day on which the insurer pays. `done_on` = when an event of that kind was recorded.

    `amount` = what is open of the debt in minor units of the buyer's currency.
    """

    kind: Kind
    policy: InsurancePolicy
    item: Item
    on: date
    done_on: date | None = None

    @property
    def amount(self) -> int:
        return self.item.open or 0

    def open(self) -> bool:
        return self.done_on is None and self.kind != "waiting"


def deadlines(found: Iterable[Insured], known: Known) -> list[Deadline]:
    """Of every open debt under a policy, the nearest first; the last day for shipping once, of the oldest unpaid debt."""
    grounded = [(each.item, each.ground.policy) for each in found if each.ground and each.why in FOLLOWED]
    days = [deadline for item, policy in grounded for deadline in _of(item, policy, known)]
    stops = [each for each in days if each.kind == "stop"]
    first = min(stops, key=lambda each: each.on, default=None)
    kept = [each for each in days if each.kind != "stop" or each is first]
    return sorted(kept, key=lambda each: (each.on, each.kind, each.item.number))


def _of(item: Item, policy: InsurancePolicy, known: Known) -> Iterator[Deadline]:
    declare = declare_by(policy, item.shipped_on)
    if declare is not None:
        yield Deadline("declaration", policy, item, declare, declared_on(item, policy, known))
    if item.due_on is None or item.due_on >= known.on:
        return
    due = max(item.due_on, known.extended.get(item.receivable_id, item.due_on))
    reported = known.reported.get(item.receivable_id)
    claimed = known.claimed.get(item.receivable_id)
    days: tuple[tuple[Kind, date | None, date | None], ...] = (
        ("stop", stop_on(policy, due), None),
        ("notice", notice_by(policy, due), reported),
        ("waiting", paid_from(policy, due), None),
        ("claim", claim_by(policy, due, reported), claimed),
    )
    yield from (Deadline(kind, policy, item, on, done) for kind, on, done in days if on is not None)
