"""The reader of a column's cells, by what the column is."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from app.services.imports import amounts, days, kinds, plan_cells, values
from app.services.imports.headings import plain
from app.services.imports.reasons import Bad

Convert = Callable[[object], Any]

_UNLIMITED: Final = frozenset(("unlimited", "不限", "无限", "无限制", "无上限", "不限额", "unbegrenzt", "no limit"))


def _choice(name: str) -> Convert:
    known = kinds.choice(name)

    def convert(cell: object) -> str | Bad | None:
        word = plain(values.text(cell) or "")
        if not word:
            return None
        if word in known.words:
            return known.words[word]
        return Bad("not_a_choice") if known.otherwise is None else known.otherwise or None

    return convert


def _limit(read: amounts.Amounts) -> Convert:
    def convert(cell: object) -> Decimal | str | Bad | None:
        if isinstance(cell, str) and cell.strip().casefold() in _UNLIMITED:
            return "unlimited"
        return read(cell)

    return convert


def converter(field: kinds.Field, read: amounts.Amounts, order: str | None) -> Convert:
    """The reader of one column's cells: a value, None for a blank, or `Bad`."""
    simple: dict[str, Convert] = {
        "text": values.text,
        "lines": values.lines,
        "code": values.code,
        "amount": read,
        "figure": read,
        "number": read,
        "currency": amounts.currency,
        "flag": values.flag,
        "days": values.term,
        "rate_a_day": values.rate_a_day,
        "instalments": values.instalments,
        "plan": plan_cells.plan,
        "share": plan_cells.share,
        "portion": plan_cells.portion(read),
        "shares": values.shares,
        "per_cent": values.per_cent,
        "applies_to": values.applies_to,
        "limit": _limit(read),
        "day": lambda cell: days.read_day(cell, order),
    }
    return _choice(field.name) if field.type == "choice" else simple[field.type]
