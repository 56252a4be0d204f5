"""Labels and tooltips for text of unknown origin: Qt would take `<b>` in a customer's name for markup.

layout.addWidget(label(customer.name, "section"))
widget.setToolTip(tooltip(customer.full_name))
"""

from __future__ import annotations

import html
import sys

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QSizePolicy, QWidget

from app.ui.theme import Theme, icon


def label(text: str = "", role: str = "", *, wrap: bool = False, buddy: QWidget | None = None) -> QLabel:
    """A plain-text label. `role` picks its look: caption, muted, section, verdict, figure, overdue, good, caution."""
    made = QLabel(text)
    # A buddy's "&" is an access key; without a buddy "&" is only a character and plain text shows it as it is.
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if buddy is not None:
        made.setBuddy(buddy)
    set_role(made, role)
    return made


class ElidedLabel(QLabel):
    """One line that ends in "…" where there is no room; the whole text is in its tooltip."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(tooltip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        short = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment() | Qt.TextFlag.TextSingleLine, short)


class Sign(QWidget):
    """An icon beside a text, in the colours and at the text size of the moment."""

    def __init__(self, name: str, role: str = "text", *, side: int = 20) -> None:
        super().__init__()
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_icon(name, role)

    def show_icon(self, name: str, role: str) -> None:
        self._icon = icon(name, role)
        self.update()

    def sizeHint(self) -> QSize:
        side = Theme.current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())


def buttons_in_order() -> QDialogButtonBox:
    """The buttons of a dialog: the act is right-most, or where the system of a Mac has it."""
    buttons = QDialogButtonBox()
    if sys.platform != "darwin":
        buttons.setStyleSheet("QDialogButtonBox { button-layout: 3; }")
    return buttons


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget the look of a role of the style sheet, now."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def paint_focus(widget: QWidget) -> None:
    """The 2 px ring of the theme, for boxes whose focus Fusion hardly shows; call at the end of `paintEvent`."""
    if widget.hasFocus():
        painter = QPainter(widget)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Theme.current().colour("accent"), 2))
        painter.drawRoundedRect(widget.rect().adjusted(1, 1, -1, -1), 4, 4)


def tooltip(text: str) -> str:
    """Text for setToolTip that shows every character as it is, with its line breaks."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if text else ""
