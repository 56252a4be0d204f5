"""The shape of `kedun remind --json`; money as decimal text in the currency of the letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.models.money import plain
from app.services import reminder_wording
from app.services.reminders import Freshness
from app.services.rules.reminding import DueItem, DueReminder, LeftOut, PausedItem


def document(listed: Sequence[DueReminder], on: date, fresh: Freshness) -> dict[str, Any]:
    """`rows` = those of `listed` that are due; `stale` and `newest_money` say whether receipts may be missing; `left_out` = what is
    not recorded of a past day because a later letter asked for it."""
    return {
        "as_of": on.isoformat(),
        "stale": fresh.stale,
        "newest_money": fresh.newest.isoformat() if fresh.newest else None,
        "rows": [_row(each) for each in listed if each.due],
        "left_out": [_left(each, left) for each in listed for left in each.left],
    }


def _left(found: DueReminder, left: LeftOut) -> dict[str, Any]:
    """`level` = the letter that is not written, `letter` of `letter_on` the one that asked for it at `letter_level`."""
    return {
        "customer": found.code,
        "currency": found.currency,
        "number": left.item.number,
        "level": left.item.level,
        "letter": left.number,
        "letter_on": left.made_on.isoformat(),
        "letter_level": left.level,
        "text": reminder_wording.left_text(found, left),
    }


def _row(found: DueReminder) -> dict[str, Any]:
    def money(minor: int) -> str:
        return plain(minor, found.currency)

    return {
        "customer": found.code,
        "currency": found.currency,
        "level": found.level,
        "amount": money(found.amount),
        "reason": reminder_wording.reason_text(found.reason) if found.reason else "",
        "credits": money(found.credits),
        "interest": money(found.interest),
        "per_day": money(found.per_day),
        "fees": money(found.fees),
        "total": money(found.total),
        "deadline": found.deadline_on.isoformat() if found.deadline_on else None,
        "invoices": [_item(each, found.currency) for each in found.items],
        "paused": [_paused(each, found.currency) for each in found.paused],
    }


def _item(item: DueItem, currency: str) -> dict[str, Any]:
    return {
        "number": item.number,
        "open": plain(item.open, currency),
        "asked": plain(item.asked, currency),
        "overdue_days": max(0, item.overdue_days),
        "step": item.step,
        "level": item.level,
    }


def _paused(each: PausedItem, currency: str) -> dict[str, Any]:
    until = each.until.isoformat() if each.until else None
    return {"number": each.item.number, "why": each.why, "amount": plain(each.amount, currency), "until": until}
