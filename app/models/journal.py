"""The audit trail: what was changed by whom, what can be taken back, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from app.i18n import _
from app.models import engine
from app.models.change import Change, chain_hash, image_hash
from app.models.errors import UserError
from app.models.store import Store

DEPTH: Final = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `undoes` = the change it takes back; `undone_by` = the live undo of it, if any."""

    id: int
    label: str
    at: str
    person: str
    undoes: int | None
    undoable: bool
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Note:
    """One row of the journal, images as JSON text."""

    id: int
    tbl: str
    row_id: int
    row_to: int | None
    op: str
    before: str | None
    after: str | None
    image_hash: str


ENTRY: Final = """select c.id, c.label, c.at, p.name, c.undoes, c.undoable,
  (select u.id from change u where u.undoes=c.id and not exists(select 1 from change r where r.undoes=u.id) limit 1)
  from change c join person p on p.id=c.person_id"""


# A bulk row names no customer: it is of whom its rows are.
CONCERNED: Final = """where c.id in (select change_id from journal where customer_id=:customer
  union all select j.change_id from journal j join receivable r on r.id between j.row_id and j.row_to
    where j.op='bulk' and j.tbl='receivable' and r.customer_id=:customer
  union all select j.change_id from journal j join payment p on p.id between j.row_id and j.row_to
    where j.op='bulk' and j.tbl='payment' and p.customer_id=:customer
  union all select change_id from journal where op='bulk' and tbl='customer' and :customer between row_id and row_to)"""


def _entry(*row: Any) -> Entry:
    return Entry(row[0], row[1], row[2], row[3], row[4], bool(row[5]), row[6])


def entries(store: Store, *, customer: int | None = None, limit: int = 1000) -> list[Entry]:
    """Changes, newest first; of one customer when named."""
    if customer is None:
        return store.rows(_entry, f"{ENTRY} order by c.id desc limit ?", (limit,))
    sql = f"{ENTRY} {CONCERNED} order by c.id desc limit :most"
    return store.rows(_entry, sql, {"customer": customer, "most": limit})


def entry(store: Store, change_id: int) -> Entry | None:
    return store.one(_entry, f"{ENTRY} where c.id=?", (change_id,))


def notes(store: Store, change_id: int) -> list[Note]:
    sql = "select id,tbl,row_id,row_to,op,before,after,image_hash from journal where change_id=? order by id"
    return store.rows(Note, sql, (change_id,))


def customers_of(store: Store, change_id: int) -> list[int]:
    sql = "select distinct customer_id from journal where change_id=? and customer_id is not null order by 1"
    return store.rows(int, sql, (change_id,))


def author_of(store: Store, table: str, row_id: int) -> int | None:
    """Who entered a row; None where the journal does not know (a book made of an export)."""
    sql = """select c.person_id from journal j join change c on c.id=j.change_id where j.tbl=:t and j.op in('insert','bulk')
      and j.row_id<=:r and coalesce(j.row_to,j.row_id)>=:r order by j.id desc limit 1"""
    found: int | None = store.scalar(sql, {"t": table, "r": row_id})
    return found


def next_undo(store: Store) -> Entry | None:
    """The newest change of this person that has not been taken back, at most 200 back."""
    made = "c.id>(select min(id) from change)"  # the first one made the book itself
    sql = f"select * from ({ENTRY} where c.undoes is null and {made} and c.person_id=? order by c.id desc limit ?)"
    recent = store.rows(_entry, sql, (store.person_id, DEPTH))
    return next((found for found in recent if found.undone_by is None), None)


def next_redo(store: Store) -> Entry | None:
    """The newest live undo, unless something was changed after it."""
    newest = store.scalar("select coalesce(max(id),0) from change where undoes is null")
    sql = """select c.id from change c join change n on n.id=c.undoes where n.undoes is null and c.id>? and c.person_id=?
      and not exists(select 1 from change r where r.undoes=c.id) order by c.id desc limit 1"""
    found = store.scalar(sql, (newest, store.person_id))
    return None if found is None else entry(store, found)


def undo(store: Store) -> Entry:
    """Takes back the newest own change, as a change of its own. Raises UserError when there is none or it may not be."""
    found = next_undo(store)
    if found is None:
        raise UserError(_("There is nothing to undo."))
    if not found.undoable:
        raise UserError(
            _("The last change cannot be undone, because papers or other people rely on it. Void it in its own place.")
        )
    _take_back(store, found)
    return found


def redo(store: Store) -> Entry:
    """Brings back what the last undo took. Raises UserError when there is nothing to bring back."""
    found = next_redo(store)
    if found is None:
        raise UserError(_("There is nothing to redo."))
    _take_back(store, found)
    again = entry(store, found.undoes or 0)
    return again or found


# Tables in which a later entry builds on an earlier one though it leaves its rows alone: what is open depends on all.
LEDGER: Final = (
    "receivable", "instalment", "due_change", "payment", "allocation", "adjustment", "dispute", "charge", "bill", "bill_event",
)  # fmt: skip


