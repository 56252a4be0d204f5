"""Late interest that a letter tells: of what it asks, by the rule that surely holds for each debt (`late_told`), else nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from app.models.store import Store
from app.services import late_told
from app.services.debt_facts import DebtFacts
from app.services.interest_sheet import InterestSheet
from app.services.rules import interest
from app.services.rules.reminding import DueItem, DueReminder

FROM_LEVEL: Final = 2  # the letters before it are friendly


def told(store: Store, today: date, found: Sequence[DueReminder], on: date) -> list[DueReminder]:
    """Each with the interest of its items to the end of the day, less what was claimed; the debts of all are read together."""
    firm = {item.receivable_id for each in found if each.level >= FROM_LEVEL for item in each.items}
    given = DebtFacts(store, today, on, firm)
    sheets = {key: late_told.sheet(given, key) for key in sorted(firm)}
    return [_told(each, sheets if each.level >= FROM_LEVEL else {}) for each in found]


def _told(found: DueReminder, sheets: Mapping[int, InterestSheet | None]) -> DueReminder:
    items = tuple(_item(each, sheets.get(each.receivable_id)) for each in found.items)
    interest_, per_day = sum(each.interest for each in items), sum(each.per_day for each in items)
    return replace(found, items=items, interest=interest_, per_day=per_day)


def _item(item: DueItem, sheet: InterestSheet | None) -> DueItem:
    part = next((each for each in sheet.parts if each.instalment_id == item.instalment_id), None) if sheet else None
    if sheet is None or part is None:
        return replace(item, interest=0, per_day=0, regime="")
    a_day = interest.a_day(item.asked, part.segments[-1].rate, sheet.options.year) if sheet.per_day else 0
    return replace(item, interest=part.to_claim, per_day=a_day, regime=sheet.regime)
