"""What one customer owes at the end of a day, in sums: the figures that Today and the dashboard stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Owed:
    """Minor units of the book's currency. `balance` = `open` less `unapplied`, as the ledger has it.

    `overdue` is past its due day (`old` of it by more than 90 days), `soon` falls due within seven days, today
    included; `undated` counts the items without a due day that do not wait for an event either: they are in
    `open` and in nothing else.

    `asked_*` are the same without what is `disputed`: what a customer is reminded of. `unsettled` = disputed parts
    that were to be settled before the day (`settle_by` the first of their days).
    """

    customer_id: int
    code: str
    name: str
    balance: int
    open: int
    count: int
    overdue: int
    overdue_count: int
    oldest_due: date | None
    old: int
    soon: int
    soon_count: int
    next_due: date | None
    unapplied: int
    undated: int
    asked_overdue: int
    asked_overdue_count: int
    asked_oldest: date | None
    asked_soon: int
    asked_soon_count: int
    asked_next: date | None
    disputed: int = 0
    unsettled: int = 0
    unsettled_count: int = 0
    settle_by: date | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom to call about it, what limit they have, when they paid last.

    `limit_amount` is in minor units of `limit_currency`, None when no limit is set or it is unlimited.
    """

    customer_id: int
    code: str
    name: str
    full_name: str
    contact: str
    phone: str
    limit_amount: int | None
    limit_currency: str | None
    last_paid: date | None
    search_key: str


@dataclass(frozen=True, slots=True)
class OpenPart:
    """An open instalment; `asked` = what of it is not in dispute, minor units of the book's currency, `own` = of its own."""

    customer_id: int
    instalment_id: int
    due_on: date
    asked: int
    currency: str
    own: int


@dataclass(frozen=True, slots=True)
class CameBack:
    """A letter that came back, and one of the debts it named; `open_base` = what is open of that one, in the book's currency."""

    customer_id: int
    number: str
    on: date
    instalment_id: int
    open_base: int
