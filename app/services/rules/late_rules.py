"""Which rule of late interest applies, and its rates. Sources: domain.md E1, E2, E9, M2 points 9, 10, 18.

Codes only: the words are in `services/interest_wording.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal

from app.services.rules.interest import Ladder, Rate, rate_at

Regime = Literal["contract", "cn-sme", "cn-lpr", "eu", "uk", "flat"]
REGIMES: Final[tuple[Regime, ...]] = ("contract", "cn-sme", "cn-lpr", "eu", "uk", "flat")
OWN_RATE: Final[tuple[Regime, ...]] = ("contract", "flat")  # their rate is what was agreed
Light = Literal["green", "pale", "amber", "red"]

SME_RATE: Final = Rate(Decimal("0.0005"), "day")  # 款项支付条例 17: 每日万分之五
SME_SINCE: Final = date(2020, 9, 1)  # 国令728号 art 15, the same text as 国令802号 art 17
LPR_SINCE: Final = date(2019, 8, 20)  # 买卖合同解释 18: before it the benchmark rate of the PBoC
UPLIFTS: Final = (Decimal("1.3"), Decimal("1.5"))  # 加计30—50%
EU_POINTS: Final = Decimal("0.08")  # Directive 2011/7/EU art 2(6)
UK_POINTS: Final = Decimal("0.08")  # Late Payment Act 1998, SI 2002/1675
EU_FEE: Final = ("EUR", 40_00)
UK_FEES: Final = ((10_000_00, 100_00), (1_000_00, 70_00), (0, 40_00))  # from this debt: pence
SMALL: Final = ("micro", "small", "medium")
EU: Final = frozenset(
    ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
     "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"]
)  # fmt: skip
# The most of each light, in times LPR: 1.5, and 1.5 x 1.3 (合同编通则解释 65); 4 x is the ceiling of private lending.
GREEN, PALE, AMBER = Decimal("1.5"), Decimal("1.95"), Decimal(4)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a debt and its parties. `law` = country whose law governs; `agreed_on` = day of the contract."""

    law: str
    agreed_on: date
    clause: Rate | None = None
    buyer_public: bool = False
    buyer_size: str | None = None
    buyer_abroad: bool = False
    seller_size: str | None = None
    declared: bool = False
    services: bool = False

    @property
    def buyer_large(self) -> bool:
        return self.buyer_public or self.buyer_size == "large"

    @property
    def sme_parties(self) -> bool:
        """The parties of 款项支付条例 (arts 2, 3), on a day on which it was in force."""
        return self.buyer_large and self.seller_size in SMALL and self.agreed_on >= SME_SINCE


@dataclass(frozen=True, slots=True)
class Choice:
    """The regime, why, and what may go wrong with it, in codes."""

    regime: Regime
    reasons: tuple[str, ...]
    risks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Excess:
    """An agreed rate against LPR: times the LPR at the breach, and at the day of the contract (domain E2)."""

    light: Light
    times: Decimal
    times_at_contract: Decimal


def choose_regime(facts: Facts) -> Choice:
    """What applies when nobody chose: the agreed clause, else the law of the country, reasoned."""
    if facts.clause is not None:
        return _checked(Choice("contract", ("clause",)), facts)
    if facts.law in EU:
        return Choice("eu", ("eu_law",))
    if facts.law == "GB":
        return Choice("uk", ("uk_law",))
    if facts.law != "CN":
        return Choice("flat", ("no_statute",))
    if facts.sme_parties and facts.declared:
        buyer = "buyer_public" if facts.buyer_public else "buyer_large"
        return _checked(Choice("cn-sme", (buyer, "seller_sme", "declared")), facts)
    return _checked(Choice("cn-lpr", ("services",) if facts.services else ("sale",)), facts)


def chosen_regime(regime: Regime, facts: Facts) -> Choice:
    """What a person chose, with what speaks against it."""
    return _checked(Choice(regime, ("chosen",)), facts)


