"""What a promise to pay is, and the money that may keep it. Values only: rules read these, never rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """So much money (minor units of `currency`) by `due_on`; `items` = the instalments it names, empty = whatever is owed.

    `by_whom` = who said it, `written` = on paper or in a message that can be shown.
    """

    id: int
    customer_id: int
    made_on: date
    due_on: date
    currency: str
    amount: int
    items: frozenset[int] = frozenset()
    by_whom: str | None = None
    channel: str | None = None
    written: bool = False
    note: str | None = None
    withdrawn_on: date | None = None
    voided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """A part of a receipt on the day asked about: what it settled of one instalment, or what of it is still free (None).

    `on` = the day it came. `amounts` = the same money in the currency it came in and in that of the debt it settled, minor
    units. `bound` = paid ahead for a contract and not used yet.
    """

    payment_id: int
    on: date
    instalment_id: int | None
    amounts: Mapping[str, int]
    bound: bool = False
