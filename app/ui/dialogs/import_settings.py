"""What figures and dates of an imported file mean: order of day and month, unit, currency, unknown customers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _, mark, ngettext
from app.services.imports.days import Order
from app.services.imports.mapping import Proposal
from app.services.imports.sitting import FACTORS, Draft, Wishes
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.fields import Choice, Text, Tick
from app.ui.widgets.flow import FlowLayout

ORDERS: Final = {
    "dmy": mark("Day, month, year (31/01/2026)"),
    "mdy": mark("Month, day, year (01/31/2026)"),
    "ymd": mark("Year, month, day (26/01/31)"),
}
UNITS: Final = dict(
    zip(
        FACTORS,
        (
            mark("As written"),
            mark("Thousands"),
            mark("Ten thousands"),
            mark("Millions"),
            mark("Ten millions"),
            mark("Hundred millions"),
        ),
        strict=True,
    )
)
CURRENCIES: Final = ("CNY", "USD", "EUR", "GBP", "HKD", "JPY")


class ReadingSettings(QWidget):
    """Each with what in the file speaks for it; what the file does not raise is not shown."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.order = Choice("date_order", _("&Order of day and month"), [])
        self.unit = Choice("factor", _("&Unit of the amounts"), [(factor, _(word)) for factor, word in UNITS.items()])
        self.currency = Choice("currency", _("&Currency of rows without one"), [])
        self.rate = Text("rate", _("E&xchange rate of rows without one"), longest=20)
        self.newcomers = Tick("create_customers", "")
        self._own, self._columns = "", frozenset[str]()
        self._factor = 0  # what the file says
        px = Theme.current().px
        row = FlowLayout(px(12))
        for choice in (self.order, self.unit, self.currency, self.rate):
            choice.setMinimumWidth(px(266))
            row.addWidget(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(row)
        column.addWidget(self.newcomers)
        self.currency.changed.connect(self._show_rate)
        fields: tuple[Field, ...] = (self.order, self.unit, self.currency, self.rate, self.newcomers)
        for field in fields:
            field.changed.connect(self.changed)

    def wishes(self, columns: Mapping[str, int]) -> Wishes:
        order = self.order.value() if self.order.isVisibleTo(self) else None
        factor = self.unit.value() if self.unit.value() != self._factor else None
        rate = self.rate.value() if self.rate.isVisibleTo(self) else ""
        return Wishes(columns, order, factor, self.currency.value(), self.newcomers.value(), rate=rate or None)

    def obstacle(self) -> str:
        """What has to be chosen before rows can be read, or ""."""
        if self.order.isVisibleTo(self) and self.order.value() is None:
            return _("Choose the order of day and month: this file can be read in two ways.")
        return ""

    def show_draft(self, draft: Draft) -> None:
        """A new file: everything as it says itself."""
        proposal = draft.proposal
        self._factor = 0
        self.order.box.blockSignals(True)
        self.order.set_entries([])
        self.order.box.blockSignals(False)
        unsaid = [] if proposal.currency else [(None, _("The customer's, else {own}").format(own=draft.own))]
        codes = dict.fromkeys(filter(None, (proposal.currency, draft.own, *CURRENCIES)))
        self.currency.box.blockSignals(True)
        self.currency.set_entries([*unsaid, *((code, code) for code in codes)])
        self.currency.box.blockSignals(False)
        self.currency.setVisible(proposal.kind in ("invoices", "payments"))
        self.currency.say(_("As the file says.") if proposal.currency else "")
        self._own, self._columns = draft.own, frozenset(proposal.indexes)
        self.newcomers.set_value(draft.fresh and proposal.kind == "invoices")

    def update_draft(self, draft: Draft) -> None:
        """The same file with other columns: what follows from them."""
        self._show_unit(draft.proposal)
        self._show_order(draft.proposal.order)
        self._columns = frozenset(draft.proposal.indexes)
        self._show_rate()
        self.newcomers.setVisible(draft.unknown > 0)
        words = ngettext(
            "Add the {count} customer that is not in the book yet",
            "Add the {count} customers that are not in the book yet",
            draft.unknown,
        )
        self.newcomers.box.setText(words)
        self.newcomers.box.setAccessibleName(words)

    def _show_rate(self) -> None:
        """Asked where rows may be in another currency and the file need not say its rate."""
        chosen = self.currency.value()
        foreign = "currency" in self._columns or chosen not in (None, self._own)
        self.rate.setVisible(foreign and self.currency.isVisibleTo(self) and "rate" not in self._columns)
        self.rate.say(_("{own} for 1 {foreign}").format(own=self._own, foreign=chosen or _("foreign unit")))

    def _show_unit(self, proposal: Proposal) -> None:
        """What the file says, unless a person said otherwise of the same columns."""
        factor = max(proposal.factors.values(), default=1)
        if factor != self._factor:
            self._factor = factor
            self.unit.box.blockSignals(True)
            self.unit.set_value(factor)
            self.unit.box.blockSignals(False)
        self.unit.setVisible(bool(proposal.factors))
        heading = next((column.heading for column in proposal.columns if column.field in proposal.factors), "")
        if factor == 1:
            self.unit.say(_("Nothing in the file says otherwise."))
        else:
            self.unit.say(_("The file says so: “{heading}”.").format(heading=heading), "caution")

    def _show_order(self, order: Order) -> None:
        """Asked where two readings fit; shown with its evidence where the file settles it."""
        asked = not order.settled
        self.order.setVisible(asked or order.order is not None)
        chosen = self.order.value()
        entries: list[tuple[Any, str]] = [(None, _("Please choose"))] if asked else []
        self.order.box.blockSignals(True)
        self.order.set_entries([*entries, *((code, _(words)) for code, words in ORDERS.items())])
        self.order.set_value(chosen if asked else order.order)
        self.order.box.blockSignals(False)
        words = _("“{text}” (row {row}) fits two orders.") if asked else _("“{text}” (row {row}) fits no other.")
        said = words.format(text=order.text, row=order.row) if order.row else ""
        self.order.say(said, "caution" if asked else "caption")
