"""Putting a customer of today's list off until another day, and bringing them back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from app.i18n import _
from app.models import snoozes
from app.models.errors import Invalid
from app.models.store import Store


class Snoozing:
    """Nothing is lost: a new kind of reason brings the customer back, and so does the day."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def put(self, customer_id: int, codes: Collection[str], until: date) -> None:
        """Hides the reasons that were in sight (their codes) until a day, which is a day to come. Raises Invalid."""
        if until <= self._today:
            raise Invalid("until", _("Choose a day after today: on that day the customer comes back."))
        with self._store.change("snooze.put") as change:
            snoozes.end(change, customer_id, self._today)
            snoozes.insert(change, customer_id, sorted(set(codes)), self._today, until)

    def wake(self, customer_id: int) -> None:
        """Brings a customer back who was put off."""
        with self._store.change("snooze.end") as change:
            snoozes.end(change, customer_id, self._today)
