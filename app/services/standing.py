"""Facts to derived rows: the only writer of what can be thrown away and rebuilt."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.models import derived, exposure, scores
from app.models.change import Change
from app.models.store import Store
from app.services import exposure_lines, policies, score_rows

# Above this many customers in one change it is quicker to rebuild all than to name them.
MANY: Final = 500


class Standing:
    """Keeps `open_item` (free of the clock), `customer_standing`, scores and credit in use (all of today) in step with the facts."""

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
        figures, score = derived.standing_day(self._store) == self._today, self._scored_today()
        exposed = self._exposed_today()
        if figures and score and exposed:
            return False
        with self._store.derived_only() as change:
            if not figures:
                derived.rebuild_standing(change, None, self._today)
            if not score:
                self._score(change, None)
            if not exposed:
                self._expose(change, None)
        return True

    def rebuild(self) -> None:
        """Throws all derived rows away and makes them again."""
        with self._store.derived_only() as change:
            self._rebuild(change, None)

    def differences(self) -> dict[str, int]:
        """Rows of each derived table that differ from their rebuild for the same day; all 0 when in step."""
        day = derived.standing_day(self._store) or self._today  # where some are missing they differ from today's
        return {
            "open_item": derived.item_differences(self._store),
            "customer_standing": derived.standing_differences(self._store, day),
            "customer_score": score_differences(self._store, day),
            "exposure_line": exposure_differences(self._store, day),
        }

    def _rebuild(self, change: Change, customers: set[int] | None) -> None:
        derived.rebuild_items(change, customers)
        derived.rebuild_standing(change, customers, self._today)
        self._score(change, customers)
        self._expose(change, customers)

    def _expose(self, change: Change, customers: set[int] | None) -> None:
        exposure.replace(change, customers, exposure_lines.rows(change.store, self._today, customers))

    def _exposed_today(self) -> bool:
        """Whether the stored lines are of today; where there are none, whether there is nothing to store."""
        day = exposure.stored_day(self._store)
        return day == self._today or (day is None and not any(exposure_lines.rows(self._store, self._today)))

    def _score(self, change: Change, customers: set[int] | None) -> None:
        scores.replace(change, customers, *score_rows.rows(change.store, self._today, customers))

    def _scored_today(self) -> bool:
        """Whether every customer has a score of today by the rules of today."""
        return scores.stored_of(self._store) == (self._today, policies.on(self._store, self._today).id)


def score_differences(store: Store, on: date) -> int:
    """Stored scores and their reasons that differ from those of that day."""
    return scores.differences(store, *score_rows.rows(store, on))


def exposure_differences(store: Store, on: date) -> int:
    """Stored lines of credit in use that differ from those of that day."""
    return exposure.differences(store, exposure_lines.rows(store, on))
