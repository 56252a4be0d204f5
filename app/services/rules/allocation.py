"""Which debts a sum of money settles. Exact: parts plus rest are always the sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.models.money import share


@dataclass(frozen=True, slots=True)
class Debt:
    """An open instalment; `open` in minor units of the payment's currency."""

    id: int
    due_on: date | None
    issued_on: date
    open: int


@dataclass(frozen=True, slots=True)
class Split:
    """What goes where: (instalment id, minor units) in order, and what is left over."""

    parts: tuple[tuple[int, int], ...]
    rest: int


def in_order(debts: Sequence[Debt]) -> list[Debt]:
    """Oldest due first; without a due date last; then by issue day and id."""
    return sorted(debts, key=lambda debt: (debt.due_on is None, debt.due_on or debt.issued_on, debt.issued_on, debt.id))


def oldest_first(amount: int, debts: Sequence[Debt]) -> Split:
    """Settles the debts due first until the money ends."""
    parts, rest = [], amount
    for debt in in_order(debts):
        part = min(rest, debt.open)
        if part > 0:
            parts.append((debt.id, part))
            rest -= part
    return Split(tuple(parts), rest)


def pro_rata(amount: int, debts: Sequence[Debt]) -> Split:
    """Settles the same share of every debt (largest remainder, the older debt first on a tie), all of them at most whole."""
    ordered = [debt for debt in in_order(debts) if debt.open > 0]
    whole = sum(debt.open for debt in ordered)
    used = min(amount, whole)
    parts = share(used, [debt.open for debt in ordered]) if ordered else []
    pairs = zip(ordered, parts, strict=True)
    return Split(tuple((debt.id, part) for debt, part in pairs if part > 0), amount - used)


def chosen(amount: int, debts: Sequence[Debt], wanted: Mapping[int, int]) -> Split:
    """Settles what the person chose. Raises ValueError("negative" | "unknown" | "too_much" | "not_enough")."""
    opens = {debt.id: debt.open for debt in debts}
    for debt_id, part in wanted.items():
        if part < 0:
            raise ValueError("negative")
        if debt_id not in opens:
            raise ValueError("unknown")
        if part > opens[debt_id]:
            raise ValueError("too_much")
    rest = amount - sum(wanted.values())
    if rest < 0:
        raise ValueError("not_enough")
    return Split(tuple((debt_id, part) for debt_id, part in wanted.items() if part), rest)
