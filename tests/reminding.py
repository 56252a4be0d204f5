"""Ladders and letters for tests: rules that hold since long ago, and what is due in one line."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from app.models import policies
from app.services.rules.reminding import DueReminder
from tests.book import Book

# Letters after 5, 20, 40 and 60 days for every grade, and no letter before the due day.
STEPS: Final[dict[str, Any]] = {"remind_days": [5, 20, 40, 60], "remind_factor": [1.0] * 7, "remind_before": 0}


def ladder(book: Book, **params: Any) -> Book:
    """These rules from the beginning of 2020 on."""
    with book.store.change("policy.adopt") as change:
        policies.insert(change, date(2020, 1, 1), STEPS | params, None, "test", 1)
    return book


def day(text: str) -> date:
    return date.fromisoformat(text)


def due(book: Book, on: str, customer: str | None = None) -> list[tuple[str, str, int, int]]:
    """(customer, currency, level, amount) of the letters due on a day."""
    found = book.services.reminders.due(day(on), book.ids[customer] if customer else None)
    return [(each.code, each.currency, each.level, each.amount) for each in found]


def one(book: Book, on: str, customer: str = "A") -> DueReminder:
    """The only letter due to a customer."""
    (found,) = book.services.reminders.due(day(on), book.ids[customer])
    return found


def of(book: Book, on: str, customer: str = "A") -> DueReminder:
    """Due or not, of a customer with one currency."""
    (found,) = book.services.reminders.of(book.ids[customer], on=day(on))
    return found
