"""What a person enters about a legal matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

TEXTS: Final = {"title": 200, "lawyer": 120, "court": 120, "case_no": 80, "clues": 1000, "note": 1000}


@dataclass(frozen=True, slots=True)
class MatterDraft:
    """`receivables` = ids of debts of the customer, all in one currency; `title` None = named after the customer. `clues` = what is
    known of their property. `opened_on` None = today."""

    customer_id: int
    receivables: tuple[int, ...]
    title: str | None = None
    lawyer: str | None = None
    court: str | None = None
    case_no: str | None = None
    clues: str | None = None
    note: str | None = None
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """How it ended: one of `court.OUTCOMES`; `recovered` None = what was paid on its debts since it was opened."""

    outcome: str
    on: date
    recovered: int | None = None
