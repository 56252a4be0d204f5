"""The one SQLite: its version, its settings, and nobody else touching the open file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.models import engine
from app.models.errors import Damaged, UserError
from tests.book import Book

ROOT = Path(__file__).resolve().parent.parent.parent


def test_engine_is_recent_enough_and_can_encrypt() -> None:
    assert tuple(int(part) for part in engine.version().split(".")) >= (3, 51, 3)
    assert engine.in_memory().execute("pragma cipher_version").fetchone()[0]


def test_two_chinese_characters_are_found_by_trigram() -> None:
    db = engine.in_memory()
    db.execute("create virtual table t using fts5(name, tokenize='trigram')")
    db.execute("insert into t values ('深圳华为技术有限公司'), ('宏达建材')")
    assert db.execute("select name from t where name like '%华为%'").fetchall() == [("深圳华为技术有限公司",)]


def test_library_sqlite_is_never_used(tmp_path: Path) -> None:
    code = """
import sys
sys.addaudithook(lambda event, arguments: print(event) if event.startswith("sqlite3.connect") else None)
from datetime import date
from pathlib import Path
from app.services import opening, backup, checking
book = Path(sys.argv[1])
opening.create(book, name="A", currency="CNY", country="CN", pack=None, owner="O")
with opening.open_book(book, date(2026, 11, 21), write=True) as opened:
    assert all(check.ok for check in checking.verify(opened.services.store))
from sqlite_utils.utils import sqlite3
print("ours" if sqlite3.__name__.startswith("sqlcipher3") else sqlite3.__name__)
"""
    command = [sys.executable, "-c", code, str(tmp_path / "a.kedun")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said == "ours\n"


def test_settings_of_a_connection(book: Book) -> None:
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1,
        "secure_delete": 1, "busy_timeout": 5000, "temp_store": 2, "mmap_size": 0,
    }  # fmt: skip
    assert {name: book.store.scalar(f"pragma {name}") for name in wanted} == wanted


@pytest.mark.parametrize("side", ["", "-wal", "-shm"])
def test_open_book_may_not_be_opened_by_anybody_else(book: Book, side: str) -> None:
    path = book.path.with_name(book.path.name + side)
    book.ledger("customer A")
    assert path.stat().st_size > 0
    with pytest.raises(PermissionError, match="only be opened by the engine"):
        path.open("rb")
    with pytest.raises(PermissionError, match="only be opened by the engine"):
        shutil.copy(path, book.path.with_name("copy"))
    book.ledger("customer B")
    assert {each.code for each in book.services.customers.search("company")} == {"A", "B"}


def test_closed_book_is_a_file_like_any_other(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.close()
    assert book.path.read_bytes()[:15] == b"SQLite format 3"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["test.kedun", "test.kedun.lock"]


def test_protected_book_opens_with_its_key_only(tmp_path: Path) -> None:
    path = tmp_path / "a.kedun"
    db = engine.connect(path, key="it's 秘密")
    db.execute("create table t(x)")
    db.execute("insert into t values ('宏达建材')")
    db.close()
    assert "宏达建材".encode() not in path.read_bytes()
    assert engine.connect(path, key="it's 秘密").execute("select x from t").fetchone() == ("宏达建材",)
    for key in (None, "wrong"):
        with pytest.raises(Damaged, match="protected or damaged"):
            engine.connect(path, key=key)


def test_what_cannot_be_opened_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="missing, is a folder"):
        engine.connect(tmp_path)
    (tmp_path / "letter.kedun").write_text("Dear customer, please pay. " * 100, encoding="utf-8")
    with pytest.raises(Damaged, match="not a Kedun book"):
        engine.connect(tmp_path / "letter.kedun")
