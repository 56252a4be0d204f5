"""Windows are tested without a screen, on our own light theme at 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.preferences import Preferences
from tests.ui.patience import Patient
from tests.ui.program import Program


@pytest.fixture(autouse=True)
def look(qapp: QApplication, _english: None) -> Iterator[Preferences]:
    """The preferences in force: English, light, 100 %. What the test closed is gone before the next one is dressed."""
    preferences = Preferences(theme="light")
    theme.apply(preferences)
    yield preferences
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """In the place of the plugin's own: it waits longer, and until what it waited for lasts."""
    return Patient(request)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The whole program with nothing open yet; books and backups in a folder of the test's own."""
    for variable in ("XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "data"))
    made = Program(qtbot, tmp_path)
    yield made
    made.application.close()
    made.application.deleteLater()
