"""What "May I ship?" answers: the verdict with its reasons, the documents they are about, and the ways out; kept as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.services.rules.ways_out import Step, Way

__all__ = ["Answer", "Document", "GroupNow", "LimitNow", "Reason", "Step", "Way"]


@dataclass(frozen=True, slots=True)
class Document:
    """A row that a reason is about: `table` and `id` name it; `amount` in minor units of the answer's currency, `days` overdue."""

    table: str
    id: int
    label: str
    amount: int
    on: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` says what was found, `rule` by which rule of the policy, `verdict` what it alone leads to; `figures` for its sentence:
    amounts in minor units of the answer's currency, shares in basis points, days and counts as they are."""

    code: str
    rule: str
    verdict: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class LimitNow:
    """`state` not_set, set, unlimited, expired; `amount` None where none is set or it is unlimited; `proposal` = what the rules
    would give; `until` = the first day on which the limit changes by itself."""

    state: str
    amount: int | None
    proposal: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GroupNow:
    """The group of the customer: its limit (None = none), what all of it has at risk before and after, and who holds it up."""

    name: str
    limit: int | None
    before: int
    after: int
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Amounts in minor units of `currency`, the customer's; `order` in those of `order_currency`, as asked;
    `entire` = all that is left of the deal or contract `about`.

    `reasons` at most four, the severest, in the order of the rules; `more` = how many others, `broken` = every rule. `released` = rules that a live
    approval answers for (`approvals` names them). `collect` = the smallest sum after which it may leave, where one is missing.
    `before` and `after` = credit in use; `credit` = what of the order is on credit; `required`, `received`, `missing` ahead of it.
    `split` = orders of the last days counted with it. `overdue` = undisputed debts
    past their day, the oldest first: what a way out collects. `on_time` = basis points of the last 12 months' money that came on time.
    """

    customer_id: int
    code: str
    name: str
    on: date
    currency: str
    order: int
    order_currency: str
    asked: int
    deal_id: int | None = None
    contract_id: int | None = None
    about: str | None = None
    entire: bool = False
    verdict: str
    reasons: tuple[Reason, ...]
    more: int = 0
    broken: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    collect: int | None = None
    before: int
    after: int
    credit: int
    required: int = 0
    received: int = 0
    missing: int = 0
    split: int = 0
    limit: LimitNow
    group: GroupNow | None = None
    grade: str = "NR"
    overdue: tuple[Document, ...] = ()
    on_time: int | None = None
    uncovered: int | None = None
    exposure: Mapping[str, int] = field(default_factory=dict)
    own_rates: tuple[str, ...] = ()
    unconverted: tuple[str, ...] = ()
    policy_id: int = 0

    @property
    def overdue_days(self) -> int:
        """Of the oldest undisputed debt."""
        return max((each.days or 0 for each in self.overdue), default=0)

    @property
    def is_unrated(self) -> bool:
        """Too little is known for any credit: no limit is set, and the rules propose none."""
        return self.grade == "NR" and self.limit.state == "not_set" and not self.limit.proposal and self.verdict != "ok"
