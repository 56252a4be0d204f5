"""Reminders: who is due for which letter today, and why; what was sent; exceptions. Rules: `rules/reminding.py`.

for found in services.reminders.due():
    draft = ReminderDraft(found.customer_id, found.currency, found.level, tuple(each.instalment_id for each in found.items))
    services.reminders.record(draft)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.models.store import Store
from app.services import reminder_facts, reminder_interest, reminder_recording
from app.services.reminder_recording import ReminderDraft
from app.services.rules.reminding import DueReminder


class Reminders:
    """What is due, and what went out. The program itself never sends anything."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def due(
        self, on: date | None = None, customer_id: int | None = None, *, interest: bool = True
    ) -> tuple[DueReminder, ...]:
        """The letters that are due on a day, one of each customer and currency: by level, the highest first, then by amount.

        Without `interest` its figures stay 0: much quicker in a large book.
        """
        day = on or self._today
        with self._store.snapshot():
            who = None if customer_id is None else (customer_id,)
            found = [each for each in reminder_facts.read(self._store, day, who) if each.due]
            found.sort(key=lambda each: (-each.level, -each.amount, each.code, each.currency))
            return tuple(self._told(each, day) for each in found) if interest else tuple(found)

    def of(self, customer_id: int, currency: str | None = None, on: date | None = None) -> tuple[DueReminder, ...]:
        """Every currency of a customer, also where no letter is due (`waiting` says why not), with all that is owed."""
        day = on or self._today
        with self._store.snapshot():
            found = reminder_facts.read(self._store, day, (customer_id,), whole=True)
            return tuple(self._told(each, day) for each in found if currency in (None, each.currency))

    def record(self, draft: ReminderDraft) -> int:
        """Notes that it went out; returns its id. Raises Invalid naming the field, UserError."""
        return self.record_all((draft,))[0]

    def record_all(self, drafts: Sequence[ReminderDraft]) -> list[int]:
        """Many as one change."""
        return reminder_recording.record(self._store, self._today, drafts)

    def _told(self, found: DueReminder, on: date) -> DueReminder:
        return reminder_interest.told(self._store, self._today, found, on)
