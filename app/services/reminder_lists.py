"""The lists of reminders: who is due now, what went out, what nobody signed for, what is held back and why.

lists = reminder_lists.read(services, text)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.models.reminders import Reminder
from app.services.reminder_serving import DEMANDS_FROM
from app.services.reminders import Freshness
from app.services.rules.reminding import DueReminder, PausedItem


@dataclass(frozen=True, slots=True)
class DueRow:
    """A letter that is due; `id` names it in the list."""

    id: str
    found: DueReminder


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A debt that is not asked for now; minor units of `currency`."""

    id: str
    customer_id: int
    name: str
    currency: str
    paused: PausedItem


@dataclass(frozen=True, slots=True)
class ReminderLists:
    """Each list in its order; `currency` is the book's."""

    due: tuple[DueRow, ...]
    made: tuple[Reminder, ...]
    unserved: tuple[Reminder, ...]
    held: tuple[HeldRow, ...]
    currency: str
    freshness: Freshness


def read(services: Any, text: str = "") -> ReminderLists:
    """Everything today; with a `text` what is of the customers that it finds, or of a letter with that number."""
    with services.store.snapshot():
        found, made = services.reminders.listing(), services.reminders.made()
        own, fresh = services.receivables.currency_of_book(), services.reminders.freshness()
        who = {hit.id for hit in services.customers.search(text, limit=-1)} if text else None
    due = [each for each in found if each.due]
    held = [
        HeldRow(f"{each.customer_id} {p.item.instalment_id} {p.why}", each.customer_id, each.name, each.currency, p)
        for each in found
        for p in each.paused
    ]
    made = _of(made, who, lambda row: text.upper() in row.number)
    return ReminderLists(
        tuple(DueRow(f"{each.customer_id} {each.currency}", each) for each in _of(due, who)),
        tuple(made),
        tuple(each for each in made if needs_proof(each)),
        tuple(_of(held, who)),
        own,
        fresh,
    )


def needs_proof(row: Reminder) -> bool:
    """Nobody noted yet how it arrived, and its arrival would prove something."""
    return row.voided_on is None and row.served is None and row.level >= DEMANDS_FROM


def _of(rows: Iterable[Any], who: set[int] | None, also: Callable[[Any], bool] = lambda _row: False) -> list[Any]:
    return [row for row in rows if who is None or row.customer_id in who or also(row)]
