"""A date as people type it: 1121, 11-21, 20261121, today, +30, 月底; ↑↓ a day, PgUp/PgDn a month, or the calendar.

Day("due_on", _("&Due date"), today=desk.today, required=True)      # value: date, or None
"""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.i18n import _, language
from app.models.dates import FIRST, LAST, add_days, add_months
from app.models.errors import UserError
from app.services.formats import day_with_weekday, read_day
from app.ui.theme import Theme, icon
from app.ui.widgets.field import LineField
from app.ui.widgets.labels import tooltip

WIDE: Final = 26  # of an editor beside its text: padding, border, cursor
FAR: Final = 366  # days from today; beyond it a mistyped year is likely


class DayEdit(QLineEdit):
    """The editor: keys step the date."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today

    def day(self) -> date | None:
        """The date typed so far, None while it is none."""
        try:
            return read_day(self.text(), self.today)
        except UserError:
            return None

    def show_day(self, on: date | None) -> None:
        self.setText("" if on is None else day_with_weekday(on))

    def minimumSizeHint(self) -> QSize:
        """Room for a whole date."""
        least = super().minimumSizeHint()
        wanted = self.fontMetrics().horizontalAdvance(day_with_weekday(self.today)) + Theme.current().px(WIDE)
        return QSize(max(least.width(), wanted), least.height())

    def step(self, on: date) -> None:
        """Go to a date as if it had been typed."""
        if FIRST <= on <= LAST:
            self.show_day(on)
            self.setModified(True)
            self.textEdited.emit(self.text())
            self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (1, 0),
            Qt.Key.Key_Down: (-1, 0),
            Qt.Key.Key_PageUp: (0, 1),
            Qt.Key.Key_PageDown: (0, -1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        on = self.day()
        self.step(self.today if on is None else add_months(add_days(on, step[0]), step[1]))


class Day(LineField):
    """Value: a date, None when left empty. A date more than a year away is asked about, not refused."""

    def __init__(
        self, key: str, title: str, *, today: date, required: bool = False, hint: str = "", value: date | None = None
    ) -> None:
        self._edit = DayEdit(today)
        super().__init__(key, title, required=required, hint=hint, line=self._edit)
        self._calendar: QCalendarWidget | None = None
        self._put_button_beside()
        if value is not None:
            self.set_value(value)

    def value(self) -> date | None:
        return read_day(self.text(), self._edit.today) if self.text() else None

    def day(self) -> date | None:
        """The date typed so far, None while it is none: for live previews."""
        return self._edit.day()

    def set_value(self, value: date | None) -> None:
        self._edit.show_day(value)
        self.mark("")

    def mark(self, reason: str) -> None:
        super().mark(reason)
        on = self._edit.day()
        if not reason and on is not None and abs((on - self._edit.today).days) > FAR:
            self.say(_("Is the year right?"), "caution")

    def on_leave(self) -> None:
        super().on_leave()
        if (on := self._edit.day()) is not None:
            self._edit.show_day(on)

    def open_calendar(self) -> None:
        calendar = self._calendar or self._made_calendar()
        on = self._edit.day() or self._edit.today
        calendar.setSelectedDate(QDate(on.year, on.month, on.day))
        calendar.move(self._edit.mapToGlobal(QPoint(0, self._edit.height() + 2)))
        calendar.show()
        calendar.setFocus()

    def _put_button_beside(self) -> None:
        button = QToolButton()
        button.setIcon(icon("calendar-blank", "text2"))
        button.setFixedSize(Theme.current().px(32), Theme.current().px(32))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(_("Open the calendar"))
        button.setToolTip(tooltip(_("Open the calendar")))
        button.clicked.connect(self.open_calendar)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        place = self.layout()
        if place is not None:
            place.replaceWidget(self._edit, both)
        row.addWidget(self._edit, 1)
        row.addWidget(button)

    def _made_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setLocale(QLocale("zh_CN" if language() == "zh_CN" else "en_GB"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(Theme.current().colour("text"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)
        for chosen in (calendar.clicked, calendar.activated):
            chosen.connect(self._take)
        self._calendar = calendar
        return calendar

    def _take(self, chosen: QDate) -> None:
        self._edit.step(date(chosen.year(), chosen.month(), chosen.day()))
        if self._calendar is not None:
            self._calendar.hide()
        self._edit.setFocus()
