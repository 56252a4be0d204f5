"""What a notebook of reminders (`tests/notebook.py`) is made of: debts, money, what was said, letters. No code of the program."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(eq=False)
class Item:
    """An instalment; `dues` = (known from, due day), `id` and `of` (its receivable) = the program's."""

    id: int
    who: str
    currency: str
    issued: date
    amount: int
    dues: list[tuple[date, date]]
    of: int
    void: bool = False

    def due(self, on: date) -> date:
        return next((due for known, due in reversed(self.dues) if known <= on), self.dues[0][1])


@dataclass(eq=False)
class Money:
    """A receipt or a credit note; `uses` = (day, instalment, amount), `back` = the day it was refused."""

    id: int
    who: str
    currency: str
    day: date
    amount: int
    is_credit: bool = False
    uses: list[tuple[date, Item, int]] = field(default_factory=list)
    back: date | None = None
    draft: int = 0
    void: bool = False

    def used(self, on: date, item: Item | None = None) -> int:
        """Settled on a day, of one instalment or of all."""
        if self.void or self.day > on or (self.back and self.back <= on):
            return 0
        return sum(part for day, of, part in self.uses if day <= on and item in (None, of))

    def left(self, on: date) -> int:
        if self.void or self.day > on or (self.back and self.back <= on):
            return 0
        return self.amount - self.used(on)


@dataclass(eq=False)
class Dispute:
    id: int
    item: Item
    amount: int
    opened: date
    closed: date | None = None


@dataclass(eq=False)
class Hold:
    id: int
    who: str
    item: Item | None
    since: date
    until: date | None
    lifted: date | None = None


@dataclass(eq=False)
class Promise:
    id: int
    who: str
    currency: str
    made: date
    due: date
    amount: int
    items: tuple[Item, ...]
    withdrawn: date | None = None
    void: bool = False


@dataclass(eq=False)
class Letter:
    """`steps` = the level that each instalment reached; `signed`, `back` = the day it was signed for or came back, `fees` = what it cost by instalment."""

    id: int
    who: str
    currency: str
    level: int
    made: date
    steps: dict[Item, int]
    void: bool = False
    signed: date | None = None
    back: date | None = None
    fees: dict[Item, int] = field(default_factory=dict)

    def stands(self, on: date) -> bool:
        return not self.void and self.made <= on and not (self.back and self.back <= on)


@dataclass(frozen=True)
class Wanted:
    """A letter that is due: what each debt is asked for and the step it reaches; `owed` = the fees of the letters before it."""

    level: int
    asked: dict[int, tuple[int, int]]
    owed: int = 0

    @property
    def amount(self) -> int:
        return sum(amount for amount, _level in self.asked.values())
