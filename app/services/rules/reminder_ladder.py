"""The ladder of reminders: which letter is due, what money covers, which steps and fees come with it. Source: domain.md H1.

A debt climbs by what was sent, never by its age alone: its `step` is the highest letter that reached it, and the step after it
becomes due so many days after the due day. After days off there is one letter to catch up with, of the first step not done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil

from app.models.dates import LAST, add_days
from app.services.rules.reminding import TOP, DueItem, PausedItem, Reason, Waiting


@dataclass(frozen=True, slots=True)
class Debt:
    """What the ladder reads of one instalment: `item` as it stands, the days that each of the letters 1 to 4 waits after its due
    day, the highest letter it may get, why it is not asked for; `settle_by` of what is disputed, `named_on` = the day of the newest
    letter that named it; `after` = the step to which a later letter took it, where a past day is written down only now."""

    item: DueItem
    waits: tuple[int, ...]
    most: int = TOP
    pause: PausedItem | None = None
    settle_by: date | None = None
    named_on: date | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """What holds for a whole letter on a day: `before` = days before the due day for level 0 (0 = there is none), `again` = for its
    repetition (0 = there is none), which nobody needs who got a letter within `interval` days before it; for less than `small` the last letter
    is not written; `jump` = the fact for which it is due at once; no letter above `below` up to the day `until` (a deadline that was
    given is running); nobody is written to again before `not_before`.

    Source of the jump: domain.md H1 ("Sev-4 signal -> jump to L6"), which knows no exception for a deadline that an earlier letter gave.
    Nor does the law: time given in a reminder is no deferral of the debt (its due day, interest and default stay as they are, 民法典 577,
    579), and who loses the ability to pay need not be waited for even before the due day (527, 578). So `jump` beats `until`, where the fact is news since that
    letter; time given by somebody who knew the fact is kept (good faith, 民法典 7): then the caller leaves `jump` out until it is over.
    """

    on: date
    before: int
    again: int = 0
    interval: int = 0
    small: int = 0
    jump: str = ""
    below: int = TOP
    until: date | None = None
    not_before: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What to send: `items` with the steps they reach; with a `waiting` it is not due, and they are what one would repeat. `left` =
    what is not asked for again because a later letter asked for it at that step or a higher one."""

    level: int
    items: tuple[DueItem, ...]
    later: tuple[DueItem, ...]
    paused: tuple[PausedItem, ...]
    reason: Reason | None
    waiting: Waiting | None
    left: tuple[DueItem, ...] = ()


@cache
def waits(days: tuple[int, ...], factor: Fraction, later: int = 0) -> tuple[int, ...]:
    """Days that the letters 1 to 4 wait: at a factor, rounded up, and some more."""
    return tuple(ceil(each * factor) + later for each in days)


