"""An amount of money as people type it: 60000, 6万, 6.5w, 3000+2500, ¥60,000; shown as 60,000.00 when left.

Amount("minor", _("&Amount"), currency="CNY", required=True)      # value: integer minor units, or None
"""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from app.i18n import _, language
from app.models.errors import UserError
from app.services.formats import capitals, figure, read_amount
from app.ui.widgets.field import LineField

# What may stand in an amount while it is being typed; the rest is refused at once, and said so.
_ALLOWED: Final = frozenset("0123456789.,+。wk千万亿元圆块整人民币¥$ ")
_MINUS: Final = "-−－–—"
WORDS_FROM: Final = 10_000_00  # fen: the amount in words helps from ¥10,000 up


class AmountEdit(QLineEdit):
    """The editor: right-aligned, no input method, selects all on entering."""

    lettered = Signal(str)  # a letter where nothing else stands: no amount begins so

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.currency = currency
        self.refusal = ""  # why a character of the last edit was not taken
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMaxLength(60)
        self.textEdited.connect(self._sift)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def _sift(self, text: str) -> None:
        taken = "".join(sign for sign in text if self._takes(sign))
        self.refusal = ""
        if len(text) == 1 and text.isalpha():
            self.lettered.emit(text)
        if taken == text or self.text() != text:
            return
        place = self.cursorPosition() - (len(text) - len(taken))
        self.setText(taken)
        self.setCursorPosition(max(place, 0))
        below_zero = any(sign in _MINUS for sign in text)
        self.refusal = (
            _("An amount here cannot be below zero. Refunds and allowances are recorded on their own.")
            if below_zero
            else _("Only digits can be typed here, such as 60000 or 3000+2500.")
        )

    def _takes(self, sign: str) -> bool:
        """Letters only where they spell the currency ("RMB 500" pasted from a message)."""
        plain = unicodedata.normalize("NFKC", sign).lower()
        return plain in _ALLOWED or plain in f"{self.currency}rmb".lower()


class Amount(LineField):
    """Value: integer minor units of `currency`, None when left empty."""

    line: AmountEdit

    def __init__(self, key: str, title: str, *, currency: str = "CNY", required: bool = False, hint: str = "") -> None:
        editor = AmountEdit(currency)
        super().__init__(key, title, required=required, hint=hint, line=editor)
        self._editor = editor

    @property
    def currency(self) -> str:
        return self._editor.currency

    def set_currency(self, currency: str) -> None:
        """The same figure in another currency; its decimals are checked anew."""
        self._editor.currency = currency
        self.mark(self.problem() if self.text() else "")

    def value(self) -> int | None:
        return read_amount(self.text(), self.currency) if self.text() else None

    def minor(self) -> int | None:
        """The amount typed so far, None while it is none: for live previews."""
        try:
            return self.value()
        except UserError:
            return None

    def set_value(self, value: int | None) -> None:
        self.line.setText("" if value is None else figure(value, self.currency))
        self.mark("")

    def note(self) -> str:
        minor = self.minor()
        if language() == "zh_CN" and self.currency == "CNY" and minor is not None and minor >= WORDS_FROM:
            return capitals(minor)
        return super().note()

    def _edited(self) -> None:
        super()._edited()
        if self._editor.refusal:
            self.say(self._editor.refusal, "overdue")

    def on_leave(self) -> None:
        super().on_leave()
        minor = self.minor()
        if minor is not None:
            self.line.setText(figure(minor, self.currency))
