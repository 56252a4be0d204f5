"""A bank's statement as plain values, and what its readers share. Standard library only: the child makes them too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from app.models.dates import FIRST, LAST
from app.models.money import ABSURD, exponent
from app.services.imports import limits
from app.services.imports.limits import Stop

_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class BankRow:
    """One booking: `amount` in minor units of `currency`, money in above zero, money out below."""

    on: date
    amount: int
    currency: str
    payer_name: str | None
    payer_account: str | None
    text: str | None
    reference: str | None


@dataclass(frozen=True, slots=True)
class BankStatement:
    """One account over some days; balances in minor units of `currency`, None where the file has none.

    `beside` = rows that are neither money in nor out: not booked yet, closed, moved between own pockets.
    """

    account: str
    currency: str
    from_on: date | None
    to_on: date | None
    opening: int | None
    closing: int | None
    lines: tuple[BankRow, ...]
    beside: int = 0

    @property
    def difference(self) -> int | None:
        """What opening + lines lacks to the closing balance; 0 when it adds up, None when a balance is missing."""
        if self.opening is None or self.closing is None:
            return None
        moved = sum(line.amount for line in self.lines if line.currency == self.currency)
        return self.closing - self.opening - moved


def spanned(
    account: str,
    currency: str,
    lines: Iterable[BankRow],
    opening: int | None = None,
    closing: int | None = None,
    beside: int = 0,
    days: tuple[date | None, date | None] = (None, None),
) -> BankStatement:
    """A statement whose days, where the file does not tell them, are those of its lines. Raises Stop when it is too long."""
    kept = tuple(lines)
    if len(kept) > limits.ROWS:
        raise Stop("too_many_rows", sheet=account, rows=f"{len(kept):,}")
    booked = [line.on for line in kept]
    first, last = days[0] or min(booked, default=None), days[1] or max(booked, default=None)
    return BankStatement(account, currency, first, last, opening, closing, kept, beside)


def minor(text: str, currency: str) -> int:
    """A written amount ("1234,50", "8.850") in minor units, exactly. Raises Stop when it is none or finer than a cent."""
    try:
        scaled = Decimal(text.strip().replace(",", ".")).scaleb(exponent(currency))
    except InvalidOperation as problem:
        raise Stop("odd_amount", value=text.strip()[:40]) from problem
    if not scaled.is_finite() or scaled != scaled.to_integral_value() or abs(scaled) > ABSURD:
        raise Stop("odd_amount", value=text.strip()[:40])
    return int(scaled)


def day(text: str) -> date:
    """ "2026-01-31" and "20260131", whatever follows. Raises Stop when it is no day."""
    digits = text.strip().replace("-", "")[:8]
    try:
        on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError as problem:
        raise Stop("odd_day", value=text.strip()[:40]) from problem
    if not FIRST <= on <= LAST:
        raise Stop("odd_day", value=text.strip()[:40])
    return on


def words(*parts: str | None) -> str | None:
    """The parts as one line, each said once; None when nothing is left."""
    kept = dict.fromkeys(_BLANKS.sub(" ", part).strip() for part in parts if part)
    return " · ".join(part for part in kept if part) or None


def packed(statement: BankStatement) -> dict[str, Any]:
    """For JSON; `unpacked` makes the same statement of it again."""
    rows = [
        (
            line.on.isoformat(),
            line.amount,
            line.currency,
            line.payer_name,
            line.payer_account,
            line.text,
            line.reference,
        )
        for line in statement.lines
    ]
    return {
        "account": statement.account,
        "currency": statement.currency,
        "days": [each.isoformat() if each else None for each in (statement.from_on, statement.to_on)],
        "balances": [statement.opening, statement.closing],
        "beside": statement.beside,
        "rows": rows,
    }


def unpacked(told: dict[str, Any]) -> BankStatement:
    lines = tuple(BankRow(date.fromisoformat(row[0]), *row[1:]) for row in told["rows"])
    first, last = (date.fromisoformat(each) if each else None for each in told["days"])
    opening, closing = told["balances"]
    return BankStatement(told["account"], told["currency"], first, last, opening, closing, lines, told["beside"])
