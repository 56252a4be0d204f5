"""The command line as a test calls it: in this process, in English, with every answer looked over."""

from __future__ import annotations

import json
import re
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from click.testing import CliRunner, Result

from app import cli, i18n
from app.models.store import Store

# A figure of these would mean that something went wrong inside; no word of them is for a person.
BLUNT = re.compile(
    r"Traceback|Errno|\bfailed|\binvalid|\billegal|\bfatal|!|错误|失败|非法|无效|异常|致命", re.IGNORECASE
)


def kedun(*words: object, lang: str = "en") -> Result:
    """Runs a command; a mistake of ours is raised, not shown."""
    i18n.use(lang)  # as `cli.run` does before anything is parsed
    result = CliRunner().invoke(cli.main, ["--lang", lang, *(str(word) for word in words)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*words: object) -> str:
    """Standard output of a command that succeeds and has nothing to complain about."""
    result = kedun(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    return str(result.stdout)


def document(*words: object) -> Any:
    """The one JSON document of a command."""
    return json.loads(done(*words, "--json"))


def refused(*words: object, status: int = 1) -> str:
    """The sentence of a command that refuses, after both languages were looked at: one line, nothing else, no blunt word."""
    said = ""
    for lang in ("zh_CN", "en"):
        result = kedun(*words, lang=lang)
        assert (result.exit_code, result.stdout) == (status, "")
        assert result.stderr.startswith("kedun: error: ")
        assert result.stderr.endswith("\n")
        said = result.stderr.removeprefix("kedun: error: ").removesuffix("\n")
        assert "\n" not in said
        assert len(said) > 10
        assert not BLUNT.search(said), said
    return said


def changes(book: Path) -> int:
    """How many changes the journal of a book holds."""
    return len(document("history", book)["rows"])


def sound(book: Path) -> None:
    """The whole book is checked."""
    assert document("verify", book)["ok"] is True


def table(path: Path, *lines: str) -> Path:
    """A text file of these lines."""
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


HEAD = "number,customer,issue_date,due_date,amount"
GOOD = "X-1,A,2026-01-01,2026-02-01,100.00"


def two_customers(folder: Path) -> Path:
    """A book with customers A and B: two changes."""
    _customers(folder)
    return _copied(_two_customers(), folder / "own.kedun")


def own_book(folder: Path) -> Path:
    """And A owes 100.00: three changes."""
    _customers(folder)
    _first(folder)
    return _copied(_own_book(), folder / "own.kedun")


def _customers(folder: Path) -> Path:
    return table(folder / "customers.csv", "code,name", "A,Alpha", "B,Beta")


def _first(folder: Path) -> Path:
    return table(folder / "first.csv", HEAD, GOOD)


@cache
def _two_customers() -> bytes:
    """Made by the commands once a run."""
    with TemporaryDirectory(prefix="kedun-own-") as name:
        path = Path(name) / "own.kedun"
        done("new", path, "--name", "Own")
        done("import", path, _customers(path.parent), "--kind", "customers")
        return path.read_bytes()


@cache
def _own_book() -> bytes:
    with TemporaryDirectory(prefix="kedun-own-") as name:
        path = _copied(_two_customers(), Path(name) / "own.kedun")
        done("import", path, _first(path.parent), "--kind", "invoices")
        return path.read_bytes()


def _copied(book: bytes, path: Path) -> Path:
    """A book of its own: its backups are not those of another test."""
    path.write_bytes(book)
    with closing(Store(path)) as store:
        store.db.execute("update book set uuid=?", (str(uuid4()),))
    return path
