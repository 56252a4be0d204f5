"""Holds in words: what is held since when, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.i18n import _, mark
from app.models.claims import Hold

KINDS: Final = {"credit": mark("Credit on hold"), "reminder": mark("Reminders on hold")}
EFFECTS: Final = {
    "credit": mark("No new credit until it is lifted; what has been delivered can still be entered."),
    "reminder": mark("Nobody reminds this customer until it is lifted."),
}


def hold_text(hold: Hold) -> str:
    """ "Credit on hold since 2026-11-20 until 2026-12-01: returned goods"; the typed reason stands last."""
    words = {"kind": _(KINDS[hold.kind]), "since": hold.from_on.isoformat(), "reason": hold.reason}
    if hold.until_on is None:
        return _("{kind} since {since}: {reason}").format(**words)
    return _("{kind} since {since} until {until}: {reason}").format(until=hold.until_on.isoformat(), **words)


def hold_line(holds: Iterable[Hold]) -> str:
    """Every hold of the customer as a whole in one line; credit first, "" without any."""
    whole = sorted((each for each in holds if each.instalment_id is None), key=lambda each: each.kind)
    return " · ".join(map(hold_text, whole))
