"""A short list that is put in order with the keyboard: Ctrl+Up and Ctrl+Down move, Space ticks, F2 renames, Del removes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.ui.theme import Theme

_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its key, its words, whether it is ticked."""

    key: str
    text: str
    ticked: bool


class OrderedList(QListWidget):
    """Tells what is wanted; whoever owns the entries does it and shows them anew."""

    moved = Signal(str, int)  # key, -1 up or 1 down
    ticked = Signal(str, bool)
    renamed = Signal(str, str)
    removed = Signal(str)

    def __init__(self, *, renames: bool = False) -> None:
        super().__init__()
        self._renames = renames
        self.itemChanged.connect(self._changed)

    def show_entries(self, entries: Sequence[Entry], current: str = "") -> None:
        """These entries, `current` (or what was current before) being the one in question."""
        current = current or self.current()
        place = max(self.currentRow(), 0)
        self.blockSignals(True)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(entry.text)
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
            item.setSizeHint(QSize(0, Theme.current().px(28)))
            if self._renames:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setCheckState(Qt.CheckState.Checked if entry.ticked else Qt.CheckState.Unchecked)
            self.addItem(item)
        known = [entry.key for entry in entries]
        self.setCurrentRow(known.index(current) if current in known else min(place, self.count() - 1))
        self._before = {entry.key: entry for entry in entries}
        self.blockSignals(False)

    def current(self) -> str:
        item = self.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def move_current(self, by: int) -> None:
        """One place up or down, not beyond the ends."""
        if 0 <= self.currentRow() + by < self.count():
            self.moved.emit(self.current(), by)

    def beside(self, up: str, down: str, *others: QPushButton) -> QWidget:
        """The list with buttons for what its keys do."""
        side, both = QVBoxLayout(), QWidget()
        for text, by in ((up, -1), (down, 1)):
            button = QPushButton(text)
            button.clicked.connect(lambda _on=False, by=by: self.move_current(by))
            side.addWidget(button)
        for button in others:
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self, 1)
        row.addLayout(side)
        for button in both.findChildren(QPushButton):
            button.setAutoDefault(False)
        return both

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_current(step)
        elif event.key() == Qt.Key.Key_Delete and self.current():
            self.removed.emit(self.current())
        else:
            super().keyPressEvent(event)

    def _changed(self, item: QListWidgetItem) -> None:
        key = str(item.data(Qt.ItemDataRole.UserRole))
        before, on = self._before[key], item.checkState() == Qt.CheckState.Checked
        if on != before.ticked:
            self.ticked.emit(key, on)
        elif item.text().strip() != before.text:
            self.renamed.emit(key, item.text().strip())
