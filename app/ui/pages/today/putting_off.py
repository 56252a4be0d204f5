"""Later: the days until which a customer may be put off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import _
from app.models.dates import add_days
from app.services.formats import day_with_weekday
from app.services.monitoring import WorkRow
from app.services.rules.worklist import next_monday
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.day_field import Day
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


class Later(QMenu):
    """1 day, 3 days, next Monday, a day of one's own; and back again for a customer who was put off."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(_("Put off"), parent)
        self._desk = desk

    def ask(self, row: WorkRow, at: QPoint) -> None:
        """With the first line chosen, so that Enter takes it."""
        today = self._desk.today
        self.clear()
        for text, until in (
            (_("&1 day: {day}"), add_days(today, 1)),
            (_("&3 days: {day}"), add_days(today, 3)),
            (_("Next &Monday: {day}"), next_monday(today)),
        ):
            self.addAction(text.format(day=day_with_weekday(until)), self._putting(row, until))
        self.addAction(_("Another &day…"), lambda: self._choose(row))
        if row.waits == "snooze":
            self.addSeparator()
            self.addAction(_("&Back to the list now"), lambda: self._wake(row))
        self.popup(at)
        self.setActiveAction(self.actions()[0])

    def _putting(self, row: WorkRow, until: date) -> Callable[[], None]:
        codes = [each.code for each in row.reasons]
        return lambda: self._desk.jobs.write(
            self, lambda s: s.snoozing.put(row.customer_id, codes, until), _nothing_more
        )

    def _wake(self, row: WorkRow) -> None:
        self._desk.jobs.write(self, lambda s: s.snoozing.wake(row.customer_id), _nothing_more)

    def _choose(self, row: WorkRow) -> None:
        codes = [each.code for each in row.reasons]
        until = Day("until", _("&Until"), today=self._desk.today, required=True, value=add_days(self._desk.today, 7))
        form, title = Form([until]), _("Put {name} off").format(name=row.name)
        dialog = FormDialog(self._desk, title, form, _("Put off"), self.parentWidget(), width=420)
        dialog.draft_name = f"put_off {row.customer_id}"
        dialog.work = lambda s: s.snoozing.put(row.customer_id, codes, form.draft()["until"])
        dialog.open()
        until.focus_editor.setFocus()


def _nothing_more(_none: object) -> None:
    """The commit itself is heard by everybody."""
