"""Late interest that a letter may tell: only under a rule that surely applies, and on what that rule stands.

given = DebtFacts(store, today, on, receivable_ids)
late_told.sheet(given, receivable_id)        # None: the letter says nothing of interest
late_told.basis(given)                       # of all: the rules behind it, fixed sums by law, whose law governs
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.models.errors import UserError
from app.services.debt_facts import DebtFacts
from app.services.interest_making import Making
from app.services.interest_sheet import InterestOptions, InterestSheet
from app.services.rules.interest import Rate

# A rule that rests on one of these is for a lawyer to choose, not for a letter to claim.
DOUBTS: Final = frozenset({"not_sme_parties", "services_by_analogy", "other_law"})


@dataclass(frozen=True, slots=True)
class Basis:
    """`rules` = a sheet for each rule and contract, with the rates under it; `compensation` = fixed sums by law not claimed yet,
    minor units of the debts' currency. `chinese_law`: it surely governs all of the debts."""

    rules: tuple[tuple[InterestSheet, tuple[Rate, ...]], ...]
    compensation: int
    chinese_law: bool


def sheet(given: DebtFacts, receivable_id: int) -> InterestSheet | None:
    """To the end of its day. None where the debt bears nothing, no rate is known, or the rule is in doubt."""
    debt = given.debts.get(receivable_id)
    return _sure(Making(given, debt, InterestOptions())) if debt else None


def basis(given: DebtFacts) -> Basis:
    """Of debts of one currency."""
    makings = [Making(given, debt, InterestOptions()) for debt in given.debts.values()]
    sheets = [each for making in makings if (each := _sure(making)) is not None]
    return Basis(
        rules=tuple(_rules(sheets)),
        compensation=sum(each.fee_to_claim for each in sheets if each.fee_currency == each.currency),
        chinese_law=bool(makings) and all(map(_chinese, makings)),
    )


def _sure(making: Making) -> InterestSheet | None:
    if making.debt.kind == "credit_note" or making.debt.receivable_id in making.given.of_claims:
        return None
    foreign = making.choice.regime in ("cn-sme", "cn-lpr") and not _chinese(making)
    if foreign or DOUBTS.intersection(making.choice.risks):
        return None
    try:
        made = making.made()
    except UserError:  # no rate is known
        return None
    return made if made.parts else None


def _chinese(making: Making) -> bool:
    """A buyer abroad is under Chinese law only where the contract says so."""
    return making.facts.law == "CN" and (not making.facts.buyer_abroad or making.debt.governing == "CN")


def _rules(sheets: Iterable[InterestSheet]) -> Iterator[tuple[InterestSheet, tuple[Rate, ...]]]:
    first: dict[tuple[str, str], InterestSheet] = {}
    rates: dict[tuple[str, str], set[Rate]] = {}
    for each in sheets:
        key = (str(each.regime), each.contract or "" if each.regime == "contract" else "")
        first.setdefault(key, each)
        rates.setdefault(key, set()).update(segment.rate for part in each.parts for segment in part.segments)
    for key, of in first.items():
        yield of, tuple(sorted(rates[key], key=lambda rate: rate.annual))
