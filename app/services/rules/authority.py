"""Who may decide on credit: bands by amount and grade (domain I), two people, and what a firm of one does instead.

found = band(policy, amount=300_000_00, grade="BBB", sales=20_000_000_00)     # the band of the manager
refused(found, Case(proposer, approver, ...), policy, on)                      # () = the approver may decide
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES

# The lowest first; a reader decides nothing. A role may sign for every lower one.
ROLES: Final = ("sales", "bookkeeper", "manager", "owner")
# Whose signatures a band needs, the narrowest band first; the last of them decides.
SIGNATURES: Final = (("sales", "bookkeeper"), ("manager",), ("manager", "owner"), ("owner",))
BANDS: Final = ("both", "manager", "manager_owner", "owner", "beyond")
BEYOND: Final = ("owner",)
HOURS_OF_A_DAY: Final = 24


@dataclass(frozen=True, slots=True)
class Band:
    """`most` = up to this much in the book's minor units (None = no end, or our yearly sales are not known); `grade` = down to
    this grade. "beyond" is no band that can be delegated: the owner with a reason."""

    code: str
    most: int | None
    grade: str | None
    signatures: tuple[str, ...]

    @property
    def decides(self) -> str:
        return self.signatures[-1]


@dataclass(frozen=True, slots=True)
class Signer:
    """A person with a role; `id` tells two people apart."""

    id: int
    role: str


@dataclass(frozen=True, slots=True)
class Case:
    """A decision to be made. `team` = everybody active in the firm, `agreeing` = who gave an opinion in favour.

    `raised` = more credit than before; `reason` = whether one was typed; `proposed_on` = the day of the proposal as it stands.
    """

    proposer: Signer
    approver: Signer
    team: tuple[Signer, ...]
    agreeing: tuple[Signer, ...] = ()
    raised: bool = False
    reason: bool = False
    proposed_on: date | None = None


def bands(policy: Policy, sales: int | None) -> tuple[Band, ...]:
    """Every band, the narrowest first. `sales` = what we sell in a year, book's minor units; None = not known."""
    rows = zip(BANDS, policy.authority_shares, policy.authority_grades, SIGNATURES, strict=False)
    narrow = (
        Band(code, None if sales is None else round(sales * share), grade, signatures)
        for code, share, grade, signatures in rows
    )
    return (*narrow, Band(BANDS[-1], None, None, BEYOND))


def band(policy: Policy, *, amount: int | None, grade: str, sales: int | None) -> Band:
    """The narrowest band that holds an amount (all credit together; None = unlimited) at a grade.

    No credit at all needs no grade. Without our yearly sales no share of them can be told: the owner decides.
    """
    found = bands(policy, sales)
    if amount == 0:
        return found[0]
    if amount is None:
        return found[-1]
    fitting = [each for each in found[:-1] if each.grade is not None and _reaches(grade, each.grade)]
    if sales is None:
        return fitting[-1] if fitting else found[-1]
    return next((each for each in fitting if each.most is not None and amount <= each.most), found[-1])


def _reaches(grade: str, wanted: str) -> bool:
    """Whether a grade is as good as wanted; D and NR never are: what is not known is decided on top."""
    return grade in GRADES and GRADES.index(grade) <= GRADES.index(wanted)


def rank(role: str) -> int:
    """-1 for a role that decides nothing."""
    return ROLES.index(role) if role in ROLES else -1


def is_alone(team: Sequence[Signer]) -> bool:
    """Whether at most one person of the firm can sign anything."""
    return sum(rank(each.role) >= 0 for each in team) <= 1


def refused(found: Band, case: Case, policy: Policy, on: date) -> tuple[str, ...]:
    """Why the approver may not decide now; () = they may.

    "role" = of too low a role, "same_person" = who proposed does not approve, "second" = another signature is lacking,
    "reason" = a typed reason is needed, "wait" = alone, and the time for thinking it over is not past.
    """
    alone = is_alone(case.team)
    refusals = {
        "role": rank(case.approver.role) < rank(found.decides),
        "same_person": case.approver.id == case.proposer.id and not alone,
        "second": not alone and not _others_signed(found, case),
        "reason": (alone or found.code == BANDS[-1]) and not case.reason,
        "wait": alone and case.raised and on < free_on(policy, case.proposed_on or on),
    }
    return tuple(code for code, holds in refusals.items() if holds)


def _others_signed(found: Band, case: Case) -> bool:
    """Every signature but the deciding one is there, of another person; one that nobody else in the firm could give is not asked."""
    others = [each for each in (case.proposer, *case.agreeing) if each.id != case.approver.id]
    able = [each for each in case.team if each.id != case.approver.id]
    return all(
        any(rank(each.role) >= rank(wanted) for each in others)
        or not any(rank(each.role) >= rank(wanted) for each in able)
        for wanted in found.signatures[:-1]
    )


def free_on(policy: Policy, proposed_on: date) -> date:
    """The first day on which one who is alone may approve more credit: hours count in whole days."""
    return proposed_on + timedelta(days=-(-policy.cool_down_hours // HOURS_OF_A_DAY))


def is_raised(before: int | None, after: int | None) -> bool:
    """More credit than before; None = unlimited. What was not set before counts as 0."""
    if before is None:
        return False
    return after is None or after > before


def is_big_raise(policy: Policy, before: int | None, after: int | None) -> bool:
    """A raise that needs a review: by more than the share of the rules (25 %), or from nothing."""
    if before is None or not is_raised(before, after):
        return False
    return after is None or after - before > before * policy.raise_share
