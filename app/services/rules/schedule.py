"""A payment plan that never leaves more open than is allowed (domain paper C3).

Before delivery what is at risk is the cost that cannot be sold to anybody else; after it, the value of the goods.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final, Literal

STEP: Final = Decimal("0.05")  # shares are rounded up to this
FULL_ABOVE: Final = Decimal("0.90")  # beyond it all is paid before delivery

Code = Literal["completion", "delivery", "custom_work"]


@dataclass(frozen=True, slots=True)
class Sale:
    """Minor units of one currency. `resale` = share of the cost that somebody else would pay for the goods.

    `allowed` = the most that may be open (A*); `custom` = share of the cost at risk that must be there at signing
    (φ by grade), 0 for goods that anybody buys.
    """

    value: int
    cost: int
    resale: Decimal
    allowed: int
    custom: Decimal = Decimal(0)

    @property
    def at_risk(self) -> int:
        """W: the cost that is lost when the buyer walks away at completion."""
        return int((self.cost * (1 - self.resale)).to_integral_value(rounding=ROUND_CEILING))

    @property
    def at_signing(self) -> int:
        """What custom work asks for at signing: φ·W."""
        return int((self.at_risk * self.custom).to_integral_value(rounding=ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Plan:
    """What is paid at signing, before shipping, and later; minor units that make the value."""

    signing: int
    shipping: int
    later: int

    @property
    def value(self) -> int:
        return self.signing + self.shipping + self.later


@dataclass(frozen=True, slots=True)
class Breach:
    """`amount` is more (custom work: less) than the `most` (custom work: least) that the rule wants."""

    code: Code
    amount: int
    most: int


def open_at(sale: Sale, plan: Plan) -> dict[Code, int]:
    """What is open when the work is done, and after delivery."""
    return {"completion": max(0, sale.at_risk - plan.signing), "delivery": max(0, plan.later)}


def breaches(sale: Sale, plan: Plan) -> tuple[Breach, ...]:
    """Every milestone at which the plan leaves too much open; empty = the plan keeps to the limit."""
    found = [Breach(code, open_, sale.allowed) for code, open_ in open_at(sale, plan).items() if open_ > sale.allowed]
    if plan.signing < sale.at_signing:
        found.append(Breach("custom_work", plan.signing, sale.at_signing))
    return tuple(found)


def laziest(sale: Sale) -> Plan:
    """The plan that asks for least and latest and still keeps to the limit, in steps of 5 % of the value."""
    signing = _rounded(max(sale.at_risk - sale.allowed, sale.at_signing, 0), sale.value)
    shipping = _rounded(max(sale.value - sale.allowed - signing, 0), sale.value)
    if signing + shipping > sale.value * FULL_ABOVE:
        shipping = sale.value - signing
    return Plan(signing, shipping, sale.value - signing - shipping)


def _rounded(amount: int, value: int) -> int:
    """Up to the next step, at most the value."""
    steps = (Decimal(amount) / value / STEP).quantize(Decimal("1.000000000")).to_integral_value(rounding=ROUND_CEILING)
    return min(value, int(steps * STEP * value))
