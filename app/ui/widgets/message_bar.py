"""What happened, why, what to do: one line in the page, only when there is something to say.

bar.say(_("2 customers have no payment terms."), "caution", ((_("Add them"), self.add_terms),))
bar.clear()
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from app.i18n import _, ngettext
from app.ui.theme import icon
from app.ui.widgets.labels import Sign, label, set_role, tooltip

ICONS: Final = {
    "problem": ("warning", "overdue"),
    "caution": ("warning-circle", "caution"),
    "good": ("check-circle", "good"),
    "info": ("info", "accent"),
}
Way = tuple[str, Callable[[], object]]


class MessageBar(QFrame):
    """A line with an icon, one or two ways on, and a cross. Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._text = Sign("info"), label(wrap=True)
        self._buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._cross())
        self._row = row
        self.hide()

    def say(self, text: str, role: str = "problem", ways: Sequence[Way] = ()) -> None:
        """Show `text` in the place of what was there. Roles: problem, caution, good, info."""
        set_role(self, f"bar-{role}")
        self._text.setText(text)
        self._icon.show_icon(*ICONS[role])
        self._put_buttons(ways)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def list_problems(self, wrong: Sequence[tuple[str, str]]) -> None:
        """(title, reason) of every field that cannot be taken; a single one is told at its field alone."""
        if len(wrong) < 2:
            self.clear()
            return
        lines = (_("{what}: {why}").format(what=title, why=reason) for title, reason in wrong)
        count = ngettext("{count} field needs fixing.", "{count} fields need fixing.", len(wrong))
        self.say("\n".join([count, *lines]))

    def clear(self) -> None:
        self._text.setText("")
        self.hide()

    def text(self) -> str:
        return self._text.text()

    def go_to_way(self) -> None:
        """The keyboard on the first of the ways on, where there is one."""
        if self._buttons:
            self._buttons[0].setFocus()

    def _put_buttons(self, ways: Sequence[Way]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for place, (text, act) in enumerate(ways):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._row.insertWidget(2 + place, button)
            self._buttons.append(button)

    def _cross(self) -> QToolButton:
        cross = QToolButton()
        cross.setIcon(icon("x", "text2"))
        cross.setToolTip(tooltip(_("Close this message")))
        cross.setAccessibleName(_("Close this message"))
        cross.clicked.connect(self.clear)
        return cross
