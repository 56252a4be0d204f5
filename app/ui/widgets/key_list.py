"""One of a few, in a list of two columns: each has a digit, and pressing the digit chooses it and goes on.

KeyList("result", _("What came of it"), [("promised", _("Promises to pay"), "handshake"), ...])     # value: the value of the entry
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from app.ui.theme import Theme, icon
from app.ui.widgets.field import Field

COLUMNS: Final = 2
ROW: Final = 28
FRAME: Final = 6
_VALUE: Final = Qt.ItemDataRole.UserRole


class _Rows(QListWidget):
    """The arrows move, a digit chooses."""

    digit = Signal(int)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setGridSize(QSize(self.viewport().width() // COLUMNS, Theme.current().px(ROW)))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = unicodedata.normalize("NFKC", event.text())
        if sign.isdecimal() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.digit.emit(int(sign))
        elif event.text().strip() and not event.modifiers():
            event.ignore()  # no search by letters: the digits are all there is to type
        else:
            super().keyPressEvent(event)


class KeyList(Field):
    """Begins with the first entry, chosen by nobody yet."""

    picked = Signal(object)  # the value, when a digit or a click chose it

    def __init__(self, key: str, title: str, entries: Sequence[tuple[Any, str, str]], *, hint: str = "") -> None:
        """Entries are (value, words, icon), at most nine."""
        self.rows = _Rows()
        super().__init__(key, title, self.rows, hint=hint)
        theme = Theme.current()
        for place, (value, text, picture) in enumerate(entries, 1):
            item = QListWidgetItem(icon(picture), f"{place}  {text}")
            item.setData(_VALUE, value)
            self.rows.addItem(item)
        self.rows.setFlow(QListView.Flow.TopToBottom)
        self.rows.setWrapping(True)
        self.rows.setResizeMode(QListView.ResizeMode.Adjust)
        for policy in (self.rows.setHorizontalScrollBarPolicy, self.rows.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setFixedHeight(theme.px(ROW) * -(-len(entries) // COLUMNS) + FRAME)
        self.rows.setCurrentRow(0)
        self.rows.currentRowChanged.connect(lambda _row: self._edited())
        self.rows.digit.connect(self._pick)
        self.rows.itemClicked.connect(lambda item: self.picked.emit(item.data(_VALUE)))

    def value(self) -> Any:
        return self.rows.currentItem().data(_VALUE)

    def set_value(self, value: Any) -> None:
        """The first entry where the value is not offered."""
        places = (row for row in range(self.rows.count()) if self.rows.item(row).data(_VALUE) == value)
        self.rows.setCurrentRow(next(places, 0))

    def is_blank(self) -> bool:
        return False

    def _pick(self, digit: int) -> None:
        if 1 <= digit <= self.rows.count():
            self.rows.setCurrentRow(digit - 1)
            self.picked.emit(self.value())
