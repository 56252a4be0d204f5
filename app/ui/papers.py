"""Files that are written for the person: where to, opened with the system's own program, or said where they lie."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.i18n import _
from app.services.outfile import file_name
from app.ui.preferences import Preferences
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.toast import Toast


def ask_place(owner: QWidget, preferences: Preferences, title: str, name: str, kind: str = "") -> Path | None:
    """Where to save a file that is to be called `name`; it keeps that ending. `kind` = what such a file is, in words.

    The folder is offered again the next time. None: they thought better of it.
    """
    ending = Path(name).suffix
    start = Path(preferences.last_folder or Path.home()) / name
    kinds = f"{kind} (*{ending})" if kind else f"*{ending}"
    chosen, _kind = QFileDialog.getSaveFileName(owner.window(), title, str(start), kinds)
    if not chosen:
        return None
    path = Path(chosen if chosen.lower().endswith(ending) else chosen + ending)
    preferences.last_folder = str(path.parent)
    return path


def save_copy(owner: QWidget, desk: Desk, file_id: int, name: str) -> None:
    """Asks where, and writes a file of the book there."""
    chosen, _kind = QFileDialog.getSaveFileName(owner.window(), _("Save a copy"), str(Path.home() / name))
    if not chosen:
        return

    def tell(_none: None) -> None:
        Toast.show_over(owner.window(), _("Written: {path}").format(path=chosen))

    desk.jobs.read(owner, lambda s: s.attachments.save_as(file_id, Path(chosen)), tell)


def temporary(name: str, ending: str) -> Path:
    """A place for a file that is only looked at or printed."""
    return Path(tempfile.mkdtemp(prefix="kedun-")) / file_name(name, ending)


def open_file(path: Path, bar: MessageBar) -> None:
    """Opens it; where no program does, the bar says where it is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        words = _("No program of this computer opens “{name}”. The file is here: {path}")
        bar.say(words.format(name=path.name, path=path), "caution")


def say_written(files: tuple[Path, ...], bar: MessageBar, text: str) -> None:
    """What was written, with the ways to it."""
    first = files[0]
    ways = (
        (_("Open the file"), lambda: open_file(first, bar)),
        (_("Open the folder"), lambda: open_file(first.parent, bar)),
    )
    bar.say(text, "good", ways)


def say_saved(path: Path, bar: MessageBar | None, *, opened: bool = False) -> None:
    """Under which name and in which folder a paper lies, where there is a bar to say it; `opened` at once, too."""
    if bar is None:
        return
    text = _("Saved as {name} in the folder “{folder}”.")
    say_written((path,), bar, text.format(name=path.name, folder=path.parent.name))
    if opened:
        open_file(path, bar)


def bar_of(window: QWidget | None) -> MessageBar | None:
    """Where the window behind a dialog says something, if it does."""
    bar = getattr(window, "message_bar", None)
    return bar if isinstance(bar, MessageBar) else None
