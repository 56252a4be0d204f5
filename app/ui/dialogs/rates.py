"""Rates: reference rates for late interest, and rates of exchange; each with its day and its source.

navigation.dialog("rates")                         # or tab="exchange"
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.models.rates import ExchangeRate
from app.models.topics import Changes, Topic
from app.services.formats import day
from app.services.interest_wording import SERIES
from app.services.rates import ReferenceRate
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.rate_forms import exchange_form, reference_form
from app.ui.dialogs.rate_list import RateList, exchange_columns, reference_columns
from app.ui.widgets.fields import Choice
from app.ui.widgets.labels import label
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import frame_dialog, scrolling
from app.ui.widgets.table_panel import Nothing
from app.ui.widgets.tabs import Tabs

TABS: Final = ("reference", "exchange")


@dataclass(frozen=True, slots=True)
class Found:
    """What one read brings."""

    reference: Sequence[ReferenceRate]
    exchange: Sequence[ExchangeRate]
    stale: date | None
    own: str


def find(services: Any, series: str) -> Found:
    rates = services.rates
    return Found(rates.table(series), rates.exchange_rates(), rates.stale(series), rates.currency_of_book())


class RatesDialog(QDialog):
    """Two lists under two tabs; what is changed here can be undone here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, tab: str = "reference") -> None:
        super().__init__(parent)
        self.desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Rates"))
        self.found = Found((), (), None, "")
        self.message_bar = MessageBar()
        self.series = Choice("series", _("&Series"), [(key, _(text)) for key, text in SERIES.items()])
        self.reference = RateList(reference_columns(), lambda r: day(r.on_day), lambda r: r.own_id is not None)
        self.exchange = RateList(exchange_columns(), lambda r: r.id, lambda _row: True)
        self.tabs, self.stack = Tabs((_("Reference rates"), _("Exchange rates"))), QStackedWidget()
        self._lay_out()
        self.series.changed.connect(self.load)
        self.reference.edit.connect(self._edit_reference)
        self.exchange.edit.connect(self._edit_exchange)
        self.reference.removed.connect(self._remove_reference)
        self.exchange.removed.connect(self._remove_exchange)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _place: self._say_stale())
        desk.jobs.changed.connect(self.hear)
        self.tabs.setCurrentIndex(TABS.index(tab))
        (self.exchange if tab == "exchange" else self.reference).setFocus()
        self.load()

    def load(self) -> None:
        series = self.series.value()
        self.desk.jobs.read(self, lambda s: find(s, series), self.show_found, slot="rates")

    def hear(self, changes: Changes) -> None:
        if Topic.RATES in changes.topics:
            self.load()

    def show_problem(self, problem: UserError) -> None:
        self.message_bar.say(problem.text)

    def show_found(self, found: Found) -> None:
        self.found = found
        self.reference.show_rows(found.reference)
        self.exchange.show_rows(found.exchange)
        self._say_stale()

    def _say_stale(self) -> None:
        """What is missing; what was just done stays said, with its way back."""
        if self.message_bar.text() and self.message_bar.property("role") == "bar-good":
            return
        stale = self.found.stale if self.tabs.currentIndex() == 0 else None
        if stale is not None:
            words = _("The newest row is of {day}. Look the rate up at its source and add what is missing.")
            self.message_bar.say(words.format(day=stale), "caution", ((_("Add a rate…"), self._add_reference),))
        elif self.message_bar.property("role") == "bar-caution":
            self.message_bar.clear()

    def _add_reference(self) -> None:
        self._edit_reference(None)

    def _edit_reference(self, row: ReferenceRate | None) -> FormDialog:
        return self._follow(reference_form(self.desk, self.series.value(), row, self), _("The rate is saved."))

    def _edit_exchange(self, row: ExchangeRate | None) -> FormDialog:
        return self._follow(exchange_form(self.desk, self.found.own, row, self), _("The rate is saved."))

    def _remove_reference(self, row: ReferenceRate) -> None:
        self._remove(lambda s: s.rates.remove(row.own_id))

    def _remove_exchange(self, row: ExchangeRate) -> None:
        self._remove(lambda s: s.rates.remove_exchange(row.id))

    def _remove(self, work: Callable[[Any], Any]) -> None:
        self.desk.jobs.write(self, work, lambda _nothing: self._say_done(_("The rate is removed.")))

    def _follow(self, dialog: FormDialog, done: str) -> FormDialog:
        dialog.saved.connect(lambda _result: self._say_done(done))
        return dialog

    def _say_done(self, text: str) -> None:
        self.message_bar.say(text, "good", ((_("Undo"), self._undo),))

    def _undo(self) -> None:
        self.message_bar.clear()
        self.desk.navigation.dialog("undo")

    def _lay_out(self) -> None:
        for part in (self._reference_tab(), self.exchange):
            self.stack.addWidget(scrolling(part))
        self.exchange.panel.when_empty = Nothing(
            _("No exchange rates yet. A document in another currency takes the newest rate not after its day."),
            ((_("Add a rate…"), lambda: self._edit_exchange(None)),),
        )
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close rates"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        frame_dialog(self, self.message_bar, self.tabs, self.stack, buttons, room=self.stack, size=(760, 540))

    def _reference_tab(self) -> QWidget:
        tab = QWidget()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.series)
        layout.addWidget(self.reference, 1)
        note = _("Each rate holds until the next row. A row of your own wins over the one that comes with the program.")
        layout.addWidget(label(note, "caption", wrap=True))
        return tab
