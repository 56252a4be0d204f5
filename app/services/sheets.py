"""Frozen sheets: what a screen shows and a paper prints are the same object."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.i18n import _
from app.models.aged import AgeingRow
from app.models.money import Money

__all__ = ["AgeingRow", "AgeingSheet", "Cell", "Cells", "Heads", "Kind", "ListColumn", "ListSheet", "columns"]

Kind = Literal["text", "short", "money", "number", "day"]  # "short" = text that is never broken: a telephone number
Heads = tuple[tuple[str, Kind], ...]  # msgid and kind of each column
Cell = str | Money | int | date | None  # None = nothing
Cells = tuple[Cell, ...]


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
    """A column of a list: its heading, what its cells are, its name for programs."""

    name: str
    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A report that is a list, in words. `customers` = the customer of each row, for going there from the screen.

    `write_in` = the heading of a column that the paper has beside the others, empty, to write in by hand.
    """

    name: str
    title: str
    subtitle: str
    company: str
    as_of: date
    columns: tuple[ListColumn, ...]
    rows: tuple[Cells, ...]
    customers: tuple[int, ...]
    notes: tuple[str, ...]
    nothing: str
    total: Cells | None = None
    write_in: str = ""


def columns(headings: Heads) -> tuple[ListColumn, ...]:
    """Columns of (msgid, kind); "Receivable no." is `receivable_no` for programs, in every language."""
    return tuple(
        ListColumn(_(text), kind, re.sub("[^a-z0-9]+", "_", text.lower()).strip("_")) for text, kind in headings
    )
