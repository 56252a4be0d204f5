"""What a reminder is: the letter that is due to one customer, what it asks for, what pauses a debt. The ladder: `reminder_ladder.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

TOP: Final = 4  # the last letter; after it come only the contact steps
Pause = Literal["dispute", "promise", "hold", "most", "quiet", "court", "lawyer"]
Why = Literal["coming_due", "first", "next", "jumped"]
Wait = Literal["nothing", "covered", "paused", "later", "interval", "deadline", "done", "small", "asked"]


@dataclass(frozen=True, slots=True)
class DueItem:
    """An instalment that is asked for; minor units of the reminder's currency.

    `asked` = open - disputed - `credit` (money and credit notes of the customer that are not applied). `overdue_days` is negative
    before the due day. `step` = the highest letter that reached it so far, None = none; `level` = the step it reaches with this one.
    `interest` to the day and `per_day` from then on by the rule `regime`, "" where none is told.
    """

    instalment_id: int
    receivable_id: int
    number: str
    seq: int
    contract: str | None
    issued_on: date
    due_on: date
    original: int
    open: int
    disputed: int
    credit: int
    overdue_days: int
    step: int | None
    level: int
    interest: int = 0
    per_day: int = 0
    regime: str = ""

    @property
    def asked(self) -> int:
        return self.open - self.disputed - self.credit


@dataclass(frozen=True, slots=True)
class PausedItem:
    """What is not asked for now, and why; `until` = the last day of the pause, None = until somebody ends it.

    Of a dispute only `amount` is paused; `document` = what says so: the reason of the hold, the number of the legal matter; the day of the
    promise is `until`.
    """

    item: DueItem
    why: Pause
    amount: int
    until: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a letter is due: `number` = the debt that decides, `days` past its due day (before it: until then, level 0), `wait` =
    the days after which this step is due, `since` = the day on which it became due; `what` = the fact behind a jump."""

    code: Why
    number: str
    days: int
    wait: int
    since: date
    what: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why no letter is due: `until` = the first day on which one may be, where that is known."""

    code: Wait
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A debt that is not asked for again on a past day: the later letter `number` of `made_on` did, and took it to the step `level`."""

    item: DueItem
    number: str
    made_on: date
    level: int


@dataclass(frozen=True, slots=True)
class LastReminder:
    """The newest reminder of a customer that went out."""

    id: int
    made_on: date
    level: int
    channel: str
    currency: str
    contact: str | None
    deadline_on: date | None


@dataclass(frozen=True, slots=True)
class DueReminder:
    """One letter to one customer in one currency; minor units of `currency`.

    `amount` = what the items ask, `credits` = what was taken off them; `interest` to the day, `per_day` from then on, both beside
    the amount, 0 where no rate is known; `fees` = of all letters, `fee` = of this one. `due` False: nobody need be reminded now
    (`waiting` says why), and `level` is what one would repeat; `later` = debts not due yet, which may be named as well;
    `left` = what a later letter asked for, where a past day is written down afterwards.
    """

    customer_id: int
    code: str
    name: str
    currency: str
    level: int
    amount: int
    credits: int
    items: tuple[DueItem, ...]
    later: tuple[DueItem, ...]
    paused: tuple[PausedItem, ...]
    reason: Reason | None
    waiting: Waiting | None
    last: LastReminder | None
    deadline_on: date | None
    follow_on: date
    interest: int = 0
    per_day: int = 0
    fees: int = 0
    fee: int = 0
    left: tuple[LeftOut, ...] = ()

    @property
    def due(self) -> bool:
        return self.waiting is None

    @property
    def total(self) -> int:
        """What the letter says is to be paid: the debts, the interest told, the fees."""
        return self.amount + self.interest + self.fees
