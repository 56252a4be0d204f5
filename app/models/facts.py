"""What the score of a customer is made of, as it was known on a day. Rules read these, never rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.models.credit_facts import CreditFact
from app.models.financials import FinancialStatement


@dataclass(frozen=True, slots=True)
class Delay:
    """Money paid, or still open and overdue, `days` after its due day (negative = early); `amount` in the book's minor units.

    Many payments may stand in one Delay with their mean days, as long as all lie between the same two anchors of the
    payment index and on the same side of the days of grace: every measure of the score is linear in between.
    `recent` = paid within the last 90 days, or open. `undecided` = open and within the days of grace.
    """

    amount: int
    days: float
    recent: bool
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """Payments of the last 24 months and what is open and overdue; without disputed parts, credit notes, retention not due
    and prepayments (domain A4).

    `invoices` = receivables settled or overdue in the window, `settled` = those settled, `settled_late` = settled more
    than 15 days late, `worst` = most days late, paid or open (None = nothing), `history_days` = since the first receivable.
    """

    delays: tuple[Delay, ...] = ()
    worst: int | None = None
    invoices: int = 0
    settled: int = 0
    settled_late: int = 0
    history_days: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands today, amounts in the book's minor units: the balance, and what of it is undisputed and overdue.

    `overdue_days` = the oldest undisputed overdue item, `overdue_90` = undisputed more than 90 days overdue,
    `default_days` = days since what was in default was paid (None = not within the days of cure), whatever is open now.
    `bounced_days` = days since the oldest refused draft that is still unpaid. `written_off_days` = days since the last write-off
    not recovered.
    """

    balance: int = 0
    overdue: int = 0
    overdue_days: int = 0
    overdue_90: int = 0
    default_days: int | None = None
    bounced_days: int | None = None
    written_off_days: int | None = None
    invoices: int = 0
    hold: bool = False
    broken_promises: int = 0


@dataclass(frozen=True, slots=True)
class Override:
    """A grade moved by a person: `notches` > 0 = better."""

    notches: int
    reason: str
    approved_by: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFacts:
    """Everything about one customer that the score reads, known on `on`.

    `statements` newest period first, at most three of them; `facts` live on the day; `answers` item -> points 0..5 of the newest
    questionnaire; `visited_on` = the newest visit to the site; `currency` = the book's.
    """

    customer_id: int
    code: str
    on: date
    currency: str = "CNY"
    sector: str | None = None
    since: date | None = None
    founded: date | None = None
    payments: PaymentFacts = PaymentFacts()
    standing: Standing = Standing()
    statements: tuple[FinancialStatement, ...] = ()
    facts: tuple[CreditFact, ...] = ()
    answers: Mapping[int, int] = field(default_factory=dict)
    answered_on: date | None = None
    visited_on: date | None = None
    override: Override | None = None
