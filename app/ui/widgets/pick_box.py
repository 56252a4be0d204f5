"""A drop-down that filters by one value of a column; hidden while there is nothing to choose between.

box = PickBox(_("All regions"), _("Region"))
box.offer(["Hangzhou", "Ningbo"]); box.changed.connect(self.load); box.value()      # "" = all
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox

from app.ui.theme import Theme
from app.ui.widgets.labels import paint_focus


class PickBox(QComboBox):
    """Its first entry stands for all values."""

    changed = Signal()

    def __init__(self, everything: str, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumHeight(Theme.current().px(32))
        self.addItem(everything, "")
        self.activated.connect(lambda _place: self.changed.emit())
        self.hide()

    def offer(self, values: Sequence[str]) -> None:
        """The values to choose from; the one chosen stays chosen, also when it is gone from the list."""
        self.offer_named([(value, value) for value in values])

    def offer_named(self, values: Sequence[tuple[str, str]]) -> None:
        """The same with words: (value, what a person reads)."""
        chosen, words = self.value(), self.currentText()
        while self.count() > 1:
            self.removeItem(1)
        known = dict(values)
        for value, text in {**known, **({chosen: known.get(chosen, words)} if chosen else {})}.items():
            self.addItem(text, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setVisible(len(values) > 1 or bool(chosen))

    def value(self) -> str:
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """As if by hand."""
        self.setCurrentIndex(max(0, self.findData(value)))
        self.changed.emit()

    def clear_choice(self) -> None:
        """All values again, told to nobody."""
        self.setCurrentIndex(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_focus(self)
