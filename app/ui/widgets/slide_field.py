"""A figure that is tried out: a slider with what it stands at beneath.

Slide("margin", _("&Margin"), most=60, text=lambda value: f"{value}%")      # value: an int, None while nobody knows it
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider

from app.services.formats import NOTHING
from app.ui.widgets.field import Field


class _Slider(QSlider):
    """Only hand and keys move it: a page that scrolls past it does not."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Slide(Field):
    """Whole numbers from `least` to `most` in steps; `text` says what one means."""

    def __init__(
        self, key: str, title: str, *, most: int, text: Callable[[int], str], least: int = 0, step: int = 1
    ) -> None:
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self._text, self._known = text, False
        super().__init__(key, title, self.slider)
        self.slider.setRange(least, most)
        self.slider.setSingleStep(step)
        self.slider.setPageStep(max(step, (most - least) // 10))
        self._step = step
        self.slider.valueChanged.connect(self._moved)

    def value(self) -> int | None:
        if not self._known:
            return None
        return round(self.slider.value() / self._step) * self._step

    def set_value(self, value: int | None) -> None:
        """Without telling anybody."""
        self.slider.blockSignals(True)
        self._known = value is not None
        self.slider.setValue(self.slider.minimum() if value is None else value)
        self.slider.blockSignals(False)
        self._show()

    def _moved(self) -> None:
        self._known = True
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        value = self.value()
        said = NOTHING if value is None else self._text(value)
        self.say(said)
        self.slider.setAccessibleDescription(said)
