"""One contract as its list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ContractRow:
    """`amount` in minor units of `currency`; `invoiced` and `open` of its receivables in the book's currency."""

    id: int
    customer_id: int
    number: str
    customer: str
    customer_full: str
    title: str | None
    status: str
    signed_on: date | None
    ends_on: date | None
    currency: str
    amount: int
    invoiced: int
    open: int
    penalty_ppm_day: int | None
    penalty_cap_bp: int | None
