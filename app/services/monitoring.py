"""Today: whom to call first, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.models import book, reminding, snoozes, worklist
from app.models.interactions import LastContact
from app.models.money import to_minor
from app.models.owed import OpenPart
from app.models.store import Store
from app.services import limits_used, policies
from app.services.reminders import Reminders
from app.services.rules import worklist as rules
from app.services.rules.ageing import overdue_days
from app.services.rules.worklist import Reason
from app.services.work_reasons import beside
from app.services.work_said import Pause, Said, risks_on

ANSWERED = ("due_soon",)  # beside what is overdue: who was just spoken to is not called about it again


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One customer on the list. `amount` is the strongest reason's, in minor units of the book's currency.

    `cost` = what waiting 30 days is expected to lose of what is overdue. `waits` = why nothing is to be done today ("contact",
    "promise", "hold", "court", "snooze"), "" on the list; `until` = the day it ends, None = until somebody says otherwise.
    """

    customer_id: int
    code: str
    name: str
    full_name: str
    contact: str
    phone: str
    reasons: tuple[Reason, ...]
    amount: int
    overdue_days: int
    risk: str
    last: LastContact | None
    last_paid: date | None
    search_key: str
    cost: int = 0
    waits: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class NextDue:
    """The next day on which something falls due, of whom and how much."""

    customer_id: int
    name: str
    due_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Worklist:
    """Today's rows, first things first, and customers who wait; `missing_terms` = customers with debts that have no due day.

    `started` is False while the book has no receivable at all; `next_due` is known for a day without rows.
    """

    as_of: date
    currency: str
    rows: tuple[WorkRow, ...]
    waiting: tuple[WorkRow, ...]
    missing_terms: int
    next_due: NextDue | None
    started: bool


