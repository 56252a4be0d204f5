"""Files let fall on a window: a table goes to the import, a book is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

TABLES: Final = frozenset(
    {".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt", ".xml", ".sta", ".940", ".mt940", ".ofx", ".qfx"}
)
BOOK: Final = ".kedun"


class Drops(QObject):
    """Watches one window."""

    table = Signal(object)  # Path
    book = Signal(object)  # Path

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop) or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        path = _file(event)
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            (self.book if path.suffix.lower() == BOOK else self.table).emit(path)
        return True


def _file(event: QDropEvent) -> Path | None:
    """The one file that can be used."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 else None
    return path if path is not None and path.suffix.lower() in TABLES | {BOOK} else None
