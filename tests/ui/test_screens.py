"""The pictures of `kedun screens`: all there, of the size asked for, and the book is left as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.models.errors import UserError
from app.ui import screens
from app.ui.scenes import SCENES
from app.ui.theme import Theme
from tests.ui.clipping import cut_off
from tests.ui.program import Program

# At 150 % in 1024 x 600: how a contract is paid is read whole in its list.
KNOWN = {"contract_new"}


def test_one_picture_of_the_size_and_theme_asked_for(program: Program) -> None:
    book = program.book()
    before = book.read_bytes()
    made = screens.draw(book, program.folder / "out", theme="dark", size="1100x640", only="today", language="en")
    picture = QImage(str(made[0]))
    assert [path.name for path in made] == ["today.png"]
    assert (picture.width(), picture.height()) == (1100, 640)
    assert picture.pixelColor(3, 600) == Theme.current().colour("window")
    assert Theme.current().is_dark
    assert book.read_bytes() == before
    assert list(book.parent.glob("*.lock.json")) == []


def test_every_page_and_dialog_has_its_picture_and_can_be_read_whole(program: Program) -> None:
    """In the smallest window with large text: what fits there fits anywhere."""
    faults: dict[str, list[str]] = {}

    def look(name: str, front: QWidget) -> None:
        if (found := cut_off(front)) and name not in KNOWN:
            faults[name] = found

    made = screens.draw(program.book(), program.folder / "out", size="1024x600", zoom=150, language="en", look=look)
    assert [path.stem for path in made] == [scene.name for scene in SCENES]
    assert all(path.stat().st_size > 5_000 for path in made)
    assert faults == {}


def test_picture_that_there_is_not(program: Program, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no picture “kitchen”"):
        screens.draw(program.book(), tmp_path / "out", only="kitchen")


def test_size_that_is_none(program: Program, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="“big” is not a size"):
        screens.draw(program.book(), tmp_path / "out", size="big")
