"""Words about what is given up of a debt, what goes back, and what is moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.i18n import _, mark
from app.models.adjustments import Adjustment
from app.services.advances import Applied
from app.services.customer_wording import KINDS
from app.services.formats import day, money


@dataclass(frozen=True, slots=True)
class Deed:
    """Title, button and what it means, of one way to give up a part of a debt (msgids)."""

    title: str
    act: str
    hint: str


DEEDS: Final = {
    "allowance": Deed(
        mark("Allowance on {number}"), mark("Give the allowance"), mark("The customer does not owe this part any more.")
    ),
    "rounding": Deed(
        mark("Rounding difference on {number}"),
        mark("Book as rounding difference"),
        mark("A few cents that nobody asks for."),
    ),
}


def given_text(found: Adjustment) -> str:
    """ "Write-off ¥100.00 (2026-11-05): bankrupt"; only what was not recovered."""
    words = {"what": _(KINDS[found.kind]), "amount": money(found.left, found.currency), "day": day(found.on_day)}
    said = _("{what} {amount} ({day})").format(**words)
    return _("{what}: {why}").format(what=said, why=found.reason) if found.reason else said


def applied_text(found: Applied) -> str:
    """ "YS-1 · ¥60.00 since 2026-10-20"."""
    words = {"number": found.number, "amount": money(found.amount, found.currency), "day": day(found.on)}
    return _("{number} · {amount} since {day}").format(**words)


def open_text(number: str, left: int, currency: str) -> str:
    return _("{number} · {amount} open").format(number=number, amount=money(left, currency))


def free_text(free: int, currency: str) -> str:
    """How much can go."""
    return _("{amount} is not applied and free to go.").format(amount=money(free, currency))
