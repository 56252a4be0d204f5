"""Statements of account and confirmation letters as frozen sheets: what the dialog shows and the paper prints.

Per currency a section; its figures come by two paths, from the documents and from what is open, and must meet.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.models.book import Account
from app.models.receivables import OpenItem
from app.models.statement_lines import Move
from app.services.rules.ageing import Buckets, overdue_days

BANDS: Final = Buckets((30, 60, 90))


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two firms, as papers name it."""

    name: str
    registration_no: str | None
    address: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One document; minor units of the section's currency. `due_on` is the first of `parts` instalments."""

    on: date
    kind: str
    number: str | None
    text: str | None
    method: str | None
    due_on: date | None
    parts: int
    plus: int
    minus: int
    balance: int


@dataclass(frozen=True, slots=True)
class Aside:
    """What a section says besides, by currency: drafts not honoured, sums written off."""

    bills: Mapping[str, int] = field(default_factory=dict)
    written_off: Mapping[str, int] = field(default_factory=dict)
    retentions: Collection[int] = frozenset()
    charged: Collection[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """The account in one currency, minor units: opening + invoiced - received - credits = closing.

    `bands` = what is open by how long it is overdue, with the keys of `BANDS`; less `unapplied` money it is the closing
    balance. Inside `bands`: `retention` money, the `disputed` part, `charges` (interest and costs invoiced). `due` = what
    may be demanded: overdue, not disputed, not covered by money paid ahead. Told besides: `bills` not yet honoured, and what was `written_off` and so is in no figure. Raises ValueError when the
    figures do not meet.
    """

    currency: str
    opening: int
    invoiced: int
    received: int
    credits: int
    closing: int
    lines: tuple[Line, ...]
    bands: tuple[int, ...]
    unapplied: int
    retention: int
    disputed: int
    due: int
    charges: int
    bills: int
    written_off: int

    def __post_init__(self) -> None:
        moved = self.opening + self.invoiced - self.received - self.credits
        ended = self.lines[-1].balance if self.lines else self.opening
        if not moved == ended == self.closing == self.owed - self.unapplied:
            raise ValueError(f"{self.currency}: {moved}, {ended}, {self.closing}, {self.owed - self.unapplied}")

    @property
    def owed(self) -> int:
        """What is open, before money paid ahead is taken off."""
        return sum(self.bands)

    @property
    def overdue(self) -> int:
        return sum(self.bands[1:-1])


@dataclass(frozen=True, slots=True)
class StatementSheet:
    """A statement of account from `since` to the end of `until`; `number` is "" while it is not recorded.

    `language` is the customer's ("zh_CN" or "en"). `demands`: a letter that asks for the overdue part as well.
    """

    number: str
    company: Party
    customer: Party
    code: str
    since: date
    until: date
    made_on: date
    reply_by: date
    language: str
    sections: tuple[Section, ...]
    accounts: tuple[Account, ...]
    demands: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmationSheet(StatementSheet):
    """A balance confirmation as of `until`: only the closing figures are told."""


def sections(
    moves: Sequence[Move], items: Sequence[OpenItem], aside: Aside, since: date, until: date
) -> tuple[Section, ...]:
    """A section for every currency that has a balance or moved between the days."""
    found = {move.currency for move in moves if move.on >= since} | {item.currency for item in items} | set(aside.bills)
    return tuple(
        section(
            currency,
            [move for move in moves if move.currency == currency],
            [item for item in items if item.currency == currency],
            aside,
            (since, until),
        )
        for currency in sorted(found)
    )


def section(
    currency: str, moves: Sequence[Move], items: Sequence[OpenItem], aside: Aside, days: tuple[date, date]
) -> Section:
    """The account in one currency. Raises ValueError when documents and open items do not meet."""
    since, until = days
    opening = sum(move.amount for move in moves if move.on < since)
    within = [move for move in moves if move.on >= since]
    debits = [item for item in items if item.instalment_id is not None]
    loose = sum(item.open if item.side == "credit" else -item.open for item in items if item.instalment_id is None)
    bands = [0] * len(BANDS.keys)
    for item in debits:
        bands[BANDS.place(item.due_on, until)] += item.open
    return Section(
        currency=currency,
        opening=opening,
        invoiced=sum(move.amount for move in within if move.group == "invoiced"),
        received=-sum(move.amount for move in within if move.group == "received"),
        credits=-sum(move.amount for move in within if move.group == "credits"),
        closing=sum(bands) - loose,
        lines=tuple(_run(opening, within)),
        bands=tuple(bands),
        unapplied=loose,
        retention=sum(item.open for item in debits if item.instalment_id in aside.retentions),
        disputed=sum(item.disputed for item in debits),
        due=max(
            0, sum(item.open - item.disputed for item in debits if overdue_days(item.due_on, until)) - max(0, loose)
        ),
        charges=sum(item.open for item in debits if item.instalment_id in aside.charged),
        bills=aside.bills.get(currency, 0),
        written_off=aside.written_off.get(currency, 0),
    )


def empty(currency: str) -> Section:
    """The account of a customer with whom nothing happened."""
    return section(currency, (), (), Aside(), (date.min, date.max))


def _run(opening: int, moves: Sequence[Move]) -> list[Line]:
    """The lines with what is owed after each."""
    lines, balance = [], opening
    for move in moves:
        balance += move.amount
        plus, minus = max(move.amount, 0), max(-move.amount, 0)
        lines.append(
            Line(move.on, move.kind, move.number, move.text, move.method, move.due_on, move.parts, plus, minus, balance)
        )
    return lines
