"""A foreign file as plain cells: read by `child.py` in a process that is killed when it takes too long or too much."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Final

from app.i18n import _, mark
from app.models.errors import Cancelled, UserError
from app.services.formats import joined
from app.services.imports import limits
from app.services.imports.bank.statement import BankStatement, unpacked

Cell = str | int | float | bool | date | None
Progress = Callable[[int], None]
Asked = Callable[[], bool]

_TICK: Final = 0.05

_DEATHS: Final = {-6: "memory", -9: "memory", -24: "slow"}  # aborted, killed by the system, out of processor time

_STOPS: Final = {
    "empty": mark("{name} is empty: there is nothing to import. Choose the file that holds the table."),
    "directory": mark("{name} is a folder. Choose a file in it."),
    "not_found": mark("{name} is not there any more. Choose the file again."),
    "no_permission": mark(
        "{name} may not be read by you. Ask its owner for permission, or copy it to your own folder."
    ),
    "locked": mark("{name} is in use by another program. Close it there, then try again."),
    "unreadable": mark("{name} cannot be read from this disk or drive. Copy it to this computer, then try again."),
    "password": mark(
        "{name} is protected by a password. Open it, save it without the password, then import that file."
    ),
    "not_a_table": mark("{name} does not hold a table. Choose an Excel, OpenDocument or CSV file."),
    "damaged": mark(
        "{name} is damaged, or it is not what its ending says. "
        "Open it in Excel or WPS, save it again as .xlsx, and import that file."
    ),
    "bomb": mark(
        "{name} would unpack to far more than its own size, so it was left unread. "
        "Ask the sender for the table as a new file."
    ),
    "memory": mark("{name} needs more memory than a table should. Copy the table alone to a new file and import that."),
    "too_big": mark("{name} is larger than 200 MB. Split it into several files."),
    "too_many_rows": mark(
        "The sheet {sheet} has {rows} rows; 200,000 can be read at once. "
        "Split it into several files, or copy the table alone to a new file."
    ),
    "too_many_cells": mark(
        "The sheet {sheet} has more than 5,000,000 cells, most likely a stray one far outside. "
        "Copy the table alone to a new file and import that."
    ),
    "undecodable": mark(
        "Some characters of {name} cannot be read. Open it in Excel or WPS, save it as .xlsx or as CSV UTF-8, "
        "and import that file."
    ),
    "open_quote": mark(
        "In row {row} of {name} a quotation mark opens and does not close, so the rows after it run together. "
        "Correct that row, then import again."
    ),
    "no_statement": mark(
        "{name} holds no account statement: it has no account, no balance and no bookings. "
        "Export the statement from online banking once more and choose that file."
    ),
    "broken_statement": mark(
        "{name} is cut off or damaged near “{value}”, so no line of it was taken. "
        "Export the statement from online banking once more."
    ),
    "entities": mark(
        "{name} declares abbreviations of its own, which no bank's statement does, so it was left unread. "
        "Export the statement from online banking once more."
    ),
    "odd_amount": mark(
        "{name} has an amount that cannot be read: “{value}”. No line of it was taken. "
        "Export the statement from online banking once more."
    ),
    "odd_day": mark(
        "{name} has a day that cannot be read: “{value}”. No line of it was taken. "
        "Export the statement from online banking once more."
    ),
    "slow": mark("{name} took more than a minute to read. Copy the table alone to a new file and import that."),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows[i]` is row i + 1 of the file; a blank cell is "". Rows may differ in length.

    `unvalued` holds (row, column), from 0, of formulas whose result is not stored in the file.
    """

    name: str
    rows: list[list[Cell]]
    unvalued: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    """What was read: `format` xlsx, xlsb, xls, ods, csv or html; `encoding` and `delimiter` of text files, else "".

    A bank's own format (mt940, camt, ofx) has `statements` and no sheets.
    """

    path: Path
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]
    delimiter: str = ""
    statements: tuple[BankStatement, ...] = ()

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name; raises UserError naming those there are."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        names = joined(sheet.name for sheet in self.sheets)
        raise UserError(
            _("There is no sheet {sheet} in {name}. It has: {names}.").format(
                sheet=name, name=self.path.name, names=names
            )
        )