def _checked(choice: Choice, facts: Facts) -> Choice:
    """The risks of a choice, each a code."""
    regime = choice.regime
    risks = [
        # A claim under the regulation without proof of the declaration is seldom supported; without it, it is lost.
        ("undeclared", facts.sme_parties and not facts.declared and regime in ("cn-sme", "cn-lpr")),
        ("not_sme_parties", regime == "cn-sme" and not facts.sme_parties),
        ("services_by_analogy", regime == "cn-lpr" and facts.services),
        ("other_law", regime in ("cn-sme", "cn-lpr") and facts.law != "CN"),
        ("buyer_abroad", regime in ("cn-sme", "cn-lpr") and facts.buyer_abroad),
    ]
    return Choice(regime, choice.reasons, tuple(code for code, holds in risks if holds))


def raised(clause: Rate, lpr_at_contract: Rate | None) -> Rate:
    """The agreed rate between parties of 款项支付条例: not below the one-year LPR at the contract (art 17)."""
    if lpr_at_contract is None or clause.annual >= lpr_at_contract.annual:
        return clause
    return lpr_at_contract


def cn_ladder(benchmark: Ladder, lpr: Ladder) -> Ladder:
    """One ladder: the PBoC's benchmark until LPR began, then LPR."""
    before = [step for step in benchmark if step[0] < LPR_SINCE]
    return (*before, *(step for step in lpr if step[0] >= LPR_SINCE))


def lifted(ladder: Ladder, uplift: Decimal, due_on: date, *, floating: bool) -> Ladder:
    """LPR x uplift: of the day of the breach for the whole debt, or each as it was published. Raises LookupError(day)."""
    breach = due_on + timedelta(days=1)
    if floating:
        return tuple((on, Rate(rate.value * uplift)) for on, rate in ladder)
    known = rate_at(ladder, breach)
    if known is None:
        raise LookupError(breach)
    return ((breach, Rate(known.value * uplift)),)


def half_year(on: date) -> date:
    """1 January or 1 July of the half-year that holds the day."""
    return date(on.year, 1 if on.month <= 6 else 7, 1)


def eu_ladder(ladder: Ladder, due_on: date, until: date, *, reset: bool) -> Ladder:
    """Reference rate of 1 January or 1 July + 8 points, anew each half-year when `reset`. Raises LookupError(day)."""
    first = half_year(due_on + timedelta(days=1))
    starts = [first]
    while reset and (following := half_year(starts[-1] + timedelta(days=190))) <= until:
        starts.append(following)
    return tuple((start, _plus(ladder, start, EU_POINTS)) for start in starts)


def uk_ladder(ladder: Ladder, due_on: date) -> Ladder:
    """8 % + Bank Rate of the 31 December or 30 June before interest begins, for the whole debt. Raises LookupError(day)."""
    first = half_year(due_on + timedelta(days=1))
    return ((first, _plus(ladder, first - timedelta(days=1), UK_POINTS)),)


def _plus(ladder: Ladder, on: date, points: Decimal) -> Rate:
    known = rate_at(ladder, on)
    if known is None:
        raise LookupError(on)
    return Rate(known.value + points)


def uk_fee(debt: int) -> int:
    """Pence: 40 pounds below 1,000, 70 below 10,000, else 100."""
    return next(fee for least, fee in UK_FEES if debt >= least)


def fixed_fee(regime: Regime, debt: int, currency: str) -> tuple[str, int] | None:
    """(currency, minor units) of the sum that the law gives for the trouble; None where it gives none, or it cannot be told."""
    if regime == "eu":
        return EU_FEE
    return ("GBP", uk_fee(debt)) if regime == "uk" and currency == "GBP" else None


def excess(agreed: Rate, at_breach: Rate | None, at_contract: Rate | None) -> Excess | None:
    """How an agreed rate stands to LPR; None where no LPR is known. The 4 x test takes the LPR at the contract."""
    if not at_breach or not at_contract or not at_breach.annual or not at_contract.annual:
        return None
    times, old = agreed.annual / at_breach.annual, agreed.annual / at_contract.annual
    steps: Sequence[tuple[bool, Light]] = ((old > AMBER, "red"), (times <= GREEN, "green"), (times <= PALE, "pale"))
    return Excess(next((light for holds, light in steps if holds), "amber"), times, old)