class Monitoring:
    """Looks over every customer of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def today(self, on: date | None = None) -> Worklist:
        """The worklist of a day, as it was at its end."""
        with self._store.snapshot():
            return self._worklist(on or self._today)

    def _worklist(self, on: date) -> Worklist:
        look = _Look(self._store, on)
        rows = look.rows()
        listed = sorted((each for each in rows if not each.waits), key=look.order)
        waiting = sorted(
            (each for each in rows if each.waits), key=lambda each: (each.until or date.max, -each.amount, each.code)
        )
        undated = sum(1 for one in look.owed.values() if one.undated)
        started = bool(look.owed) or worklist.receivable_count(self._store) > 0
        following = None if listed else self._next_due(on)
        return Worklist(on, look.currency, tuple(listed), tuple(waiting), undated, following, started)

    def _next_due(self, on: date) -> NextDue | None:
        found = worklist.next_due(self._store, on)
        return NextDue(*found) if found else None


class _Look:
    """One look at a day: what is read, and the rows that follow."""

    def __init__(self, store: Store, on: date) -> None:
        self.on, self.currency = on, book.company(store).currency
        self.owed = {each.customer_id: each for each in worklist.owed(store, on)}
        self._policy = policies.on(store, on)
        self._over = limits_used.over_limits(store, on)
        self._overdue = _by_customer(worklist.overdue(store, on))
        crediting = {who for who, each in self.owed.items() if each.unapplied}
        self._credits = _by_currency(reminding.unapplied(store, on, crediting))
        # Only where money may cover it; of all others the sums are known.
        self._coming = _by_customer(worklist.coming(store, on, crediting))
        self._beside = beside(store, on, self.currency)
        self._said = Said(store, on, self._policy, self.currency)
        self._promises = self._said.promises(self.owed)
        self._back = self._said.came_back()
        letters = Reminders(store, on).due(on, interest=False, promised=self._said.promised)  # the highest first
        self._letters = {each.customer_id: each.level for each in reversed(letters)}
        self._snoozed = snoozes.live(store, on)
        self._callers = worklist.callers(store, on)
        self._risks = risks_on(store, on, {*self.owed, *self._over, *self._beside.reasons})
        least = to_minor(Decimal(str(self._policy.default_amount)), self.currency)
        owing = {who: each.balance for who, each in self.owed.items()}
        news = {who: risk for who, risk in self._risks.items() if not self._is_old(who, owing.get(who, 0), least)}
        self._stopped = self._said.stopped(owing, news)

    def rows(self) -> list[WorkRow]:
        """Of everybody who has a reason, on the list or waiting."""
        who = {*self.owed, *self._over, *self._beside.reasons, *self._stopped, *self._said.last}
        return [row for each in who if (row := self._row(each)) is not None]

    def order(self, row: WorkRow) -> tuple[Any, ...]:
        """The sort key of a row on the list."""
        deadline = self._beside.deadlines.get(row.customer_id)
        return (*rules.rank(row.reasons, row.cost, deadline.days if deadline else None), row.code)

    def _is_old(self, who: int, balance: int, least: int) -> bool:
        return rules.is_old_news(self._days(self._overdue.get(who, ())), balance, least, self._policy)

    def _days(self, parts: Iterable[OpenPart]) -> list[tuple[int, int]]:
        """(amount asked, days overdue) of each."""
        return [(each.asked, overdue_days(each.due_on, self.on)) for each in parts]

    def _row(self, who: int) -> WorkRow | None:
        asked = self._overdue.get(who, ())
        free, coming, paused = self._parted(who)
        until = self._said.waits_until(who)
        found = list(self._reasons(who, () if until else free, coming))
        if until:
            found = [each for each in found if each.code not in ANSWERED]
        snoozed = self._snoozed.get(who, {})
        if not found:
            return self._waiting(who, asked, paused, until)
        if rules.is_hidden(found, snoozed):
            return self._made(who, found, free, "snooze", min(snoozed[each.code] for each in found))
        return self._made(who, found, free)

    def _waiting(
        self, who: int, asked: Sequence[OpenPart], paused: Sequence[Pause], until: date | None
    ) -> WorkRow | None:
        """Overdue, but nothing is to be done about it today."""
        if not asked:
            return None
        found = [self._called(who, asked)]
        if len(paused) < len(asked):
            return self._made(who, found, asked, "contact", until)
        first = min(paused, key=lambda each: each.until or date.max)
        return self._made(who, found, asked, first.why, first.until)

    def _parted(self, who: int) -> tuple[list[OpenPart], list[OpenPart], list[Pause]]:
        """What is asked for now and what comes due, less money that is not applied yet, and what keeps us from asking for the rest."""
        late, coming = self._overdue.get(who, []), self._coming.get(who, [])
        pauses = {each.instalment_id: self._said.pause_of(who, each.instalment_id) for each in (*late, *coming)}
        free = [each for each in (*late, *coming) if pauses[each.instalment_id] is None]
        left = rules.uncovered(free, self._credits.get(who, {}))
        held = [each for each in coming if pauses[each.instalment_id] is not None]
        paused = [pause for each in late if (pause := pauses[each.instalment_id]) is not None]
        asked = [each for each in left if each.due_on < self.on]
        return asked, sorted([*left[len(asked) :], *held], key=lambda each: each.due_on), paused

    def _reasons(self, who: int, free: Sequence[OpenPart], coming: Sequence[OpenPart]) -> Iterable[Reason]:
        yield from self._promises.get(who, ())
        if who in self._stopped:
            yield self._stopped[who]
        back = self._back.get(who)
        if back is not None:
            yield replace(back, amount=sum(each.asked for each in free)) if free else back
        if free:
            yield self._called(who, free)
        elif (follow := self._said.follow_up(who)) is not None:
            yield follow
        owed, over = self.owed.get(who), self._over.get(who, 0)
        if owed is not None:
            if who in self._coming:
                owed = rules.with_coming(owed, coming)
            yield from (each for each in rules.reasons(owed, over, self.on, self.currency) if each.code != "overdue")
        elif over > 0:  # drafts and goods on the way can be too much where nothing is owed
            yield Reason("over_limit", over, self.currency)
        yield from self._beside.reasons.get(who, ())

    def _called(self, who: int, parts: Sequence[OpenPart]) -> Reason:
        """What is overdue, and the step it asks for: the letter that is due, else a call, a visit ..."""
        days = overdue_days(parts[0].due_on, self.on)
        level = self._letters.get(who)
        what = f"remind_{level}" if level else rules.step_of(days, self._policy)
        return Reason("overdue", sum(each.asked for each in parts), self.currency, days, len(parts), what)

    def _made(
        self,
        who: int,
        found: Iterable[Reason],
        parts: Sequence[OpenPart],
        waits: str = "",
        until: date | None = None,
    ) -> WorkRow:
        caller, reasons, deadline = self._callers[who], rules.in_order(found), self._beside.deadlines.get(who)
        oldest = self._overdue[who][0].due_on if who in self._overdue else None
        return WorkRow(
            who, caller.code, caller.name, caller.full_name, caller.contact, caller.phone, reasons, reasons[0].amount,
            overdue_days(oldest, self.on), self._risks.get(who, "unrated"), self._said.last.get(who), caller.last_paid,
            caller.search_key, rules.cost_of_waiting(self._days(parts), self._policy, deadline.at_stake if deadline else 0), waits, until,
        )  # fmt: skip


def _by_customer(parts: Iterable[OpenPart]) -> dict[int, list[OpenPart]]:
    found: dict[int, list[OpenPart]] = defaultdict(list)
    for each in parts:
        found[each.customer_id].append(each)
    return dict(found)


def _by_currency(credits_: Mapping[tuple[int, str], int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for (who, currency), amount in credits_.items():
        found[who][currency] = amount
    return dict(found)
