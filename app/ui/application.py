"""The program with a window: the clock, the language, and which book is open. Everything else is told what it needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QLibraryInfo, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app import i18n
from app.i18n import _
from app.models.errors import UserError
from app.services import company, opening
from app.services.opening import OpenBook
from app.services.services import Services
from app.ui import messages, notices, theme
from app.ui.dialogs import book_files
from app.ui.dialogs.welcome import Welcome
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from app.ui.navigation import Navigation
from app.ui.preferences import Preferences
from app.ui.widgets.page import Desk

MINUTE_MS: Final = 60_000


def run(book: Path | None) -> int:
    """The window until it is closed; the exit status, 1 where there is no screen to show it on."""
    if not _has_screen():
        sys.stderr.write(f"kedun: error: {_no_screen()}\n")
        return 1
    preferences = Preferences.load()
    app = QApplication.instance() or QApplication(["kedun"])
    QApplication.setQuitOnLastWindowClosed(False)
    QApplication.setApplicationName("Kedun")
    messages.install()
    program = Application(preferences, today)
    program.left.connect(app.quit)
    program.start(book)
    return app.exec()


def today() -> date:
    """The day on the person's own calendar."""
    return date.today()  # noqa: DTZ011


class Application(QObject):
    """Holds at most one open book, with its jobs and its window; else the welcome page."""

    left = Signal()  # the last window was closed
    shown = Signal(object)  # the window in front: MainWindow or Welcome

    def __init__(self, preferences: Preferences, clock: Callable[[], date]) -> None:
        super().__init__(QApplication.instance())
        self.preferences, self._clock = preferences, clock
        self.window: QWidget | None = None
        self._book: OpenBook | None = None
        self._jobs: Jobs[Services] | None = None
        self._speak()
        theme.apply(preferences)
        minute = QTimer(self, interval=MINUTE_MS)
        minute.timeout.connect(self.look_at_clock)
        minute.start()

    def start(self, path: Path | None) -> None:
        """Opens `path`, else the last book, else the welcome page."""
        last = Path(self.preferences.last_book) if self.preferences.last_book else None
        if path is None and (last is None or not last.exists()):
            self.show_welcome()
        else:
            self.open(cast("Path", path or last))

    def open(self, path: Path, prepare: Callable[[Services], object] | None = None, table: Path | None = None) -> None:
        """A book in a window of its own, in the place of what is shown. `prepare` fills a new book first.

        `table` is a file to import then.
        """
        if self._book is not None and self._book.path == path:
            self._close_book()
        try:
            opened = opening.open_book(path, self._clock(), write=True, or_read_only=True, figures=False)
        except UserError as problem:
            self._say_cannot_open(problem)
            return
        self._close_book()
        self._book = opened
        self._jobs = Jobs(lambda read_only: opened.another(read_only=read_only), messages.show_error)
        if prepare is None:
            self._show_book(table)
        else:
            self._jobs.write(self.window or self, prepare, lambda _done: self._show_book())

    def reopen(self) -> None:
        """The same again: another day, another language, or somebody else has closed the book."""
        self._speak()
        theme.apply(self.preferences)
        if self._book is not None and isinstance(self.window, MainWindow):
            self.open(self._book.path)
        else:
            self.show_welcome()

    @property
    def is_busy(self) -> bool:
        return self._jobs is not None and self._jobs.is_busy

    def close(self) -> None:
        """Closes the book and its window without asking."""
        self._close_book()
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None

    def look_at_clock(self) -> None:
        """After midnight every figure is of the new day; a dialog that is open is not taken away."""
        if self._book is None or self._book.today == self._clock() or QApplication.activeModalWidget():
            return
        if not self.is_busy:
            self.reopen()

    def show_welcome(self, problem: UserError | None = None) -> Welcome:
        welcome = Welcome(self.preferences, problem, self._book.path if self._book else None)
        welcome.opens.connect(self.open)
        welcome.spoken.connect(self._change_language)
        welcome.closed.connect(partial(self._closed, welcome))
        self._show(welcome)
        return welcome

    def _change_language(self, language: str) -> None:
        self.preferences.language = language
        self.preferences.save()
        self.reopen()

    def _show_book(self, table: Path | None = None) -> None:
        if self._book is None or self._jobs is None:
            return
        book = self._book
        desk = Desk(self._jobs, Navigation(), self.preferences, book.today)
        ours = company.of(book.services.store)
        window = MainWindow(desk, ours.name, read_only=book.read_only)
        window.wants.connect(self._do)
        window.drops.book.connect(self.open)
        window.closed.connect(partial(self._closed, window))
        notices.show(window.state_bar, book, ours, self.reopen, self.show_welcome)
        self.preferences.last_book = str(book.path)
        self._show(window)
        if not book.read_only:  # of an earlier day what is stored is shown first: all scores anew take seconds
            self._jobs.write(window, lambda s: s.standing.for_today(), window.load_anew)
        if table is not None:
            desk.navigation.dialog("import", path=table)

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.hide()
            before.deleteLater()
        self.shown.emit(window)

    def _do(self, what: str) -> None:
        """What the open window wants of the application."""
        if what == "reopen":
            self.reopen()
        elif what == "open_book" and self.window is not None:
            path = book_files.ask_book(self.window)
            if path is not None:
                self.open(path)
        elif what == "restore":
            self.show_welcome().restore()
        elif what == "sample":
            self.show_welcome().open_sample()
        else:
            self.show_welcome()

    def _say_cannot_open(self, problem: UserError) -> None:
        """In the window that is open, else on the welcome page with its ways out."""
        if self._book is not None and isinstance(self.window, MainWindow):
            self.window.show_problem(problem)
        else:
            self.show_welcome(problem)

    def _closed(self, window: QWidget) -> None:
        if window is self.window:
            self._close_book()
            self.left.emit()

    def _close_book(self) -> None:
        book, jobs, self._book, self._jobs = self._book, self._jobs, None, None
        if jobs is not None:
            jobs.close()
        if book is not None:
            book.close()

    def _speak(self) -> None:
        """The language of the preferences, and Qt's own words (menus of text fields, file dialogs) in it too."""
        i18n.use(self.preferences.language or i18n.default_language())
        app = cast("QApplication", QApplication.instance())
        for older in self.findChildren(QTranslator):
            app.removeTranslator(older)
            older.deleteLater()
        translator = _QtWords(self)
        if translator.load(f"qtbase_{i18n.language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)


class _QtWords(QTranslator):
    """Qt's own catalogue, but keys keep the names that stand on the keyboard."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return source if context == "QShortcut" else super().translate(context, source, disambiguation, n) or source


def _has_screen() -> bool:
    told = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in told)


def _no_screen() -> str:
    i18n.use(i18n.default_language())
    return _("There is no screen to show a window on. Start Kedun from a desktop, or use its commands: kedun --help")
