"""What lies ahead as a calendar file for the phone: with amounts or without, then where to put it.

navigation.dialog("calendar")
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.services.calendar import ENDING, Days
from app.services.outfile import file_name
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.papers import ask_place, bar_of, say_written
from app.ui.widgets.fields import Tick
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk


class CalendarDialog(FormDialog):
    """Reads only; a newer file replaces the entries of an older one on the phone."""

    name: ClassVar[str] = "calendar"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        hint = _("Without them a lost phone tells nobody who owes how much.")
        form = Form([Tick("amounts", _("With &amounts"), hint=hint)])
        super().__init__(desk, _("Calendar for the phone"), form, _("Save the file…"), parent)
        self.restores = False
        self.count = label("", wrap=True)
        self.body.insertWidget(0, self.count)
        way = _(
            "Send the file to the phone and open it there: it asks whether to add the entries. Make it anew every week."
        )
        self.body.insertWidget(2, label(way, "caption", wrap=True))
        desk.jobs.read(self, lambda s: s.calendar.days(), self.show_days)

    def show_days(self, days: Days) -> None:
        words = ngettext(
            "{count} entry in the next 12 months.", "{count} entries in the next 12 months.", len(days.entries)
        )
        self.count.setText(words.format(count=len(days.entries)))

    def commit(self) -> None:
        """Asks where; nothing of the book changes."""
        if not self.save.isEnabled():
            return
        name = file_name(_("Kedun calendar"), ENDING)
        path = ask_place(self, self.desk.preferences, self.windowTitle(), name)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """To that place."""
        self.message_bar.clear()
        self.save.setEnabled(False)
        amounts = self.form["amounts"].value()

        def done(count: int) -> None:
            self._done(count)
            bar = bar_of(self.parentWidget())
            if bar is not None:
                words = _("{name} with {count} entries is in the folder “{folder}”.")
                say_written((path,), bar, words.format(name=path.name, count=count, folder=path.parent.name))

        self.desk.jobs.read(self, lambda s: s.calendar.write(path, amounts=amounts), done)
