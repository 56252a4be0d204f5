"""Facts to derived rows: the only writer of what can be thrown away and rebuilt."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.models import derived
from app.models.change import Change
from app.models.store import Store

# Above this many customers in one change it is quicker to rebuild all than to name them.
MANY: Final = 500


class Standing:
    """Keeps `open_item` (free of the clock) and `customer_standing` (of today) in step with the facts."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def refresh(self, change: Change) -> None:
        """Before a change commits: the derived rows of the customers it touched."""
        if not change.touched and not change.all_customers:
            return
        everyone = change.all_customers or len(change.touched) > MANY
        self._rebuild(change, None if everyone else change.touched)

    def for_today(self) -> bool:
        """Recomputes the figures of the day when the stored ones are of another; True when it did."""
        if derived.standing_day(self._store) == self._today:
            return False
        with self._store.derived_only() as change:
            derived.rebuild_standing(change, None, self._today)
        return True

    def rebuild(self) -> None:
        """Throws all derived rows away and makes them again."""
        with self._store.derived_only() as change:
            self._rebuild(change, None)

    def differences(self) -> dict[str, int]:
        """Rows of each derived table that differ from their rebuild for the same day; all 0 when in step."""
        day = derived.standing_day(self._store) or self._today  # where some are missing they differ from today's
        standing = derived.standing_differences(self._store, day)
        return {"open_item": derived.item_differences(self._store), "customer_standing": standing}

    def _rebuild(self, change: Change, customers: set[int] | None) -> None:
        derived.rebuild_items(change, customers)
        derived.rebuild_standing(change, customers, self._today)
