"""The whole program in a test: on a book of the test's own, with a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.application import Application
from app.ui.dialogs.welcome import Welcome
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from tests.book import TODAY, Book

T = TypeVar("T")

LEDGER = """
customer A net 30 CNY limit 5000
customer B net 30
invoice  A-1 A 2026-09-01 due 2026-10-01 100.00
invoice  A-2 A 2026-11-10 due 2026-12-10 60.00
invoice  B-1 B 2026-11-15 due 2026-12-15 40.00
"""


class Program:
    """The application, and the few things tests ask of it."""

    def __init__(self, qtbot: QtBot, folder: Path, **preferences: Any) -> None:
        self._qtbot = qtbot
        self.folder = folder
        self.day = TODAY
        self.preferences = Preferences(**{"theme": "light", "language": "en", **preferences})
        self.application = Application(self.preferences, lambda: self.day)

    def book(self, ledger: str = LEDGER, **how: Any) -> Path:
        """A book with a ledger, closed again."""
        made = Book(self.folder, **how).ledger(ledger)
        made.close()
        return made.path

    def open(self, path: Path | None = None) -> MainWindow:
        """The window over a book, in front and at rest."""
        self.application.open(path or self.book())
        return self.settled()

    def settled(self) -> MainWindow:
        window = self.window
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)
        self.rest()
        return window

    def settled_behind(self) -> MainWindow:
        """At rest, with a dialog in front."""
        self.rest()
        return self.window

    def rest(self) -> None:
        """Until nothing is under way, the answers to answers included, and what they showed is on the screen."""
        self._qtbot.waitUntil(lambda: not self.application.is_busy)

    @property
    def window(self) -> MainWindow:
        assert isinstance(self.application.window, MainWindow)
        return self.application.window

    @property
    def welcome(self) -> Welcome:
        assert isinstance(self.application.window, Welcome)
        return self.application.window

    def ask(self, work: Callable[[Any], T]) -> T:
        """What the services answer."""
        answers: list[T] = []
        self.window.desk.jobs.read(self.window, work, answers.append)
        self._qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def write(self, work: Callable[[Any], T]) -> T:
        answers: list[T] = []
        self.window.desk.jobs.write(self.window, work, answers.append)
        self._qtbot.waitUntil(lambda: bool(answers))
        self.rest()
        return answers[0]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key where the focus is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)

    def control(self, key: Qt.Key, *, shift: bool = False) -> None:
        more = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        self.press(key, Qt.KeyboardModifier.ControlModifier | more)
