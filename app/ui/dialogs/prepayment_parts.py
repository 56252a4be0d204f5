"""Parts of the dialog "Prepayment": the conditions side by side, what can be tried out, the instalments."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _
from app.services import prepayment_wording as words
from app.services.formats import money
from app.services.prepayment_sheet import PrepaymentSheet, Terms
from app.ui.widgets.fields import Tick
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.panels import panel
from app.ui.widgets.sheet_table import SheetTable
from app.ui.widgets.slide_field import Slide

MARGIN_MOST: Final = 60
MONTHS_MOST: Final = 24
WHOLE: Final = 100
ORDER: Final = (10, 200, 5)  # percent of the order asked for


class Conditions(QWidget):
    """Four panels beside each other; the one that decides says so."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.shares = {code: label("", "figure") for code in words.CONDITIONS}
        self.texts = {code: label("", "caption", wrap=True) for code in words.CONDITIONS}
        self.marks = {code: label("", "strong") for code in words.CONDITIONS}
        for code, name in words.CONDITIONS.items():
            top = QHBoxLayout()
            top.addWidget(self.shares[code], 1)
            top.addWidget(self.marks[code])
            row.addWidget(panel(_(name), top, self.texts[code]), 1)

    def show_sheet(self, sheet: PrepaymentSheet) -> None:
        for each in words.conditions(sheet):
            self.shares[each.code].setText(each.share)
            self.texts[each.code].setText(each.text)
            self.marks[each.code].setText(_("Decides") if each.binds else "")


class WhatIf(Form):
    """Sliders: nothing of it is kept."""

    def __init__(self) -> None:
        self._asked: tuple[int, str] = (0, "CNY")
        self.order = Slide(
            "order", _("Order &value"), least=ORDER[0], most=ORDER[1], step=ORDER[2], text=self._order_text
        )
        self.margin = Slide("margin", _("Gross &margin"), most=MARGIN_MOST, text=lambda each: f"{each}%")
        self.delivery = Slide(
            "delivery", _("Paid before or &at delivery"), most=WHOLE, step=5, text=lambda each: f"{each}%"
        )
        self.months = Slide("months", _("Mon&ths at risk"), most=MONTHS_MOST, text=str)
        self.custom = Tick("custom", _("Made for this customer a&lone"))
        self.resale = Slide("resale", _("&Resale elsewhere"), most=WHOLE, step=5, text=lambda each: f"{each}%")
        self.custom.changed.connect(partial(_follow, self.custom, self.resale))  # before the form tells of the change
        super().__init__([(self.order, self.margin, self.months), (self.delivery, self.resale, self.custom)])

    def begin(self, sheet: PrepaymentSheet) -> None:
        """Where the order stands, without telling anybody."""
        order = sheet.order
        self._asked = (sheet.value, sheet.currency)
        self.blockSignals(True)
        self.order.set_value(WHOLE)
        self.margin.set_value(None if order.margin is None else round(order.margin * WHOLE))
        self.delivery.set_value(round(order.at_delivery * WHOLE))
        self.months.set_value(round(order.months))
        self.custom.set_value(order.custom)
        self.resale.set_value(round(order.resale * WHOLE))
        self.blockSignals(False)

    def terms(self, sheet: PrepaymentSheet) -> Terms:
        """What was moved; what was not keeps its exact figure."""
        order = sheet.order
        margin, months = self.margin.value(), self.months.value()
        custom = bool(self.custom.value())
        same_margin = order.margin is not None and margin == round(order.margin * WHOLE)
        return Terms(
            margin=None if margin is None or same_margin else Decimal(margin) / WHOLE,
            months=None if months is None or months == round(order.months) else float(months),
            at_delivery=_share(self.delivery.value()),
            resale=_share(self.resale.value()),
            custom=custom,
        )

    def amount(self) -> int:
        """The order tried out, minor units."""
        return max(1, self._asked[0] * (self.order.value() or WHOLE) // WHOLE)

    def _order_text(self, share: int) -> str:
        value, currency = self._asked
        return f"{share}% · {money(max(1, value * share // WHOLE), currency)}"


def show_plan(table: SheetTable, sheet: PrepaymentSheet) -> None:
    """The instalments that never leave more open than is allowed."""
    table.show_sheet((_("When"), _("Amount"), _("Share")), tuple(words.plan_lines(sheet)), ())


def _follow(custom: Tick, resale: Slide) -> None:
    """Goods for one customer alone are worth nothing elsewhere, others their whole cost, until somebody moves it."""
    if resale.value() in (0, WHOLE):
        resale.set_value(0 if custom.value() else WHOLE)


def _share(percent: int | None) -> Decimal | None:
    return None if percent is None else Decimal(percent) / WHOLE
