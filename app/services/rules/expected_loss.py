"""What a customer may cost: chance of default over a time x share lost x amount at stake, and the price of waiting (domain.md A9).

Security, insurance and guarantees belong here and never into the chance of default.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from app.services.rules.parameters import Policy


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of an amount would be lost if one acts now, and if one acts later; minor units. `cost` = the difference."""

    now: int
    later: int

    @property
    def cost(self) -> int:
        return self.later - self.now


def pd_over(pd: float, months: float) -> float:
    """The chance of default within `months` where `pd` is that of 12 months; 1 stays 1, no time is no chance."""
    if months <= 0:
        return 0.0
    return float(1 - (1 - pd) ** (months / 12))


def loss_share(
    policy: Policy,
    *,
    no_paper: bool = False,
    guarantee: bool = False,
    retention: bool = False,
    distant: bool = False,
    clauses: bool = False,
) -> float:
    """The share of a claim that a default costs, within the range of the policy.

    `no_paper` = neither a written contract nor a signed delivery, `guarantee` = of a person, `retention` = of title,
    registered, on goods that can be found and sold, `distant` = a court far away, `clauses` = a contract in force that does not
    say when it is paid, how goods are handed over or where papers reach them.
    """
    adders = (
        (no_paper, policy.lgd_no_paper),
        (guarantee, policy.lgd_guarantee),
        (retention, policy.lgd_retention),
        (distant, policy.lgd_distant),
        (clauses, policy.lgd_clauses),
    )
    low, high = policy.lgd_range
    return min(high, max(low, policy.lgd + sum(points for there, points in adders if there)))


def expected_loss(pd: float, lgd: float, amount: int) -> int:
    """Minor units, half away from zero; nothing where nothing is at stake."""
    return _rounded(pd * lgd * max(0, amount))


def collectable(policy: Policy, days: float) -> float:
    """The share of a debt that can still be collected so many days after its due day; level outside of the table."""
    table = policy.collectable
    if days <= table[0][0]:
        return table[0][1]
    for (low, start), (high, end) in pairwise(table):
        if days <= high:
            return start + (end - start) * (days - low) / (high - low)
    return table[-1][1]


def waiting_cost(policy: Policy, amount: int, days: int, later: int) -> Waiting:
    """What acting `days` after the due day loses of `amount` minor units, and what acting `later` days after it does."""
    lost = [_rounded(amount * (1 - collectable(policy, each))) for each in (days, max(days, later))]
    return Waiting(*lost)


def sales_to_earn_back(loss: int, margin: float) -> int | None:
    """Sales that earn a loss at a net margin (share of sales); None where nothing is earned."""
    return _rounded(loss / margin) if margin > 0 else None


def _rounded(value: float) -> int:
    # Twelve digits: 0.057 * 0.6 is not to lose half a cent to the binary fraction.
    return int(Decimal(f"{value:.12g}").quantize(Decimal(1), ROUND_HALF_UP))
