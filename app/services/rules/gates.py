"""What must be so before production begins or goods leave under a contract (domain J2: hard gates)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.services.rules.parameters import Policy

Code = Literal["unsigned", "ended", "prepayment", "hold", "batch_overdue"]


@dataclass(frozen=True, slots=True)
class Facts:
    """`missing` = minor units that had to be there first; `overdue_days` = of the oldest debt of an earlier batch."""

    signed: bool = True
    ended: bool = False
    hold: bool = False
    missing: int = 0
    overdue_days: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing in the way: `amount` of a missing receipt, `days` of a late batch."""

    code: Code
    amount: int = 0
    days: int = 0


def production(facts: Facts) -> tuple[Stop, ...]:
    """Nothing is made before what was agreed for it is there."""
    return _paper(facts) + ((Stop("prepayment", facts.missing),) if facts.missing > 0 else ())


def shipment(facts: Facts, policy: Policy) -> tuple[Stop, ...]:
    """No goods on hold, before what was agreed is there, or while an earlier batch is overdue for too long."""
    found = list(_paper(facts))
    if facts.hold:
        found.append(Stop("hold"))
    if facts.missing > 0:
        found.append(Stop("prepayment", facts.missing))
    if facts.overdue_days > policy.batch_overdue_days:
        found.append(Stop("batch_overdue", days=facts.overdue_days))
    return tuple(found)


def _paper(facts: Facts) -> tuple[Stop, ...]:
    if facts.ended:
        return (Stop("ended"),)
    return () if facts.signed else (Stop("unsigned"),)