def decide(debts: Sequence[Debt], credit: int, ladder: Ladder) -> Decision:
    """Which letter is due to one customer in one currency; `debts` the oldest due day first, `credit` = money not applied.

    A debt whose lawyer's letter is out stands in no friendlier letter any more: it is shown as paused ("lawyer"). domain.md H1 hands it
    to counsel at that step, and what a lawyer wants is one amount stated by one paper: a later reminder that lists the debt again
    states another sum (other interest, other fees), gives another last day, and in court reads as time given after the ultimatum.
    Another lawyer's letter does name it: stating the whole anew, it takes the place of the one before. Money that is not applied
    is still used up by it first, when it is the oldest.
    """
    paused = tuple(_paused(debts))
    free = [each for each in debts if _pause(each) is None and each.item.asked > 0]
    asked = _uncovered(free, credit)
    overdue = [each for each in asked if each.item.overdue_days > 0]
    ahead = [each for each in asked if each.item.overdue_days <= 0]
    coming = tuple(each.item for each in ahead)
    top = TOP if sum(each.item.asked for each in overdue) >= ladder.small else TOP - 1
    steps = [(each, _next(each, ladder, top)) for each in overdue]
    left = [replace(debt.item, level=step) for debt, step in steps if isinstance(step, int) and _is_done(debt, step)]
    steps = [(debt, step) for debt, step in steps if not (isinstance(step, int) and _is_done(debt, step))]
    if any(isinstance(step, int) for _debt, step in steps):
        return replace(_letter(steps, coming, paused, ladder), left=tuple(left))
    notices = {each.item.instalment_id: day for each in ahead if (day := _notice_on(each, ladder))}
    told = [each for each in ahead if notices.get(each.item.instalment_id, LAST) <= ladder.on]
    left += [each.item for each in told if _is_done(each, 0)]
    near = tuple(each.item for each in told if not _is_done(each, 0))
    with_lawyer = [debt for debt in overdue if is_with_lawyer(debt.item, 0)]
    if near:
        paused += _lawyers(with_lawyer)
        return replace(_courtesy(near, notices[near[0].instalment_id], coming, paused, ladder), left=tuple(left))
    stopped = [step for _debt, step in steps if isinstance(step, Waiting)]
    waiting = Waiting("asked") if left else _waiting(stopped, sorted(notices.values()), coming, bool(free), paused)
    others = [each for each in overdue if each not in with_lawyer]
    paused += _lawyers(with_lawyer) if others else ()
    again = tuple(replace(each.item, level=max(each.item.step or 0, 1)) for each in others or overdue)
    return Decision(max((each.level for each in again), default=0), again, coming, paused, None, waiting, tuple(left))


def reached(items: Sequence[DueItem], level: int) -> list[DueItem]:
    """The steps that items reach when a letter of a chosen level goes out: a higher one takes those along that are furthest, a lower
    one holds them all; what is not overdue reaches level 0."""
    lead = max((each.level for each in items if each.overdue_days > 0), default=0)
    return [replace(each, level=_reached(each, level, lead)) for each in items]


def takes(item: DueItem, level: int) -> bool:
    """Whether a letter of a level is for this debt, and does not only list it beside others."""
    return level == 0 or item.level > (item.step or 0)


def is_with_lawyer(item: DueItem, level: int) -> bool:
    """Whether no letter of this level may name it: the lawyer's letter is out."""
    return level < TOP and item.step == TOP


def fees(items: Sequence[DueItem], level: int, fixed: int, share: Fraction) -> dict[int, int]:
    """Instalment -> the fee of a letter: a share of the original amount of what takes this step, and a fixed sum once with the first."""
    taken = [each for each in items if each.level == level and (each.step is None or each.step < level)]
    if level == 0 or not taken:
        return {}
    found = {each.instalment_id: half_up(each.original * share) for each in taken}
    found[taken[0].instalment_id] += fixed
    return {key: amount for key, amount in found.items() if amount > 0}


def half_up(amount: Fraction) -> int:
    """A positive amount in whole minor units."""
    return int(amount + Fraction(1, 2))


def _reached(item: DueItem, level: int, lead: int) -> int:
    if item.overdue_days <= 0:
        return 0
    return level if item.level == lead and level > lead else min(item.level, level)


def _pause(debt: Debt) -> PausedItem | None:
    """Why all that is not disputed of a debt is not asked for."""
    if debt.pause is None and debt.item.overdue_days > 0 and (debt.item.step or 0) >= debt.most < TOP:
        return PausedItem(debt.item, "most", debt.item.asked)
    return debt.pause


def _paused(debts: Sequence[Debt]) -> Iterator[PausedItem]:
    for each in debts:
        if each.item.disputed:
            yield PausedItem(each.item, "dispute", each.item.disputed, each.settle_by)
        if each.item.asked > 0 and (pause := _pause(each)):
            yield pause


def _uncovered(debts: Sequence[Debt], credit: int) -> list[Debt]:
    """What is left to ask for when the credit pays the oldest first; what it covers whole is not named."""
    found = []
    for each in debts:
        used = min(max(credit, 0), each.item.asked)
        credit -= used
        if used < each.item.asked:
            found.append(replace(each, item=replace(each.item, credit=used)) if used else each)
    return found


