"""Until when a debt can be claimed in court: three years, restarted by what debtor and creditor do. Pure.

Sources: 民法典 188 (three years; never beyond twenty), 189 (instalments of one debt: from the last), 192 (a debtor who
agrees to pay afterwards), 194 (suspension: six months after its cause is gone), 195 (interruption restarts; a suit when
its procedure ends); 诉讼时效规定 8-14, 19; 民诉 250 (two years to have a judgment enforced, interrupted alike).
An event restarts the period only on or before its last day: later it counts at most as new consent to pay, which a
lawyer has to judge. Evidence that is weak in court (a telephone call) is shown apart and never counted on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.services.rules.clocks import after_months, after_years

YEARS: Final = 3
LONGEST_YEARS: Final = 20
ENFORCEMENT_YEARS: Final = 2
SUSPENDED_MONTHS: Final = 6

STRENGTHS: Final = ("strong", "medium", "weak")
# What the evidence of each kind usually is worth; the person says otherwise where it is not so.
SUGGESTED: Final = {
    "demand": "medium",
    "acknowledgement": "strong",
    "part_payment": "strong",
    "instalment_plan": "strong",
    "promise": "weak",
    "suit": "strong",
    "payment_order": "strong",
    "assignment": "medium",
    "suspension": "strong",
}
KINDS: Final = tuple(SUGGESTED)
PROCEDURES: Final = ("suit", "payment_order")
LASTING: Final = (*PROCEDURES, "suspension")  # kinds that end on a day of their own
# What the debtor does: after the last day it may be consent to pay.
CONSENT: Final = ("acknowledgement", "part_payment", "instalment_plan", "promise")


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day; `until` = the end of a procedure or suspension, None while it lasts.

    `judgment`: the procedure ended in one, and `until` is the last day it gave for paying.
    """

    kind: str
    on: date
    strength: str = "strong"
    until: date | None = None
    judgment: bool = False


@dataclass(frozen=True, slots=True)
class Limitation:
    """`ends_on` counts strong and medium evidence, `with_weak` all of it; `last` = the event that decided `ends_on`.

    `enforce_by` = the last day to have a judgment enforced, None without one. `consent_until` = the day if the latest
    act of the debtor after `ends_on` is taken as new consent to pay, None without such an act.
    """

    ends_on: date
    basis: str
    last: Event | None
    with_weak: date
    enforce_by: date | None
    consent_until: date | None


def limitation(dues: Sequence[date], events: Iterable[Event]) -> Limitation:
    """The state of one debt with these due days (at least one), after `events` in any order."""
    ordered = sorted(events, key=lambda each: (each.on, each.kind))
    start, basis = max(dues), "due_3_years" if min(dues) == max(dues) else "last_instalment_3_years"
    firm = [each for each in ordered if each.strength != "weak"]
    ends_on, basis, last = _run(start, basis, firm)
    with_weak, _basis, _last = _run(start, basis, ordered)
    late = [each.on for each in firm if each.on > ends_on and each.kind in CONSENT]
    return Limitation(
        ends_on, basis, last, with_weak, _enforce_by(firm), after_years(late[-1], YEARS) if late else None
    )


def _run(start: date, basis: str, ordered: Iterable[Event]) -> tuple[date, str, Event | None]:
    """The last day after these events, why it is that day, and which event made it so."""
    ends_on, never_beyond, last = after_years(start, YEARS), after_years(start, LONGEST_YEARS), None
    for event in ordered:
        restarted, why = _restarted(event)
        if event.on > ends_on or restarted is None or restarted <= ends_on:
            continue
        ends_on, basis, last = restarted, why, event
        if restarted > never_beyond:
            ends_on, basis = never_beyond, "twenty_years"
    return ends_on, basis, last


def _restarted(event: Event) -> tuple[date | None, str]:
    """The last day if the event counts, and the rule. A procedure without an end counts from its beginning: the safe day."""
    if event.kind == "suspension":
        return (after_months(event.until, SUSPENDED_MONTHS) if event.until else None), "suspended_6_months"
    if event.kind in PROCEDURES:
        return after_years(event.until or event.on, YEARS), "procedure_3_years" if event.until else "procedure_open"
    return after_years(event.on, YEARS), "interrupted_3_years"


def _enforce_by(ordered: Sequence[Event]) -> date | None:
    """Two years from the last day of the newest judgment, restarted by what followed in time."""
    days = [each.until for each in ordered if each.judgment and each.until]
    if not days:
        return None
    ends_on = after_years(max(days), ENFORCEMENT_YEARS)
    for event in ordered:
        if event.kind not in LASTING and max(days) < event.on <= ends_on:
            ends_on = after_years(event.on, ENFORCEMENT_YEARS)
    return ends_on
