"""Python's search for cycles, on the UI thread alone.

By itself Python looks for cycles in whatever thread happens to make objects. A widget found there is given back to Qt beside
the UI thread, which may be deleting the same widget: the program ends without a word.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 400


class Sweep(QObject):
    """Python's own search stays off while there is one of these; `stop` when the other threads have ended."""

    _running = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(sweep)
        self._timer.start()
        Sweep._running += 1
        gc.disable()

    def stop(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            Sweep._running -= 1
            if not Sweep._running:
                gc.enable()


def sweep() -> None:
    """As much as Python itself would by now have looked through."""
    limits = gc.get_threshold()
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > limits[generation]:
            gc.collect(generation)
            return