def read_workbook(path: Path, *, progress: Progress | None = None, cancelled: Asked | None = None) -> Workbook:
    """Every sheet of the file at `path`. `progress` hears the rows read so far.

    Raises UserError when it cannot be read (see `_STOPS`), Cancelled when `cancelled()` says so.
    """
    _check(path)
    parts = _Parts()
    for message in _messages(path, cancelled):
        if "stop" in message:
            raise _stopped(path, message)
        parts.take(message)
        if progress is not None and "rows" in message:
            progress(parts.done)
    if not parts.ended:
        raise _stopped(path, {"stop": "damaged"})
    if not parts.statements and not any(
        any(cell != "" for cell in row) for sheet in parts.sheets for row in sheet.rows
    ):
        raise _stopped(path, {"stop": "empty"})
    return Workbook(path, parts.format, parts.encoding, tuple(parts.sheets), parts.delimiter, tuple(parts.statements))


def _check(path: Path) -> None:
    if path.is_dir():
        raise _stopped(path, {"stop": "directory"})
    if not path.exists():
        raise _stopped(path, {"stop": "not_found"})


def _stopped(path: Path, message: dict[str, Any]) -> UserError:
    details = {"rows": "", "sheet": "", "row": "", "value": "", **message, "name": path.name}
    sentence = _STOPS[message["stop"]]
    return UserError(_(sentence).format(**details))


@dataclass(slots=True)
class _Parts:
    """The workbook while it arrives."""

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    statements: list[BankStatement] = field(default_factory=list)
    done: int = 0
    ended: bool = False

    def take(self, message: dict[str, Any]) -> None:
        if "rows" in message:
            for column, rows in message.get("days", ()):
                for row in rows:
                    cells = message["rows"][row]
                    cells[column] = _day(cells[column])
            self.sheets[-1].rows.extend(message["rows"])
            self.done += len(message["rows"])
        elif "sheet" in message:
            self.sheets.append(Sheet(message["sheet"], []))
        elif "open" in message:
            told = message["open"]
            self.format, self.encoding = told["format"], told.get("encoding", "")
            self.delimiter = told.get("delimiter", "")
        elif "unvalued" in message:
            last = self.sheets.pop()
            places = frozenset((row, column) for row, column in message["unvalued"])
            self.sheets.append(Sheet(last.name, last.rows, places))
        elif "statement" in message:
            self.statements.append(unpacked(message["statement"]))
        self.ended = self.ended or "end" in message


def _messages(path: Path, cancelled: Asked | None) -> Iterator[dict[str, Any]]:
    """The lines of the child as they come; the child does not outlive this."""
    until = time.monotonic() + limits.SECONDS
    child = _start(path)
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    assert child.stdout is not None  # noqa: S101 - it was asked for as a pipe
    reader = threading.Thread(target=_drain, args=(child.stdout, lines), daemon=True)
    reader.start()
    try:
        while True:
            if cancelled is not None and cancelled():
                raise Cancelled
            if time.monotonic() > until:
                yield {"stop": "slow"}
            try:
                line = lines.get(timeout=_TICK)
            except queue.Empty:
                continue
            if line is None:
                if child.wait():
                    yield {"stop": _DEATHS.get(child.returncode, "damaged")}
                return
            yield json.loads(line)
    finally:
        child.kill()
        child.wait()
        reader.join()
        child.stdout.close()


def _drain(pipe: IO[bytes], lines: queue.SimpleQueue[bytes | None]) -> None:
    for line in pipe:
        if line.endswith(b"\n"):  # a killed child leaves half a line
            lines.put(line)
    lines.put(None)


@lru_cache(maxsize=20_000)
def _day(text: str) -> date:
    """A file has many rows and few days."""
    return date.fromisoformat(text)


def _start(path: Path) -> subprocess.Popen[bytes]:
    if getattr(sys, "frozen", False):
        command = [sys.executable, "--read-table", str(path)]
    else:
        command = [sys.executable, "-P", "-m", "app.services.imports.child", str(path)]
    top = str(Path(__file__).resolve().parents[3])
    known = os.environ.get("PYTHONPATH")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([top, known] if known else [top])}
    return subprocess.Popen(  # noqa: S603 - our own program; the path is an argument, not a command
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
