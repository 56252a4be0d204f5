"""What goes with a letter, to be ticked: papers that the book holds.

ticks = EnclosureTicks()
ticks.show_offered(told.offered); ticks.keys()      # None: as they go along by themselves
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.services.letter_enclosures import Enclosure
from app.ui.theme import Theme
from app.ui.widgets.fields import TickBox
from app.ui.widgets.labels import label
from app.ui.widgets.scroll import scrolling

BOX: Final = 30  # the square before a name
TALLEST: Final = 92  # more of them scroll: the room is for the text


class EnclosureTicks(QWidget):
    """One under the other; not there where nothing can be put with the letter."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, TickBox] = {}
        self._by_hand: dict[str, bool] = {}  # what a person ticked or took out stays so, whatever is chosen otherwise
        room = QWidget()
        self._lines = QVBoxLayout(room)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self._area = scrolling(room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(label(_("Enclosures"), "caption"))
        layout.addWidget(self._area)
        self.hide()

    def show_offered(self, offered: Sequence[Enclosure]) -> None:
        """Other papers; what a person chose stays chosen."""
        for box in self.boxes.values():
            self._lines.removeWidget(box)
            box.deleteLater()
        self.boxes = {each.key: self._box(each) for each in offered}
        for box in self.boxes.values():
            self._lines.addWidget(box)
        tall = sum(box.sizeHint().height() + 2 for box in self.boxes.values()) + 2
        self._area.setFixedHeight(min(tall, Theme.current().px(TALLEST)))
        self.setVisible(bool(self.boxes))

    def choose(self, keys: Sequence[str] | None) -> None:
        """As somebody left them before."""
        if keys is not None:
            for key, box in self.boxes.items():
                box.setChecked(key in keys)

    def keys(self) -> tuple[str, ...] | None:
        """Those that go along; None while nobody chose."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked()) if self._by_hand else None

    def _box(self, each: Enclosure) -> TickBox:
        box = _Paper(each.text)
        box.setChecked(self._by_hand.get(each.key, each.ticked))
        box.toggled.connect(lambda on, key=each.key: self._by_hand.__setitem__(key, on))
        return box


class _Paper(TickBox):
    """A long name is shortened in its middle to the room there is; the whole is in the tooltip."""

    def __init__(self, name: str) -> None:
        super().__init__(name.replace("&", "&&"))
        self._name = name
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - Theme.current().px(BOX)
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown.replace("&", "&&"))
