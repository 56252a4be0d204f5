"""What this machine remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.ui.preferences import Preferences, TablePreferences


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "preferences.json"
    kept = Preferences.load(path)
    kept.theme, kept.zoom, kept.last_book = "dark", 125, "账本.kedun"
    kept.table("customers").widths["name"] = 210
    kept.table("customers").shown["phone"] = False
    kept.save()
    again = Preferences.load(path)
    assert (again.theme, again.zoom, again.last_book) == ("dark", 125, "账本.kedun")
    assert again.tables == {"customers": TablePreferences({"name": 210}, {"phone": False}, [])}
    assert [file.name for file in path.parent.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"zoom": "big", "theme": 7, "tables": [1], "language": null}']
)
def test_a_file_that_cannot_be_understood_gives_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(text, encoding="utf-8")
    assert Preferences.load(path) == Preferences(path=path)


def test_values_out_of_range_are_brought_back(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('{"zoom": 900, "theme": "pink", "row_height": "huge", "tables": {"a": {"widths": {"x": "y"}}}}')
    kept = Preferences.load(path)
    assert (kept.zoom, kept.theme, kept.row_height) == (200, "system", "comfortable")
    assert kept.tables == {"a": TablePreferences()}


def test_zoom_stays_between_80_and_200() -> None:
    kept = Preferences()
    assert [kept.zoom_by(step) for step in (1, 20, -1, -30)] == [110, 200, 190, 80]
