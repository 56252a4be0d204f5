"""The audit trail, and taking back or bringing back the last change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.i18n import _
from app.models import customers, journal
from app.models.dates import local_minute
from app.models.errors import UserError
from app.models.journal import ChangedSince, Entry, ReliedOn
from app.models.store import Store
from app.services.change_lines import ChangeLine, change_lines
from app.services.change_words import VOIDED_BY, change_text
from app.services.field_words import table_name


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
        found = self.can_undo()
        if found and not found.undoable and found.label in VOIDED_BY:
            text = _("“{what}” is not undone, because papers or other people rely on it. What takes it back: “{act}”.")
            raise UserError(text.format(what=change_text(found.label), act=change_text(VOIDED_BY[found.label])))
        return _told(lambda: journal.undo(self._store))

    def redo(self) -> Entry:
        """Brings back what the last undo took and returns it. Raises UserError when there is nothing."""
        return _told(lambda: journal.redo(self._store))

    def lines(self, customer_id: int | None = None, limit: int = 500) -> list[ChangeLine]:
        """Every field that the newest changes set, newest first; of one customer when named."""
        return change_lines(self._store, customer_id, limit)

    def revert(self, change_id: int) -> Entry:
        """Takes back one change, where nothing was built on it since. Raises UserError saying why it may not be."""
        try:
            return _told(lambda: journal.revert(self._store, change_id))
        except ReliedOn as problem:
            words = {"what": change_text(problem.later.label), "when": local_minute(problem.later.at)}
            text = _("Later entries build on this one, the newest: {what}, {when}. Take those back first.")
            raise UserError(text.format(**words)) from problem

    def _row(self, entry: Entry, codes: dict[int, str]) -> HistoryRow:
        known = (codes.get(customer) for customer in journal.customers_of(self._store, entry.id))
        named = tuple(sorted(code for code in known if code))
        return HistoryRow(entry.id, entry.at, entry.person, entry.label, named, entry.undoes, entry.undone_by)


def _told(take: Callable[[], Entry]) -> Entry:
    """What stands in the way is named as people know it."""
    try:
        return take()
    except ChangedSince as problem:
        text = _("This cannot be undone any more: “{what}” was changed since. Undo or void the later change first.")
        raise UserError(text.format(what=table_name(problem.table))) from problem
