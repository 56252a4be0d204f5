"""Frozen sheets: what a screen shows and a paper prints are the same object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.models.aged import AgeingRow
from app.models.money import Money

__all__ = ["AgeingRow", "AgeingSheet", "ListColumn", "ListSheet"]


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


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list: its heading and what its cells are (str, Money, int, date; None = nothing)."""

    name: str
    kind: Literal["text", "money", "number", "day"] = "text"


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A report that is a list, in words. `customers` = the customer of each row, for going there from the screen."""

    name: str
    title: str
    subtitle: str
    company: str
    as_of: date
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str | Money | int | date | None, ...], ...]
    customers: tuple[int, ...]
    notes: tuple[str, ...]
    nothing: str
    total: tuple[str | Money | int | date | None, ...] | None = None
