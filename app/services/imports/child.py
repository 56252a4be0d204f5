"""The reader of foreign files: runs in a process of its own that can be killed, and writes JSON lines.

Lines: {"open": {"format", "encoding", "delimiter"}}, then per sheet {"sheet": name}, {"rows": [[cell, ...], ...]} and
{"unvalued": [[row, column], ...]}, or per account {"statement": {...}}, then {"end": true}; or {"stop": code, ...}. Days are text like "2026-01-31", and
"days" beside the rows says which cells they are: [[column, [row of the chunk, ...]], ...].
Nothing of Qt, of the store or of the catalogue is imported here.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from app.services.imports import limits
from app.services.imports.limits import Stop
from app.services.imports.packed import Contents

CHUNK: Final = 2_000
LARGE: Final = 1_000_000  # bytes of a packed file
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite format 3",
)

_DATED: Final = frozenset({date, datetime})

Send = Callable[[dict[str, Any]], None]


def main(argv: list[str]) -> int:
    """Reads the file named by the last argument; every way out is a line on standard output."""
    limits.bind()
    gc.disable()  # a short life of many cells: collecting costs a third of it
    with open(1, "wb", closefd=False) as out:  # not sys.stdout: a windowed program has none

        def send(message: dict[str, Any]) -> None:
            out.write(json.dumps(message, ensure_ascii=False, separators=(",", ":"), default=_other).encode() + b"\n")
            out.flush()

        try:
            _read(Path(argv[-1]), send)
        except Stop as stop:
            send({"stop": stop.code, **stop.details})
        except OSError as problem:
            send({"stop": _environment(problem)})
        except MemoryError:
            send({"stop": "memory"})
    return 0


def _environment(problem: OSError) -> str:
    if isinstance(problem, PermissionError):
        return "locked" if sys.platform == "win32" else "no_permission"
    if isinstance(problem, FileNotFoundError):
        return "not_found"
    return "directory" if isinstance(problem, IsADirectoryError) else "unreadable"


def _lift_days(chunk: list[list[Any]]) -> list[tuple[int, list[int]]]:
    """Makes text of the days and instants of a chunk, and says which cells are days. Column by column: it is quick."""
    found = []
    for column, cells in enumerate(zip(*chunk, strict=False)):
        if _DATED.isdisjoint(map(type, cells)):
            continue
        dated = [row for row, cell in enumerate(cells) if type(cell) in _DATED]
        for row in dated:
            chunk[row][column] = _written(cells[row])
        found.append((column, [row for row in dated if len(chunk[row][column]) == len("2026-01-31")]))
    return found


@lru_cache(maxsize=20_000)  # a file has many rows and few days
def _written(cell: date) -> str:
    """A day; an instant that is not midnight keeps its time."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    return cell.isoformat()


def _other(cell: object) -> object:
    """What JSON has no word for: times of day become text."""
    return str(cell) if isinstance(cell, (time, timedelta)) else None


def _read(path: Path, send: Send) -> None:
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise Stop("empty")
    if head.startswith(_BINARY):
        raise Stop("not_a_table")
    if head.startswith(b"PK\x03\x04"):
        _packed(path, send)
    elif head.startswith(_OLE):
        _old(path, send)
    else:
        _text(path, send)
    send({"end": True})


def _packed(path: Path, send: Send) -> None:
    """A large file is looked into beside the parser, which leaves the interpreter free; a small one before it."""
    from concurrent.futures import ThreadPoolExecutor

    from app.services.imports import packed

    packed.weigh(path)
    with ThreadPoolExecutor(1) as pool:
        look = pool.submit(packed.inspect, path)
        if path.stat().st_size < LARGE:
            look.result()
        _calamine(path, look.result, send)


def _old(path: Path, send: Send) -> None:
    """The binary .xls; an encrypted .xlsx wears the same wrapper."""
    if path.stat().st_size > limits.UNPACKED:
        raise Stop("too_big")
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise Stop("password")
    _calamine(path, lambda: Contents("xls"), send)


def _calamine(path: Path, look: Callable[[], Contents], send: Send) -> None:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_path(path)
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        sheets = [(name, book.get_sheet_by_name(name)) for name in names]
        contents = look()
        send({"open": {"format": contents.format}})
        left = limits.CELLS
        for name, sheet in sheets:
            left -= _bounded(name, sheet.total_height, sheet.total_width, left)
            _send_sheet(send, name, sheet.to_python(skip_empty_area=False))
            if contents.unvalued.get(name):
                send({"unvalued": contents.unvalued[name]})
    except PasswordError as problem:
        raise Stop("password") from problem
    except CalamineError as problem:
        look()  # its reason is the better one
        raise Stop("damaged") from problem
    if not names:
        raise Stop("not_a_table")


def _bounded(name: str, rows: int, columns: int, left: int) -> int:
    if rows > limits.ROWS:
        raise Stop("too_many_rows", sheet=name, rows=f"{rows:,}")
    if rows * columns > left:
        raise Stop("too_many_cells", sheet=name)
    return rows * columns


def _text(path: Path, send: Send) -> None:
    from app.services.imports import decoding, markup
    from app.services.imports.bank import formats
    from app.services.imports.bank.statement import packed

    if path.stat().st_size > limits.UNPACKED:
        raise Stop("too_big")
    data = path.read_bytes()
    bank = formats.sniff(data[:4096])
    if bank:
        send({"open": {"format": bank}})
        for statement in formats.read(bank, data):
            send({"statement": packed(statement)})
        return
    if markup.looks_like(data[:4096]):
        text, encoding = decoding.decode_markup(data)
        send({"open": {"format": "html", "encoding": encoding}})
        for name, rows in markup.tables(text):
            _bounded(name, len(rows), max(map(len, rows), default=0), limits.CELLS)
            _send_sheet(send, name, rows)
        return
    text, encoding = decoding.decode(data)
    delimiter = decoding.sniff(text)
    send({"open": {"format": "csv", "encoding": encoding, "delimiter": delimiter}})
    _send_sheet(send, path.stem, decoding.records(text, delimiter))


def _send_sheet(send: Send, name: str, rows: Iterable[list[Any]]) -> None:
    send({"sheet": name})
    left = iter(rows)
    sent = cells = 0
    while chunk := list(islice(left, CHUNK)):
        sent, cells = sent + len(chunk), cells + sum(map(len, chunk))
        _bounded(name, sent, 1, limits.CELLS)
        _bounded(name, 1, cells, limits.CELLS)
        days = _lift_days(chunk)
        send({"rows": chunk, "days": days} if days else {"rows": chunk})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
