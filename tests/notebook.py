"""A notebook of what customers owe, promised and were reminded of, and who is to be reminded on a day: lists and sums only, no
code of the program, so that the program can be compared with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.noted import Dispute, Hold, Item, Letter, Money, Promise, Wanted

WAITS = (7, 15, 30, 60)
BEFORE, AGAIN, INTERVAL, GRACE = 7, 1, 2, 2
DEADLINES = (0, 0, 7, 7, 10)
BEYOND = 5  # no letter is that high
SHARES = (0, 10, 15, 0, 2)  # fee of a letter by its level, in hundredths


@dataclass
class Notebook:
    small: dict[str, int] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)

    def open(self, item: Item, on: date) -> int:
        if item.void or item.issued > on:
            return 0
        return item.amount - sum(each.used(on, item) for each in self.money)

    def disputed(self, item: Item, on: date) -> int:
        live = [d for d in self.disputes if d.item is item and d.opened <= on and not (d.closed and d.closed <= on)]
        return min(sum(each.amount for each in live), self.open(item, on))

    def owed(self, who: str, currency: str, on: date) -> list[Item]:
        """What is open and not in dispute, the oldest first."""
        found = [each for each in self.items if (each.who, each.currency) == (who, currency)]
        found = [each for each in found if self.open(each, on) > self.disputed(each, on)]
        return sorted(found, key=lambda each: (each.due(on), each.issued, each.id))

    def free(self, who: str, currency: str, on: date) -> int:
        return sum(each.left(on) for each in self.money if (each.who, each.currency) == (who, currency))

    # --- promises

    def states(self, who: str, on: date) -> list[tuple[Promise, str, int]]:
        """(promise, state, received): the waterfall by hand."""
        made = [each for each in self.promises if each.who == who and not each.void and each.made <= on]
        made.sort(key=lambda each: (each.made, each.due, each.id))
        parts = sorted(self._parts(who, on), key=lambda part: (part[0].day, part[0].id))
        rest = {place: part[2] for place, part in enumerate(parts)}
        live = [each for each in made if not (each.withdrawn and each.withdrawn <= on)]
        found = []
        for each in made:
            if each not in live:
                found.append((each, "withdrawn", 0))
                continue
            others = {item for one in live for item in one.items} - set(each.items)
            got, last = 0, each.due + timedelta(days=GRACE)
            for wanted in ("own", "free", "others"):
                for place, (money, item, _amount) in enumerate(parts):
                    if money.currency != each.currency or not each.made <= money.day <= last:
                        continue
                    if each.items and item is not None and item not in each.items:
                        continue
                    kind = "own" if item in each.items else "others" if item in others else "free"
                    if kind == wanted:
                        taken = min(rest[place], each.amount - got)
                        rest[place] -= taken
                        got += taken
            found.append((each, self._state(each, got, on > last), got))
        return found

    def _parts(self, who: str, on: date) -> Iterator[tuple[Money, Item | None, int]]:
        for money in self.money:
            if money.who == who and not money.is_credit and not money.void:
                for item in {use[1] for use in money.uses}:
                    yield money, item, money.used(on, item)
                yield money, None, money.left(on)

    @staticmethod
    def _state(promise: Promise, got: int, over: bool) -> str:
        if got * 100 >= promise.amount * 95:
            return "kept"
        if not over:
            return "pending"
        return "partly" if got * 2 >= promise.amount else "broken"

    def promised(self, who: str, currency: str, on: date) -> set[Item]:
        """The instalments that a promise keeps from being asked for."""
        before: list[str] = []
        found: set[Item] = set()
        for promise, state, got in self.states(who, on):
            if promise.currency != currency or state == "withdrawn":
                continue
            twice = len(before) >= 2 and all(each in ("partly", "broken") for each in before[-2:])
            before.append(state)
            if state == "pending" and not twice:
                found |= set(self._covered(promise, promise.amount - got, on))
        return found

    def _covered(self, promise: Promise, missing: int, on: date) -> Iterator[Item]:
        for item in self.owed(promise.who, promise.currency, on):
            if promise.items:
                if item in promise.items:
                    yield item
            elif missing > 0 and item.due(on) <= promise.due:
                missing -= self.open(item, on) - self.disputed(item, on)
                yield item

    # --- reminders

    def step(self, item: Item, on: date) -> int | None:
        return max((each.steps[item] for each in self.letters if item in each.steps and each.stands(on)), default=None)

    def held(self, item: Item, on: date) -> bool:
        return any(
            each.who == item.who
            and each.item in (None, item)
            and each.since <= on
            and not (each.until and each.until < on)
            and not (each.lifted and each.lifted <= on)
            for each in self.holds
        )

    def refused(self, who: str, on: date) -> bool:
        """A draft was refused, and what it had paid is open again."""
        return any(
            each.draft and each.who == who and not each.void and each.back and each.back <= on
            and any(self.open(item, on) for _day, item, _part in each.uses)
            for each in self.money
        )  # fmt: skip

    def asked(self, who: str, currency: str, on: date) -> list[tuple[Item, int]]:
        """What is asked for, after what is not applied: (instalment, amount), those due within the days before too."""
        promised, credit, found = self.promised(who, currency, on), self.free(who, currency, on), []
        for item in self.owed(who, currency, on):
            if item.due(on) > on + timedelta(days=BEFORE) or item in promised or self.held(item, on):
                continue
            amount = self.open(item, on) - self.disputed(item, on)
            used = min(credit, amount)
            credit -= used
            if amount > used:
                found.append((item, amount - used))
        return found

    def wanted(self, who: str, currency: str, on: date, *, afterwards: bool = False) -> Wanted | None:
        """The letter that is due; `afterwards` = without what a letter that is known by now was for."""
        asked = self.asked(who, currency, on)
        sent = sorted(
            (each for each in self.letters if each.who == who and each.stands(on)),
            key=lambda each: (each.made, each.id),
        )
        if sent and on < sent[-1].made + timedelta(days=INTERVAL):
            return None
        late = [(item, amount) for item, amount in asked if item.due(on) < on]
        steps = {item: self._next(item, on, sum(amount for _item, amount in late)) for item, _amount in late}
        if afterwards:
            late = [(item, amount) for item, amount in late if self._known(item, on) < (steps[item] or BEYOND)]
            steps = {item: steps[item] for item, _amount in late}
        if any(steps.values()):
            if max(filter(None, steps.values())) < 4:  # what the lawyer's letter is about stands in no other
                late = [(item, amount) for item, amount in late if self.step(item, on) != 4]
            reach = {item.id: (amount, steps[item] or self.step(item, on) or 0) for item, amount in late}
            return Wanted(max(filter(None, steps.values())), reach, self.fees([item for item, _amount in late], on))
        near = [(item, amount) for item, amount in asked if item.due(on) >= on and self._told_of(item, on)]
        near = [(item, amount) for item, amount in near if not afterwards or self._known(item, on) < 0]
        fees = self.fees([item for item, _amount in near], on)
        return Wanted(0, {item.id: (amount, 0) for item, amount in near}, fees) if near else None

    def _known(self, item: Item, on: date) -> int:
        """The highest step that letters after a day took it to, those that came back apart; -1 = none."""
        after = [each for each in self.letters if each.made > on and not each.void and not each.back]
        return max((each.steps[item] for each in after if item in each.steps), default=-1)

    def fees(self, items: list[Item], on: date) -> int:
        return sum(each.fees.get(item, 0) for each in self.letters if each.stands(on) for item in items)

    def _told_of(self, item: Item, on: date) -> bool:
        """Whether what is not due yet is called to mind: once a week before, and the day before unless a letter went out lately."""
        step = self.step(item, on)
        if step != 0:
            return step is None
        last = max(each.made for each in self.letters if item in each.steps and each.stands(on))
        return (item.due(on) - on).days <= AGAIN and (item.due(on) - last).days >= AGAIN + INTERVAL

    def _next(self, item: Item, on: date, whole: int) -> int | None:
        """The step that an overdue debt takes now."""
        top, now = 3 if whole < self.small[item.currency] else 4, self.step(item, on) or 0
        if now >= top:
            return None
        if self.refused(item.who, on):
            return top
        if (on - item.due(on)).days < WAITS[now]:
            return None
        given = [
            each for each in self.letters if (each.who, each.currency) == (item.who, item.currency) and each.stands(on)
        ]
        given = [
            each for each in given if DEADLINES[each.level] and on <= each.made + timedelta(days=DEADLINES[each.level])
        ]
        last = max(given, key=lambda each: (each.made, each.id), default=None)
        return None if last and now + 1 > last.level else now + 1

    def fees_of(self, letter: Letter, on: date) -> dict[Item, int]:
        """Of what takes this step: a share of what it was at first."""
        rose = [item for item, level in letter.steps.items() if level == letter.level > (self.step(item, on) or 0)]
        fees = {item: (item.amount * SHARES[letter.level] + 50) // 100 for item in rose}
        return {item: fee for item, fee in fees.items() if fee}

    # --- the list of a day

    def unanswered(self, who: str, on: date) -> list[Letter]:
        """Letters that came back and were about something that is open; no letter went out since."""
        mine = [each for each in self.letters if each.who == who and not each.void and each.made <= on]
        back = [
            each for each in mine if each.back and each.back <= on and any(self.open(item, on) for item in each.steps)
        ]
        return [
            each for each in back if not any(one.stands(on) and each.back and one.made >= each.back for one in mine)
        ]

    def coming(self, who: str, currency: str, on: date) -> int:
        """What falls due within a week, less what is not applied; nothing is taken off what is promised or held."""
        promised, credit, found = self.promised(who, currency, on), self.free(who, currency, on), 0
        for item in self.owed(who, currency, on):
            amount, soon = self.open(item, on) - self.disputed(item, on), on <= item.due(on) <= on + timedelta(days=7)
            free = item not in promised and not self.held(item, on)
            used = min(credit, amount) if free else 0
            credit -= used
            found += amount - used if soon else 0
        return found
