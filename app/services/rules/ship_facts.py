"""What is known of one customer and one order on a day: what the rules of "May I ship?" read. Minor units of one currency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.services.rules.prepayment import part

WHOLE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Overdue:
    """An undisputed instalment past its due day. `id` of the instalment."""

    id: int
    amount: int
    days: int


@dataclass(frozen=True, slots=True)
class Release:
    """A live approval: the rules it releases, for orders up to `amount` (None = any)."""

    id: int
    covers: frozenset[str]
    amount: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipFacts:
    """One customer and one order on a day.

    `exposure` = at risk before the order, `own` = what this deal, of which `whole` is left, already put into it, `overdue` the oldest
    first, `open` = all debts open. `required` + `prepay_bp` of what is asked come before shipping, `received` of it is there (already negative in the
    exposure). `limit` in the state "set" ("unknown": no rate
    for its currency); `proposal` stands in where none is set. `group_limit` against the exposure of `others` in
    the group. `split` = orders of the last days; `large` = amount from which on an order is large; `average` of the last receivables.
    `insured_to` = the insurer's limit, None for who is not insured; `uninsured` = why new shipments have no cover.
    """

    asked: int
    exposure: int = 0
    own: int = 0
    whole: int = 0
    hold: bool = False
    grade: str = "NR"
    broken: int = 0
    reminded: int = 0
    overdue: tuple[Overdue, ...] = ()
    open: int = 0
    limit_state: str = "not_set"
    limit: int = 0
    proposal: int = 0
    group_limit: int | None = None
    others: int = 0
    group_late: int = 0
    max_order: int | None = None
    stop_line: int | None = None
    split: int = 0
    large: int | None = None
    average: int | None = None
    required: int = 0
    prepay_bp: int = 0
    received: int = 0
    insured_to: int | None = None
    uninsured: str | None = None
    papers: int = 0
    releases: tuple[Release, ...] = ()

    @property
    def before(self) -> int:
        """What must have come in before it leaves."""
        return self.required + part(self.asked, self.prepay_bp)

    @property
    def pending(self) -> int:
        """What of that is not there yet."""
        return max(0, self.before - self.received)

    @property
    def replaced(self) -> int:
        """Work of this deal that is at risk already and leaves with the goods: no risk is counted twice."""
        return self.own if self.asked >= self.whole else self.own * self.asked // self.whole

    @property
    def after(self) -> int:
        """At risk once it has left and what must come before has come."""
        return self.exposure - self.replaced + self.asked - self.pending

    @property
    def credit(self) -> int:
        """What of the order is given on credit."""
        return max(0, min(self.asked - max(self.before, self.received), self.after))

    @property
    def late(self) -> int:
        return sum(each.amount for each in self.overdue)
