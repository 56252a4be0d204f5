"""The rows of a long list: its keys are all known, rows come from the book when they are about to be painted.

rows = PagedRows(page, lambda s, keys: s.lists.page("receivables", keys))
model = TableModel(columns, rows.fetch)
rows.follow(model)
rows.put(found.rows)          # those that came with the keys of `find`; the older ones are forgotten
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app.models.listing import Query, Summary
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import PAGE, Key, TableModel

MOST_KEPT: Final = 5_000
AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """What one read of a list brings: keys, the first rows, sums, counts of the chips, the book's currency."""

    keys: list[int]
    rows: list[Any]
    summary: Summary
    counts: dict[str, int]
    currency: str


def find(services: Any, name: str, query: Query) -> Found:
    """The list of this name, as `Lists` knows it."""
    lists = services.lists
    keys = lists.keys(name, query)
    rows = lists.page(name, keys[:PAGE])
    return Found(keys, rows, lists.summary(name, query), lists.counts(name), services.receivables.currency_of_book())


class PagedRows(QObject):
    """Reads what is missing off the UI thread; until it is there the table shows "…"."""

    arrived = Signal()  # rows that were asked for are here

    def __init__(
        self,
        page: Page,
        read: Callable[[Any, Sequence[Any]], Iterable[Any]],
        key_of: Callable[[Any], Key] = attrgetter("id"),
    ) -> None:
        super().__init__(page)
        self._page, self._read, self._key_of = page, read, key_of
        self._rows: dict[Key, Any] = {}
        self._asked: set[Key] = set()
        self._model: TableModel | None = None

    def follow(self, model: TableModel) -> None:
        """The model to repaint when rows arrive."""
        self._model = model
        model.gather = self.gather

    def put(self, rows: Iterable[Any]) -> None:
        """These rows, fresh, and no other."""
        self._rows = {self._key_of(row): row for row in rows}
        self._asked = set()

    def __getitem__(self, key: Key) -> Any:
        """The row of a key, None while it is not here."""
        return self._rows.get(key)

    def fetch(self, keys: Sequence[Any]) -> list[Any]:
        """Those that are here; the others are asked for, once."""
        missing = [key for key in keys if key not in self._rows and key not in self._asked]
        if missing:
            self._asked.update(missing)
            asked = self._asked
            self._page.desk.jobs.read(
                self, lambda s: list(self._read(s, missing)), lambda rows: self._arrived(rows, asked)
            )
        return [self._rows[key] for key in keys if key in self._rows]

    def gather(self, keys: Sequence[Any], work: Callable[[list[Any]], str], then: Callable[[str], None]) -> None:
        """All rows of many keys, read and worked on off the UI thread."""
        parts = [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
        self._page.desk.jobs.read(self, lambda s: work([row for part in parts for row in self._read(s, part)]), then)

    def _arrived(self, rows: Iterable[Any], asked: set[Key]) -> None:
        """An answer to what was asked before the list was put anew is of no use."""
        if asked is not self._asked:
            return
        if len(self._rows) > MOST_KEPT:
            self._rows, self._asked = {}, set()
        self._rows.update((self._key_of(row), row) for row in rows)
        if self._model is not None:
            self._model.refresh()
        self.arrived.emit()
