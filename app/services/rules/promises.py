"""Was a promise to pay kept? Computed from the money that came, never stored. Pure.

Source: domain H2 (kept from 95 % by the day and two days of grace, partly from 50 %; a shrunk share of promises kept).
Money counts from the day the promise was made until its days of grace are over: for a promise that names instalments what
settled them and what is still free, else any receipt of the currency. The oldest promise takes first (of one day: the one due
first), each unit counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Final, Literal

from app.models.dates import add_days, add_workdays
from app.models.promised import Money, Promise
from app.services.rules.parameters import Policy

State = Literal["kept", "pending", "partly", "broken", "withdrawn"]
STATES: Final[tuple[State, ...]] = ("broken", "partly", "pending", "kept", "withdrawn")
DECIDED: Final = ("kept", "partly", "broken")
NOT_KEPT: Final = ("partly", "broken")
WHOLE: Final = 1_000_000
# Working days until the next contact: nobody answered -> try again; says paid -> the bank shows it by then.
FOLLOW_WORKDAYS: Final = {"no_answer": 1, "says_paid": 2, "asks_instalments": 2, "new_contact": 1, "disputes": 5}


@dataclass(frozen=True, slots=True)
class PromiseState:
    """A promise on a day: `received` = what came of it, minor units of its currency; `until` = its last day with the grace."""

    promise: Promise
    state: State
    received: int
    until: date

    @property
    def missing(self) -> int:
        return max(0, self.promise.amount - self.received)


@dataclass(slots=True)
class _Purse:
    """Money that promises take from: `left` of it in each currency that it counts in."""

    money: Money
    left: dict[str, int]

    def take(self, currency: str, most: int) -> int:
        """What is taken in one currency is gone in the other, too, rounded against the promise."""
        left = self.left.get(currency, 0)
        if left == 0:  # money of another currency keeps no such promise, and stays for those that it does keep
            return 0
        taken = min(most, left)
        for each, amount in self.left.items():
            self.left[each] = amount * (left - taken) // left
        return taken


def judge(promises: Iterable[Promise], money: Iterable[Money], on: date, policy: Policy) -> list[PromiseState]:
    """The promises of one customer that were made by the day, the oldest first; `money` as it is known on the day."""
    made = sorted(
        (each for each in promises if each.made_on <= on), key=lambda each: (each.made_on, each.due_on, each.id)
    )
    named = [each.items for each in made if not _withdrawn(each, on)]
    known = sorted((each for each in money if each.on <= on), key=attrgetter("on", "payment_id"))
    purses = [_Purse(each, dict(each.amounts)) for each in known]
    found = []
    for each in made:
        until = add_days(each.due_on, policy.promise_grace)
        if _withdrawn(each, on):
            found.append(PromiseState(each, "withdrawn", 0, until))
            continue
        counting = [purse for purse in purses if _counts(each, purse.money, until)]
        received = _received(each, counting, frozenset().union(*named) - each.items if any(named) else frozenset())
        found.append(PromiseState(each, _state(each, received, on > until, policy), received, until))
    return found


def pausing(of: Sequence[PromiseState], policy: Policy) -> list[PromiseState]:
    """Of one customer's promises, the oldest first, those that hold reminders back: pending, and not after so many in a row of
    the same currency that were not kept."""
    return [
        each
        for place, each in enumerate(of)
        if each.state == "pending" and may_pause(of[:place], each.promise.currency, policy)
    ]


def may_pause(before: Iterable[PromiseState], currency: str, policy: Policy) -> bool:
    """Whether the next promise holds reminders back, after these: the last so many of its currency were not all left unkept."""
    states = [each.state for each in before if each.promise.currency == currency and each.state != "withdrawn"]
    last = states[max(0, len(states) - policy.promise_pauses) :]
    return len(last) < policy.promise_pauses or not all(state in NOT_KEPT for state in last)


def covered(of: PromiseState, open_items: Iterable[tuple[int, date | None, int]]) -> Iterator[int]:
    """The instalments a promise is about, whole ones: those it names, else the oldest due by its day until the missing part is
    covered. `open_items` = (instalment, due day, open minor units) of its customer and currency, the oldest first."""
    missing = of.missing
    for instalment, due_on, open_now in open_items:
        if of.promise.items:
            if instalment in of.promise.items:
                yield instalment
        elif missing > 0 and due_on is not None and due_on <= of.promise.due_on:
            missing -= open_now
            yield instalment


def kept_rate(states: Iterable[State], policy: Policy) -> float:
    """Share of promises kept, drawn towards what is usual while few are known."""
    decided = [each for each in states if each in DECIDED]
    kept, count = policy.promise_prior
    return (decided.count("kept") + kept) / (len(decided) + count) if len(decided) + count else 0.0


def recently_broken(of: Iterable[PromiseState], on: date, policy: Policy) -> int:
    """How many were broken in the last days that the score looks at."""
    first = add_days(on, -policy.promise_days)
    return sum(each.state == "broken" and first <= each.until for each in of)


def follow_up(result: str, on: date, policy: Policy, promised: date | None = None) -> date:
    """The day on which a contact is followed up, unless somebody says another."""
    if result == "promised" and promised is not None:
        return promised
    if result in FOLLOW_WORKDAYS:
        return add_workdays(on, FOLLOW_WORKDAYS[result])
    return add_days(on, policy.contact_every)


def _withdrawn(promise: Promise, on: date) -> bool:
    return promise.withdrawn_on is not None and promise.withdrawn_on <= on


def _counts(promise: Promise, money: Money, until: date) -> bool:
    if not promise.made_on <= money.on <= until:
        return False
    if not promise.items:
        return True
    return money.instalment_id in promise.items or (money.instalment_id is None and not money.bound)


def _received(promise: Promise, purses: Iterable[_Purse], others: frozenset[int]) -> int:
    """What it takes: first what settled its own instalments, last what settled those that another promise names."""

    def place(purse: _Purse) -> int:
        settled = purse.money.instalment_id
        return 0 if settled in promise.items else 2 if settled in others else 1

    received = 0
    for purse in sorted(purses, key=place):
        if received < promise.amount:
            received += purse.take(promise.currency, promise.amount - received)
    return received


def _state(promise: Promise, received: int, over: bool, policy: Policy) -> State:
    share = received * WHOLE // promise.amount
    if share >= round(policy.promise_kept * WHOLE):
        return "kept"
    if not over:
        return "pending"
    return "partly" if share >= round(policy.promise_partly * WHOLE) else "broken"