def _next(debt: Debt, ladder: Ladder, top: int) -> int | Waiting:
    """The step that an overdue debt takes now, or why it takes none."""
    step = debt.item.step or 0
    jumps = bool(ladder.jump) and step < min(top, debt.most)
    wanted = min(top, debt.most) if jumps else step + 1
    if wanted > TOP:
        return Waiting("done")
    if wanted > top:
        return Waiting("small")
    if jumps:
        return wanted
    since = add_days(debt.item.due_on, debt.waits[wanted - 1])
    if since > ladder.on:
        return Waiting("later", since)
    if ladder.until and wanted > ladder.below and ladder.on <= ladder.until:
        return Waiting("deadline", add_days(ladder.until, 1))
    return wanted


def _is_done(debt: Debt, step: int) -> bool:
    """Whether a later letter took it that far."""
    return debt.after is not None and debt.after >= step


def _notice_on(debt: Debt, ladder: Ladder) -> date | None:
    """From when on a debt that is not due yet is called to mind, the first time or again; None = it is not any more."""
    item = debt.item
    if not ladder.before:
        return None
    if item.step is None:
        return add_days(item.due_on, -ladder.before)
    again = add_days(item.due_on, -ladder.again)
    lately = debt.named_on is None or add_days(debt.named_on, max(ladder.interval, 1)) > again
    return None if item.step or not 0 < ladder.again < ladder.before or lately else again


def _letter(
    steps: Sequence[tuple[Debt, int | Waiting]],
    coming: tuple[DueItem, ...],
    paused: tuple[PausedItem, ...],
    ladder: Ladder,
) -> Decision:
    """One letter names all that is overdue and not with the lawyer, at the highest step that is due; what is not due itself keeps
    its step."""
    level = max(step for _debt, step in steps if isinstance(step, int))
    with_lawyer = [debt for debt, _step in steps if is_with_lawyer(debt.item, level)]
    items = tuple(
        replace(debt.item, level=step if isinstance(step, int) else debt.item.step or 0)
        for debt, step in steps
        if debt not in with_lawyer
    )
    leading = next(debt for debt, step in steps if step == level)
    paused += _lawyers(with_lawyer)
    return Decision(level, items, coming, paused, _reason(leading, level, ladder), _too_soon(ladder))


def _lawyers(debts: Sequence[Debt]) -> tuple[PausedItem, ...]:
    return tuple(PausedItem(each.item, "lawyer", each.item.asked) for each in debts)


def _courtesy(
    near: tuple[DueItem, ...], since: date, coming: tuple[DueItem, ...], paused: tuple[PausedItem, ...], ladder: Ladder
) -> Decision:
    first = near[0]
    reason = Reason("coming_due", first.number, -first.overdue_days, (first.due_on - since).days, since)
    later = tuple(each for each in coming if each not in near)
    return Decision(0, near, later, paused, reason, _too_soon(ladder))


def _reason(debt: Debt, level: int, ladder: Ladder) -> Reason:
    item, wait = debt.item, debt.waits[level - 1]
    since = add_days(item.due_on, wait)
    if ladder.jump and (since > ladder.on or level > (item.step or 0) + 1):
        return Reason("jumped", item.number, item.overdue_days, 0, ladder.on, ladder.jump)
    return Reason("first" if item.step is None else "next", item.number, item.overdue_days, wait, since)


def _too_soon(ladder: Ladder) -> Waiting | None:
    soon = ladder.not_before is not None and ladder.on < ladder.not_before
    return Waiting("interval", ladder.not_before) if soon else None


def _waiting(
    steps: Sequence[Waiting],
    notices: Sequence[date],
    coming: Sequence[DueItem],
    covered: bool,
    paused: Sequence[PausedItem],
) -> Waiting:
    """Why nothing is due: what comes first, by its day; `notices` = when debts that come due are called to mind."""
    found = [*steps, *(Waiting("later", day) for day in notices)]
    dated = [each for each in found if each.until is not None]
    if dated:
        return min(dated, key=lambda each: each.until or LAST)
    if found:
        return found[0]
    if covered and not coming:
        return Waiting("covered")
    if coming:
        return Waiting("later", add_days(min(each.due_on for each in coming), 1))
    return Waiting("paused") if paused else Waiting("nothing")
