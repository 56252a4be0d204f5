"""Which open debts of a buyer are insured, and why the others are not (domain.md B4, D3). Pure.

    found = judged(items, grounds, known)        # [Insured(item, why="", counted=..., insured=...), ...]

Amounts in minor units of one currency. Every debt is judged by the policy and the limit that held on the day its goods left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from app.models.dates import add_days
from app.models.insured import Applied, BuyerLimit, InsurancePolicy, Late, Papers
from app.services.rules.insurance import share_of
from app.services.rules.insurance_days import declare_by, notice_by, stop_on
from app.services.rules.limit_candidates import whole

Why = Literal[
    "", "no_limit", "no_policy", "zero_limit", "related", "public", "private", "country", "disputed", "terms", "after_stop",
    "extended", "not_declared", "not_reported", "above_limit", "no_rate",
]  # fmt: skip
# In the order in which they are looked at: the first that holds is the reason.
WHYS: Final = Why.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An open instalment. `open` None = not to be told in the buyer's currency; `disputed` = the part in dispute;
    `tax` = the value-added tax within `open`. `agreed_due` = the due day before it was ever moved."""

    instalment_id: int
    receivable_id: int
    number: str
    open: int | None
    disputed: int = 0
    tax: int = 0
    shipped_on: date
    due_on: date | None
    agreed_due: date | None = None
    contract_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A buyer limit with its policy; `amount` = the limit in the buyer's currency, None where no rate is known."""

    policy: InsurancePolicy
    limit: BuyerLimit
    amount: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What else bears on it, as known on the day `on`. `extended` = receivable -> day to which the insurer agreed to wait;
    `declared`, `reported`, `claimed` = receivable -> day of the event; `paid_out` = receivables with an indemnity; `declared_to` = policy
    -> day up to which all shipments are declared; `contracts` = contract -> what is known of it."""

    on: date
    country: str | None = None
    public: bool = False
    private: bool = False
    late: tuple[Late, ...] = ()
    extended: Mapping[int, date] = field(default_factory=dict)
    declared: Mapping[int, date] = field(default_factory=dict)
    declared_to: Mapping[int, date] = field(default_factory=dict)
    reported: Mapping[int, date] = field(default_factory=dict)
    claimed: Mapping[int, date] = field(default_factory=dict)
    paid_out: frozenset[int] = frozenset()
    applied: tuple[Applied, ...] = ()
    contracts: Mapping[int, Papers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Insured:
    """A debt and its cover. `why` "" = eligible, else the reason (`WHYS`; "above_limit" when a part or all is beyond it).

    `eligible` = what the insurer would take; `insured` = what of it the limit leaves room for; `covered` = their share of that.
    """

    item: Item
    ground: Ground | None
    why: Why
    eligible: int = 0
    insured: int = 0

    @property
    def id(self) -> int:
        return self.item.instalment_id

    @property
    def covered(self) -> int:
        return share_of(self.insured, self.ground.policy.cover_bp) if self.ground else 0

    @property
    def above(self) -> int:
        return self.eligible - self.insured


def ground_on(grounds: Iterable[Ground], on: date) -> Ground | None:
    """What held on a day: the newest limit of a policy in force (they come newest first)."""
    return next((each for each in grounds if each.limit.holds(on) and each.policy.holds(on)), None)


def judged(items: Iterable[Item], grounds: Sequence[Ground], known: Known) -> list[Insured]:
    """Each debt by the order in which the goods left: the earlier ones use up the limit."""
    used, found = 0, []
    for item in sorted(items, key=lambda each: (each.shipped_on, each.instalment_id)):
        ground = ground_on(grounds, item.shipped_on)
        why = why_not(item, ground, grounds, known)
        if why or ground is None or item.open is None:
            found.append(Insured(item, ground, why))
            continue
        eligible = max(0, item.open - (0 if ground.policy.vat_covered else item.tax))
        insured = min(eligible, max(0, (ground.amount or 0) - used))
        used += insured
        found.append(Insured(item, ground, "" if insured == eligible else "above_limit", eligible, insured))
    return found


def why_not(item: Item, ground: Ground | None, grounds: Sequence[Ground], known: Known) -> Why:
    """The first reason for which the insurer takes nothing of it; "" = none."""
    if ground is None:
        return "no_policy" if any(each.limit.holds(item.shipped_on) for each in grounds) else "no_limit"
    if barred := excluded(ground, known):
        return barred
    policy = ground.policy
    checks: tuple[tuple[Why, bool], ...] = (
        ("no_rate", item.open is None or ground.amount is None),
        ("zero_limit", ground.amount == 0),
        ("disputed", item.disputed > 0),
        ("terms", too_long(item, policy)),
        ("after_stop", stopped(item.shipped_on, policy, known, other_than=item.receivable_id)),
        ("extended", extended(item, policy, known)),
        ("not_declared", not declared_on(item, policy, known) and _past(declare_by(policy, item.shipped_on), known.on)),
        ("not_reported", _past(report_by(item, policy, known), known.on)),
    )
    return next((code for code, holds in checks if holds), "")


def excluded(ground: Ground, known: Known) -> Why:
    """Why the policy does not take this buyer at all; "" = it does."""
    checks: tuple[tuple[Why, bool], ...] = (
        ("related", ground.limit.related),
        ("public", known.public),
        # A sole trader is a firm: outside the cover only where the insurer did not look at them.
        ("private", known.private and ground.limit.discretionary),
        ("country", (known.country or "") in ground.policy.excluded),
    )
    return next((code for code, holds in checks if holds), "")


def too_long(item: Item, policy: InsurancePolicy) -> bool:
    """Whether the terms agreed at first are longer than the policy allows."""
    due = item.agreed_due or item.due_on
    return (
        policy.max_terms_days is not None and due is not None and (due - item.shipped_on).days > policy.max_terms_days
    )


def stopped(shipped_on: date, policy: InsurancePolicy, known: Known, other_than: int | None = None) -> bool:
    """Whether on that day something was unpaid for so long that shipping had to stop."""
    return any(
        stop < shipped_on and (each.settled_on is None or shipped_on < each.settled_on)
        for each in known.late
        if each.receivable_id != other_than and (stop := stop_on(policy, due_of(each, known))) is not None
    )


def due_of(late: Late, known: Known) -> date:
    """The day the policy counts from: the due day, or the day to which the insurer agreed to wait."""
    return max(late.due_on, known.extended.get(late.receivable_id, late.due_on))


def extended(item: Item, policy: InsurancePolicy, known: Known) -> bool:
    """Whether we gave more time than the policy allows and the insurer did not agree."""
    if policy.mep_days is None or item.agreed_due is None or item.due_on is None:
        return False
    allowed = max(add_days(item.agreed_due, policy.mep_days), known.extended.get(item.receivable_id, item.agreed_due))
    return item.due_on > allowed


def declared_on(item: Item, policy: InsurancePolicy, known: Known) -> date | None:
    """When its shipment was declared: by itself, or with all that was shipped by a day."""
    whole_policy = known.declared_to.get(policy.id)
    together = whole_policy if whole_policy and item.shipped_on <= whole_policy else None
    return known.declared.get(item.receivable_id, together)


def report_by(item: Item, policy: InsurancePolicy, known: Known) -> date | None:
    """Until when it has to be reported as overdue; None: reported, or the policy names no such day."""
    if item.due_on is None or item.receivable_id in known.reported:
        return None
    return notice_by(policy, max(item.due_on, known.extended.get(item.receivable_id, item.due_on)))


def tax_of(open_: int, amount: int, tax: int | None) -> int:
    """The tax within an open part, in its share of the whole."""
    return whole(Decimal(open_) * (tax or 0) / amount) if amount else 0


def _past(last: date | None, on: date) -> bool:
    return last is not None and last < on
