from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.models.errors import UserError
from app.services.outfile import REASONS, file_name, make_folder, reason_of, whole_file, whole_files


def test_the_old_file_stays_when_the_disk_is_full(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(UserError, match=r"The disk is full, so a\.csv was not written"), whole_file(path) as partial:
        partial.write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(UserError, match=r"a\.pdf is a folder"), whole_file(tmp_path / "a.pdf") as partial:
        partial.write_text("x")
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_a_file_held_by_a_viewer_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="it is open in another program"), whole_file(tmp_path / "a.pdf"):
        raise PermissionError(errno.EACCES, "Permission denied")


def test_a_folder_that_cannot_be_made_is_told_in_our_words(tmp_path: Path) -> None:
    (tmp_path / "Reminders").write_text("a file in the way")
    with pytest.raises(UserError) as refused:
        make_folder(tmp_path / "Reminders")
    where = tmp_path / "Reminders"
    assert (
        refused.value.text
        == f"The folder {where} cannot be made (a file of this name is in the way). Choose another one."
    )
    with pytest.raises(UserError, match=r"cannot be made \(the name is too long\)"):
        make_folder(tmp_path / ("x" * 300))


def test_the_words_of_the_system_are_never_shown() -> None:
    """They come in the language of the system, not in ours."""
    said = {code: reason_of(OSError(code, os.strerror(code))) for code in (*REASONS, errno.EMFILE)}
    assert {code: text for code, text in said.items() if text == os.strerror(code)} == {}
    assert said[errno.EACCES] == "you are not allowed to write there"
    assert said[errno.ENOSPC] == "the disk is full"
    assert said[errno.ENOENT] == "the place is not there any more"
    assert said[errno.EMFILE] == f"the system refused it, number {errno.EMFILE}"
    assert reason_of(OSError("strange")) == "the system refused it, number ?"


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with whole_file(path) as partial:
        partial.write_text("new")
    assert path.read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DZD-2026-0001 宏达", "DZD-2026-0001 宏达.pdf"),
        ('a/b\\c:d*e?"f<g>|h', "a_b_c_d_e_f_g_h.pdf"),
        ("../..", "_.pdf"),
        ("x" * 500, "x" * 80 + ".pdf"),
        ("  . ", "_.pdf"),
    ],
)
def test_file_names_that_every_system_takes(text: str, name: str) -> None:
    assert file_name(text, ".pdf") == name


def test_several_files_come_together_or_not_at_all(tmp_path: Path) -> None:
    with whole_files(tmp_path / "out") as place:
        (place / "a").write_text("1")
        (place / "b").write_text("2")
        assert not (tmp_path / "out" / "a").exists()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a", "b"]
    with pytest.raises(KeyError), whole_files(tmp_path / "out") as place:
        (place / "c").write_text("3")
        raise KeyError
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a", "b"]
