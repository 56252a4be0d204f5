from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import done, refused, table


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "own.kedun"
    done("new", path, "--name", "Own")
    done("import", path, table(tmp_path / "customers.csv", "code,name", "A,Alpha"), "--kind", "customers")
    return path


@pytest.mark.parametrize("kind", ["information", "authorisation", "documents"])
def test_a_form_is_written(book: Path, kind: str) -> None:
    file = book.with_name(f"{kind}.pdf")
    assert file.name in done("form", book, "A", kind, "--pdf", file)
    assert file.read_bytes().startswith(b"%PDF")


def test_another_ending_is_refused(book: Path) -> None:
    assert "must end in .pdf" in refused("form", book, "A", "information", "--pdf", book.with_name("a.doc"))


def test_the_review_sheet_is_written_in_both_forms(book: Path) -> None:
    for form in ("short", "full"):
        file = book.with_name(f"{form}.pdf")
        done("review", book, "A", "--form", form, "--pdf", file)
        assert file.read_bytes().startswith(b"%PDF")
