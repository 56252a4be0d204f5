"""Frozen sheets: what a screen shows and a paper prints are the same object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models.aged import AgeingRow

__all__ = ["AgeingRow", "AgeingSheet"]


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
