"""Windows are tested without a screen, on our own light theme at 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.preferences import Preferences
from tests.ui.program import Program


@pytest.fixture(autouse=True)
def look(qapp: QApplication, _english: None) -> Preferences:
    """The preferences in force: English, light, 100 %."""
    preferences = Preferences(theme="light")
    theme.apply(preferences)
    return preferences


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The whole program with nothing open yet; books and backups in a folder of the test's own."""
    for variable in ("XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "data"))
    made = Program(qtbot, tmp_path)
    yield made
    made.application.close()
