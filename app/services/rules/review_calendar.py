"""When a customer is reviewed again, and what calls for a review before that (domain I).

next_on = next_review(policy, "BBB", decided_on)                 # six months later
triggers(policy, Watched(on=..., decided_on=..., grade="B", grade_then="BBB", ...))
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.dates import add_days, add_months
from app.services.rules.authority import is_big_raise
from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES

# What calls for a review out of turn, the gravest first.
TRIGGERS: Final = (
    "default", "bounced", "hold", "cap", "grade_fell", "record", "distress", "over_limit", "limit_expired", "security_ends", "limit_raise",
    "override_ends", "group_change", "terms_change", "new_statements", "dormant",
)  # fmt: skip
SOON_DAYS: Final = 30
STATES: Final = ("overdue", "due", "soon", "later", "never")
NOT_RATED: Final = "BB"  # one who is not rated is looked at as often as this grade
LAST: Final = GRADES[-1]  # ... and one in default as this one


def next_review(policy: Policy, grade: str, decided_on: date) -> date:
    """The day of the next full review after a decision."""
    known = {"NR": NOT_RATED, "D": LAST}.get(grade, grade)
    return add_months(decided_on, policy.review_months[GRADES.index(known)])


def limit_until(policy: Policy, next_on: date) -> date:
    """The first day on which the limit no longer holds when nobody reviewed."""
    return add_days(next_on, policy.limit_expiry_days)


def state(policy: Policy, next_on: date | None, on: date) -> str:
    """never, later, soon (within 30 days), due, overdue (its limit has run out)."""
    if next_on is None:
        return "never"
    if on >= limit_until(policy, next_on):
        return "overdue"
    if on >= next_on:
        return "due"
    return "soon" if on >= add_days(next_on, -SOON_DAYS) else "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is known of a customer on a day, beside what it was when the last review was decided (`..._then`).

    Limits in minor units of their currency, None = unlimited. A `..._on` = the newest day of such an event. `quiet_from` and
    `quiet_to` = the newest gap between two receivables. `caps` = codes that hold the grade down now. `over` = more is owed than
    the limit allows. `record_on` = an entry against them in a public record, `distress_on` = a visit that saw two signs of
    distress, `security_on` = the end of a security.
    """

    on: date
    decided_on: date
    grade: str = "NR"
    grade_then: str = "NR"
    limit: int | None = 0
    limit_then: int | None = 0
    limit_expired_on: date | None = None
    caps: tuple[str, ...] = ()
    caps_then: tuple[str, ...] = ()
    statement_on: date | None = None
    terms_on: date | None = None
    group_on: date | None = None
    override_until: date | None = None
    hold_on: date | None = None
    bounced_on: date | None = None
    record_on: date | None = None
    distress_on: date | None = None
    security_on: date | None = None
    over: bool = False
    over_then: bool = False
    quiet_from: date | None = None
    quiet_to: date | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A code of `TRIGGERS`; `since` = the day it happened, None where only the state is known."""

    code: str
    since: date | None = None


def triggers(policy: Policy, seen: Watched) -> tuple[Trigger, ...]:
    """What happened after the last review and calls for a new one, the gravest first."""
    return tuple(sorted(_found(policy, seen), key=lambda each: TRIGGERS.index(each.code)))


def _found(policy: Policy, seen: Watched) -> Iterator[Trigger]:
    yield from _of_grade(seen)
    dated = {
        "bounced": seen.bounced_on, "hold": seen.hold_on, "group_change": seen.group_on, "terms_change": seen.terms_on,
        "new_statements": seen.statement_on, "record": seen.record_on, "distress": seen.distress_on,
    }  # fmt: skip
    for code, day in dated.items():
        if day is not None and seen.decided_on < day <= seen.on:
            yield Trigger(code, day)
    if seen.over and not seen.over_then:
        yield Trigger("over_limit")
    if is_big_raise(policy, seen.limit_then, seen.limit):
        yield Trigger("limit_raise")
    ending = {
        "limit_expired": seen.limit_expired_on,
        "override_ends": seen.override_until,
        "security_ends": seen.security_on,
    }
    for code, ends in ending.items():
        if ends is not None and seen.decided_on < ends <= seen.on:
            yield Trigger(code, ends)
    if _woke_up(policy, seen):
        yield Trigger("dormant", seen.quiet_to)


def _of_grade(seen: Watched) -> Iterator[Trigger]:
    if seen.grade == "D":
        if seen.grade_then != "D":
            yield Trigger("default")
        return
    if set(seen.caps) - set(seen.caps_then):
        yield Trigger("cap")
    if seen.grade in GRADES and seen.grade_then in GRADES and GRADES.index(seen.grade) > GRADES.index(seen.grade_then):
        yield Trigger("grade_fell")


def _woke_up(policy: Policy, seen: Watched) -> bool:
    """The first sale after months without one, since the review."""
    if seen.quiet_from is None or seen.quiet_to is None or not seen.decided_on < seen.quiet_to <= seen.on:
        return False
    return seen.quiet_to > add_months(seen.quiet_from, policy.dormant_months)
