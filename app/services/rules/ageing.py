"""Age buckets of what is owed: by days past due, or by days since issue. Source: the command line's contract, domain F."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

Basis = Literal["due", "invoice"]
STANDARD: Final = (30, 60, 90, 180, 365, 730, 1095)
MOST_LIMITS: Final = 50
LONGEST: Final = 36_525  # days of a century
NO_DATE: Final = "no_date"
NOT_DUE: Final = "not_due"


@dataclass(frozen=True, slots=True)
class Buckets:
    """Upper limits in days, rising. 1-30 holds day 30; day 0 is not due; an item without its date is `no_date`.

    Raises ValueError when the limits do not rise, are not positive, or are more or longer than anybody can read.
    """

    limits: tuple[int, ...] = STANDARD
    basis: Basis = "due"

    def __post_init__(self) -> None:
        if not self.limits or min(self.limits) < 1 or list(self.limits) != sorted(set(self.limits)):
            raise ValueError("limits must be positive and rising")
        if len(self.limits) > MOST_LIMITS or self.limits[-1] > LONGEST:
            raise ValueError("limits must be few and within a century")

    @property
    def keys(self) -> tuple[str, ...]:
        """not_due, 1-30, ..., 1096+, no_date; by invoice day the first two are one bucket 0-30."""
        first, last = self.limits[0], self.limits[-1]
        young = (NOT_DUE, f"1-{first}") if self.basis == "due" else (f"0-{first}",)
        middle = tuple(f"{low + 1}-{high}" for low, high in zip(self.limits, self.limits[1:], strict=False))
        return (*young, *middle, f"{last + 1}+", NO_DATE)

    def edges(self, on: date) -> tuple[str, ...]:
        """The earliest governing day of each dated bucket but the last, youngest first: the one definition, for SQL too."""
        days = (0, *self.limits) if self.basis == "due" else self.limits
        return tuple((on - timedelta(days=limit)).isoformat() for limit in days)

    def place(self, governing: date | None, on: date) -> int:
        """The index in `keys` of an item whose due day (or issue day) is `governing`."""
        if governing is None:
            return len(self.keys) - 1
        text = governing.isoformat()
        edges = self.edges(on)
        return next((i for i, edge in enumerate(edges) if text >= edge), len(edges))


def overdue_days(due: date | None, on: date) -> int:
    """Days past due, 0 when not due or without a due date."""
    return max(0, (on - due).days) if due else 0


def five_bands(keys: Sequence[str], amounts: Sequence[int]) -> tuple[int, ...]:
    """not due, 1-30, 31-60, 61-90, over 90 days: what screens show (the standard keys' last five dated ones together)."""
    dated = list(amounts[:-1])
    return (*dated[:4], sum(dated[4:])) if keys[0] == NOT_DUE else (0, *dated[:3], sum(dated[3:]))
