"""Who may let an order leave that the rules hold back (domain.md I): by how far it is over and how late they are; alone, a day later.

wanted = needed(Held(rules=frozenset({"limit"}), over_bp=800, overdue_days=4), policy)       # "manager"
refused(wanted, case, policy, on)                                                        # () = the approver may
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.services.rules.authority import Case, free_on, is_alone, rank
from app.services.rules.parameters import Policy

# What a manager may answer for at all, within the shares and days of the policy; everything else is the owner's.
DELEGATED: Final = frozenset({"limit", "group", "oldest_overdue", "overdue_share", "insurance", "papers", "prepayment"})
# Of more than the limit in force: who decides alone sleeps on it.
BEYOND: Final = frozenset({"hold", "grade_stop", "limit", "limit_expired", "group", "group_late", "stop_line"})
WHOLE: Final = 10_000
LEVELS: Final = ("manager", "manager_owner", "owner")  # one manager, two of them, the owner
ROLE: Final = {"manager": "manager", "manager_owner": "manager", "owner": "owner"}


@dataclass(frozen=True, slots=True)
class Held:
    """What holds the order back: the rules, how far it is over the limit in basis points, days of the oldest overdue debt."""

    rules: frozenset[str]
    over_bp: int = 0
    overdue_days: int = 0
    grade: str = "NR"


def needed(held: Held, policy: Policy) -> str:
    """The lowest level that may release it: one of `LEVELS`."""
    if not held.rules <= DELEGATED or held.grade in ("CCC", "D"):
        return LEVELS[-1]
    steps = zip(LEVELS, policy.release_shares, policy.release_days, strict=False)
    return next(
        (level for level, share, days in steps if held.over_bp <= round(share * WHOLE) and held.overdue_days <= days),
        LEVELS[-1],
    )


def refused(level: str, held: Held, case: Case, policy: Policy, on: date) -> tuple[str, ...]:
    """Why the approver may not release it now, codes of `authority.refused`; () = they may."""
    alone = is_alone(case.team)
    proposer = rank(case.proposer.role) >= rank("manager")
    owner = rank(case.approver.role) >= rank("owner")
    refusals = {
        "role": rank(case.approver.role) < rank(ROLE[level]),
        "same_person": case.approver.id == case.proposer.id and not alone,
        "second": level == "manager_owner" and not alone and not owner and not proposer,
        "reason": not case.reason,
        "wait": alone and bool(held.rules & BEYOND) and on < free_on(policy, case.proposed_on or on),
    }
    return tuple(code for code, holds in refusals.items() if holds)