def revert(store: Store, change_id: int) -> Entry:
    """Takes back one change that need not be the newest, as a change of its own. Raises UserError saying why it may not be."""
    found = entry(store, change_id)
    if found is None or found.undoes is not None or change_id == store.scalar("select min(id) from change"):
        raise UserError(_("This line cannot be taken back by itself. Use Undo and Redo in the Edit menu."))
    if found.undone_by is not None:
        raise UserError(_("This change was taken back already."))
    if not found.undoable:
        raise UserError(
            _("This change cannot be undone, because papers or other people rely on it. Void it in its own place.")
        )
    later = built_on(store, change_id)
    if later is not None:
        raise ReliedOn(later)
    _take_back(store, found)
    return found


class ReliedOn(UserError):
    """A later change builds on the one to be taken back."""

    def __init__(self, later: Entry) -> None:
        super().__init__(
            _("Later entries about the same customer build on this one. Take those back first, the newest first.")
        )
        self.later = later


def built_on(store: Store, change_id: int) -> Entry | None:
    """The newest live change of the ledger after a change of the ledger, about one of its customers (or a bulk one)."""
    marks = ",".join("?" * len(LEDGER))
    own = f"select 1 from journal where change_id=? and tbl in ({marks})"
    if store.scalar(own, (change_id, *LEDGER)) is None:
        return None
    mine = "select customer_id from journal where change_id=? and customer_id is not null"
    whole = "exists(select 1 from journal b where b.change_id=? and b.op='bulk')"
    sql = f"""{ENTRY} where c.id>? and c.undoes is null
      and not exists(select 1 from change u where u.undoes=c.id and not exists(select 1 from change r where r.undoes=u.id))
      and exists(select 1 from journal j where j.change_id=c.id and j.tbl in ({marks})
        and (j.op='bulk' or j.customer_id in ({mine}) or {whole}))
      order by c.id desc limit 1"""
    return store.one(_entry, sql, (change_id, *LEDGER, change_id, change_id))


def _take_back(store: Store, found: Entry) -> None:
    try:
        with store.change(found.label, undoes=found.id) as change:
            for note in reversed(notes(store, found.id)):
                _put_back(change, note)
    except engine.IntegrityError as problem:
        raise UserError(
            _("This cannot be undone any more: later entries depend on it. Undo or void those first.")
        ) from problem


def _put_back(change: Change, note: Note) -> None:
    way: dict[str, Callable[[Change, Note], None]] = {
        "insert": _put_back_row,
        "update": _put_back_row,
        "delete": _put_back_row,
        "bulk": _put_back_bulk,
    }
    way[note.op](change, note)


def _put_back_bulk(change: Change, note: Note) -> None:
    fields = {"tbl": note.tbl, "row_id": note.row_id, "row_to": note.row_to, "image_hash": note.image_hash}
    if note.before is not None:
        change.put_bulk({**fields, "before": note.before})
    elif change.bulk_is_untouched({**fields, "after": note.after}):
        change.take_bulk({**fields, "after": note.after})
    else:
        raise _changed_since(note)


def _put_back_row(change: Change, note: Note) -> None:
    before = None if note.before is None else json.loads(note.before)
    after = None if note.after is None else json.loads(note.after)
    if change.image(note.tbl, note.row_id) != after:
        raise _changed_since(note)
    if before is None:
        change.delete(note.tbl, note.row_id)
    elif after is None:
        change.insert(note.tbl, before)
    else:
        change.update(note.tbl, note.row_id, before)


def _changed_since(note: Note) -> UserError:
    return ChangedSince(note.tbl, note.row_id)


class ChangedSince(UserError):
    """A row is no longer as the change left it; `table` and `row` say which."""

    def __init__(self, table: str, row: int) -> None:
        super().__init__(
            _(
                "This cannot be undone any more: “{table}” no. {row} was changed since. Undo or void the later change first."
            ).format(table=table, row=row)
        )
        self.table, self.row = table, row


def broken_links(store: Store) -> list[int]:
    """Changes whose hash does not follow from the one before and their own journal rows, or whose rows were altered (I16)."""
    broken, before = [], ""
    hashes: dict[int, list[str]] = {}
    altered = set()
    for change_id, note in store.rows(
        lambda change, *row: (change, Note(*row)),
        "select change_id,id,tbl,row_id,row_to,op,before,after,image_hash from journal order by id",
    ):
        hashes.setdefault(change_id, []).append(note.image_hash)
        if _is_altered(note):
            altered.add(change_id)
    for change_id, label, at, person, value in store.rows(
        lambda *row: row, "select id,label,at,person_id,hash from change order by id"
    ):
        if value != chain_hash(before, label, at, person, hashes.get(change_id, [])) or change_id in altered:
            broken.append(change_id)
        before = value
    return broken


def _is_altered(note: Note) -> bool:
    """Whether the images are not those the hash was made of; blanked ones (personal data) and bulk rows cannot be told."""
    if note.op == "bulk" or (note.before is None and note.after is None):
        return False
    return note.image_hash != image_hash(note.tbl, str(note.row_id), note.op, note.before, note.after)
