"""A rate of interest as people type it: 6, 6%, 0.05%/day, 1.5%/month.

RateField("rate", _("&Rate"), required=True)      # value: Rate (a ratio per day, month or year), or None
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.services.interest_wording import rate_text, read_rate
from app.services.rules.interest import Rate
from app.ui.widgets.field import LineField


class RateField(LineField):
    """A plain number is percent a year: 6 = 6%. Shown in full when it is left."""

    def __init__(self, key: str, title: str, *, required: bool = False, hint: str = "") -> None:
        super().__init__(key, title, required=required, hint=hint)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> Rate | None:
        text = self.text()
        if not text:
            return None
        plain = text.replace(".", "", 1).isdecimal()
        return read_rate(f"{text}%" if plain else text)

    def set_value(self, value: Rate | None) -> None:
        self.line.setText("" if value is None else rate_text(value))
        self.mark("")

    def on_leave(self) -> None:
        super().on_leave()
        if not self.reason and not self.is_blank():
            self.set_value(self.value())
