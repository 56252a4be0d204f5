"""A change being made: what is written, remembered for the journal, and whom it touches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.models.store import Store

Row = Mapping[str, Any]
Values = dict[str, Any]

# Rows of a bulk insert from which, in a table with fewer, its indexes are made again after it.
MANY_ROWS = 20_000
# A change of one of these moves every customer's figures. Reference rates do not: late interest is computed when asked.
TOUCHES_ALL = frozenset({"company", "policy_version", "exchange_rate"})


def image_text(image: Row | None) -> str | None:
    """A row as canonical JSON, for the journal."""
    return None if image is None else json.dumps(dict(image), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def image_hash(*parts: str | None) -> str:
    return sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()


def rows_hash(rows: Iterable[Sequence[Any]]) -> str:
    """The hash of many rows (tuples of int, str and None) as they stand in the table."""
    return sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()


def chain_hash(before: str, label: str, at: str, person_id: int, hashes: Sequence[str]) -> str:
    """sha256(previous hash, label, instant, person, image hashes in order): `verify` recomputes it."""
    return sha256("\n".join([before, label, at, str(person_id), *hashes]).encode()).hexdigest()


class Change:
    """A change being made: writes rows, remembers each for the journal and gathers whom it touches."""

    def __init__(self, store: Store, change_id: int, label: str) -> None:
        self.store = store
        self.id = change_id
        self.label = label
        self.touched: set[int] = set()
        self.all_customers = False
        self.tables: set[str] = set()
        self.hashes: list[str] = []

    def insert(self, table: str, row: Row) -> int:
        """Adds one row and returns its id."""
        columns = self.store.columns_of(table, row)
        marks = ",".join("?" * len(columns))
        cursor = self._run(f"insert into {table}({','.join(columns)}) values({marks})", list(row.values()))
        row_id = int(row.get("id") or cursor.lastrowid or 0)
        self._note(table, row_id, "insert", None, self.image(table, row_id))
        return row_id

    def update(self, table: str, row_id: int, values: Row) -> None:
        """Sets columns of one row; nothing is noted when nothing is new."""
        if not values:
            return
        before = self.image(table, row_id)
        columns = self.store.columns_of(table, values)
        sets = ",".join(f"{name}=?" for name in columns)
        self._run(f"update {table} set {sets} where id=?", [*values.values(), row_id])
        after = self.image(table, row_id)
        if after != before:
            self._note(table, row_id, "update", before, after)

    def delete(self, table: str, row_id: int) -> None:
        before = self.image(table, row_id)
        self._run(f"delete from {table} where id=?", [row_id])
        self._note(table, row_id, "delete", before, None)

    def bulk(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> range:
        """Adds many rows at once (imports): one journal row. Returns their ids, in order."""
        names = self.store.columns_of(table, dict.fromkeys(columns))
        first = int(self.store.scalar(f"select coalesce(max(id),0)+1 from {table}"))
        ids = range(first, first + len(rows))
        # Each new row takes the id after the highest: in order, from `first` on.
        sql = f"insert into {table}({','.join(names)}) values({','.join('?' * len(names))})"
        indexes = self._indexes(table) if len(rows) >= max(first, MANY_ROWS) else []
        for name, _text in indexes:
            self._run(f"drop index {name}", ())
        self._many(sql, rows)
        for _name, text in indexes:
            self._run(text, ())
        self._note_bulk(table, ids, names, rows)
        return ids

    def put(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Adds rows that bring their ids (the first column) along, in rising order: one journal row for each unbroken run."""
        names = self.store.columns_of(table, dict.fromkeys(columns))
        self._many(f"insert into {table}({','.join(names)}) values({','.join('?' * len(names))})", rows)
        start = 0
        for place in range(1, len(rows) + 1):
            if place == len(rows) or rows[place][0] != rows[place - 1][0] + 1:
                ids = range(rows[start][0], rows[place - 1][0] + 1)
                self._note_bulk(table, ids, names[1:], [tuple(row[1:]) for row in rows[start:place]])
                start = place

    def derive(self, sql: str, params: Sequence[Any] | Row = ()) -> None:
        """Writes what is no fact and so not in the journal: derived rows, and contents of files known by their hash."""
        self._run(sql, params)

    def derive_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """The same statement for each row."""
        self._many(sql, rows)

    def image(self, table: str, row_id: int) -> Values | None:
        return self.store.image(table, row_id)

    def take_bulk(self, note: Row) -> None:
        """Deletes the rows of a bulk insert again; they are kept in the journal so that a redo can bring them back."""
        spec = json.loads(note["after"])
        table, first, last = note["tbl"], note["row_id"], note["row_to"]
        rows = self.store.rows(lambda *row: row, self._range_sql(table, spec["columns"]), (first, last))
        self._run(f"delete from {table} where id between ? and ?", (first, last))
        kept = json.dumps({"columns": spec["columns"], "rows": rows}, ensure_ascii=False, separators=(",", ":"))
        self._journal(table, first, last, "bulk", None, kept, None, rows_hash(rows))
        self._touch_rows(table, range(first, last + 1), spec["columns"], rows)

    def put_bulk(self, note: Row) -> None:
        """Brings back the rows that `take_bulk` took."""
        spec = json.loads(note["before"])
        names = self.store.columns_of(note["tbl"], dict.fromkeys(spec["columns"]))
        ids = range(note["row_id"], note["row_to"] + 1)
        marks = ",".join("?" * (len(names) + 1))
        sql = f"insert into {note['tbl']}(id,{','.join(names)}) values({marks})"
        self._many(sql, [(row_id, *row) for row_id, row in zip(ids, spec["rows"], strict=True)])
        self._note_bulk(note["tbl"], ids, names, spec["rows"])

    def bulk_is_untouched(self, note: Row) -> bool:
        spec = json.loads(note["after"])
        sql = self._range_sql(note["tbl"], spec["columns"])
        now = rows_hash(self.store.rows(lambda *row: row, sql, (note["row_id"], note["row_to"])))
        return now == str(note["image_hash"])

    def _range_sql(self, table: str, columns: Sequence[str]) -> str:
        names = self.store.columns_of(table, dict.fromkeys(columns))
        return f"select {','.join(names)} from {table} where id between ? and ? order by id"

    def _note(self, table: str, row_id: int, op: str, before: Values | None, after: Values | None) -> None:
        customer = self._customer_of(table, row_id, after or before or {})
        for image in (before, after):
            self._touch(table, row_id, image or {})
        old, new = image_text(before), image_text(after)
        self._journal(table, row_id, None, op, customer, old, new, image_hash(table, str(row_id), op, old, new))

    def _indexes(self, table: str) -> list[tuple[str, str]]:
        """Made again after many rows they are sorted once instead of filled row by row; a number used twice is noticed then."""
        sql = "select name, sql from sqlite_schema where type='index' and tbl_name=? and sql is not null"
        return self.store.rows(lambda name, text: (name, text), sql, (table,))

    def _note_bulk(self, table: str, ids: range, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        if not rows:
            return
        spec = json.dumps({"columns": list(columns), "count": len(rows)})
        self._journal(table, ids.start, ids.stop - 1, "bulk", None, None, spec, rows_hash(rows))
        self._touch_rows(table, ids, columns, rows)

    def _touch_rows(self, table: str, ids: range, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        if table == "customer":
            self.touched.update(ids)
        elif "customer_id" in columns:
            self.touched.update(map(itemgetter(list(columns).index("customer_id")), rows))

    def _touch(self, table: str, row_id: int, image: Row) -> None:
        customer = self._customer_of(table, row_id, image)
        if customer is not None:
            self.touched.add(customer)
        if table in TOUCHES_ALL:
            self.all_customers = True

    @staticmethod
    def _customer_of(table: str, row_id: int, image: Row) -> int | None:
        return row_id if table == "customer" else image.get("customer_id")

    def _journal(self, *values: Any) -> None:
        self._run(
            "insert into journal(tbl,row_id,row_to,op,customer_id,before,after,image_hash,change_id) values(?,?,?,?,?,?,?,?,?)",
            (*values, self.id),
        )
        self.tables.add(values[0])
        self.hashes.append(values[-1])

    def _run(self, sql: str, params: Sequence[Any] | Row) -> Any:
        return self.store.db.execute(sql, params)

    def _many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self.store.db.executemany(sql, rows)
