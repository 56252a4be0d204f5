"""The review of a customer as one frozen sheet: what the screen shows, the paper prints and an approved review keeps.

Codes and numbers only; words are chosen when it is shown. A shown amount is a `Money`; shares are basis points (`_bp`) or
0..1 (`pd`, `lgd`, `confidence`), points hundredths (`_x100`). Every field has a default, so that old sheets stay readable.

sheet = services.reviews.sheet(review_id)          # the frozen one where there is one, else as of its data day
sheet = services.reviews.preview(customer_id, on)  # without a review: today's figures under today's rules
text = to_json(sheet); sheet = from_json(text)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any, Final

from app.models.credit_facts import CreditFact
from app.models.money import Money
from app.services import frozen
from app.services.review_sections import (
    ContactLine,
    ContractLine,
    EvidenceLine,
    Finances,
    Month,
    Owed,
    PaymentHabit,
    RatioLine,
    Releases,
    SecurityLine,
    Subject,
    Trade,
)
from app.services.rules.score_types import Reason, Score
from app.services.statement_sheets import Party

__all__ = [
    "Analysis", "Candidate", "ContactLine", "ContractLine", "Earlier", "EvidenceLine", "Finances", "Head", "Limits", "Loss", "Month",
    "OpinionLine", "Owed", "PaymentHabit", "Position", "RatioLine", "ReviewSheet", "RiskLine", "Rules", "Scoring", "SecurityLine",
    "Subject", "Trade", "Waiting", "from_json", "to_json",
]  # fmt: skip
FORMS: Final = ("short", "full")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Which review this is. `number` "" = a preview; `data_on` = the end of this day is what every figure tells; `company_en` = our name
    on English papers."""

    number: str = ""
    type: str = "periodic"  # new, periodic, increase, temporary, triggered
    trigger: str | None = None  # a code of rules/review_calendar.TRIGGERS
    status: str = "draft"
    opened_on: date | None = None
    data_on: date = date.min
    company: Party | None = None
    currency: str = ""  # the customer's; limits are in it
    base: str = ""  # the book's; the ledger's figures are in it
    proposed_by: str | None = None
    approved_by: str | None = None
    decided_on: date | None = None
    decision_reason: str | None = None
    alone: bool = False  # proposed and approved by one person, who said why
    voided_on: date | None = None
    void_reason: str | None = None
    company_en: str | None = field(default=None, metadata=frozen.LATER)

    def called(self, language: str) -> str:
        """Our name on a paper in a language, "" where none is known."""
        own = self.company.name if self.company else ""
        return self.company_en if language == "en" and self.company_en else own


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What holds, is proposed or was approved. `limit` None with state "set" never occurs; `limit_until` None = open-ended."""

    grade: str | None = None
    notches: int = 0  # grade moved by hand
    limit_state: str = "not_set"  # not_set, set, unlimited, expired (has run out; only of `current`)
    limit: Money | None = None
    limit_until: date | None = None
    temporary: Money | None = None  # on top of the standing limit
    temporary_until: date | None = None
    terms_basis: str | None = None  # cash, net, eom, eom_day
    terms_days: int | None = None
    terms_day_of_month: int | None = None
    prepay_bp: int | None = None
    security: str | None = None  # what is wanted, as typed
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The approved review before this one."""

    number: str = ""
    on: date | None = None
    points_x100: int | None = None
    grade: str = ""
    blocks: Mapping[str, float | None] = field(default_factory=dict)
    limit: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """`score` with every reason; `bars` = at most eight of them for the drawing ("other" merges), summing to the same."""

    score: Score | None = None
    bars: tuple[Reason, ...] = ()
    best: tuple[Reason, ...] = ()
    worst: tuple[Reason, ...] = ()
    is_new: bool = False
    completeness: float | None = None  # 0..1, of the credit file
    missing: tuple[str, ...] = ()
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One way to a limit (domain B1): "L1" ... "L10"; `amount` None = cannot be said, `data` the figures it is made of.

    `counted` = it was compared with others, `binding` = it decided.
    """

    code: str = ""
    amount: Money | None = None
    counted: bool = False
    binding: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How the proposed limit came about. `binding` = the code that decided, `factor` = share of the ramp of a new customer."""

    candidates: tuple[Candidate, ...] = ()
    binding: str | None = None
    uncovered_max: Money | None = None
    factor: float | None = None
    proposal: Money | None = None
    terms_days: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What can still be collected when one waits so many days."""

    days: int = 0
    share: float = 0.0
    amount: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Expected loss within 12 months = `pd` x `lgd` x `exposure`; `earn_back` = sales whose margin makes up a loss of it.

    `behind` = what moves `lgd` from the usual share (services/loss.Behind).
    """

    pd: float | None = None
    lgd: float | None = None
    behind: tuple[str, ...] = ()
    exposure: Money | None = None
    expected: Money | None = None
    waiting: tuple[Waiting, ...] = ()
    earn_back: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLine:
    """One line of the register: likelihood and severity 1..5, before and after the measure."""

    type: str = "credit"  # credit, market, contract, operational, liquidity
    what: str = ""
    likelihood: int = 1
    severity: int = 1
    likelihood_after: int | None = None
    severity_after: int | None = None
    measure: str | None = None
    owner: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """As typed by the proposer. `risks` = (risk, what is done about it)."""

    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    risks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionLine:
    part: str = "sales"  # sales, finance, legal, owner
    stand: str = "for"  # for, against, veto
    person: str = ""
    text: str | None = None
    on_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Under which rules: the version, what of it is not the default, and the log of the calculation."""

    policy_id: int = 0
    policy_from: date | None = None
    changed: Mapping[str, Any] = field(default_factory=dict)
    program: str = ""
    log: Mapping[str, Any] = field(default_factory=dict)  # what the score read (models/facts.CustomerFacts), plain


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSheet:
    """All of it; the fields follow the sections of the paper (documents.md 4.1)."""

    head: Head = Head()
    subject: Subject = field(default_factory=Subject)
    ownership: tuple[CreditFact, ...] = ()
    visits: tuple[CreditFact, ...] = ()
    records: tuple[CreditFact, ...] = ()  # court, registry, tax, capital, rumour
    references: tuple[CreditFact, ...] = ()  # bank report, bank and trade references
    ratings: tuple[CreditFact, ...] = ()
    market: tuple[CreditFact, ...] = ()  # opinions on the industry, the region ...
    finances: Finances = field(default_factory=Finances)
    trade: Trade = field(default_factory=Trade)
    payment: PaymentHabit = field(default_factory=PaymentHabit)
    owed: Owed = field(default_factory=Owed)
    securities: tuple[SecurityLine, ...] = ()
    contracts: tuple[ContractLine, ...] = ()
    scoring: Scoring = Scoring()
    risks: tuple[RiskLine, ...] = ()
    limits: Limits = Limits()
    loss: Loss = Loss()
    analysis: Analysis = Analysis()
    current: Position = Position()
    proposed: Position = Position()
    approved: Position | None = None
    treatment: str = "normal"  # rules/value_risk.TREATMENTS
    value_class: str | None = None  # A, B, C by the sales of 12 months; None = no sales
    conditions: tuple[str, ...] = ()
    opinions: tuple[OpinionLine, ...] = ()
    signatures: tuple[str, ...] = ()  # roles whose signature the amount and grade need, the last one decides
    evidence: tuple[EvidenceLine, ...] = ()
    rules: Rules = Rules()
    releases: Releases | None = field(default=None, metadata=frozen.LATER)

    @property
    def decision(self) -> Position:
        """The box on top: what was approved, else what is proposed."""
        return self.approved or self.proposed

    @property
    def mark(self) -> str:
        """Short print of the whole content, for the foot of the paper: another content has another mark, a void changes none."""
        head = replace(self.head, status="approved", voided_on=None, void_reason=None)
        content = replace(self, head=head) if self.head.voided_on and self.approved else self
        return sha256(to_json(content).encode()).hexdigest()[:12]


def to_json(sheet: ReviewSheet) -> str:
    return frozen.to_json(sheet)


def from_json(text: str) -> ReviewSheet:
    """Raises ValueError for text that is no review sheet."""
    return frozen.from_json(ReviewSheet, text)
