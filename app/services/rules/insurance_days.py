"""The last days a policy sets: declare a shipment, stop shipping, report what is overdue, wait, claim (domain.md D1-D3). Pure.

All numbers are the policy's own. A period of days does not count its first day (民法典 201); of working days Saturdays and
Sundays are left out, holidays are not known, so the day told is never too late by a weekend.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from app.models.dates import add_days, add_months, add_workdays
from app.models.insured import InsurancePolicy

Kind = Literal["declaration", "stop", "notice", "waiting", "claim"]
KINDS: Final[tuple[Kind, ...]] = ("declaration", "stop", "notice", "waiting", "claim")
# What policies usually say; proposed in a new policy, to be checked against it.
USUAL: Final[Mapping[str, int]] = MappingProxyType(
    {"cover_bp": 9000, "mep_days": 60, "noa_days": 30, "waiting_days": 180, "max_terms_days": 180}
)


def stop_on(policy: InsurancePolicy, due: date) -> date | None:
    """The last day on which shipping is still insured while a debt due that day is unpaid."""
    return None if policy.mep_days is None else add_days(due, policy.mep_days)


def notice_by(policy: InsurancePolicy, due: date) -> date | None:
    """The last day for reporting it as overdue."""
    if policy.noa_days is None:
        return None
    start = due if policy.noa_from == "due" else add_days(due, policy.mep_days or 0)
    return add_days(start, policy.noa_days)


def declare_by(policy: InsurancePolicy, shipped: date) -> date | None:
    """The last day for declaring a shipment."""
    days = policy.declare_days or 0
    if policy.declare_rule == "days":
        return add_days(shipped, days)
    if policy.declare_rule == "workdays":
        return add_workdays(shipped, days)
    if policy.declare_rule == "month_day":
        following = add_months(shipped.replace(day=1), 1)
        return min(add_days(following, days - 1), add_days(add_months(following, 1), -1))
    return None


def paid_from(policy: InsurancePolicy, due: date) -> date | None:
    """The day on which the waiting period is over."""
    return None if policy.waiting_days is None else add_days(due, policy.waiting_days)


def claim_by(policy: InsurancePolicy, due: date, reported: date | None) -> date | None:
    """The last day for the claim, counted from the notice (its last day while there is none); not before the waiting ends."""
    start = reported or notice_by(policy, due) or due
    if policy.claim_days is None:
        return None
    return max(add_days(start, policy.claim_days), paid_from(policy, due) or start)
