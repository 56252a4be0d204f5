"""How much of an order comes before the goods leave: the least share that keeps the limit, the expected loss and the custom work (domain C1).

found = requirement(Order(value=100_000_000, margin=Decimal("0.2"), grade="B", pd=0.12, lgd=0.6, months=6, free=50_000_000), policy)
found.share_bp, found.binding, found.amount          # 5000, "limit", 50_000_000
split(found.amount, found.value)                     # (20_000_000, 30_000_000): earnest money, prepayment
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Final, Literal

from app.models.money import share
from app.services.rules.expected_loss import expected_loss, pd_over
from app.services.rules.limits import covered
from app.services.rules.parameters import Policy
from app.services.rules.scale import grade_of, prior_pd
from app.services.rules.schedule import Plan, Sale, laziest
from app.services.rules.score_types import GRADES
from app.services.rules.value_risk import prepay_floor

EARNEST: Final = Decimal("0.2")  # of the value of the contract: Civil Code art. 586
DAYS_OF_MONTH: Final = 30
BP: Final = 10_000
ROUND: Final = Decimal("1.000000000")  # a binary fraction is not to cost a step

Binding = Literal["limit", "expected_loss", "custom_work", "floor", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Amounts in minor units of one currency, shares 0..1. `pd` of 12 months, `months` from the order to the money.

    `free` = what may still stay uncovered, `most` = what a limit leaves whatever stands behind it (None = nothing bounds it); `insured` and `collateral` = what of the cover and the
    security is still free, `cover` the insurer's share. `at_delivery` (q) = payable before or at delivery, other than at
    signing. `margin` None = not known. `resale` = share of the cost somebody else would pay. `new` = little was settled yet.
    """

    value: int
    grade: str
    pd: float
    lgd: float
    months: float
    free: int | None
    margin: Decimal | None
    most: int | None = None
    at_delivery: Decimal = Decimal(0)
    cover: float = 0.0
    insured: int = 0
    collateral: int = 0
    custom: bool = False
    resale: Decimal = Decimal(1)
    sector: str | None = None
    new: bool = False
    hold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """The share with its conditions side by side. A condition None does not apply: nothing is known to reckon it with.

    `loss_most` (U_EL) = open uncovered money whose expected loss is the allowed share of the margin, None = nothing bounds it;
    `credit` = the credit that may be open, cover and security counted, None = any. `open` = what stays open after delivery,
    `uncovered` of it, `loss` = its expected loss. Minor units of the order's currency.
    """

    value: int
    share_bp: int
    amount: int
    binding: Binding
    by_limit: Decimal | None
    by_loss: Decimal | None
    by_custom: Decimal | None
    floor: Decimal
    at_delivery: Decimal
    loss_most: int | None
    credit: int | None
    pd_over: float
    open: int
    uncovered: int
    loss: int
    margin: int | None

    @property
    def by_credit(self) -> Decimal:
        """p_credit: the stricter of limit and expected loss."""
        return max((each for each in (self.by_limit, self.by_loss) if each is not None), default=Decimal(0))

    @property
    def loss_share(self) -> Decimal | None:
        """The expected loss as share of the margin; None where the margin is not known or there is none."""
        return Decimal(self.loss) / self.margin if self.margin and self.margin > 0 else None


def requirement(order: Order, policy: Policy) -> Requirement:
    """The smallest share that meets every condition, in whole steps. Raises ValueError for an order of nothing."""
    if order.value <= 0:
        raise ValueError("an order of nothing has no prepayment")
    chance = 1.0 if order.grade == "D" else pd_over(order.pd, order.months)
    most = _loss_most(order, chance, policy)
    known = order.margin is not None
    shares: dict[Binding, Decimal | None] = {
        "limit": _by_credit(order, _by_limit(order)),
        "expected_loss": _by_credit(order, _covered(order, most)) if known else None,
        "custom_work": _by_custom(order, policy),
        "floor": _floor(order, policy),
    }
    asked: dict[Binding, Decimal] = {code: each for code, each in shares.items() if each}
    binding: Binding = max(asked, key=lambda code: asked[code]) if asked else "none"
    share_bp = _stepped(asked[binding] if asked else Decimal(0), policy)
    later = min(order.at_delivery, 1 - Decimal(share_bp) / BP)
    amount = part(order.value, share_bp)
    left = order.value - amount - _whole(order.value * later)
    at_risk = max(0, left - _whole(Decimal(str(order.cover)) * min(left, order.insured)) - order.collateral)
    return Requirement(
        value=order.value,
        share_bp=share_bp,
        amount=amount,
        binding=binding,
        by_limit=shares["limit"],
        by_loss=shares["expected_loss"],
        by_custom=shares["custom_work"],
        floor=shares["floor"] or Decimal(0),
        at_delivery=later,
        loss_most=most,
        credit=_credit(order, most),
        pd_over=chance,
        open=left,
        uncovered=at_risk,
        loss=expected_loss(chance, order.lgd, at_risk),
        margin=_whole(order.value * order.margin) if order.margin is not None else None,
    )


