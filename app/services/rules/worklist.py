"""Why a customer is on today's list, and who comes first. Sources: screens.md §2.3, domain.md H1 and M2.16."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final, Literal

from app.models.dates import add_days
from app.models.owed import OpenPart, Owed
from app.services.rules.ageing import overdue_days
from app.services.rules.expected_loss import collectable
from app.services.rules.parameters import Policy

Code = Literal[
    "promise_today",
    "promise_broken",
    "stopped",
    "letter_back",
    "overdue",
    "follow_up",
    "prepayment",
    "shipped",
    "over_limit",
    "unsettled",
    "insurance",
    "due_soon",
    "unapplied",
    "review",
    "papers",
    "unanswered",
    "feedback",
    "visit",
    "clock",
    "legal_date",
]
Step = Literal["", "call", "visit", "court", "write_off"]
# From the strongest to the weakest; those of one line stand at the same place of the list.
PLACES: Final[tuple[tuple[Code, ...], ...]] = (
    ("promise_broken", "promise_today"),
    ("stopped",),
    ("letter_back", "overdue", "follow_up"),
    ("prepayment", "shipped"),
    ("over_limit",),
    ("unsettled",),
    ("insurance",),
    ("due_soon",),
    ("unapplied",),
    ("review", "papers"),
    ("unanswered",),
    ("feedback",),
    ("visit",),
    ("clock", "legal_date"),
)
BY_COST: Final = frozenset({"letter_back", "overdue", "follow_up"})  # by what waiting costs
BY_DAYS: Final = frozenset({"review", "papers", "insurance", "clock", "legal_date"})  # the fewest days left first
BY_AGE: Final = frozenset({"unanswered", "feedback", "visit"})  # the most days since first
STEPS: Final[tuple[Step, ...]] = ("call", "visit", "court", "write_off")
SOON: Final = 7
VERY_SOON: Final = 3
AHEAD: Final = 30  # days of waiting whose cost ranks overdue customers
NO_DEADLINE: Final = 100_000  # days: after every other
NEWLY: Final = 7  # days for which a customer who may buy nothing on credit any more is told of
OVERRIDE_DAYS: Final = 30  # for which a grade whose move by hand ran out is called to mind
UNANSWERED_DAYS: Final = 10  # after which a statement that did not come back is asked for


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: `amount` in minor units of `currency`; `days` past due, or until due; `count` = how many receivables.

    What is in dispute is asked of nobody: it is in none but "unsettled" (a dispute that was to be settled by now) and
    the limit. Of "overdue" `what` = the step: "call", "visit", "court", "write_off", or "remind_2" where a letter of level 2 is due.
    Of a promise `amount` is what did not come of it yet, `days` = since the day it named; `count` = how many promises.
    Of "letter_back" `amount` is what is overdue, else what is open of the debts that it named, `days` = since the newest letter came back, `document` = its number,
    `count` = how many letters.
    Of "stopped" `what` = "grade" or "hold", `document` = the reason of a hold. Of "follow_up" `days` = since the day agreed.
    Of a legal clock or a last day of the insurance `days` are left, fewer than none when it ran out; `what` = its kind, `document` = what it is
    about, `count` = how many there are. Of a statement without an answer `days` = since it went out. Of a review `days` are left
    until it is due, fewer than none when it is overdue; `what` = "due", or "override": a grade moved by hand ran out. Of papers `days` are left,
    fewer than none when they ran out; `what` = "limit" or the kind and code of a fact.
    Of feedback and visits `days` = since they were due, of a legal date `days` are left.
    Of a fixed day of payment that came before any goods left `days` = since then, `document` = the contract.
    Of a prepayment that is missing while the goods are due to leave `days` = until it was to be there, `document` = the contract.
    """

    code: Code
    amount: int
    currency: str
    days: int = 0
    count: int = 0
    what: str = ""
    document: str = ""


def reasons(owed: Owed, over: int, on: date, currency: str) -> tuple[Reason, ...]:
    """The reasons that hold for a customer, strongest first; `over` = how far the credit in use is beyond the limit, in the book's
    currency, 0 where it is not."""
    found = []
    if owed.asked_overdue > 0:
        days = overdue_days(owed.asked_oldest, on)
        found.append(Reason("overdue", owed.asked_overdue, currency, days, owed.asked_overdue_count))
    if over > 0:
        found.append(Reason("over_limit", over, currency))
    if owed.unsettled > 0:
        found.append(
            Reason("unsettled", owed.unsettled, currency, overdue_days(owed.settle_by, on), owed.unsettled_count)
        )
    if owed.asked_soon > 0 and owed.asked_next:
        days = (owed.asked_next - on).days
        found.append(Reason("due_soon", owed.asked_soon, currency, days, owed.asked_soon_count))
    if owed.unapplied > 0 and owed.open > 0:
        found.append(Reason("unapplied", owed.unapplied, currency))
    return tuple(found)


