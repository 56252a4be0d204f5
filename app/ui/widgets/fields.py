"""The plain fields of a form.

    Text("name", _("&Name"), required=True)
    Code("registration_no", _("Unified social credit code"))
    Phone("phone", _("Phone"))
    Choice("method", _("&Method"), [("bank", _("Bank transfer")), ("cash", _("Cash"))])
    Whole("days", _("Payment terms"), least=0, most=365)
    Percent("prepayment_bp", _("Prepayment %"))           # 30 -> 3000 basis points
    Note("note", _("Note")); Tick("disputed", _("Disputed"))

Each has `key`, `value()` (raises UserError), `set_value(v)`, `mark(reason)`, `changed`, `left`. Amount, Day and
Customer fields are in amount_field.py, day_field.py and picker.py.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QSizePolicy

from app.i18n import _
from app.models.errors import UserError
from app.services.customers import credit_code, credit_code_remark
from app.services.formats import phone, phone_digits
from app.ui.theme import Theme
from app.ui.widgets.field import Field, LineField
from app.ui.widgets.labels import paint_focus


class Text(LineField):
    """One line; value: the text without blanks at its ends. `tidy` reshapes it on leaving, `warn` says but never blocks."""

    def __init__(
        self,
        key: str,
        title: str,
        *,
        required: bool = False,
        hint: str = "",
        longest: int = 200,
        tidy: Callable[[str], str] | None = None,
        warn: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(key, title, required=required, hint=hint)
        self.line.setMaxLength(longest)
        self._tidy, self._warn = tidy, warn

    def value(self) -> str:
        return self._tidy(self.text()) if self._tidy else self.text()

    def set_value(self, value: str | None) -> None:
        self.line.setText(value or "")
        self.mark("")

    def on_leave(self) -> None:
        if self.line.text() != self.value():
            self.line.setText(self.value())
        super().on_leave()

    def mark(self, reason: str) -> None:
        super().mark(reason)
        warning = self._warn(self.value()) if self._warn and not reason and self.text() else ""
        if warning:
            self.say(warning, "caution")


class Code(Text):
    """A registration code: upper case, without blanks; says while it is typed what is odd about it, and never blocks."""

    def __init__(self, key: str, title: str, *, hint: str = "", local: Callable[[], bool] = lambda: True) -> None:
        """`local` says whether the code is of this country: others have other rules."""
        super().__init__(
            key, title, hint=hint, longest=40, tidy=credit_code,
            warn=lambda text: credit_code_remark(text) if local() else "",
        )  # fmt: skip


class Phone(Text):
    """Grouped for reading; its value is the digits (see `formats.phone_digits`)."""

    def __init__(self, key: str, title: str, *, required: bool = False, hint: str = "", longest: int = 60) -> None:
        super().__init__(key, title, required=required, hint=hint, longest=longest)

    def value(self) -> str:
        return phone_digits(self.text())

    def set_value(self, value: str | None) -> None:
        super().set_value(phone(value))

    def on_leave(self) -> None:
        self.line.setText(phone(self.value()))
        Field.on_leave(self)


class Whole(LineField):
    """A whole number; value: int or None. Refused outside `least`..`most`."""

    def __init__(
        self, key: str, title: str, *, required: bool = False, hint: str = "", least: int = 0, most: int = 10**6
    ) -> None:
        super().__init__(key, title, required=required, hint=hint)
        self._least, self._most = least, most
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> int | None:
        text = unicodedata.normalize("NFKC", self.text()).replace(",", "")
        if not text:
            return None
        if not text.isdecimal() or not self._least <= int(text) <= self._most:
            raise UserError(
                _("A whole number from {least} to {most}, please.").format(least=self._least, most=self._most)
            )
        return int(text)

    def set_value(self, value: int | None) -> None:
        self.line.setText("" if value is None else str(value))
        self.mark("")


class Percent(LineField):
    """30 or 30% or 12.5; value: integer basis points (3000) or None. 0 to 100 unless `most` says otherwise."""

    def __init__(self, key: str, title: str, *, required: bool = False, hint: str = "", most: int = 100) -> None:
        super().__init__(key, title, required=required, hint=hint)
        self._most = most
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> int | None:
        text = unicodedata.normalize("NFKC", self.text()).removesuffix("%").strip()
        if not text:
            return None
        try:
            points = Decimal(text) * 100
            if points != points.to_integral_value() or not 0 <= points <= self._most * 100:
                raise InvalidOperation
        except InvalidOperation:
            raise UserError(
                _("A percentage from 0 to {most}, please, with at most two decimals.").format(most=self._most)
            ) from None
        return int(points)

    def set_value(self, value: int | None) -> None:
        self.line.setText("" if value is None else f"{Decimal(value) / 100:f}%")
        self.mark("")

    def on_leave(self) -> None:
        super().on_leave()
        if not self.reason:
            self.set_value(self.value())


class Choice(Field):
    """One of a few; value: the value of the entry, not its words."""

    def __init__(
        self, key: str, title: str, entries: Sequence[tuple[Any, str]], *, required: bool = False, hint: str = ""
    ) -> None:
        self.box = CalmBox()
        super().__init__(key, title, self.box, required=required, hint=hint)
        self.box.setMinimumHeight(Theme.current().px(32))
        self.set_entries(entries)
        self.box.currentIndexChanged.connect(self._edited)

    def set_entries(self, entries: Sequence[tuple[Any, str]]) -> None:
        self.box.clear()
        for value, text in entries:
            self.box.addItem(text, value)

    def value(self) -> Any:
        return self.box.currentData()

    def set_value(self, value: Any) -> None:
        """Show the entry of a value; the first one for a value that is not offered (any more)."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))
        self.mark("")


class CalmBox(QComboBox):
    """A drop-down whose focus can be seen, and that the mouse wheel changes only while it has it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_focus(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TickBox(QCheckBox):
    """A tick box whose focus can be seen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_focus(self)


class Note(Field):
    """Several lines of plain text; value: the text without blanks at its ends. Tab goes on to the next field."""

    def __init__(self, key: str, title: str, *, required: bool = False, hint: str = "", lines: int = 3) -> None:
        self.box = QPlainTextEdit(tabChangesFocus=True)
        super().__init__(key, title, self.box, required=required, hint=hint)
        self.box.setFixedHeight(Theme.current().px(22 * lines + 12))
        self.box.textChanged.connect(self._edited)

    def value(self) -> str:
        return self.box.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        self.box.setPlainText(value or "")


class Tick(Field):
    """Yes or no; value: bool."""

    def __init__(self, key: str, title: str, *, hint: str = "") -> None:
        self.box = TickBox(title)
        self.box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        super().__init__(key, "", self.box, hint=hint)
        self.box.setAccessibleName(title.replace("&", ""))
        self.box.toggled.connect(self._edited)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))

    def is_blank(self) -> bool:
        return False