def plan(order: Order, found: Requirement, policy: Policy) -> Plan | None:
    """The laziest instalments that never leave more open than is allowed and bring the required share before the goods
    leave (C3); None without a margin: what the work costs is not known."""
    if order.margin is None:
        return None
    cost = max(0, order.value - _whole(order.value * order.margin))
    allowed = order.value if found.credit is None else min(order.value, found.credit)
    sale = Sale(order.value, cost, order.resale, allowed, _custom(order, policy))
    least = laziest(sale)
    before = min(order.value, found.amount + _whole(order.value * found.at_delivery))
    more = max(0, before - least.signing - least.shipping)
    return Plan(least.signing, least.shipping + more, least.later - more)


def scaled(plan: Plan, value: int, into: int) -> Plan:
    """The same instalments of an order of `value` in minor units of another currency, where it is worth `into`."""
    return plan if value == into else Plan(*share(into, [plan.signing, plan.shipping, plan.later]))


def months(lead: int, terms: int, late: float | None, policy: Policy) -> float:
    """h: how long the money is at risk, from days of production, of the terms and of the delay to be expected."""
    return max(float(policy.prepay_months), (lead + terms + max(0.0, late or 0.0)) / DAYS_OF_MONTH)


def split(amount: int, value: int) -> tuple[int, int]:
    """(earnest money, prepayment): earnest money counts up to a fifth of the contract, the rest is prepayment."""
    earnest = min(amount, earnest_most(value))
    return earnest, amount - earnest


def earnest_most(value: int) -> int:
    """What of a contract's value may be earnest money."""
    return int(value * EARNEST)


def part(value: int, share_bp: int) -> int:
    """A share of a value in minor units, half away from zero."""
    return _whole(Decimal(value) * share_bp / BP)


def _loss_most(order: Order, chance: float, policy: Policy) -> int | None:
    rate = Decimal(str(chance)) * Decimal(str(order.lgd))
    if order.margin is None or not rate:
        return None
    return _whole(Decimal(str(policy.prepay_margin)) * order.margin * order.value / rate)


def _by_credit(order: Order, credit: int | None) -> Decimal:
    """1 - q - the credit that may be open, of the value."""
    if credit is None:
        return Decimal(0)
    return max(Decimal(0), 1 - order.at_delivery - Decimal(credit) / order.value)


def _covered(order: Order, free: int | None) -> int | None:
    """Xmax: the credit that leaves just `free` uncovered."""
    return None if free is None else covered(max(0, free), order.collateral, order.cover, order.insured)


def _by_limit(order: Order) -> int | None:
    bounds = [each for each in (_covered(order, order.free), order.most) if each is not None]
    return max(0, min(bounds)) if bounds else None


def _credit(order: Order, most: int | None) -> int | None:
    """Xmax(A*): what limit and expected loss leave."""
    bounds = [each for each in (_by_limit(order), _covered(order, most)) if each is not None]
    return min(bounds) if bounds else None


def _custom(order: Order, policy: Policy) -> Decimal:
    """φ: what part of the work that is lost when the buyer walks away is there at signing."""
    if not order.custom:
        return Decimal(0)
    grade = grade_of(prior_pd(order.sector, policy), policy) if order.grade == "NR" else order.grade
    place = GRADES.index(grade) if grade in GRADES else len(GRADES) - 1
    return Decimal(str(policy.prepay_custom[place]))


def _by_custom(order: Order, policy: Policy) -> Decimal | None:
    if not order.custom:
        return Decimal(0)
    if order.margin is None:
        return None
    return max(Decimal(0), _custom(order, policy) * (1 - order.margin) * (1 - order.resale))


def _floor(order: Order, policy: Policy) -> Decimal:
    if order.hold:
        return Decimal(1)
    floor = prepay_floor(policy, order.grade)
    if order.grade == "BBB" and order.new:
        floor = max(floor, policy.prepay_floor_bbb_new)
    return Decimal(str(floor))


def _stepped(asked: Decimal, policy: Policy) -> int:
    """Up to the next step in basis points; beyond the last all is paid before delivery."""
    step = Decimal(str(policy.prepay_step))
    found = (asked / step).quantize(ROUND).to_integral_value(ROUND_CEILING) * step
    return BP if found > Decimal(str(policy.prepay_full_above)) else _whole(found * BP)


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
