"""Which days: any, this month, last month ... or from one day to another.

box = PeriodBox(_("Transaction date"), desk.today); box.changed.connect(self.load)
box.span()          # (first, last), or None for any day
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.i18n import _
from app.services import periods
from app.services.periods import Span
from app.ui.theme import Theme
from app.ui.widgets.day_field import DayEdit
from app.ui.widgets.labels import label, paint_focus


class PeriodBox(QWidget):
    """A drop-down, and two dates beside it for a span of one's own."""

    changed = Signal()

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        self._today = today
        self.box = _Box()
        self.box.setAccessibleName(name)
        self.box.setMinimumHeight(Theme.current().px(32))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.addItem(_("{name}: any").format(name=name), "")
        for key in periods.PERIODS:
            self.box.addItem(periods.name(key), key)
        self.box.addItem(_("From … to …"), "own")
        self.first, self.last = self._day(_("First day")), self._day(_("Last day"))
        self._dash = label("–", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.box, self.first, self._dash, self.last):
            row.addWidget(part)
        self.box.activated.connect(self._picked)
        self._show_days(False)

    def span(self) -> Span | None:
        """The days meant; a span of one's own with a day missing is open there."""
        key = self.box.currentData()
        if key == "own":
            first, last = self.first.day() or date.min, self.last.day() or date.max
            return None if (first, last) == (date.min, date.max) else (first, last)
        return periods.span(key, self._today) if key else None

    def key(self) -> str:
        """What `choose` takes to come back to this: "", a key of `periods`, or "2026-09-01/2026-09-15"."""
        key = str(self.box.currentData() or "")
        span = self.span() if key == "own" else None
        return f"{span[0]}/{span[1]}" if span else "" if key == "own" else key

    def choose(self, key: str) -> None:
        """As if by hand, told to nobody: "" any day, a key of `periods`, a month "2026-09", or what `key` gave."""
        place = self.box.findData(key)
        if "/" in key:
            first, last = (date.fromisoformat(part) for part in key.split("/"))
            self._show_own((first, last))
            return
        if place < 0 and key:
            self._show_own(periods.span(key, self._today))
            return
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(max(0, place))
        self._show_days(False)

    def _show_own(self, span: Span) -> None:
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findData("own"))
        self.first.show_day(span[0])
        self.last.show_day(span[1])
        self._show_days(True)

    def _picked(self) -> None:
        if self.box.currentData() == "own":
            self._show_own(self.span() or periods.span("month", self._today))
            self.first.setFocus()
        else:
            self._show_days(False)
        self.changed.emit()

    def _show_days(self, shown: bool) -> None:
        for part in (self.first, self._dash, self.last):
            part.setVisible(shown)

    def _day(self, name: str) -> DayEdit:
        edit = DayEdit(self._today)
        edit.setAccessibleName(name)
        edit.setFixedWidth(Theme.current().px(130))
        edit.editingFinished.connect(self.changed)
        return edit


class _Box(QComboBox):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_focus(self)
