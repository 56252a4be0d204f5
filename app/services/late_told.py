"""Late interest that a letter may tell: of what is asked for, less what was claimed, under a rule that surely applies.

found = late_told.of(store, today, day, {receivable_id: {instalment_id, ...}})
found.interest, found.per_day, found.basis              # 0, 0, () where nothing may be said
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.models import accruals, charges
from app.models.errors import UserError
from app.models.store import Store
from app.services.interest_making import Making
from app.services.interest_sheet import InterestOptions, InterestSheet
from app.services.rules import interest

# A rule that rests on one of these is for a lawyer to choose, not for a letter to claim.
DOUBTS: Final = frozenset({"not_sme_parties", "services_by_analogy", "other_law"})


@dataclass(frozen=True, slots=True)
class Told:
    """Minor units of the debts' currency. `by_item` = what can be claimed now by instalment; `compensation` = fixed sums by law;
    `basis` = the sheets behind it, one for each rule. `chinese_law`: it surely governs all of the debts."""

    by_item: Mapping[int, int] = field(default_factory=dict)
    per_day: int = 0
    compensation: int = 0
    basis: tuple[InterestSheet, ...] = ()
    chinese_law: bool = False

    @property
    def interest(self) -> int:
        return sum(self.by_item.values())


def of(store: Store, today: date, on: date, debts: Mapping[int, Collection[int]]) -> Told:
    """To the end of `on`; `debts` = receivable -> those of its instalments that are asked for, all of one currency."""
    makings = [making for each in debts if (making := _making(store, today, on, each)) is not None]
    told = [(sheet, debts[sheet.receivable_id]) for each in makings if (sheet := _sheet(each)) is not None]
    by_item = {
        part.instalment_id: part.to_claim
        for sheet, asked in told
        for part in sheet.parts
        if part.instalment_id in asked
    }
    return Told(
        by_item={each: amount for each, amount in by_item.items() if amount},
        per_day=sum(_per_day(sheet, asked) for sheet, asked in told),
        compensation=sum(sheet.fee_to_claim for sheet, _asked in told if sheet.fee_currency == sheet.currency),
        basis=tuple(_different(sheet for sheet, _asked in told)),
        chinese_law=bool(makings) and all(_chinese(each) for each in makings),
    )


def _making(store: Store, today: date, on: date, receivable_id: int) -> Making | None:
    debt = accruals.debt(store, receivable_id)
    return Making(store, today, debt, on, InterestOptions()) if debt else None


def _sheet(making: Making) -> InterestSheet | None:
    """None where there is no interest, no rate is known, or the rule is in doubt."""
    if making.debt.kind == "credit_note" or charges.behind(making.store, making.debt.receivable_id):
        return None
    if making.choice.regime in ("cn-sme", "cn-lpr") and not _chinese(making):
        return None
    if DOUBTS.intersection(making.choice.risks):
        return None
    try:
        sheet = making.made()
    except UserError:  # no rate is known: the letter says nothing of interest
        return None
    return sheet if sheet.parts else None


def _chinese(making: Making) -> bool:
    """A buyer abroad is under Chinese law only where the contract says so."""
    return making.facts.law == "CN" and (not making.facts.buyer_abroad or making.debt.governing == "CN")


def _per_day(sheet: InterestSheet, asked: Collection[int]) -> int:
    """Of what is asked for and not in dispute; never more than the sheet, which knows where an agreed cap is reached."""
    parts = [part for part in sheet.parts if part.instalment_id in asked and part.segments]
    days = (interest.a_day(part.open - part.disputed, part.segments[-1].rate, sheet.options.year) for part in parts)
    return min(sheet.per_day, sum(days))


def _different(sheets: Iterator[InterestSheet]) -> Iterator[InterestSheet]:
    """One for each rule, contract and rate."""
    known = set()
    for sheet in sheets:
        rates = frozenset(segment.rate for part in sheet.parts for segment in part.segments)
        if (key := (sheet.regime, sheet.contract if sheet.regime == "contract" else None, rates)) not in known:
            known.add(key)
            yield sheet
