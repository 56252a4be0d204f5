"""The sheet of late interest: what the command, the dialog and the paper show is this one object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from app.services.rates import ReferenceRate
from app.services.rules.interest import Rate, Segment
from app.services.rules.late_rules import Excess, Regime


@dataclass(frozen=True, slots=True)
class InterestOptions:
    """How to compute. `rate` is the agreed one (contract, flat); `floating` None = as the regime has it.

    `uplift` is for cn-lpr: 1.3 to 1.5 times LPR. `floating`: cn-lpr fixed at the breach, eu anew each half-year.
    """

    regime: Regime | Literal["auto"] = "auto"
    uplift: Decimal = Decimal("1.5")
    floating: bool | None = None
    rate: Rate | None = None
    year: int = 365
    exclude_payment_day: bool = False


@dataclass(frozen=True, slots=True)
class PartInterest:
    """One late instalment; minor units. `disputed_interest` is the share of `interest` that the disputed part bears.

    `principal` was owed when interest began, `open` is owed at the end of the day; `claimed` was claimed before.
    """

    instalment_id: int
    seq: int
    due_on: date
    principal: int
    open: int
    disputed: int
    interest: int
    disputed_interest: int
    claimed: int
    segments: tuple[Segment, ...]

    @property
    def to_claim(self) -> int:
        """What can be claimed now: of what is not in dispute, less what was claimed before."""
        return max(0, self.interest - self.disputed_interest - self.claimed)


@dataclass(frozen=True, slots=True)
class InterestSheet:
    """Late interest of one receivable to the end of `as_of`; minor units of `currency`, the fee in `fee_currency`.

    `reasons` and `risks` are codes (`interest_wording`); `rates` the rows of the tables it stands on; `per_day` what
    each further day bears; `parts_total` = instalments of the receivable, late or not.
    """

    company: str
    invoice: str
    receivable_id: int
    customer_id: int
    customer_code: str
    customer: str
    contract: str | None
    issued_on: date
    as_of: date
    currency: str
    regime: Regime
    options: InterestOptions
    reasons: tuple[str, ...]
    risks: tuple[str, ...]
    parts: tuple[PartInterest, ...]
    parts_total: int
    rates: tuple[ReferenceRate, ...]
    fixed_fee: int
    fee_currency: str
    fee_claimed: bool
    per_day: int
    excess: Excess | None

    @property
    def principal(self) -> int:
        return sum(part.principal for part in self.parts)

    @property
    def open(self) -> int:
        return sum(part.open for part in self.parts)

    @property
    def interest(self) -> int:
        return sum(part.interest for part in self.parts)

    @property
    def disputed_interest(self) -> int:
        return sum(part.disputed_interest for part in self.parts)

    @property
    def claimed(self) -> int:
        return sum(part.claimed for part in self.parts)

    @property
    def to_claim(self) -> int:
        return sum(part.to_claim for part in self.parts)

    @property
    def fee_to_claim(self) -> int:
        return 0 if self.fee_claimed else self.fixed_fee
