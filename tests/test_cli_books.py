"""The commands about the book itself: what they write, say and answer, and how they refuse."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app import cli, machine
from app.models import book as books
from app.services import opening
from tests.book import TODAY, Book

ROOT = Path(__file__).resolve().parent.parent
LEDGER = """
    customer A net 30
    customer B net 30
    invoice A-1 A 2026-10-20 100.00
    payment P-1 A 2026-10-22 40.00 -> auto
    """


def kedun(*words: object) -> Result:
    return CliRunner().invoke(cli.main, ["--lang", "en", *(str(word) for word in words)])


def document(*words: object) -> Any:
    result = kedun(*words, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def refused(*words: object) -> str:
    """The one line on standard error of a command that a person can mend."""
    result = kedun(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("kedun: error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("kedun: error: ").strip()


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    book = Book(tmp_path).ledger(LEDGER)
    book.close()
    return book.path


def test_new_book(tmp_path: Path) -> None:
    path = tmp_path / "宏达.kedun"
    assert (
        kedun("--user", "王芳", "new", path, "--name", "宏达建材", "--currency", "usd", "--pack", "trading").stdout
        == "“宏达.kedun” is ready.\n"
    )
    with opening.open_book(path, TODAY, write=False) as opened:
        company = books.company(opened.services.store)
        assert (company.name, company.currency, company.country, company.pack) == ("宏达建材", "USD", "CN", "trading")
        assert [each.name for each in books.people(opened.services.store)] == ["王芳"]
    assert (
        refused("new", path)
        == "There is a file “宏达.kedun” already, and nothing is written over it. Choose another name."
    )
    assert "not a code of 3 letters" in refused("new", tmp_path / "b.kedun", "--currency", "yuan")
    assert not (tmp_path / "b.kedun").exists()


def test_protected_book_opens_with_its_password_only(tmp_path: Path) -> None:
    path, secret = tmp_path / "a.kedun", tmp_path / "secret.txt"
    secret.write_text("it's 秘密\n", encoding="utf-8")
    assert kedun("new", path, "--password-file", secret).exit_code == 0
    assert document("--password-file", secret, "verify", path)["ok"] is True
    assert "protected or damaged" in refused("verify", path)
    secret.write_text("\n", encoding="utf-8")
    assert (
        refused("--password-file", secret, "verify", path)
        == "The password file “secret.txt” is empty. Put the password on its first line."
    )
    assert "cannot be read" in refused("--password-file", tmp_path / "gone.txt", "verify", path)


def test_sample_book_is_sound_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "sample.kedun"
    assert kedun("new", path, "--sample").exit_code == 0
    assert document("verify", path)["ok"] is True
    aging = document("aging", path)
    assert len(aging["rows"]) >= 20
    assert aging["check"]["difference"] == "0.00"
    with opening.open_book(path, TODAY, write=False) as opened:
        assert books.company(opened.services.store).sample


def test_backup_and_restore(path: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    assert kedun("backup", path, copies).stdout.startswith("Backup made and checked: ")
    (copy,) = copies.glob("*.kedun")
    before = document("aging", path)
    assert kedun("undo", path).exit_code == 0
    assert document("aging", path) != before
    said = kedun("restore", copy, path).stdout.splitlines()
    assert said[0] == f"Restored: {path}"
    assert said[1].startswith("The replaced book is kept as ")
    assert document("aging", path) == before
    assert "There is no backup" in refused("restore", tmp_path / "gone.kedun", path)


def test_backup_goes_to_the_own_folder_by_default(path: Path) -> None:
    said = kedun("backup", path).stdout
    kept = Path(said.removeprefix("Backup made and checked: ").strip())
    assert kept.parent == machine.backup_folder()
    assert document("verify", kept)["ok"] is True


def test_verify_tells_what_is_wrong(path: Path) -> None:
    with opening.open_book(path, TODAY, write=True) as opened:
        opened.services.store.db.execute("update instalment set amount=amount+100")
    result = kedun("verify", path, "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["ok"] is False
    assert [each for each in told["checks"] if each["name"] == "I1"] == [
        {"name": "I1", "ok": False, "detail": "Concerns no. 1"}
    ]
    assert "Keep this file and restore a backup" in result.stderr
    assert "✗" in kedun("verify", path).stdout


def test_history_shape(path: Path) -> None:
    rows = document("history", path)["rows"]
    assert [(row["id"], row["label"], row["person"], row["customers"], row["undone_by"]) for row in rows] == [
        (5, "payment.record", "Owner", ["A"], None),
        (4, "receivable.add", "Owner", ["A"], None),
        (3, "customer.add", "Owner", ["B"], None),
        (2, "customer.add", "Owner", ["A"], None),
        (1, "book.create", "Owner", [], None),
    ]
    assert rows[0].keys() == {"id", "at", "person", "label", "customers", "undone_by"}
    assert [row["id"] for row in document("history", path, "--customer", "B")["rows"]] == [3]
    assert "There is no customer “X”" in refused("history", path, "--customer", "X")
    assert "Log a payment" in kedun("history", path).stdout


def test_undo_one_after_another_until_nothing_is_left(path: Path) -> None:
    assert "Taken back: Log a payment" in kedun("undo", path).stdout
    newest, taken, *_ = document("history", path)["rows"]
    assert taken["undone_by"] == newest["id"]
    for _turn in range(3):
        assert kedun("undo", path).exit_code == 0
    assert refused("undo", path) == "There is nothing to undo."
    assert document("verify", path)["ok"] is True


def test_changes_are_of_the_user_named(path: Path) -> None:
    assert refused("--user", "Zhang", "undo", path) == "Nobody in this book is called “Zhang”. It knows: Owner."
    assert kedun("--user", "Owner", "undo", path).exit_code == 0


def test_writing_commands_wait_for_nobody(path: Path) -> None:
    with opening.open_book(path, TODAY, write=True):
        assert "is being used by Owner on" in refused("undo", path)
        assert len(document("history", path)["rows"]) == 5


@pytest.mark.parametrize("command", ["aging", "verify", "history", "undo", "backup", "today", "dashboard"])
def test_what_is_no_book_is_told_in_one_line(tmp_path: Path, command: str) -> None:
    assert "There is no book “gone.kedun”" in refused(command, tmp_path / "gone.kedun")
    assert "is a folder" in refused(command, tmp_path)
    (tmp_path / "x.kedun").write_text("not a book " * 500, encoding="utf-8")
    assert "not a Kedun book" in refused(command, tmp_path / "x.kedun")


def test_wrong_usage_is_status_2(path: Path) -> None:
    for words in (["nonsense"], ["aging"], ["aging", path, "--as-of", "2026-02-31"], ["--lang", "fr", "aging", path]):
        assert kedun(*words).exit_code == 2
    assert "is not a date. Write it like 2026-11-21." in kedun("aging", path, "--as-of", "31.1.2026").stderr


def test_program_itself_answers_in_utf8_whatever_the_console(path: Path) -> None:
    """Started as a person starts it, on a console of another encoding; --lang stands before the command."""
    command = [sys.executable, "-m", "app", "--lang", "zh_CN", "aging", str(path.parent / "没有.kedun")]
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT), "PATH": ""}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert result.returncode == 1
    assert result.stdout == b""
    assert "没有账本「没有.kedun」" in result.stderr.decode("utf-8")
    assert result.stderr.startswith(b"kedun: error: ")
    version = subprocess.run([sys.executable, "-m", "app", "--version"], cwd=ROOT, capture_output=True, check=True)
    assert version.stdout.startswith(b"kedun ")


def test_help_speaks_the_language_asked_for() -> None:
    english = kedun("--help").stdout
    assert all(each in english for each in ("aging", "restore", "Who owes what"))
    for command in cli.COMMANDS:
        assert kedun(command, "--help").exit_code == 0
