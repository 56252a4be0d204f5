"""A whole book as one text file for each table, and a book made of them: every fact with its own id, day and void mark.

An empty cell is nothing; a text that a spreadsheet would take for a formula, an empty one and one that begins with
an apostrophe stand behind an apostrophe. Attached files lie in `files`, named by their hash. The journal stays behind:
who changed what is in the backups.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from app import __version__
from app.i18n import _
from app.models import engine, invariants, migrations, tables
from app.models.change import Change
from app.models.errors import UserError
from app.models.store import Store
from app.services.exports import ACTIVE
from app.services.outfile import make_folder, whole_file
from app.services.services import Services

FOLDER: Final = "tables"
FILES: Final = "files"
ABOUT: Final = "book.json"
LARGEST_CELL: Final = 10_000_000  # characters


def write(store: Store, folder: Path) -> list[Path]:
    """Writes `tables/*.csv`, attached files and `book.json` into the folder. Raises UserError where it cannot be written."""
    place = folder / FOLDER
    make_folder(place)
    written = []
    with store.snapshot():
        counts = {}
        for table in tables.fact_tables(store):
            path = place / f"{table}.csv"
            counts[table] = _write_table(store, table, path)
            written.append(path)
        written += _write_files(store, place / FILES)
    about = {"program": __version__, "schema": migrations.VERSION, "rows": counts}
    with whole_file(place / ABOUT) as partial:
        partial.write_text(json.dumps(about, indent=1), encoding="utf-8")
    return [*written, place / ABOUT]


def read(services: Services, folder: Path) -> None:
    """Fills a new book from the tables that `write` made; raises UserError naming the file, and the book stays as it was."""
    place = folder / FOLDER if (folder / FOLDER).is_dir() else folder
    about = _about(place)
    store = services.store
    with store.change("book.rebuild", undoable=False) as change:
        tables.defer_references(change)
        for table in tables.fact_tables(store):
            found = _fill(change, table, place)
            if found != about["rows"].get(table, 0):
                words = _("“{name}” has {found} rows where the export wrote {count}. Take the export again, whole.")
                raise UserError(words.format(name=f"{table}.csv", found=found, count=about["rows"].get(table, 0)))
        change.all_customers = True
        services.standing.refresh(change)
        _is_sound(store)


def _write_table(store: Store, table: str, path: Path) -> int:
    names = _names(store, table)
    count = 0
    with whole_file(path) as partial, partial.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(names)
        for row in tables.rows(store, table, names):
            out.writerow(map(_text, row))
            count += 1
    return count


def _names(store: Store, table: str) -> list[str]:
    """The columns but for what lies in a file of its own; id first."""
    known = [name for name, kind in tables.columns(store, table).items() if kind != "BLOB"]
    return sorted(known, key=lambda name: name != "id")


def _write_files(store: Store, place: Path) -> list[Path]:
    names = [str(row[0]) for row in tables.rows(store, "attachment", ["sha256"])]
    if names:
        make_folder(place)
    for name in names:
        with whole_file(place / name) as partial:
            partial.write_bytes(tables.content(store, name))
    return [place / name for name in names]


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = str(value)
    quoted = isinstance(value, str) and (not text or text.startswith((*ACTIVE, "'")))
    return f"'{text}" if quoted else text


def _about(place: Path) -> dict[str, Any]:
    try:
        about = json.loads((place / ABOUT).read_text(encoding="utf-8"))
        schema, rows = int(about["schema"]), {str(name): int(count) for name, count in about["rows"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        words = _("“{name}” is not a folder that “kedun export” wrote. Choose the folder with “book.json” in it.")
        raise UserError(words.format(name=place.name)) from problem
    if schema > migrations.VERSION:
        raise UserError(_("This export was made by a newer Kedun. Install the newer program first."))
    return {"rows": rows}


def _fill(change: Change, table: str, place: Path) -> int:
    path = place / f"{table}.csv"
    if not path.exists():
        return 0
    kinds = tables.columns(change.store, table)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            csv.field_size_limit(LARGEST_CELL)
            lines = csv.reader(file)
            names = next(lines, [])
            if not names or names[0] != "id" or not set(names) <= kinds.keys():
                raise UserError(_strange(path, 1))
            given = _rows(lines, names, kinds, path)
            if table == "attachment":
                return _fill_files(change, names, given, place / FILES)
            return tables.fill(change, table, names, given)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise UserError(_("“{name}” cannot be read. Take the export again.").format(name=path.name)) from problem
    except engine.IntegrityError as problem:
        raise UserError(_strange(path, None)) from problem


def _rows(lines: Any, names: list[str], kinds: dict[str, str], path: Path) -> Iterator[tuple[Any, ...]]:
    for number, line in enumerate(lines, 2):
        try:
            yield tuple(_value(cell, kinds[name]) for name, cell in zip(names, line, strict=True))
        except ValueError as problem:
            raise UserError(_strange(path, number)) from problem


def _value(cell: str, kind: str) -> Any:
    if not cell:
        return None
    return int(cell) if kind == "INTEGER" else cell.removeprefix("'")


def _strange(path: Path, number: int | None) -> str:
    if number is None:
        return _("A row of “{name}” does not fit this book. Take the export again.").format(name=path.name)
    words = _("Row {row} of “{name}” is not as an export writes it. Take the export again.")
    return words.format(name=path.name, row=number)


def _fill_files(change: Change, names: list[str], given: Iterator[tuple[Any, ...]], place: Path) -> int:
    count = 0
    for row in given:
        values = dict(zip(names, row, strict=True))
        path = place / Path(str(values.get("sha256"))).name
        content = path.read_bytes()
        if sha256(content).hexdigest() != values.get("sha256"):
            raise UserError(_("The attached file “{name}” was changed since the export.").format(name=path.name))
        tables.put_content(change, {**values, "content": content})
        count += 1
    return count


def _is_sound(store: Store) -> None:
    """Whatever was edited in the files meanwhile, the book that comes of them holds together or is not made."""
    if invariants.orphans(store) or invariants.broken(store):
        raise UserError(_("The tables do not fit together: some were changed after the export. Take the export again."))
