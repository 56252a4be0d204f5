"""Late interest that a letter tells: of what it asks, by the rule that holds for each debt; nothing where no rate is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from app.models.errors import UserError
from app.models.store import Store
from app.services.interest import Interest
from app.services.interest_sheet import InterestSheet
from app.services.rules import interest
from app.services.rules.reminding import DueItem, DueReminder

FROM_LEVEL: Final = 2  # the letters before it are friendly


def told(store: Store, today: date, found: DueReminder, on: date) -> DueReminder:
    """With the interest of its items to the end of the day, less what was claimed."""
    if found.level < FROM_LEVEL:
        return found
    return at_level(store, today, found, on)


def at_level(store: Store, today: date, found: DueReminder, on: date) -> DueReminder:
    """The same for a letter of any level."""
    sheets = {key: sheet(store, today, key, on) for key in {each.receivable_id for each in found.items}}
    items = tuple(_item(each, sheets[each.receivable_id]) for each in found.items)
    return replace(
        found, items=items, interest=sum(each.interest for each in items), per_day=sum(each.per_day for each in items)
    )


def sheet(store: Store, today: date, receivable_id: int, on: date) -> InterestSheet | None:
    """None where no rate is known, or the debt bears none."""
    try:
        return Interest(store, today).of_invoice(receivable_id, on)
    except UserError:
        return None


def _item(item: DueItem, sheet: InterestSheet | None) -> DueItem:
    part = next((each for each in sheet.parts if each.instalment_id == item.instalment_id), None) if sheet else None
    if sheet is None or part is None:
        return item
    last = part.segments[-1]
    a_day = interest.a_day(item.asked, last.rate, sheet.options.year) if sheet.per_day else 0
    return replace(item, interest=part.to_claim, per_day=a_day, regime=sheet.regime)
