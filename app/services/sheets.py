"""Frozen sheets: what a screen shows and a paper prints are the same object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class AgeingRow(NamedTuple):
    """One line of the ageing report (there are thousands: hence a tuple); amounts in minor units of `currency`.

    `buckets` follow the sheet's `keys`; `unallocated` is negative for money received and not applied;
    `total` = sum of buckets + unallocated.
    """

    key: str
    name: str
    currency: str
    total: int
    buckets: tuple[int, ...]
    unallocated: int
    overdue_days_max: int


@dataclass(frozen=True, slots=True)
class AgeingSheet:
    """The aged receivables at the end of `as_of`; `ledger` is the balance by the independent path."""

    company: str
    as_of: date
    basis: str
    by: str
    currency: str
    keys: tuple[str, ...]
    rows: tuple[AgeingRow, ...]
    total: AgeingRow
    ledger: int

    @property
    def difference(self) -> int:
        return self.total.total - self.ledger
