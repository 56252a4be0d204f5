"""What would make it a plain yes: actions are applied to the facts and the same rule is asked again, the smallest sum by bisection.

[way.steps for way in ways(facts, policy)]      # (Step("collect", 50_000_00),), (Step("approval", 80_000_00),), ...
to_collect(facts, policy)                       # what must come in so that it may leave
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from app.services.rules.parameters import Policy
from app.services.rules.ship_facts import Release, ShipFacts
from app.services.rules.shipping import judge, severity

MOST: Final = 5
MONEY: Final = frozenset({"collect", "receive"})  # steps that bring money in
Good = Callable[[ShipFacts], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """`collect` overdue money, `receive` before shipping, ask for a `smaller` order, `adopt` the proposed limit, `lift` the hold,
    `approval` of whoever may. `amount` in minor units: to come in, of the order, of the limit; None for the hold."""

    code: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One or two steps after which every rule passes; `after` = at risk then. `covers` = rules an approval would release."""

    steps: tuple[Step, ...]
    after: int
    covers: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """ "collect", "lift+receive"."""
        return "+".join(each.code for each in self.steps)

    @property
    def amount(self) -> int | None:
        """What is to come in; without that the amount of the last step."""
        money = [each.amount or 0 for each in self.steps if each.code in MONEY]
        return sum(money) if money else self.steps[-1].amount


@dataclass(frozen=True, slots=True)
class _Action:
    """How a step changes the facts; `most` = its largest amount (None: it has none to choose), `falling` = the more the worse."""

    code: str
    apply: Callable[[ShipFacts, int], ShipFacts]
    most: Callable[[ShipFacts], int]
    falling: bool = False


def ways(facts: ShipFacts, policy: Policy) -> tuple[Way, ...]:
    """Nothing where it is a plain yes. Two steps only where neither of them is enough, or both together take less money; the
    smallest sum comes first, approval last."""

    def good(found: ShipFacts) -> bool:
        return judge(found, policy).verdict == "ok"

    if good(facts):
        return ()
    single = [way for action in ACTIONS if (way := _one(facts, action, good))]
    single.sort(key=lambda way: (way.code not in MONEY, way.amount if way.code in MONEY else 0))
    done = {way.code for way in single}
    pairs = [pair for pair in PAIRS if not {each.code for each in pair} & done]
    double = [way for first, second in pairs if (way := _two(facts, first, second, good))]
    sums = [way.amount or 0 for way in (*single, *double) if way.steps[-1].code in MONEY]
    both = _both(facts, good)
    less = [both] if both and (both.amount or 0) < min(sums, default=facts.late + facts.asked) else []
    return (*(single + less + double)[: MOST - 1], _approved(facts, policy))


def to_collect(facts: ShipFacts, policy: Policy) -> int | None:
    """The smallest sum after which nothing more must come in before it leaves; None where nothing must, or money does not do."""

    def enough(found: ShipFacts) -> bool:
        return severity(judge(found, policy).verdict) < severity("prepay")

    if enough(facts):
        return None
    found = (_one(facts, COLLECT, enough), _one(facts, RECEIVE, enough), _both(facts, enough))
    return min((way.amount for way in found if way and way.amount), default=None)


def collect(facts: ShipFacts, amount: int) -> ShipFacts:
    """That much of what is overdue comes in, the oldest first."""
    left, kept = amount, []
    for each in facts.overdue:
        paid = min(left, each.amount)
        left -= paid
        if each.amount > paid:
            kept.append(replace(each, amount=each.amount - paid))
    paid = amount - left
    return replace(facts, overdue=tuple(kept), open=facts.open - paid, exposure=facts.exposure - paid)


def receive(facts: ShipFacts, amount: int) -> ShipFacts:
    """That much comes in ahead of this order."""
    return replace(facts, received=facts.received + amount, exposure=facts.exposure - amount)


def _smaller(facts: ShipFacts, amount: int) -> ShipFacts:
    return replace(facts, asked=amount)


def _adopt(facts: ShipFacts, amount: int) -> ShipFacts:
    return replace(facts, limit_state="set", limit=amount)


def _lift(facts: ShipFacts, _amount: int) -> ShipFacts:
    return replace(facts, hold=False)


def _raise_to(facts: ShipFacts) -> int:
    """The proposed limit where it gives more than what is in force."""
    held = facts.limit if facts.limit_state == "set" else 0
    return facts.proposal if facts.limit_state != "unlimited" and facts.proposal > held else 0


COLLECT: Final = _Action("collect", collect, lambda facts: facts.late)
RECEIVE: Final = _Action("receive", receive, lambda facts: max(0, facts.asked - facts.received))
SMALLER: Final = _Action("smaller", _smaller, lambda facts: facts.asked - 1, falling=True)
ADOPT: Final = _Action("adopt", _adopt, _raise_to)
LIFT: Final = _Action("lift", _lift, lambda facts: int(facts.hold))
ACTIONS: Final = (COLLECT, RECEIVE, ADOPT, SMALLER)
FIXED: Final = frozenset({"adopt", "lift"})
PAIRS: Final = (
    (LIFT, COLLECT), (LIFT, RECEIVE), (ADOPT, COLLECT), (LIFT, ADOPT), (LIFT, SMALLER), (ADOPT, SMALLER),
    (COLLECT, SMALLER),
)  # fmt: skip


def _one(facts: ShipFacts, action: _Action, good: Good) -> Way | None:
    amount = _least(facts, action, good)
    return None if amount is None else Way((_step(action, amount),), action.apply(facts, amount).after)


def _two(facts: ShipFacts, first: _Action, second: _Action, good: Good) -> Way | None:
    """The least of the first with which the second can do it, then the least of the second."""
    amount = _least(facts, first, lambda found: good(_whole(found, second)))
    if amount is None:
        return None
    between = first.apply(facts, amount)
    rest = None if good(between) else _least(between, second, good)
    if rest is None:
        return None
    return Way((_step(first, amount), _step(second, rest)), second.apply(between, rest).after)


def _both(facts: ShipFacts, good: Good) -> Way | None:
    """Old debts and money for this order, where that is less than paying all of it: some of it stays on credit."""
    return _two(facts, COLLECT, replace(RECEIVE, most=lambda found: RECEIVE.most(found) - 1), good)


def _approved(facts: ShipFacts, policy: Policy) -> Way:
    """Whoever may approve this answers for every rule it breaks."""
    covers = tuple(dict.fromkeys(each.rule for each in judge(facts, policy).reasons))
    released = replace(facts, releases=(*facts.releases, Release(0, frozenset(covers), facts.asked)))
    return Way((Step("approval", facts.asked),), released.after, covers)


def _step(action: _Action, amount: int) -> Step:
    return Step(action.code, None if action is LIFT else amount)


def _whole(facts: ShipFacts, action: _Action) -> ShipFacts:
    """The action at its strongest."""
    most = action.most(facts)
    return action.apply(facts, 1 if action.falling else most) if most > 0 else facts


def _least(facts: ShipFacts, action: _Action, good: Good) -> int | None:
    """The smallest amount of the action that will do (the largest order); None where none does."""
    most = action.most(facts)
    if most <= 0 or not good(_whole(facts, action)):
        return None
    if action.code in FIXED:
        return most
    bad, fine = (most + 1, 1) if action.falling else (0, most)
    while abs(fine - bad) > 1:
        middle = (bad + fine) // 2
        bad, fine = (bad, middle) if good(action.apply(facts, middle)) else (middle, fine)
    return fine
