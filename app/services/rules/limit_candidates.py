"""The candidates for a credit limit, L1 to L10 (domain.md B1). What is not known makes a candidate missing, never 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any, Final

from app.models.financials import FinancialStatement
from app.services.rules.parameters import Policy
from app.services.rules.scale import grade_of, prior_pd
from app.services.rules.score_types import GRADES

LIMITS: Final = ("L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9", "L10")
GOOD_INDEX: Final = 80  # payment index of one who pays on the day
FEW_SETTLED: Final = 3  # fewer receivables say nothing of a way of paying
YEAR: Final = 365
MONTH: Final = 30
# Working-capital model: up to this value the share of the working assets.
WORKING_ASSETS: Final = (
    (-4.6, "0"), (-3.9, "0.025"), (-3.2, "0.05"), (-2.5, "0.075"), (-1.8, "0.10"), (-1.1, "0.125"), (-0.4, "0.15"),
    (0.3, "0.175"), (1.0, "0.20"),
)  # fmt: skip
MOST_WORKING_ASSETS: Final = "0.25"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitFacts:
    """What the candidates are made of, on `on`. `grade` NR is read at the grade of the prior of `sector`.

    `terms_days` = what the customer has agreed (None or 0: those of the grade are counted with). `orders` = receivables so
    far, `first_order` the amount of the first; `settled`, `settled_late` (more than 15 days) and `history_days` as in
    PaymentFacts. `paid_30` = most money paid within any 30 days of the last 12 months. `peak` = strongest month over the
    average one. `lgd` 0..1. `insured` = the insurer's buyer limit, `cover` its share 0..1, `collateral` after haircut.
    `group_room` = what the limit of the group leaves for this customer.
    """

    on: date
    grade: str
    pd: float
    confidence: float = 1.0
    sector: str | None = None
    hold: bool = False
    unit: int = 100
    statement: FinancialStatement | None = None
    terms_days: int | None = None
    expected_sales: int | None = None
    peak: Decimal = Decimal(1)
    margin: Decimal | None = None
    sales_12m: int = 0
    sales_months: int = 0
    paid_30: int | None = None
    index: float | None = None
    references: tuple[int, ...] = ()
    own_equity: int | None = None
    own_sales: int | None = None
    lgd: float = 0.60
    insured: int | None = None
    cover: float = 0.0
    collateral: int = 0
    orders: int = 0
    first_order: int | None = None
    settled: int = 0
    settled_late: int = 0
    history_days: int = 0
    group_room: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to a limit. `amount` None = data are missing; `data` = the figures of its arithmetic,
    amounts in minor units."""

    code: str
    amount: int | None
    data: Mapping[str, Any] = field(default_factory=dict)


def all_candidates(facts: LimitFacts, policy: Policy) -> tuple[Candidate, ...]:
    """L1 ... L10 in their order."""
    return tuple(made(facts, policy) for made in _MAKERS)


def most_paid(paid: Sequence[tuple[date, int]], days: int = MONTH) -> int | None:
    """The most money that came within any run of `days`; None where none came. `paid` in the order of the days."""
    most, running, first = None, 0, 0
    for day, amount in paid:
        running += amount
        while (day - paid[first][0]).days >= days:
            running -= paid[first][1]
            first += 1
        most = running if most is None else max(most, running)
    return most


def grade_read(facts: LimitFacts, policy: Policy) -> str:
    """The grade at which the lists are read: who is not rated at that of the prior, D as the lowest."""
    if facts.grade == "NR":
        return grade_of(prior_pd(facts.sector, policy), policy)
    return facts.grade if facts.grade in GRADES else GRADES[-1]


def _net_worth(facts: LimitFacts, policy: Policy) -> Candidate:
    """Of the tangible net worth; intangibles and loans to owners count as none where they are not stated."""
    statement = facts.statement
    if statement is None or statement.net_worth is None:
        return Candidate("L1", None)
    tangible = statement.net_worth - (statement.intangibles or 0) - (statement.owner_loans or 0)
    share = of_grade(policy.limit_net_worth, facts, policy)
    return Candidate("L1", max(0, whole(share * tangible)), {"share": float(share), "base": tangible})


def _working_capital(facts: LimitFacts, policy: Policy) -> Candidate:
    statement = facts.statement
    if statement is None or statement.current_assets is None or statement.current_liabilities is None:
        return Candidate("L2", None)
    capital = statement.current_assets - statement.current_liabilities
    share = of_grade(policy.limit_working_capital, facts, policy)
    return Candidate("L2", max(0, whole(share * capital)), {"share": float(share), "base": capital})


def _need(facts: LimitFacts, policy: Policy) -> Candidate:
    """What they buy while they do not pay."""
    sales, known = _sales(facts)
    if sales is None:
        return Candidate("L3", None)
    days = _terms(facts, policy) + policy.limit_grace_days
    amount = whole(Decimal(sales) / YEAR * days * facts.peak)
    data = {
        "sales": sales,
        "expected": known,
        "terms": _terms(facts, policy),
        "grace": policy.limit_grace_days,
        "peak": float(facts.peak),
    }
    return Candidate("L3", amount, data)  # fmt: skip


