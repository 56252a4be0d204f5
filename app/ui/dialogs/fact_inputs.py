"""The field of a form for each thing that a fact of a credit file asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services import credit_wording as words
from app.services.fact_fields import MOST, Asked
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.field import Field
from app.ui.widgets.fields import Choice, Note, Percent, Text, TickBox, Whole
from app.ui.widgets.flow import FlowLayout

COMMON: Final = ("on_day", "checked_on", "valid_to", "source", "source_grade")
PPM_OF_BP: Final = 100


class Odds(Percent):
    """A chance as a percentage; value: millionths, or None."""

    def value(self) -> int | None:
        points = super().value()
        return None if points is None else points * PPM_OF_BP

    def set_value(self, value: int | None) -> None:
        super().set_value(None if value is None else round(value / PPM_OF_BP))


class Several(Field):
    """Any number of the words; value: the codes ticked, in the order given."""

    def __init__(self, key: str, title: str, entries: Sequence[tuple[str, str]]) -> None:
        self.ticks = {code: TickBox(text) for code, text in entries}
        box = QWidget()
        flow = FlowLayout(12)
        box.setLayout(flow)
        for tick in self.ticks.values():
            flow.addWidget(tick)
            tick.toggled.connect(self._edited)
        box.setFocusProxy(next(iter(self.ticks.values())))
        super().__init__(key, title, box)

    @property
    def focus_editor(self) -> QWidget:
        return next(iter(self.ticks.values()))

    def value(self) -> list[str]:
        return [code for code, tick in self.ticks.items() if tick.isChecked()]

    def set_value(self, value: Sequence[str] | None) -> None:
        for code, tick in self.ticks.items():
            tick.setChecked(code in (value or ()))

    def is_blank(self) -> bool:
        return not self.value()


def input_of(asked: Asked, title: str, currency: str, *, required: bool) -> Field:
    """`required` = for every code of the kind; the dialog follows the code for the others."""
    key = asked.name
    if asked.unit == "money":
        return Amount(key, title, currency=currency, required=required)
    if asked.unit == "share":
        return Percent(key, title, required=required)
    if asked.unit == "odds":
        return Odds(key, title, required=required)
    if asked.unit in ("count", "days"):
        return Whole(key, title, required=required, most=MOST[asked.unit])
    if asked.unit in ("choice", "flag"):
        values = (True, False) if asked.unit == "flag" else asked.choices
        answers = [(each, words.choice_name(key, each)) for each in values]
        return Choice(key, title, [(None, _("Not said")), *answers], required=required)
    if asked.unit == "several":
        return Several(key, title, [(each, words.choice_name(key, each)) for each in asked.choices])
    return Note(key, title, required=required, lines=2) if key == "note" else Text(key, title, required=required)
