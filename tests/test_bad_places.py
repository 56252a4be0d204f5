"""Places that take no file: full, write-protected, not there. Nothing half-written, nothing lost."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.commands import HEAD, changes, document, done, kedun, own_book, refused, sound, table


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Iterator[Path]:
    """Whatever happens to this book, it must be sound afterwards."""
    path = own_book(tmp_path)
    yield path
    sound(path)


def test_places_that_cannot_be_written(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    for kind in ("csv", "xlsx", "pdf"):
        assert "does not exist" in refused("aging", path, f"--{kind}", tmp_path / "no" / f"a.{kind}")
    assert "is a folder" in refused("aging", path, "--csv", folder)
    assert "must end in .csv" in refused("aging", path, "--csv", path)
    assert "cannot be made" in refused("export", path, path)
    assert "cannot be made" in refused("dashboard", path, "--png", path)
    assert "does not exist" in refused("backup", path, tmp_path / "no" / "copy.kedun")
    assert "nothing is written over it" in refused("backup", path, path)
    assert "cannot be the place" in refused("restore", path, folder)
    assert "does not exist" in refused("restore", path, tmp_path / "no" / "b.kedun")
    assert list(tmp_path.rglob("*.partial")) == []


class Disk:
    """A small disk of its own (tmpfs)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stuffing = folder / "stuffing"

    def leave(self, room: int) -> None:
        """Fills the disk but for `room` bytes."""
        self._stuffing.unlink(missing_ok=True)
        free = os.statvfs(self.folder)
        self._stuffing.write_bytes(bytes(max(0, free.f_bavail * free.f_bsize - room)))

    def files(self) -> set[str]:
        return {each.name for each in self.folder.rglob("*") if each.is_file() and each != self._stuffing}


@pytest.fixture(name="disk")
def _disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if shutil.which("mount") is None or _mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)) != 0:
        pytest.skip("a small disk can only be made by root on Linux")
    try:
        yield Disk(folder)
    finally:
        gc.collect()  # what a refused command still holds
        subprocess.run(["umount", str(folder)], check=True)


def _mount(*words: str) -> int:
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode


def test_full_disk_takes_nothing_half(path: Path, disk: Disk) -> None:
    disk.leave(0)
    for kind in ("csv", "xlsx", "pdf"):
        assert "disk is full" in refused("aging", path, f"--{kind}", disk.folder / f"a.{kind}")
    assert "is full" in refused("backup", path, disk.folder)
    assert "is full" in refused("backup", path, disk.folder / "copy.kedun")
    assert "disk is full" in refused("new", disk.folder / "n.kedun")
    assert "disk is full" in refused("restore", path, disk.folder / "n.kedun")
    disk.leave(16_384)
    assert "disk is full" in refused("dashboard", path, "--png", disk.folder / "charts")
    disk.leave(8_192)
    refused("export", path, disk.folder / "out")
    assert all(not name.endswith(".partial") for name in disk.files())


@pytest.mark.parametrize("room", range(0, 49_152, 4_096))
def test_backup_on_a_disk_that_fills_up_is_whole_or_not_there(path: Path, disk: Disk, room: int) -> None:
    """Wherever the room ends, in the copy or in the note beside it."""
    disk.leave(path.stat().st_size + room)
    result = kedun("backup", path, disk.folder / "copy.kedun")
    if result.exit_code:
        assert "is full" in refused("backup", path, disk.folder / "copy.kedun")
        assert disk.files() == set()
    else:
        assert disk.files() == {"copy.kedun", "copy.json"}
        sound(disk.folder / "copy.kedun")


def test_book_on_a_full_disk_keeps_what_it_had(path: Path, disk: Disk) -> None:
    book = disk.folder / "b.kedun"
    done("restore", path, book)
    rows = (f"N-{i},A,2026-01-01,,10.00" for i in range(4_000))
    file = table(path.parent / "many.csv", HEAD, *rows)
    assert "the disk is full" in refused("import", book, file, "--kind", "invoices")
    assert changes(book) == 3
    sound(book)
    disk.leave(0)
    assert "disk is full" in refused("undo", book)
    disk.leave(500_000)
    assert document("aging", book)["total"]["total"] == "100.00"
    done("undo", book)
    sound(book)


def test_book_that_may_only_be_read(path: Path, disk: Disk) -> None:
    book = disk.folder / "b.kedun"
    done("restore", path, book)
    assert _mount("-o", "remount,ro", str(disk.folder)) == 0
    rows = table(path.parent / "more.csv", HEAD, "X-2,A,2026-01-01,,1.00")
    assert document("aging", book)["total"]["total"] == "100.00"
    for words in (["undo", book], ["import", book, rows, "--kind", "invoices"], ["restore", path, book]):
        assert "takes no new files" in refused(*words)
    for words in (
        ["backup", book, disk.folder],
        ["aging", book, "--csv", disk.folder / "a.csv"],
        ["export", book, disk.folder / "out"],
        ["new", disk.folder / "n.kedun"],
    ):
        assert "the disk can only be read" in refused(*words)
    done("backup", book, path.parent / "copy.kedun")
    sound(path.parent / "copy.kedun")


def _copy(path: Path) -> Path:
    copy = path.with_name("copy.kedun")
    done("backup", path, copy)
    return copy


@pytest.fixture(name="immutable")
def _immutable() -> Iterator[Callable[[Path], None]]:
    """Makes a file or folder that not even root may change."""
    with ExitStack() as later:

        def protect(place: Path) -> None:
            if (
                shutil.which("chattr") is None
                or subprocess.run(["chattr", "+i", place], capture_output=True, check=False).returncode
            ):
                pytest.skip("this file system cannot protect a file from root")
            later.callback(lambda: subprocess.run(["chattr", "-i", place], check=True))

        yield protect


def test_protected_file_is_told_and_its_log_stays_with_it(path: Path, immutable: Callable[[Path], None]) -> None:
    """A book that cannot be put aside keeps the log with its last changes."""
    copy = _copy(path)
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"")
    immutable(path)
    assert document("aging", path)["total"]["total"] == "100.00"
    assert "write-protected" in refused("undo", path)
    refused("restore", copy, path)
    assert log.exists()
    assert [each.name for each in path.parent.glob("*before-restore*")] == []


def test_protected_folder_is_told(path: Path, tmp_path: Path, immutable: Callable[[Path], None]) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    shutil.copy(path, closed / "b.kedun")
    immutable(closed)
    book = closed / "b.kedun"
    assert json.loads(done("aging", book, "--json"))["total"]["total"] == "100.00"
    assert "takes no new files" in refused("undo", book)
    assert "closed to you" in refused("aging", book, "--pdf", closed / "a.pdf")
    assert "closed to you" in refused("export", book, closed)
    assert "closed to you" in refused("backup", book, closed)
    assert "cannot be made" in refused("new", closed / "n.kedun")
    assert [each.name for each in closed.iterdir()] == ["b.kedun"]