def _coefficient(facts: LimitFacts, policy: Policy) -> Candidate:
    """Sales of a month in which something was sold, times the months of the terms, times the coefficient of the grade."""
    if facts.sales_months:
        month = Decimal(facts.sales_12m) / facts.sales_months
    elif facts.expected_sales is not None:
        month = Decimal(facts.expected_sales) / 12
    else:
        return Candidate("L4", None)
    share, terms = of_grade(policy.limit_coefficient, facts, policy), _terms(facts, policy)
    data = {"month": whole(month), "expected": not facts.sales_months, "terms": terms, "share": float(share)}
    return Candidate("L4", whole(month * terms / MONTH * share), data)


def _shown(facts: LimitFacts, policy: Policy) -> Candidate:
    """What they have shown they can pay."""
    if facts.paid_30 is None or facts.settled < FEW_SETTLED:
        return Candidate("L5", None, {"settled": facts.settled})
    good, other = (Decimal(str(each)) for each in policy.limit_paid_factor)
    factor, terms = good if (facts.index or 0) >= GOOD_INDEX else other, _terms(facts, policy)
    amount = whole(Decimal(facts.paid_30) * terms / MONTH * factor)
    return Candidate("L5", amount, {"paid": facts.paid_30, "terms": terms, "factor": float(factor)})


def _references(facts: LimitFacts, _policy: Policy) -> Candidate:
    if not facts.references:
        return Candidate("L6", None)
    middle = whole(Decimal(median(facts.references)))
    return Candidate("L6", middle, {"count": len(facts.references)})


def _working_assets(facts: LimitFacts, _policy: Policy) -> Candidate:
    """The textbook model; equity or working assets of nothing and below give no result instead of the best class."""
    lines = _lines(facts.statement)
    if lines is None:
        return Candidate("L7", None)
    assets, stock, current, liabilities, equity = lines
    working = (assets - current + equity) / 2
    if equity <= 0 or current <= 0 or working <= 0:
        return Candidate("L7", None, {"no_result": True})
    value = (assets + assets - stock) / current - (current + liabilities) / equity
    share = Decimal(next((part for most, part in WORKING_ASSETS if value <= Decimal(str(most))), MOST_WORKING_ASSETS))
    return Candidate(
        "L7", whole(share * working), {"value": float(value), "share": float(share), "base": whole(working)}
    )


def _lines(statement: FinancialStatement | None) -> Sequence[Decimal] | None:
    """(current assets, what of them is not quick, current liabilities, liabilities, equity); None where one is not stated."""
    if statement is None:
        return None
    found = (statement.current_assets, statement.inventory, statement.current_liabilities, statement.total_liabilities, statement.net_worth)  # fmt: skip
    if None in found:
        return None
    assets, stock, current, liabilities, equity = (Decimal(each or 0) for each in found)
    return assets, stock + (statement.prepayments or 0), current, liabilities, equity


def _appetite(facts: LimitFacts, policy: Policy) -> Candidate:
    """What we can stand: a share of our equity, a share of our sales; the one that is known where the other is not."""
    shares = (("equity", facts.own_equity, policy.limit_own_equity), ("sales", facts.own_sales, policy.limit_own_sales))
    known = [(whole(Decimal(str(share)) * max(0, base)), name, base, share) for name, base, share in shares if base is not None]  # fmt: skip
    if not known:
        return Candidate("L8", None)
    amount, name, base, share = min(known)
    return Candidate("L8", amount, {"of": name, "base": base, "share": share})


def _expected_loss(facts: LimitFacts, policy: Policy) -> Candidate:
    """The credit on which the loss to be expected takes a given share of a year's margin."""
    sales, _known = _sales(facts)
    if sales is None or facts.margin is None:
        return Candidate("L9", None)
    margin = whole(facts.margin * sales)
    share, loss = Decimal(str(policy.limit_margin)), Decimal(str(facts.pd)) * Decimal(str(facts.lgd))
    data = {"share": float(share), "margin": margin, "pd": facts.pd, "lgd": facts.lgd}
    return Candidate("L9", whole(share * margin / loss) if margin > 0 and loss > 0 else 0, data)


def _insurer(facts: LimitFacts, _policy: Policy) -> Candidate:
    return Candidate("L10", facts.insured, {"cover": facts.cover})


_MAKERS: Final = (
    _net_worth, _working_capital, _need, _coefficient, _shown, _references, _working_assets, _appetite, _expected_loss, _insurer,
)  # fmt: skip


def _sales(facts: LimitFacts) -> tuple[int | None, bool]:
    """(what they will buy in a year, whether a person said so): else what they bought in the last one."""
    if facts.expected_sales is not None:
        return facts.expected_sales, True
    return (facts.sales_12m, False) if facts.sales_months else (None, False)


def _terms(facts: LimitFacts, policy: Policy) -> int:
    return facts.terms_days or int(of_grade(policy.terms_days, facts, policy))


def of_grade(by_grade: Sequence[float], facts: LimitFacts, policy: Policy) -> Decimal:
    return Decimal(str(by_grade[GRADES.index(grade_read(facts, policy))]))


def whole(amount: Decimal) -> int:
    """Minor units, rounded half away from zero."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
