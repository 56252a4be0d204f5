"""Files that are no book, and books that others hold: told in a sentence, and left as they are."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.models import engine
from tests.book import Book
from tests.commands import GOOD, HEAD, changes, document, done, kedun, own_book, refused, sound, table

READING = ("aging", "today", "dashboard", "verify", "history", "backup")
HOLD = """
import sys
from pathlib import Path
from app.models import lock
held = lock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Iterator[Path]:
    """Whatever happens to this book, it must be sound afterwards."""
    path = own_book(tmp_path)
    yield path
    sound(path)


def foreign(file: Path) -> None:
    db = engine.connect(file)
    db.execute("create table song(title text)")
    db.execute("insert into song values('Ode')")
    db.close()


def altered(statement: str) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        book = Book(file.parent)
        book.close()
        book.path.rename(file)
        db = engine.connect(file)
        db.execute("pragma foreign_keys = off")
        db.execute(statement)
        db.close()

    return write


def cut(file: Path) -> None:
    altered("vacuum")(file)
    os.truncate(file, file.stat().st_size // 2)


BOOKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "letter.kedun": (lambda file: file.write_text("Dear Sir\n" * 99), "it is not a Kedun book"),
    "zero.kedun": (lambda file: file.write_bytes(b""), "is an empty file, not a Kedun book"),
    "cut.kedun": (cut, "it is protected or damaged"),
    "foreign.kedun": (foreign, "is a file of another program, not a Kedun book"),
    "newer.kedun": (altered("pragma user_version = 99"), "was made by a newer Kedun"),
    "nobody.kedun": (altered("delete from person"), "is not a finished Kedun book"),
    "part.kedun": (altered("drop table open_item"), "lacks a part of the book"),
    "folder.kedun": (Path.mkdir, "is a folder"),
    "gone.kedun": (lambda file: None, "There is no book “gone.kedun”"),
    "y" * 300: (lambda file: None, "is too long for a file"),
}


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_no_book_is_refused_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    write, sentence = BOOKS[name]
    file = tmp_path / name
    write(file)
    before = file.read_bytes() if len(name) < 99 and file.is_file() else None
    rows = table(tmp_path / "rows.csv", HEAD, GOOD)
    for command in READING:
        assert sentence in refused(command, file)
    for words in (
        ["undo", file],
        ["balance", file, "A"],
        ["import", file, rows, "--kind", "invoices"],
        ["export", file, tmp_path / "out"],
    ):
        assert sentence in refused(*words)
    refused("restore", file, tmp_path / "restored.kedun")
    assert not (tmp_path / "restored.kedun").exists()
    assert not (tmp_path / "out").exists()
    if before is not None:
        assert file.read_bytes() == before


def test_book_that_others_hold_can_be_looked_at_only(path: Path) -> None:
    """The other is another process, as it would be."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert "is being used by" in refused("undo", path)
        assert "is open, so it cannot be replaced" in refused("restore", _copy(path), path)
        assert document("aging", path)["total"]["total"] == "100.00"
        other.communicate()
    assert changes(path) == 3
    done("undo", path)


def _copy(path: Path) -> Path:
    copy = path.with_name("copy.kedun")
    done("backup", path, copy)
    return copy


def test_new_takes_no_odd_currency_nor_place(tmp_path: Path) -> None:
    for currency in ("XYZ1", "", "12", "ÄÖÜ", "X Z"):
        assert "is not a code of 3 letters" in refused("new", tmp_path / "n.kedun", "--currency", currency)
    assert "does not exist" in refused("new", tmp_path / "no" / "n.kedun")
    assert "already" in refused("new", tmp_path)
    assert "is too long" in refused("new", tmp_path / "n.kedun", "--name", "x" * 5000)
    assert list(tmp_path.iterdir()) == []
    done("new", tmp_path / "n.kedun", "--currency", "jpy", "--name", "a\nb\u202ec")
    told = kedun("aging", tmp_path / "n.kedun").stdout.splitlines()[0]
    assert told.startswith("a bc · Ageing report")
    assert told.endswith("JPY")


@pytest.mark.parametrize(
    "limits", ["30,20", "0", "-5", "9999999", "99999999999999999999", ",".join(map(str, range(1, 99)))]
)
def test_age_limits_that_cannot_be(path: Path, limits: str) -> None:
    assert "at most 50 of them" in refused("aging", path, f"--buckets={limits}")
