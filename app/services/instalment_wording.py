"""Words about receivables in parts: how each is due, what is still missing, what a plan comes to."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from app.i18n import _, mark
from app.models.errors import UserError
from app.services.formats import figure, money, percent, read_amount
from app.services.rules import instalments as plans
from app.services.rules.instalments import Line, Part

LONGEST: Final = 3650  # days
# How a part is due, in the order of the drop-down.
BASES: Final = {
    "terms": mark("by the customer's terms"),
    "on": mark("on this day"),
    "net": mark("days after the transaction"),
    "eom": mark("days after month end"),
    "eom_day": mark("on this day of next month"),
    "delivery": mark("days after delivery"),
    "acceptance": mark("days after acceptance"),
}
TEMPLATES: Final = {
    "two": mark("30% now, the rest by the terms"),
    "three": mark("3-6-1: now, on acceptance, retention"),
    "equal": mark("Equal monthly parts"),
    "retention": mark("95% and 5% retention"),
}


def plan_text(total: int | None, lines: Sequence[Line], issued_on: date, by_terms: date | None, currency: str) -> str:
    """What the plan lacks, or what it comes to; "" without an amount."""
    if not total:
        return _("Enter the amount first.")
    lacking = plans.missing(total, lines)
    if lacking and (lacking < 0 or not any(line.is_rest for line in lines)):
        return _lacking(total, lacking, lines, currency)
    try:
        parts = plans.parts(total, lines, issued_on, by_terms)
    except ValueError as problem:
        if str(problem) == "two_rests":
            return _("Only one instalment can be the remainder. Give the others a share or an amount.")
        return _("Nothing is left for one of the instalments.")
    return " · ".join(part_text(part, currency) for part in parts)


def read_much(text: str, currency: str) -> tuple[int | None, int | None]:
    """(basis points, minor units) of "30%" or "48,000"; both None for nothing. Raises UserError."""
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        return None, None
    if not text.endswith("%"):
        return None, read_amount(text, currency)
    try:
        points = Decimal(text[:-1].strip()) * 100
    except InvalidOperation:
        points = Decimal(0)
    if points <= 0 or points != int(points):
        raise UserError(_("“{text}” is not a share. Write for example 30% or an amount.").format(text=text))
    return int(points), None


def much_text(share_bp: int | None, amount: int | None, currency: str) -> str:
    """As it is typed; "" for the remainder."""
    if share_bp is not None:
        return f"{(Decimal(share_bp) / 100).normalize():f}%"
    return "" if amount is None else figure(amount, currency)


def read_number(text: str) -> int:
    """Days or a day of the month; 0 for nothing. Raises UserError."""
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        return 0
    if not text.isdecimal() or int(text) > LONGEST:
        raise UserError(_("“{text}” is not a number of days.").format(text=text))
    return int(text)


def is_whole(total: int | None, lines: Sequence[Line]) -> bool:
    """Whether the lines make the total."""
    try:
        return bool(total) and bool(plans.amounts(total or 0, lines))
    except ValueError:
        return False


def part_text(part: Part, currency: str) -> str:
    """ "¥30,000.00 on 2026-12-22", "¥5,000.00 retention, after acceptance"."""
    words = {"amount": money(part.amount, currency), "when": _when(part)}
    return (_("{amount} retention {when}") if part.retention else _("{amount} {when}")).format(**words)


def _when(part: Part) -> str:
    if part.event == "delivery":
        return _("{count} days after delivery").format(count=part.event_days) if part.event_days else _("on delivery")
    if part.event == "acceptance":
        return (
            _("{count} days after acceptance").format(count=part.event_days) if part.event_days else _("on acceptance")
        )
    return _("on {day}").format(day=part.due_on.isoformat()) if part.due_on else _("without a due date")


def _lacking(total: int, lacking: int, lines: Sequence[Line], currency: str) -> str:
    if all(line.share_bp is not None for line in lines):
        shares = Decimal(abs(plans.WHOLE - sum(line.share_bp or 0 for line in lines))) / plans.WHOLE
        gap = percent(shares, 0 if shares * 100 == int(shares * 100) else 2)
    else:
        gap = money(abs(lacking), currency)
    return (_("{gap} still missing") if lacking > 0 else _("{gap} too much")).format(gap=gap)