def with_coming(owed: Owed, coming: Sequence[OpenPart]) -> Owed:
    """With what comes due within seven days as it is left once money not applied paid for some of it; the nearest day first."""
    return replace(
        owed,
        asked_soon=sum(each.asked for each in coming),
        asked_soon_count=len(coming),
        asked_next=coming[0].due_on if coming else None,
    )


def rank(found: tuple[Reason, ...], cost: int = 0, deadline: int | None = None) -> tuple[int, int, int, int]:
    """Sort key of a row, smallest first: the place of its strongest reason, and who comes first within that place.

    `cost` = what waiting costs (`cost_of_waiting`), `deadline` = days until the nearest last day of the law or the insurance,
    None = there is none: these rank overdue customers. The others by the larger amount, or by days (`BY_DAYS`, `BY_AGE`).
    """
    first = found[0]
    place = place_of(first)
    if first.code in BY_COST:
        return place, -cost, NO_DEADLINE if deadline is None else deadline, -first.amount
    if first.code in BY_DAYS:
        return place, first.days, 0, -first.amount
    if first.code in BY_AGE:
        return place, -first.days, 0, -first.amount
    return place, -first.amount, 0, 0


def in_order(found: Iterable[Reason]) -> tuple[Reason, ...]:
    """The strongest first; of one place those that come first in `PLACES`."""
    return tuple(sorted(found, key=lambda each: (place_of(each), _within(each))))


def place_of(reason: Reason) -> int:
    """Where a reason stands among those of other kinds, the strongest first."""
    late = reason.code == "due_soon" and reason.days > VERY_SOON
    return 2 * _place(reason.code) + late


def _within(reason: Reason) -> int:
    return PLACES[_place(reason.code)].index(reason.code)


@cache
def _place(code: Code) -> int:
    return next(place for place, codes in enumerate(PLACES) if code in codes)


def cost_of_waiting(overdue: Iterable[tuple[int, int]], policy: Policy, at_stake: int = 0) -> int:
    """What waiting 30 days is expected to lose of (amount, days overdue), minor units, half up; never more than there is.

    Each amount times the part of its chance to be collected that is gone by then; `at_stake` = what last days within these
    30 days are about. 0 for what is more than 720 days overdue: nothing is left to lose (M2.16).
    """
    whole, lost = 0, 0.0
    for amount, days in overdue:
        now = collectable(policy, days)
        whole += amount
        lost += amount * (1 - collectable(policy, days + AHEAD) / now) if now else 0.0
    return min(whole, int(lost + 0.5) + at_stake)


def uncovered(parts: Iterable[OpenPart], credits_: Mapping[str, int]) -> list[OpenPart]:
    """What is left to call about when money not applied, by currency, pays the oldest first: as the letters ask for it."""
    left, found = dict(credits_), []
    for each in parts:
        used = min(max(0, left.get(each.currency, 0)), each.own)
        if used == 0:
            found.append(each)
            continue
        left[each.currency] -= used
        if used < each.own:
            rest = each.own - used
            found.append(replace(each, own=rest, asked=(2 * each.asked * rest + each.own) // (2 * each.own)))
    return found


def is_old_news(overdue: Iterable[tuple[int, int]], balance: int, least: int, policy: Policy) -> bool:
    """Whether what is overdue for so long that it was a default a week ago already is enough for one (`caps.in_default`):
    then the grade did not fall to D only now. `overdue` = (amount, days overdue), `least` = the small change, all minor units."""
    old = sum(amount for amount, days in overdue if days > policy.default_days + NEWLY)
    return old > 0 and old >= max(least, policy.default_share * balance)


def step_of(days: int, policy: Policy) -> Step:
    """What so many days overdue ask for beside letters: a call, a visit, the court, the file of a write-off."""
    reached = [step for step, after in zip(STEPS, policy.contact_steps, strict=True) if days >= after]
    return reached[-1] if reached else ""


def waits_until(contacted_on: date, next_on: date | None, policy: Policy) -> date:
    """The day on which an overdue customer who was spoken to is due again: the one agreed, else some days later."""
    return next_on or add_days(contacted_on, policy.contact_every)


def is_hidden(found: Iterable[Reason], snoozed: Collection[str]) -> bool:
    """Whether a customer was put off with every kind of reason that there is now: a new kind brings them back."""
    return all(each.code in snoozed for each in found)


def next_monday(on: date) -> date:
    """The first Monday after a day."""
    return add_days(on, 7 - on.weekday())
