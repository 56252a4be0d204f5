"""The row of tabs: closer together where large text would push the last ones out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QTabBar

from app.i18n import _
from app.ui import theme
from app.ui.theme import Theme

PADDING: Final = 16  # beside the words of a tab, as in the style sheet


class Tabs(QTabBar):
    """One tab a title."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(documentMode=True, expanding=False, drawBase=True)
        self.setAccessibleName(_("Tabs"))
        for title in titles:
            self.addTab(title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def tabLayoutChange(self) -> None:
        super().tabLayoutChange()
        self._fit()

    def _fit(self) -> None:
        words = QFontMetrics(theme.font(bold=True))
        needed = sum(words.horizontalAdvance(self.tabText(place)) for place in range(self.count()))
        narrow = needed + 2 * self.count() * Theme.current().px(PADDING) > self.width()
        if bool(self.property("narrow")) != narrow:
            self.setProperty("narrow", narrow)
            self.style().unpolish(self)
            self.style().polish(self)
