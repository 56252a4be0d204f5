"""The sections of a review sheet that tell about the customer: who they are, their figures, what they buy, pay and owe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models.financials import FinancialStatement
from app.models.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    name: str = ""
    role: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who the customer is (section 1 and 3 of the paper). `members` = the other customers of the group with what they owe."""

    code: str = ""
    name: str = ""
    registration_no: str | None = None
    sole_trader: bool = False
    public_body: bool = False
    legal_rep: str | None = None
    capital_subscribed: Money | None = None
    capital_paid: Money | None = None
    founded: date | None = None
    country: str | None = None
    region: str | None = None
    address: str | None = None
    service_address: str | None = None
    phone: str | None = None
    industry: str | None = None
    sector: str | None = None
    size_class: str | None = None
    group: str | None = None
    members: tuple[tuple[str, Money], ...] = ()
    contacts: tuple[ContactLine, ...] = ()
    expected_sales: Money | None = None  # a year, with tax
    margin_bp: int | None = None
    peak_bp: int | None = None  # strongest month over the average one


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioLine:
    """`values` one a period, newest first, in the unit of the ratio (rules/ratios); `points` 0..100 of the newest, None = n/a."""

    code: str = ""
    values: tuple[float | None, ...] = ()
    points: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finances:
    """At most three periods, newest first; `z1`, `z2`, `zmijewski` are information only; `warnings` codes of rules/ratios."""

    periods: tuple[FinancialStatement, ...] = ()
    ratios: tuple[RatioLine, ...] = ()
    net_worth: Money | None = None
    tangible_net_worth: Money | None = None
    z1: float | None = None
    z2: float | None = None
    zmijewski: float | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of dealings in the book's currency. `days_late` = money-weighted days after the due day of what was paid."""

    first: date = date.min
    sold: Money | None = None
    paid: Money | None = None
    paid_late: Money | None = None
    days_late: float | None = None
    balance: Money | None = None  # owed at its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """Twelve months of dealings, oldest month first. `high_credit` = the most that was ever owed in them, and its day."""

    since: date | None = None
    sales: Money | None = None
    invoices: int = 0
    best_month: date | None = None
    best_month_sales: Money | None = None
    high_credit: Money | None = None
    high_credit_on: date | None = None
    credited_bp: int | None = None  # credit notes over sales
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentHabit:
    """How they pay us (domain A4); None = not enough known. Days after the due day, shares 0..1.

    `promises` = how many promises to pay were kept or not, `kept_rate` = the share of the next ones that is expected to be kept.
    """

    index: float | None = None
    average_days: float | None = None  # money-weighted, open overdue included (WADBT)
    on_time: float | None = None
    worst: int | None = None
    trend: float | None = None  # > 0 = worsening
    invoices: int = 0
    broken_promises: int = 0
    promises: int = 0
    kept_rate: float | None = None
    open_disputes: int = 0
    last_paid_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is owed at the end of the data day, book's currency. `bands` = (key of rules/ageing, amount)."""

    bands: tuple[tuple[str, Money], ...] = ()
    balance: Money | None = None
    overdue: Money | None = None
    overdue_days: int = 0
    unapplied: Money | None = None
    disputed: Money | None = None
    retention: Money | None = None
    bills: Money | None = None
    headroom: Money | None = (
        None  # limit less what is owed, in the customer's currency; None = no limit to compare with
    )
    use_bp: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """Exceptions approved after the review before this one (`since` None = ever). `total` = the orders they were for, in the
    customer's currency; `live` = those that still hold."""

    since: date | None = None
    count: int = 0
    total: Money | None = None
    live: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityLine:
    kind: str = ""
    giver: str | None = None
    value: Money | None = None
    joint: bool | None = None
    from_on: date | None = None
    expires_on: date | None = None
    registered_on: date | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLine:
    number: str = ""
    title: str | None = None
    amount: Money | None = None
    signed_on: date | None = None
    ends_on: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """A file behind a fact; `sha256` is that of its bytes, `of` the table and id it belongs to."""

    number: int = 0
    name: str = ""
    role: str = ""
    of: str = ""
    on_day: date | None = None
    size: int = 0
    sha256: str = ""
