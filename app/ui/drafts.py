"""What was typed into a dialog that was closed without saving; it goes with the book that it belongs to."""

from __future__ import annotations

from typing import Any, Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.widgets.toast import Toast

_KEPT: Final[WeakKeyDictionary[QObject, dict[str, Any]]] = WeakKeyDictionary()


def keep(book: QObject, name: str, draft: Any, over: QWidget | None) -> None:
    """`book` = the jobs of its window. Said over the window behind the dialog."""
    _KEPT.setdefault(book, {})[name] = draft
    if over is not None:
        Toast.show_over(over.window(), _("Your draft is kept. It comes back when you open this again."))


def kept(book: QObject, name: str) -> Any:
    """The draft of a dialog, None where there is none."""
    return _KEPT.get(book, {}).get(name)


def forget(book: QObject, name: str) -> None:
    _KEPT.get(book, {}).pop(name, None)
