"""Files that were written for the person: opened with the system's own program, or said where they lie."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.i18n import _
from app.services.outfile import file_name
from app.ui.widgets.message_bar import MessageBar


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
