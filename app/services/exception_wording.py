"""Approvals of exceptions in words: what they are for, how they stand."""

from __future__ import annotations

from typing import Final

from app.i18n import _, mark
from app.models.approvals import Approval
from app.services.formats import NOTHING, money

SUBJECTS: Final = {
    "over_limit": mark("Over the limit"),
    "hold": mark("Despite a hold"),
    "prepayment": mark("Without the whole prepayment"),
    "terms": mark("Longer terms"),
    "large_deal": mark("Large deal"),
    "write_off": mark("Write-off"),
    "override": mark("Grade moved by hand"),
    "contract": mark("Contract"),
}
# By state: name, icon, colour.
STATES: Final = {
    "live": (mark("In force"), "check-circle", "good"),
    "upcoming": (mark("Not yet"), "clock", ""),
    "used": (mark("Used"), "truck", "text2"),
    "expired": (mark("Run out"), "clock", "text2"),
    "revoked": (mark("Taken back"), "prohibit", "text2"),
}


def subject_name(code: str) -> str:
    return _(SUBJECTS[code])


def state_name(code: str) -> str:
    return _(STATES[code][0])


def amount_text(approval: Approval) -> str:
    """The largest order it is for."""
    if approval.amount is None or approval.currency is None:
        return NOTHING
    return money(approval.amount, approval.currency)


def validity(approval: Approval) -> str:
    """ "once, until 2026-12-20", "until 2026-12-20"."""
    words = _("once, until {day}") if approval.single_use else _("until {day}")
    return words.format(day=approval.last_day.isoformat())
