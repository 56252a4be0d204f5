"""Windows are tested without a screen, on our own light theme at 100 %."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.preferences import Preferences


@pytest.fixture(autouse=True)
def look(qapp: QApplication, _english: None) -> Preferences:
    """The preferences in force: English, light, 100 %."""
    preferences = Preferences(theme="light")
    theme.apply(preferences)
    return preferences
