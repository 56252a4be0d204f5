"""Reading cells with nothing around it: the floor that `kedun bench` compares an import with."""

from __future__ import annotations

from pathlib import Path


def read(path: Path) -> int:
    """Every cell of the first sheet in this process, without limits or checks; returns the number of rows."""
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False))
