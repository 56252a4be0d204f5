"""What a failing customer costs: the share of a claim that is lost, by what stands behind it, and the price of waiting (domain A9).

found = loss.behind(store, customer_id, on)          # Behind(no_paper=True, guarantee=False, ...)
loss.share(policy, found)                            # 0.75
loss.waiting(store, customer_id, on, policy)         # [Waited(days=0, amount=...), ...]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from app.models import clauses, credit_profile, receivables, securities
from app.models.store import Store
from app.services.rules.ageing import overdue_days
from app.services.rules.contract_review import LOSSES
from app.services.rules.expected_loss import loss_share, waiting_cost
from app.services.rules.parameters import Policy

WAITED: Final = (0, 30, 60, 90, 180, 270, 360)
PERSONAL: Final = ("guarantee_person", "guarantee_company")
PAPERS: Final = frozenset(("contract", "delivery_note", "proof_of_delivery"))


@dataclass(frozen=True, slots=True)
class Behind:
    """What moves the share that is lost; the names are those of `loss_share`."""

    no_paper: bool = False
    guarantee: bool = False
    retention: bool = False
    distant: bool = False
    clauses: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(name for name, there in asdict(self).items() if there)


@dataclass(frozen=True, slots=True)
class Waited:
    """What can still be collected of `of` when nothing is done for so many days from now; minor units of the book."""

    days: int
    amount: int
    of: int

    @property
    def share(self) -> float:
        return self.amount / self.of if self.of else 0.0


def behind(store: Store, customer_id: int, on: date) -> Behind:
    """As known on the day; a customer of another country than ours is far from our courts."""
    kept = [e for e in securities.in_force(store, on, (customer_id,)) if e.expires_on is None or e.expires_on >= on]
    marks = credit_profile.marks(store, customer_id, on)
    return Behind(
        no_paper=not (marks.contract or marks.roles & PAPERS),
        guarantee=any(each.kind in PERSONAL for each in kept),
        retention=any(each.kind == "retention_of_title" and each.registered_on for each in kept),
        distant=marks.abroad,
        clauses=clauses.failing(store, customer_id, LOSSES, on),
    )


def share(policy: Policy, found: Behind) -> float:
    """0..1 of a claim."""
    return loss_share(policy, **asdict(found))


def waiting(
    store: Store, customer_id: int, on: date, policy: Policy, steps: Sequence[int] = WAITED
) -> tuple[Waited, ...]:
    """Each open item by its own age now and after each step; what is not due yet counts from its due day. Empty: nothing owed."""
    items = [each.in_base for each in receivables.open_items(store, customer_id, on)]
    ages = [(each.open, overdue_days(each.due_on, on)) for each in items if each.side == "debit"]
    whole = sum(amount for amount, _days in ages)
    if whole <= 0:
        return ()
    return tuple(
        Waited(days, whole - sum(waiting_cost(policy, a, age, age + days).later for a, age in ages), whole)
        for days in steps
    )
