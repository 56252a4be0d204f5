"""What is asked for a statement or a confirmation letter, of one customer or of all."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, QSignalBlocker

from app.i18n import _
from app.services import periods
from app.services.statement_drawing import LEAST_DAYS, MOST_DAYS, REPLY_DAYS
from app.services.statement_wording import PAPERS
from app.ui.widgets.day_field import Day
from app.ui.widgets.field import Field
from app.ui.widgets.fields import Choice, Whole
from app.ui.widgets.form import Row

OWN: Final = "own"


class PaperFields(QObject):
    """The fields of the form; the days follow the period chosen, and a day of one's own makes it one's own."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        names = [
            *((key, periods.name(key)) for key in ("last_month", "month", "quarter", "year")),
            (OWN, _("From … to …")),
        ]
        first, last = periods.span("last_month", today)
        self.kind = Choice("kind", _("&Paper"), [(key, _(title)) for key, title in PAPERS.items()])
        self.period = Choice("period", _("P&eriod"), names)
        self.since = Day("since", _("&First day"), today=today, required=True, value=first)
        self.until = Day("until", _("&Last day"), today=today, required=True, value=last)
        hint = _("Working days from today, {least} to {most}.").format(least=LEAST_DAYS, most=MOST_DAYS)
        self.reply_days = Whole(
            "reply_days", _("&Days to reply"), required=True, hint=hint, least=LEAST_DAYS, most=MOST_DAYS
        )
        self.reply_days.set_value(REPLY_DAYS)
        self.kind.changed.connect(self._show_period)
        self.period.changed.connect(self._follow)
        for day in (self.since, self.until):
            day.changed.connect(self._make_own)

    def rows(self, *beside: Field) -> list[Row]:
        """The rows of the form; `beside` stands with the days to reply."""
        return [(self.kind, self.period), (self.since, self.until), (*beside, self.reply_days)]

    def values(self) -> dict[str, Any]:
        """What a StatementDraft takes of them. Raises UserError for a day or number that cannot be taken."""
        kind = self.kind.value()
        until = self.until.value()
        return {
            "since": until if kind != "statement" else self.since.value(),
            "until": until,
            "kind": "statement" if kind == "statement" else "confirmation",
            "demands": kind == "demand",
            "reply_days": self.reply_days.value() or REPLY_DAYS,
        }

    def _show_period(self) -> None:
        """A letter is about one day."""
        of_days = self.kind.value() == "statement"
        self.period.setVisible(of_days)
        self.since.setVisible(of_days)

    def _follow(self) -> None:
        key = self.period.value()
        if key != OWN:
            first, last = periods.span(key, self._today)
            self.since.set_value(first)
            self.until.set_value(min(last, self._today))

    def _make_own(self) -> None:
        with QSignalBlocker(self.period):
            self.period.set_value(OWN)
