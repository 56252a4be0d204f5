"""What credit insurance pays and what it is worth. Pure; amounts in minor units of one currency (domain.md D2, M2 rule 8).

what = Indemnity(cover_bp=9000, insured=40_000_000, first_loss=1_000_000)
what.amount                                  # 35_000_000 in order A, 35_100_000 in order B
worth(Stake(owed=50_000_000, pd=0.06, lgd=0.6), what, premium=1_200_000)
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.services.rules.limit_candidates import whole

BP: Final = 10_000
PPM: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Indemnity:
    """What the insurer pays on an insured debt. `insured` = the smaller of what is eligible and the buyer limit.

    `order` A: the first loss comes off what would be paid, B: off the loss before the share of the insurer is taken.
    `aggregate_left` = what is still unused of the first loss of the whole policy; `liability_left` = what the insurer pays at
    most from now on, None = no such bound.
    """

    cover_bp: int
    insured: int
    first_loss: int = 0
    aggregate_left: int = 0
    liability_left: int | None = None
    order: str = "A"

    @property
    def covered(self) -> int:
        """The share of the insurer before any first loss."""
        return share_of(self.insured, self.cover_bp)

    @property
    def amount(self) -> int:
        if self.order == "B":
            paid = share_of(max(0, self.insured - self.first_loss), self.cover_bp)
        else:
            paid = max(0, self.covered - self.first_loss)
        paid = max(0, paid - self.aggregate_left)
        return paid if self.liability_left is None else min(paid, max(0, self.liability_left))

    @property
    def first_loss_part(self) -> int:
        """What of the insurer's share stays with us."""
        return self.covered - self.amount


@dataclass(frozen=True, slots=True)
class Stake:
    """What a buyer owes, how likely they fail within the horizon and the share that is lost then (0..1)."""

    owed: int
    pd: float
    lgd: float

    @property
    def loss(self) -> int:
        """The expected loss without insurance."""
        return self._of(self.owed)

    def net_loss(self, what: Indemnity) -> int:
        """The expected loss on what the insurer does not pay."""
        return self._of(max(0, self.owed - what.amount))

    def _of(self, amount: int) -> int:
        return whole(Decimal(amount) * Decimal(str(self.pd)) * Decimal(str(self.lgd)))


@dataclass(frozen=True, slots=True)
class Recovered:
    """How money that comes back after an indemnity is shared, and what stays lost with the seller."""

    insurer: int
    seller: int
    seller_loss: int


@dataclass(frozen=True, slots=True)
class Worth:
    """Whether the insurance pays: `saving` = expected loss without less with it, `gain` = saving less premium."""

    loss: int
    net_loss: int
    premium: int

    @property
    def saving(self) -> int:
        return self.loss - self.net_loss

    @property
    def gain(self) -> int:
        return self.saving - self.premium


def share_of(amount: int, bp: int) -> int:
    """A share in basis points, half away from zero."""
    return whole(Decimal(amount) * bp / BP)


def recovery(owed: int, paid: int, recovered: int) -> Recovered | None:
    """Pro rata insured and uninsured; None where nothing was owed. `paid` = the indemnity."""
    if owed <= 0:
        return None
    insurer = whole(Decimal(recovered) * paid / owed)
    seller = recovered - insurer
    return Recovered(insurer, seller, owed - paid - seller)


def premium(sales: int, ppm: int | None, least: int | None) -> int:
    """Of a year: the rate on insured sales, at least the minimum."""
    return max(whole(Decimal(sales) * (ppm or 0) / PPM), least or 0)


def worth(stake: Stake, what: Indemnity, premium: int) -> Worth:
    return Worth(stake.loss, stake.net_loss(what), premium)
