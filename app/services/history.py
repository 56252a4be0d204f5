"""The audit trail, and taking back or bringing back the last change."""

from __future__ import annotations

from dataclasses import dataclass

from app.models import customers, journal
from app.models.journal import Entry
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change, newest first: `at` is a UTC instant, `label` a stable code, `customers` the codes of whom it concerned.

    `undoes` = the change it took back; `undone_by` = the live undo of it.
    """

    id: int
    at: str
    person: str
    label: str
    customers: tuple[str, ...]
    undoes: int | None
    undone_by: int | None


class History:
    """What was changed by whom, and undo."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(self, customer_id: int | None = None, limit: int = 1000) -> list[HistoryRow]:
        """Changes, newest first; of one customer when named."""
        codes = {each[0]: each[1] for each in customers.names(self._store)}
        found = journal.entries(self._store, customer=customer_id, limit=limit)
        return [self._row(each, codes) for each in found]

    def can_undo(self) -> Entry | None:
        """The change that `undo` would take back, or None."""
        return journal.next_undo(self._store)

    def can_redo(self) -> Entry | None:
        return journal.next_redo(self._store)

    def undo(self) -> Entry:
        """Takes back the newest own change and returns it. Raises UserError when there is none or it may not be."""
        return journal.undo(self._store)

    def redo(self) -> Entry:
        """Brings back what the last undo took and returns it. Raises UserError when there is nothing."""
        return journal.redo(self._store)

    def _row(self, entry: Entry, codes: dict[int, str]) -> HistoryRow:
        known = (codes.get(customer) for customer in journal.customers_of(self._store, entry.id))
        named = tuple(sorted(code for code in known if code))
        return HistoryRow(entry.id, entry.at, entry.person, entry.label, named, entry.undoes, entry.undone_by)
