"""Pictures of every page and dialog of a book, drawn without a screen: for the guide, and to look at one's own work.

draw(Path("firm.kedun"), Path("pictures"), theme="dark", size="1024x600", only="payment", language="en")

The book itself is only read: what is shown, and changed to be shown, is a copy.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, cast

from PySide6.QtCore import (
    QElapsedTimer,
    QEventLoop,
    QMessageLogContext,
    QPoint,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services import backup, opening
from app.ui import scene_ground
from app.ui.application import Application, today
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.scene_ground import Scene
from app.ui.scenes import SCENES
from app.ui.theme import Theme
from app.ui.widgets.chart_view import ChartView
from app.ui.widgets.toast import Toast

TURN_MS: Final = 10
QUIET_TURNS: Final = 4
LONGEST_PAUSE_MS: Final = 1000  # after typing and resizing; what waits longer, like a message, goes by itself
LONGEST_MS: Final = 20_000
SIZE: Final = re.compile(r"(\d{3,5})x(\d{3,5})")


def draw(
    book: Path,
    folder: Path,
    *,
    theme: Literal["light", "dark"] = "light",
    size: str = "1366x768",
    only: str | None = None,
    zoom: int = 100,
    language: str = "",
    look: Callable[[str, QWidget], None] | None = None,
) -> list[Path]:
    """One PNG a scene, called after it; `only` draws one. Raises UserError: no such scene, a size that is none.

    `look` is given the name of each scene and the window or dialog in front while it stands there.
    """
    wanted = [scene for scene in SCENES if only in (None, scene.name)]
    if not wanted:
        names = ", ".join(scene.name for scene in SCENES)
        raise UserError(_("There is no picture “{name}”. There are: {names}.").format(name=only, names=names))
    width, height = _size(size)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["kedun"])
    QApplication.setQuitOnLastWindowClosed(False)
    preferences = Preferences(theme=theme, zoom=zoom, language=language)
    with tempfile.TemporaryDirectory(prefix="kedun-") as temp, _without_noise():
        stage = Stage(Application(preferences, today), Path(temp), width, height, look)
        with stage.open(_books(book, Path(temp), wanted)):
            made = [stage.draw(scene, folder) for scene in wanted]
    app.processEvents()
    return made


@contextmanager
def _without_noise() -> Iterator[None]:
    before = qInstallMessageHandler(_tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _tell(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """What Qt says, but for the offscreen platform's word that it has no window manager to tell sizes to."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


class Stage:
    """The real program on a book of one's own."""

    def __init__(
        self, program: Application, temp: Path, width: int, height: int, look: Callable[[str, QWidget], None] | None
    ) -> None:
        self.program, self.temp, self._look = program, temp, look
        self._size = width, height
        self._books: dict[str, Path] = {}
        self._on = "-"

    @contextmanager
    def open(self, books: dict[str, Path]) -> Iterator[None]:
        self._books = books
        try:
            yield
        finally:
            self.program.close()

    @property
    def window(self) -> MainWindow:
        return cast("MainWindow", self.program.window)

    def draw(self, scene: Scene, folder: Path) -> Path:
        """Sets the scene, takes the picture, tidies up."""
        self._turn_to(scene.book)
        scene.act(self)
        self.settle()
        if self._look is not None:
            self._look(scene.name, self.dialog() or cast("QWidget", self.program.window))
        path = folder / f"{scene.name}.png"
        self._picture().save(str(path))
        self._tidy()
        return path

    def settle(self) -> None:
        """Until nothing has been under way for a while and the charts are drawn."""
        quiet, whole = 0, QElapsedTimer()
        whole.start()
        while quiet < QUIET_TURNS and whole.elapsed() < LONGEST_MS:
            quiet = 0 if self._is_moving() else quiet + 1
            _wait(TURN_MS)

    def _is_moving(self) -> bool:
        charts = self.window.findChildren(ChartView)
        return self.program.is_busy or any(chart.is_waiting for chart in charts) or _is_pausing(self.window)

    def dialog(self) -> QDialog | None:
        found = [each for each in self.window.findChildren(QDialog) if each.isVisible()]
        return found[-1] if found else None

    def _turn_to(self, book: str) -> None:
        if self._on == book:
            return
        self._on = book
        if book:
            self.program.open(self._books[book])
        else:
            self.program.show_welcome()
        self.window.resize(*self._size)
        self.settle()

    def _picture(self) -> QPixmap:
        """The window, and the dialog over the middle of it."""
        picture, dialog = cast("QWidget", self.program.window).grab(), self.dialog()
        if dialog is None:
            return picture
        upper = dialog.grab()
        painter = QPainter(picture)
        veil = Theme.current().colour("text")
        veil.setAlpha(90)
        painter.fillRect(picture.rect(), veil)
        at = QPoint((picture.width() - upper.width()) // 2, (picture.height() - upper.height()) // 2)
        painter.drawPixmap(at, upper)
        painter.setPen(Theme.current().colour("border"))
        painter.drawRect(at.x() - 1, at.y() - 1, upper.width() + 1, upper.height() + 1)
        painter.end()
        return picture

    def _tidy(self) -> None:
        dialog = self.dialog()
        if dialog is not None:
            dialog.done(QDialog.DialogCode.Rejected)
            self.settle()
        for toast in self.window.findChildren(Toast):  # it told of a change of this scene, not of the next
            toast.go()


def _books(book: Path, temp: Path, wanted: list[Scene]) -> dict[str, Path]:
    """A copy to play with, and an empty book."""
    needed = {scene.book for scene in wanted}
    books = {name: temp / f"{name}.kedun" for name in needed if name}
    if scene_ground.COPY in books:
        backup.make(book, "manual", books[scene_ground.COPY])
    if scene_ground.EMPTY in books:
        opening.create(
            books[scene_ground.EMPTY], name=_("My company"), currency="CNY", country="CN", pack=None, owner=_("Owner")
        )
    return books


def _size(text: str) -> tuple[int, int]:
    found = SIZE.fullmatch(text)
    if found is None:
        raise UserError(_("“{text}” is not a size. Write it like 1366x768.").format(text=text))
    return int(found[1]), int(found[2])


def _is_pausing(window: QWidget) -> bool:
    """Whether something in it begins by itself in a moment."""
    timers = window.findChildren(QTimer)
    return any(each.isActive() and each.isSingleShot() and each.interval() <= LONGEST_PAUSE_MS for each in timers)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
