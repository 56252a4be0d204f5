"""What the figures of a contract say of it: penalty, earnest money, prepayment, terms of a large buyer, retention, drafts.

seen = contract_checks.of(store, contract, on)
seen.penalty.light, seen.gap_bp, seen.proposed       # "amber", 2000, {7: 0, 11: 5000, ...}
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.models import plans
from app.models.contracts import Contract
from app.models.plans import PlanLine
from app.models.store import Store
from app.services import prepayments
from app.services.rates import Rates
from app.services.rules import payment_plan
from app.services.rules.interest import Rate
from app.services.rules.late_rules import Excess, excess
from app.services.rules.prepayment import earnest_most
from app.services.rules.sme import Finding


@dataclass(frozen=True, slots=True)
class ContractChecks:
    """Shares in basis points, money in minor units of the contract's currency.

    `penalty` = against LPR, None without one or without LPR; `required_bp`, `agreed_bp`, `gap_bp` = the prepayment (None =
    not known); `earnest` = planned or paid, the larger, `earnest_above` = of it beyond 20 %; `instalment_sale` = three or more payments after
    delivery (Civil Code 634); `sme` = what the regulation on small firms says; `proposed` = item -> value_bp.
    """

    penalty: Excess | None
    required_bp: int | None
    agreed_bp: int
    gap_bp: int | None
    earnest: int
    earnest_above: int
    instalment_sale: bool
    sme: tuple[Finding, ...] = ()
    proposed: dict[int, int] = field(default_factory=dict)


def of(store: Store, found: Contract, on: date) -> ContractChecks:
    """As known on a day."""
    lines = plans.lines(store, found.id)
    earnest = _earnest(store, found, lines, on)
    agreed = agreed_bp(found, lines)
    required = prepayments.review_share(store, found.customer_id, on)
    return ContractChecks(
        penalty=penalty(store, found, on),
        required_bp=required,
        agreed_bp=agreed,
        gap_bp=None if required is None else max(0, required - agreed),
        earnest=earnest,
        earnest_above=max(0, earnest - earnest_most(found.amount)),
        instalment_sale=payment_plan.is_instalment_sale(lines),
    )


def agreed_bp(found: Contract, lines: tuple[PlanLine, ...]) -> int:
    """What comes before the goods, of the whole."""
    if not lines or not found.amount:
        return found.prepay_bp or 0
    return payment_plan.largest_credit(lines).before * payment_plan.WHOLE // found.amount


def penalty(store: Store, found: Contract, on: date) -> Excess | None:
    """How the agreed penalty stands to the LPR of the day, and of the day of the contract (domain E2)."""
    if not found.penalty_ppm_day:
        return None
    rates = Rates(store, on)
    now, then = rates.rate_on("LPR1Y", on), rates.rate_on("LPR1Y", found.signed_on or on)
    agreed = Rate(Decimal(found.penalty_ppm_day) / 1_000_000, "day")
    return excess(agreed, Rate(now.rate) if now else None, Rate(then.rate) if then else None)


def _earnest(store: Store, found: Contract, lines: tuple[PlanLine, ...], on: date) -> int:
    planned = sum(each.amount for each in lines if each.nature == "earnest")
    paid = prepayments.required(store, on, contract_id=found.id).one
    return max(planned, paid.earnest if paid else 0)
