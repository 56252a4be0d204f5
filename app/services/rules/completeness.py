"""How complete a credit file is, and what each missing piece would do for the confidence of the score (domain.md A8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.models.credit_facts import CreditFact
from app.models.dates import add_months
from app.models.facts import CustomerFacts
from app.models.financials import FinancialStatement
from app.services.rules.parameters import Policy
from app.services.rules.score_types import BLOCKS
from app.services.rules.scoring import blocks

# What belongs into a file, and its share of the whole in hundredths.
WEIGHTS: Final[Mapping[str, int]] = {
    "licence": 5, "legal_rep": 3, "founded": 4, "capital_paid": 3, "sector": 3, "ownership": 5, "statement": 18, "bank_report": 8,
    "public_record": 10, "rating": 4, "references": 7, "questionnaire": 10, "visit": 8, "receiver": 4, "payer": 3, "contract": 5,
}  # fmt: skip
STATEMENT_MONTHS: Final = 18
REPORT_MONTHS: Final = 12
FRESH_MONTHS: Final = 3  # a look into a register
REGISTERS: Final = ("court", "registry")
REFERENCES: Final = 2
ANSWERS: Final = 15
FRESH_CONFIDENCE: Final = 1.0  # of what was looked up within three months
STATEMENTS: Final = 3  # that a score reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the file holds on a day. `capital_paid` in whole yuan. `statements` newest first; `facts` those live; `roles` = the kinds
    of files attached."""

    on: date
    founded: date | None = None
    legal_rep: bool = False
    capital_paid: int | None = None
    sector: str | None = None
    statements: tuple[FinancialStatement, ...] = ()
    facts: tuple[CreditFact, ...] = ()
    answers: Mapping[int, int] = field(default_factory=dict)
    visited_on: date | None = None
    roles: frozenset[str] = frozenset()
    receiver: bool = False
    payer: bool = False
    contract: bool = False

    def within(self, day: date | None, months: int) -> bool:
        """Whether a day lies at most so many months back."""
        return day is not None and self.on <= add_months(day, months)


@dataclass(frozen=True, slots=True)
class Item:
    """One piece: `done` 0..1, `gain` = what the confidence of the score (0..1) would rise by if it were there."""

    code: str
    weight: int
    done: float
    gain: float = 0.0


@dataclass(frozen=True, slots=True)
class Completeness:
    """`share` 0..1 of the whole; items in the order of a file."""

    share: float
    items: tuple[Item, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is not there or too old: what lifts the confidence most first, then what weighs most."""
        return tuple(
            sorted((each for each in self.items if each.done < 1), key=lambda each: (-each.gain, -each.weight))
        )


def completeness(known: Known, policy: Policy) -> Completeness:
    """Every piece with what is there of it and what it would change."""
    gains = _gains(known, policy)
    items = tuple(
        Item(code, weight, done := DONE[code](known), gains.get(code, 0.0) if done < 1 else 0.0)
        for code, weight in WEIGHTS.items()
    )
    return Completeness(sum(each.weight * each.done for each in items) / sum(WEIGHTS.values()), items)


def _has_report(kind: str, months: int) -> Callable[[Known], float]:
    def done(known: Known) -> float:
        return float(any(fact.kind == kind and known.within(fact.on_day, months) for fact in known.facts))

    return done


def _statement(known: Known) -> float:
    return float(any(known.within(each.period_end, STATEMENT_MONTHS) for each in known.statements))


def _public_record(known: Known) -> float:
    """Half for the court list, half for the register of firms; half of that when the look is older than three months."""
    return sum(_looked(known, kind) for kind in REGISTERS) / len(REGISTERS)


def _looked(known: Known, kind: str) -> float:
    newest = max((fact.checked_on for fact in known.facts if fact.kind == kind), default=None)
    if not known.within(newest, REPORT_MONTHS):
        return 0.0
    return 1.0 if known.within(newest, FRESH_MONTHS) else 0.5


def _references(known: Known) -> float:
    recent = [f for f in known.facts if f.kind == "trade_reference" and known.within(f.on_day, REPORT_MONTHS)]
    return min(1.0, len(recent) / REFERENCES)


def _visit(known: Known) -> float:
    return float(known.within(known.visited_on, REPORT_MONTHS))


DONE: Final[Mapping[str, Callable[[Known], float]]] = {
    "licence": lambda known: float("licence" in known.roles),
    "legal_rep": lambda known: float(known.legal_rep),
    "founded": lambda known: float(known.founded is not None),
    "capital_paid": lambda known: float(known.capital_paid is not None),
    "sector": lambda known: float(bool(known.sector)),
    "ownership": lambda known: float(any(fact.kind == "ownership" for fact in known.facts)),
    "statement": _statement,
    "bank_report": _has_report("bank_report", REPORT_MONTHS),
    "public_record": _public_record,
    "rating": _has_report("rating", REPORT_MONTHS),
    "references": _references,
    "questionnaire": lambda known: min(1.0, len(known.answers) / ANSWERS),
    "visit": _visit,
    "receiver": lambda known: float(known.receiver),
    "payer": lambda known: float(known.payer),
    "contract": lambda known: float(known.contract),
}


def _gains(known: Known, policy: Policy) -> dict[str, float]:
    """Code -> by how much what is still to get lifts the confidence: each block from what it is now to what it could be."""
    facts = CustomerFacts(
        customer_id=0, code="", on=known.on, sector=known.sector, statements=known.statements[:STATEMENTS], facts=known.facts,
        answers=known.answers, answered_on=known.on, visited_on=known.visited_on,
    )  # fmt: skip
    now = {name: block.confidence if block else 0.0 for name, block in blocks(facts, policy).items()}
    weights = dict(zip(BLOCKS, policy.block_weights, strict=True))
    unseen, seen = policy.stability_confidence, policy.stability_confidence_seen
    could = {
        "statement": ("financial", dict(policy.quality_confidence)["unaudited"]),
        "questionnaire": ("stability", seen if _visit(known) else unseen),
        "visit": ("stability", now["stability"] * seen / unseen if unseen else seen),
        **dict.fromkeys(("bank_report", "public_record", "rating"), ("external", FRESH_CONFIDENCE)),
    }
    whole = sum(policy.block_weights) or 1.0
    return {code: max(0.0, weights[block] * (level - now[block]) / whole) for code, (block, level) in could.items()}
