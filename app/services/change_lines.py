"""The history in full: who changed which field of what, from which value to which."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.i18n import _, ngettext
from app.models import book, customers, journal
from app.models.dates import local_minute
from app.models.journal import Entry, Note
from app.models.store import Store
from app.services.change_words import change_text
from app.services.exports import ExportColumn, Table
from app.services.field_words import FIELDS, TABLES, field_name, is_told, table_name, value_text
from app.services.formats import NOTHING, money

# What says which row of a table is meant, the most telling first.
_TELLING: Final = ("number", "name", "code", "on_day", "paid_on", "issued_on", "due_on", "changed_on", "kind")
PEOPLE: Final = ("owner_id", "deputy_id", "proposed_by", "approved_by")
Image = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of one row that a change set, or a row added or taken away (`field` "").

    `id` is its place in the answer; `at` a UTC instant; `record` says which row is meant ("A-1", "Hongda"); `undone` =
    the change was taken back since, `undo` = it took back an earlier one, `redo` = that
    earlier one was an undo itself.
    """

    id: int
    change_id: int
    at: str
    person: str
    label: str
    customers: str
    table: str
    record: str
    field: str
    before: str
    after: str
    undone: bool
    undo: bool
    redo: bool

    def what(self) -> str:
        """What was done, in words."""
        text = change_text(self.label)
        if self.redo:
            return _("Redo: {what}").format(what=text)
        if self.undo:
            return _("Undo: {what}").format(what=text)
        return _("{what} (undone)").format(what=text) if self.undone else text

    def which(self) -> str:
        """The field, or what became of the whole row."""
        return self.field or (_("Added") if self.before == NOTHING else _("Removed"))

    def where(self) -> str:
        """ "Receivable A-1"."""
        return " ".join(filter(None, (table_name(self.table), self.record)))

    def words(self) -> str:
        """All that a search looks through."""
        parts = (self.what(), self.person, self.customers, self.where(), self.field, self.before, self.after)
        return " ".join(parts).casefold()


def change_lines(store: Store, customer_id: int | None = None, limit: int = 500) -> list[ChangeLine]:
    """The lines of the newest `limit` changes, newest first; of one customer when named (others' rows left out)."""
    reader = _Reader(store, customer_id)
    entries = journal.entries(store, customer=customer_id, limit=limit)
    undos = {entry.id for entry in entries if entry.undoes is not None}
    found = (line for entry in entries for line in reader.lines(entry, redo=entry.undoes in undos))
    return [ChangeLine(place, *line) for place, line in enumerate(found)]


def shown(lines: Sequence[ChangeLine], text: str = "", table: str = "", field: str = "") -> list[ChangeLine]:
    """Those of one table, one field and with all the words."""
    words = text.casefold().split()
    return [
        line
        for line in lines
        if (not table or line.table == table)
        and (not field or line.field == field)
        and (not words or all(word in line.words() for word in words))
    ]


def table_of(lines: Sequence[ChangeLine]) -> Table:
    """The lines for Excel."""
    heads = (_("When"), _("Who"), _("What"), _("Customer"), _("Record"), _("Field"), _("Before"), _("After"))
    rows = [
        (local_minute(line.at), line.person, line.what(), line.customers, line.where(), line.which(), line.before, line.after)
        for line in lines
    ]  # fmt: skip
    return Table(_("Change history"), [ExportColumn(head) for head in heads], rows)


Found = tuple[int, str, str, str, str, str, str, str, str, str, bool, bool, bool]


class _Reader:
    """Knows the names of what rows point to."""

    def __init__(self, store: Store, customer_id: int | None) -> None:
        self._store, self._only = store, customer_id
        self._own = book.company(store).currency
        rows = customers.names(store)
        self._short = {row[0]: row[3] or row[2] for row in rows}
        self._names = {("customer_id", row[0]): row[3] or row[2] for row in rows}
        people = book.people(store)
        self._names |= {(column, each.id): each.name for each in people for column in PEOPLE}

    def lines(self, entry: Entry, *, redo: bool) -> Iterator[Found]:
        for note in journal.notes(self._store, entry.id):
            bulk = note.op == "bulk"
            before, after = (None, None) if bulk else (_image(note.before), _image(note.after))
            image = after or before or {}
            customer = note.row_id if note.tbl == "customer" else image.get("customer_id")
            if note.tbl not in TABLES or (self._only is not None and customer not in (None, self._only)):
                continue
            for field, old, new in self._fields(note, before, after):
                yield (
                    entry.id, entry.at, entry.person, entry.label, self._short.get(customer or 0, ""), note.tbl,
                    self._record(note, image), field, old, new, entry.undone_by is not None, entry.undoes is not None,
                    redo,
                )  # fmt: skip

    def _fields(self, note: Note, before: Image | None, after: Image | None) -> Iterator[tuple[str, str, str]]:
        if note.op == "bulk":
            rows = (note.row_to or note.row_id) - note.row_id + 1
            count = ngettext("{count} row", "{count} rows", rows).format(count=f"{rows:,}")
            yield ("", count, NOTHING) if note.after is None else ("", NOTHING, count)
        elif before is None or after is None:
            said = self._summary(note.tbl, after or before or {})
            yield ("", NOTHING, said) if before is None else ("", said, NOTHING)
        else:
            currency = after.get("currency") or self._own
            for column in after:
                if is_told(note.tbl, column) and before.get(column) != after[column]:
                    old, new = (
                        value_text(note.tbl, column, i.get(column), currency, self._names) for i in (before, after)
                    )
                    yield field_name(note.tbl, column), old, new

    def _summary(self, table: str, image: Image) -> str:
        """A row in one line: what it is about, in the order of the columns."""
        currency = image.get("currency") or self._own
        skipped = ("currency", "customer_id", "rate", "voided", "retention", "kind")
        told = [
            value_text(table, column, image[column], currency, self._names)
            for column in FIELDS
            if column not in skipped and is_told(table, column) and image.get(column) not in (None, "")
        ]
        return " · ".join(told)

    def _record(self, note: Note, image: Image) -> str:
        if note.op == "bulk":
            return ""
        if note.tbl == "customer":
            return str(image.get("short_name") or image.get("name") or "")
        if note.tbl in ("instalment", "allocation", "due_change", "dispute"):
            return self._owner_of(image) or (money(image["amount"], self._own) if "amount" in image else "")
        told = next((column for column in _TELLING if image.get(column)), "")
        return value_text(note.tbl, told, image[told], self._own, self._names) if told else ""

    def _owner_of(self, image: Image) -> str:
        """The number of the receivable that a part of it belongs to."""
        receivable = image.get("receivable_id")
        if receivable is None and image.get("instalment_id") is not None:
            part = self._store.image("instalment", image["instalment_id"])
            receivable = part["receivable_id"] if part else None
        found = self._store.image("receivable", receivable) if receivable is not None else None
        return str(found["number"]) if found else ""


def _image(text: str | None) -> Image | None:
    found: Image | None = json.loads(text) if text else None
    return found
