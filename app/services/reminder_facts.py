"""From the book to the letters of a day: what each customer owes in each currency, read for those alone who have something due."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import groupby
from typing import Final

from app.models import book, debts, matters, reminders, scores
from app.models import reminding as reading
from app.models.dates import LAST, add_days, add_workdays
from app.models.money import to_minor
from app.models.reminders import Later, Override, Reminder
from app.models.reminding import OpenDebt
from app.models.store import Store
from app.services import policies, promises, score_rows
from app.services.day_rates import DayRates
from app.services.rules import court, reminder_ladder, scoring
from app.services.rules.parameters import Policy
from app.services.rules.reminder_ladder import Debt, Ladder
from app.services.rules.reminding import TOP, DueItem, DueReminder, LastReminder, LeftOut, PausedItem
from app.services.rules.score_types import GRADES

# Facts so bad that the last letter is due at once; beside them a refused draft that is not paid.
JUMPS: Final = ("dishonest", "high_spending")
REFUSED: Final = "refused_draft"


def read(
    store: Store,
    on: date,
    customer_ids: Collection[int] | None = None,
    *,
    whole: bool = False,
    promised: Mapping[int, date] | None = None,
    afterwards: bool = False,
) -> list[DueReminder]:
    """Of every customer and currency with something due soon, also where no letter is due now; without interest.

    `whole` = with all that is owed, however far ahead; `promised` = `promises.pauses`, where they are read already; `afterwards` =
    what can still be written down of a past day: without what a later letter asked for.
    """
    policy = policies.on(store, on)
    until = LAST if whole else add_days(on, policy.remind_before)
    who = reading.debtors(store, on, until) if customer_ids is None else set(customer_ids)
    later = reminders.later(store, on, who) if afterwards else {}
    return list(_Reading(store, on, policy, who, promised, later).found(until)) if who else []


@dataclass(frozen=True, slots=True)
class Rating:
    """Of a customer on a day: the grade, and the codes of what holds it down."""

    grade: str
    caps: tuple[str, ...]


class _Reading:
    """One day's facts about some customers."""

    def __init__(
        self,
        store: Store,
        on: date,
        policy: Policy,
        who: set[int],
        promised: Mapping[int, date] | None,
        later: Mapping[int, Later],
    ) -> None:
        self._store, self._on, self._policy, self._who = store, on, policy, who
        self._promised = promises.pauses(store, on, who) if promised is None else promised
        self._after = later
        self._own = book.company(store).currency
        self._rates = DayRates(store, on, documents=True)

    def found(self, until: date) -> Iterator[DueReminder]:
        store, on, who = self._store, self._on, self._who
        rows = reading.debts(store, on, until, who)
        self._credits = reading.unapplied(store, on, who)
        self._steps = reminders.steps(store, on, who)
        self._past = _by_customer(reminders.live(store, on, who))
        self._overrides = {(each.customer_id, each.instalment_id): each for each in reminders.overrides(store, on, who)}
        self._held = {(each.customer_id, each.instalment_id): each for each in reversed(reading.holds(store, on, who))}
        self._quiet = reading.quiet(store, on, who)
        self._legal = {each.instalment_id: each for each in matters.debts_on(store, on, who)}
        self._fees = reading.fees(store, on, who)
        self._ratings = ratings(store, on, self._policy, {row.customer_id for row in rows})
        self._refused = reading.refused(store, on, who)
        parties = debts.names(store, {row.customer_id for row in rows})
        for (customer_id, currency), some in groupby(rows, key=lambda row: (row.customer_id, row.currency)):
            yield self._reminder(customer_id, parties[customer_id], currency, list(some))

    def _reminder(self, who: int, name: tuple[str, str], currency: str, rows: Sequence[OpenDebt]) -> DueReminder:
        owed = [self._debt(row) for row in rows]
        found = reminder_ladder.decide(owed, self._credits.get((who, currency), 0), self._ladder(who, currency))
        items, level = found.items, found.level
        last = self._past.get(who, [None])[0]
        fee = sum(fees(self._policy, self._rates, self._own, currency, items, level).values())
        return DueReminder(
            customer_id=who,
            code=name[0],
            name=name[1],
            currency=currency,
            level=level,
            amount=sum(each.asked for each in items),
            credits=sum(each.credit for each in items),
            items=items,
            later=found.later,
            paused=found.paused,
            reason=found.reason,
            waiting=found.waiting,
            last=_last(last) if last else None,
            deadline_on=deadline(self._policy, level, self._on),
            follow_on=add_workdays(self._on, self._policy.remind_follow[level]),
            fees=fee + sum(self._fees.get(each.instalment_id, 0) for each in items),
            fee=fee,
            left=tuple(self._left(each) for each in found.left),
        )

    def _left(self, item: DueItem) -> LeftOut:
        later = self._after[item.instalment_id]
        return LeftOut(item, later.number, later.made_on, later.level)

    def _debt(self, row: OpenDebt) -> Debt:
        step, named_on = self._step(row.instalment_id)
        item = DueItem(
            row.instalment_id, row.receivable_id, row.number, row.seq, row.contract, row.issued_on, row.due_on,
            row.original, row.open, row.disputed, 0, (self._on - row.due_on).days, step, step or 0,
        )  # fmt: skip
        override = self._overrides.get((row.customer_id, row.instalment_id)) or self._overrides.get(
            (row.customer_id, None)
        )
        most = TOP if override is None or override.most_level is None else override.most_level
        waits, pause = self._waits(row.customer_id, override), self._pause(row.customer_id, item)
        later = self._after.get(row.instalment_id)
        return Debt(item, waits, most, pause, row.settle_by, named_on, later.level if later else None)

    def _step(self, instalment_id: int) -> tuple[int | None, date | None]:
        """The highest letter that reached a debt, and the day of the newest; after the lawyer's none is left."""
        legal = self._legal.get(instalment_id)
        step, named_on = self._steps.get(instalment_id, (None, None))
        return TOP if legal and legal.lettered else step, named_on

    def _waits(self, who: int, override: Override | None) -> tuple[int, ...]:
        by_hand = override.wait_bp if override else None
        factor = Fraction(by_hand, 10_000) if by_hand is not None else self._factor(self._ratings[who].grade)
        return reminder_ladder.waits(self._policy.remind_days, factor, override.later_days if override else 0)

    def _factor(self, grade: str) -> Fraction:
        """D waits as little as the lowest grade; who is not rated waits as long as the ladder says."""
        if grade == "NR":
            return Fraction(1)
        place = GRADES.index(grade) if grade in GRADES else -1
        return _exact(self._policy.remind_factor[place])

    def _pause(self, who: int, item: DueItem) -> PausedItem | None:
        left = item.open - item.disputed
        legal = self._legal.get(item.instalment_id)
        if legal and court.lies_with_court(legal.stage):
            return PausedItem(item, "court", left, None, legal.number)
        held = self._held.get((who, None)) or self._held.get((who, item.instalment_id))
        if held:
            return PausedItem(item, "hold", left, held.until_on, held.reason)
        if until := self._promised.get(item.instalment_id):
            return PausedItem(item, "promise", left, until)
        return PausedItem(item, "quiet", left) if who in self._quiet else None

    def _ladder(self, who: int, currency: str) -> Ladder:
        policy, past = self._policy, self._past.get(who, [])
        running = [
            each for each in past if each.currency == currency and each.deadline_on and each.deadline_on >= self._on
        ]
        jump = _jump(self._ratings[who], who in self._refused)
        if jump and running and self._knew(who, add_days(running[0].made_on, -1)):
            jump = ""
        return Ladder(
            on=self._on,
            before=policy.remind_before,
            again=policy.remind_again,
            interval=policy.remind_interval,
            small=in_currency(self._rates, policy.remind_small, self._own, currency),
            jump=jump,
            below=running[0].level if running else TOP,
            until=running[0].deadline_on if running else None,
            not_before=add_days(past[0].made_on, policy.remind_interval) if past else None,
        )

    def _knew(self, who: int, on: date) -> bool:
        """Whether there was a reason for the last letter on an earlier day already."""
        refused = reading.refused(self._store, on, (who,))
        rated = ratings(self._store, on, policies.on(self._store, on), (who,))
        return bool(_jump(rated[who], who in refused)) if who in rated else bool(refused)


