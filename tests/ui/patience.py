"""Waiting in a window test: for the very state that is asserted next, on a computer that is slow and busy too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

PATIENCE_MS: Final = 60_000  # a test that waits in vain is red anyway: nothing is won by giving up early


class Patient(QtBot):
    """A state counts when it holds still after everything under way on this thread was delivered.

    A widget put into a layout is shown by a posted event, and an answer that was shown may ask the book again.
    """

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        def holds() -> bool | None:
            if callback() is False:
                return False
            QCoreApplication.processEvents()
            return callback()

        super().waitUntil(holds, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)
