"""Workbooks made in a test, and the given files that live beside the repository."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.models.errors import UserError
from app.services.imports.mapping import propose
from app.services.imports.typed import Typed, typed_rows
from app.services.imports.workbook import Cell, Sheet, Workbook, read_workbook

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"


def given(name: str) -> Path:
    """A file of the shared data, or the test is skipped."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"shared data is not on this computer: {name}")
    return path


def workbook(*rows: Sequence[Cell], sheet: str = "Sheet1", delimiter: str = "") -> Workbook:
    """A workbook of one sheet, as if read from a file."""
    return Workbook(Path("made.xlsx"), "xlsx", "", (Sheet(sheet, [list(row) for row in rows]),), delimiter)


def typed(book: Workbook, kind: str = "invoices", date_order: str | None = None) -> Typed:
    """The typed rows of a workbook by the proposed mapping."""
    return typed_rows(propose(book, kind), book, date_order=date_order)


def read(path: Path, kind: str = "invoices") -> Typed:
    """A file from end to end."""
    return typed(read_workbook(path), kind)


def refused(path: Path) -> str:
    with pytest.raises(UserError) as problem:
        read_workbook(path)
    return problem.value.text


def cheaply_refused(path: Path) -> str:
    """Refused for its own reason even where the child may take no more than 400 MB."""
    code = (
        "import resource,sys; resource.setrlimit(resource.RLIMIT_AS, (400_000_000,) * 2);"
        "from app.services.imports import child; child.main(sys.argv)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout.splitlines()[-1])["stop"] != "memory"
    return refused(path)
