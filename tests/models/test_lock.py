"""One writer at a time, and everybody can see who it is."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from app.models import lock
from app.models.errors import UserError
from app.models.lock import Holder, Lock

ROOT = Path(__file__).resolve().parent.parent.parent
HOLD = """
import sys
from pathlib import Path
from app.models import lock
held = lock.take(Path(sys.argv[1]))
held.belongs_to("Li Wei")
print("held", flush=True)
sys.stdin.read()
"""


def take(book: Path, *, force: bool = False) -> Lock:
    taken = lock.take(book, force=force)
    assert isinstance(taken, Lock)
    return taken


def left_note(book: Path, host: str) -> None:
    note = {"person": "Li Wei", "host": host, "pid": 4242, "since": "2026-11-20T01:12:00Z"}
    book.with_name(book.name + ".lock.json").write_text(json.dumps(note), encoding="utf-8")


def test_note_says_who_since_when_and_goes_with_the_lock(tmp_path: Path) -> None:
    book = tmp_path / "a.kedun"
    held = take(book)
    held.belongs_to("王芳")
    note = json.loads((tmp_path / "a.kedun.lock.json").read_text(encoding="utf-8"))
    assert (note["person"], note["host"], note["pid"]) == ("王芳", platform.node(), os.getpid())
    assert datetime.fromisoformat(note["since"]).tzinfo is not None
    held.release()
    assert not (tmp_path / "a.kedun.lock.json").exists()
    take(book).release()


def test_second_one_is_told_who_holds_it(tmp_path: Path) -> None:
    held = take(tmp_path / "a.kedun")
    held.belongs_to("王芳")
    assert lock.take(tmp_path / "a.kedun") == held.holder
    take(tmp_path / "b.kedun").release()
    held.release()


def test_another_process_holds_it_until_it_dies(tmp_path: Path) -> None:
    book = tmp_path / "a.kedun"
    command = [sys.executable, "-c", HOLD, str(book)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        found = lock.take(book)
        assert isinstance(found, Holder)
        assert (found.person, found.pid) == ("Li Wei", other.pid)
        other.kill()
        other.wait()
    assert (tmp_path / "a.kedun.lock.json").exists()
    take(book).release()


def test_note_left_on_this_machine_is_taken_over_silently(tmp_path: Path) -> None:
    book = tmp_path / "a.kedun"
    left_note(book, platform.node())
    held = take(book)
    assert held.holder.pid == os.getpid()
    held.release()


def test_note_of_another_machine_only_when_told(tmp_path: Path) -> None:
    book = tmp_path / "a.kedun"
    left_note(book, "OTHER-PC")
    assert lock.take(book) == Holder("Li Wei", "OTHER-PC", 4242, "2026-11-20T01:12:00Z")
    assert lock.take(book) == Holder("Li Wei", "OTHER-PC", 4242, "2026-11-20T01:12:00Z")
    take(book, force=True).release()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"person": "x"}', "\x00"])
def test_note_that_cannot_be_read_holds_nobody_back(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.kedun.lock.json").write_text(text, encoding="utf-8")
    take(tmp_path / "a.kedun").release()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a folder that takes no files even from root")
def test_folder_that_takes_no_files() -> None:
    with pytest.raises(UserError, match="takes no new files"):
        lock.take(Path("/proc/a.kedun"))