def _jump(rating: Rating, refused: bool) -> str:
    """The fact for which the last letter is due at once, "" where there is none."""
    return next((code for code in JUMPS if code in rating.caps), REFUSED if refused else "")


def ratings(store: Store, on: date, policy: Policy, who: Collection[int]) -> dict[int, Rating]:
    """Of some customers at the end of a day: the stored ones where they are of that day."""
    known = {key: Rating(*each) for key, each in scores.ratings(store, on, policy.id, who).items()}
    rest = set(who) - known.keys()
    found = (
        {each.customer_id: scoring.score(each, policy) for each in score_rows.facts(store, on, policy, rest)}
        if rest
        else {}
    )
    return known | {key: Rating(each.grade, tuple(cap.code for cap in each.caps)) for key, each in found.items()}


def fees(
    policy: Policy, rates: DayRates, own: str, currency: str, items: Sequence[DueItem], level: int
) -> dict[int, int]:
    """Instalment -> the fee of a letter of this level, minor units of the letter's currency."""
    if level == 0 or not (policy.remind_fee[level - 1] or policy.remind_fee_share[level - 1]):
        return {}
    fixed = in_currency(rates, policy.remind_fee[level - 1], own, currency)
    return reminder_ladder.fees(items, level, fixed, _exact(policy.remind_fee_share[level - 1]))


def in_currency(rates: DayRates, amount: float, own: str, currency: str) -> int:
    """A sum of the policy (major units of the book's currency) in minor units of another; 0 where no rate is known."""
    return rates.into(to_minor(Decimal(str(amount)), own), own, currency) or 0


def deadline(policy: Policy, level: int, on: date) -> date | None:
    """The last day for paying that a letter gives."""
    days = policy.remind_deadline[level]
    return add_days(on, days) if days else None


@cache
def _exact(number: float) -> Fraction:
    """A number of the policy as it is written there."""
    return Fraction(str(number))


def _by_customer(rows: Sequence[Reminder]) -> dict[int, list[Reminder]]:
    found: dict[int, list[Reminder]] = {}
    for row in rows:
        found.setdefault(row.customer_id, []).append(row)
    return found


def _last(row: Reminder) -> LastReminder:
    return LastReminder(row.id, row.made_on, row.level, row.channel, row.currency, row.contact, row.deadline_on)
