"""A receivable in parts: what each part amounts to, and when it falls due. Amounts in minor units, shares in basis points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.models.dates import add_days, add_months
from app.models.money import share
from app.services.rules.terms import due_day

Basis = Literal["terms", "on", "net", "eom", "eom_day", "delivery", "acceptance"]
Template = Literal["two", "three", "equal", "retention"]
EVENTS: Final = ("delivery", "acceptance")
WHOLE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """One part as agreed: a share or an amount; with neither it is the remainder.

    Due: "terms" = the customer's terms, "on" = `on`, "net" = issue day + `days`, "eom" = end of the issue month + `days`,
    "eom_day" = day `day` of the month after, "delivery", "acceptance" = `days` after that happened (no due day before).
    `retention` = held back until then (质保金).
    """

    share_bp: int | None = None
    amount: int | None = None
    basis: Basis = "terms"
    days: int = 0
    day: int | None = None
    on: date | None = None
    retention: bool = False

    @property
    def is_rest(self) -> bool:
        return self.share_bp is None and self.amount is None


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment: `event` and `event_days` while its due day waits for something to happen."""

    due_on: date | None
    amount: int
    retention: bool = False
    event: str | None = None
    event_days: int | None = None


def amounts(total: int, lines: Sequence[Line]) -> list[int]:
    """What each line amounts to; they sum to `total` exactly.

    A remainder line takes what the others leave; without one the cents of shares go to the largest remainders.
    Raises ValueError("two_rests"), ("short"), ("over") or ("zero") when they cannot make the total.
    """
    rests = [place for place, line in enumerate(lines) if line.is_rest]
    if len(rests) > 1:
        raise ValueError("two_rests")
    left = missing(total, lines)
    if left and (left < 0 or not rests):
        raise ValueError("short" if left > 0 else "over")
    found = _rounded(total, lines) if rests else _shared(total, lines)
    for place in rests:
        found[place] = total - sum(found)
    if not found or min(found) <= 0:
        raise ValueError("zero")
    return found


def missing(total: int, lines: Sequence[Line]) -> int:
    """What the shares and amounts lack of the total (below zero: what they have too much); shares count exactly."""
    bp, fixed = _shares(lines), _fixed(lines)
    left = total - fixed - _half_up(total * bp)
    filled = bp and not any(line.is_rest for line in lines) and abs((total - fixed) * WHOLE - total * bp) < WHOLE
    return 0 if filled else left


def due_on(line: Line, issued_on: date, by_terms: date | None) -> date | None:
    """The due day; None while what it waits for has not happened, or without terms."""
    if line.basis == "on":
        return line.on
    if line.basis == "terms":
        return by_terms
    return None if line.basis in EVENTS else due_day(line.basis, line.days, line.day, issued_on)


def parts(total: int, lines: Sequence[Line], issued_on: date, by_terms: date | None) -> tuple[Part, ...]:
    """The instalments of a receivable. Raises ValueError as `amounts`."""
    return tuple(
        Part(
            due_on(line, issued_on, by_terms),
            amount,
            line.retention,
            line.basis if line.basis in EVENTS else None,
            line.days if line.basis in EVENTS else None,
        )
        for line, amount in zip(lines, amounts(total, lines), strict=True)
    )


def after_event(happened_on: date, days: int | None) -> date:
    """The due day of an instalment that waited."""
    return add_days(happened_on, days or 0)


def template(name: Template, total: int, issued_on: date, count: int = 3) -> tuple[Line, ...]:
    """Usual plans: 30 / rest; 30 / 60 on acceptance / 10 kept; `count` equal monthly parts; all but 5 % kept for a year."""
    if name == "two":
        return Line(3000, basis="on", on=issued_on), Line()
    if name == "three":
        kept = Line(basis="acceptance", days=365, retention=True)
        return Line(3000, basis="on", on=issued_on), Line(6000, basis="acceptance"), kept
    if name == "retention":
        return Line(), Line(500, basis="net", days=365, retention=True)
    months = [add_months(issued_on, place) for place in range(1, count + 1)]
    each = [Line(amount=part, basis="on", on=on) for part, on in zip(share(total, [1] * count), months, strict=True)]
    return *each[:-1], Line(basis="on", on=months[-1])


def _shares(lines: Sequence[Line]) -> int:
    return sum(line.share_bp or 0 for line in lines)


def _fixed(lines: Sequence[Line]) -> int:
    return sum(line.amount or 0 for line in lines if line.share_bp is None)


def _half_up(times_whole: int) -> int:
    return (2 * times_whole + WHOLE) // (2 * WHOLE)


def _rounded(total: int, lines: Sequence[Line]) -> list[int]:
    """Each share rounded by itself; the remainder line, 0 so far, absorbs the cents."""
    return [line.amount or 0 if line.share_bp is None else _half_up(total * line.share_bp) for line in lines]


def _shared(total: int, lines: Sequence[Line]) -> list[int]:
    weights = [line.share_bp for line in lines if line.share_bp is not None]
    of_shares = iter(share(total - _fixed(lines), weights) if any(weights) else [])
    return [line.amount or 0 if line.share_bp is None else next(of_shares, 0) for line in lines]
