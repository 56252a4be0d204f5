"""How much credit a customer may have: every candidate, which one binds, and what is proposed (domain.md B1-B3, B5, M2).

    found = proposal(LimitFacts(on=day, grade="BBB", pd=0.037, ...), policy)
    found.amount, found.binding, [each.amount for each in found.candidates]

Amounts are minor units of one currency.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.models.dates import add_months
from app.models.financials import FinancialStatement
from app.services.rules.limit_candidates import (
    FEW_SETTLED,
    LIMITS,
    Candidate,
    LimitFacts,
    all_candidates,
    of_grade,
    whole,
)
from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES

TRUSTED: Final = 0.4  # confidence from which on a score counts as medium
MANY_SETTLED: Final = 6
RAMP_DAYS: Final = 180
SMALL: Final = 100_000  # major units below which a limit is rounded down to 1,000, else to 10,000


@dataclass(frozen=True, slots=True)
class Proposal:
    """What follows from the candidates. `binding` = L1 ... L9, or "hold", "stop", "new", "first_order", "group", "nothing".

    `uncovered_max` = most money at risk without cover (None = nothing bounds it), `ceiling` = with insurance and collateral;
    `counted` = the candidates that were compared; `factor` 0..1 of a new customer; `terms_days` of the grade.
    """

    candidates: tuple[Candidate, ...]
    counted: tuple[str, ...]
    uncovered_max: int | None
    ceiling: int | None
    factor: float
    amount: int
    binding: str
    terms_days: int


def proposal(facts: LimitFacts, policy: Policy) -> Proposal:
    """The limit: the smaller of need and what may be put at risk, rounded down, less for who is new, within the group's."""
    candidates = all_candidates(facts, policy)
    by_code = {each.code: each.amount for each in candidates if each.amount is not None}
    pair = _pair(by_code, facts, policy)
    first = _first_order(facts, policy) if not pair else {}
    bounds = {code: by_code[code] for code in (*pair, "L8", "L9") if code in by_code} | first
    at_risk = max(0, min(bounds.values())) if bounds else None
    ceiling = None if at_risk is None else covered(at_risk, facts.collateral, facts.cover, facts.insured)
    amount, binding = _lowest(bounds, ceiling, by_code.get("L3"))
    factor = ramp(facts, policy)
    steps = [
        *_stops(facts),
        (int(rounded_down(amount, facts.unit) * factor), binding if factor else "new"),
        *_caps(facts),
    ]
    amount, binding = min(steps, key=lambda step: step[0])  # the first of equals
    counted = tuple(code for code in LIMITS if code in bounds or (code == "L3" and "L3" in by_code))
    return Proposal(
        candidates, counted, at_risk, ceiling, float(factor), amount, binding, proposed_terms(facts, policy)
    )


def covered(at_risk: int, collateral: int, cover: float, insured: int | None) -> int:
    """The credit at which just `at_risk` stays uncovered (all minor units; `cover` = share of the insurer up to `insured`)."""
    own, share = Decimal(at_risk + collateral), Decimal(str(cover))
    if not insured:
        return int(own)
    if share < 1 and own <= (1 - share) * insured:
        return whole(own / (1 - share))
    return whole(own + share * insured)


def rounded_down(amount: int, unit: int) -> int:
    """To 10,000 of the currency, below 100,000 to 1,000."""
    step = (1_000 if amount < SMALL * unit else 10_000) * unit
    return amount // step * step


def ramp(facts: LimitFacts, policy: Policy) -> Decimal:
    """Share of the limit a customer gets while little was settled; nothing on a first order but for who is known to be good."""
    small, middle, whole = (Decimal(str(each)) for each in policy.ramp)
    if not facts.orders and not is_trusted(facts):
        return Decimal(0)
    if facts.settled >= MANY_SETTLED and facts.history_days >= RAMP_DAYS:
        return whole
    return middle if facts.settled >= FEW_SETTLED and not facts.settled_late else small


def is_trusted(facts: LimitFacts) -> bool:
    """Grade A or better with at least medium confidence: credit on the first order already."""
    return facts.grade in GRADES[:3] and facts.confidence >= TRUSTED


def proposed_terms(facts: LimitFacts, policy: Policy) -> int:
    """The longest terms in days for the grade, no longer than those agreed; 0 = cash before shipping."""
    most = 0 if facts.grade == "D" or facts.hold else of_grade(policy.terms_days, facts, policy)
    return min(int(most), facts.terms_days or int(most))


def is_recent(statement: FinancialStatement, on: date, policy: Policy) -> bool:
    """Whether a statement is young enough for a limit."""
    return add_months(statement.period_end, policy.limit_statement_months) >= on


def _pair(known: Mapping[str, int], facts: LimitFacts, policy: Policy) -> tuple[str, ...]:
    """What the capacity goes by: the statement while it is recent, else how they buy and pay; the other where one is missing."""
    recent = facts.statement is not None and is_recent(facts.statement, facts.on, policy)
    pairs = (("L1", "L2"), ("L4", "L5")) if recent else (("L4", "L5"), ("L1", "L2"))
    there = (tuple(code for code in pair if code in known) for pair in pairs)
    return next((pair for pair in there if pair), ())


def _first_order(facts: LimitFacts, policy: Policy) -> dict[str, int]:
    """Where nothing tells the capacity: no credit, or the first order's worth for who is known to be good."""
    if not is_trusted(facts):
        return {"nothing": 0}
    return {} if facts.first_order is None else {"first_order": facts.first_order}


def _lowest(bounds: Mapping[str, int], ceiling: int | None, need: int | None) -> tuple[int, str]:
    """(amount, what binds); without any figure nothing."""
    steps = [] if need is None else [(need, "L3")]
    if ceiling is not None:
        steps.append((ceiling, min(bounds, key=lambda code: bounds[code])))
    return min(steps, key=lambda step: step[0]) if steps else (0, "nothing")


def _stops(facts: LimitFacts) -> Iterator[tuple[int, str]]:
    if facts.hold:
        yield 0, "hold"
    if facts.grade == "D":
        yield 0, "stop"


def _caps(facts: LimitFacts) -> Iterator[tuple[int, str]]:
    """What else holds the limit down whatever the candidates say."""
    if not facts.settled and facts.first_order is not None:
        yield facts.first_order, "first_order"
    if facts.group_room is not None:
        yield max(0, facts.group_room), "group"
