"""Search and chips above a table, and the line that says what is shown.

bar = FilterBar(_("Name, pinyin, phone"), [Chip("owing", _("Owing")), Chip("overdue", _("Overdue"))])
bar.changed.connect(self.load)                  # after each chip, and 150 ms after the last key
bar.show_counts({"owing": 61, "overdue": 14})   # chips with nothing are hidden; "" counts the chip of all
bar.show_result(_("{shown} of {all} shown · total {sum}").format(...))
bar.text(), bar.chosen()                        # what to ask for
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.theme import Theme, icon
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import label, set_role

PAUSE_MS: Final = 150  # after the last key


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on or off. `stays` keeps it in sight when nothing falls under it."""

    key: str
    title: str
    stays: bool = False


class FilterBar(QWidget):
    """Search box at the left, chips after it, drop-downs last, on as many lines as they need; the result line beneath.

    Chips add up (AND). With `whole` there is a chip of that name for all rows, down while no other is.
    """

    changed = Signal()
    left = Signal()  # Esc in an empty box, or Down: back to the table

    def __init__(
        self,
        hint: str,
        chips: Sequence[Chip] = (),
        *,
        one_at_a_time: bool = False,
        boxes: Sequence[QWidget] = (),
        whole: str = "",
    ) -> None:
        super().__init__()
        self.whole, self._whole_title = self._whole_button(whole), whole
        self._one = one_at_a_time
        self.box = _SearchBox(hint)
        self._chips = {chip.key: chip for chip in chips}
        self._buttons = {chip.key: self._button(chip) for chip in chips}
        self._result, self._clear = label("", "caption"), QPushButton(_("Clear filter"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.box.textChanged.connect(self._typed)
        self.box.left.connect(self.left)
        self._clear.clicked.connect(self.clear)
        set_role(self._clear, "link")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._top(boxes))
        layout.addLayout(self._line())
        self.show_result("")
        if whole:  # which of the others there is anything of is not known yet
            for key, button in self._buttons.items():
                button.setVisible(self._chips[key].stays)

    def text(self) -> str:
        return self.box.text().strip()

    def chosen(self) -> list[str]:
        """Keys of the chips that are on."""
        return [key for key, button in self._buttons.items() if button.isChecked()]

    def is_active(self) -> bool:
        """Whether anything is filtered out."""
        return bool(self.text() or self.chosen())

    def choose(self, keys: Iterable[str], text: str = "") -> None:
        """Put the filter as if by hand, and tell it once."""
        wanted = set(keys)
        for key, button in self._buttons.items():
            button.setChecked(key in wanted)
        self.box.setText(text)
        self._pause.stop()
        self._show_clear()
        self.changed.emit()

    def clear(self) -> None:
        self.choose(())

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Count on each chip; those with nothing hide unless they are on."""
        self.whole.setText(f"{self._whole_title} {counts.get('', 0):,}")
        for key, button in self._buttons.items():
            count = counts.get(key, 0)
            button.setText(f"{self._chips[key].title} {count:,}")
            button.setVisible(bool(count) or button.isChecked() or self._chips[key].stays)

    def show_result(self, text: str) -> None:
        """ "14 of 83 shown · total ¥478,900.00"."""
        self._result.setText(text)
        self._result.setVisible(bool(text))
        self._show_clear()

    def result(self) -> str:
        return self._result.text()

    def chip(self, key: str) -> QPushButton:
        return self._buttons[key]

    def _button(self, chip: Chip) -> QPushButton:
        button = QPushButton(chip.title)
        button.setCheckable(True)
        set_role(button, "chip")
        button.clicked.connect(lambda on, key=chip.key: self._clicked(key, on))
        button.toggled.connect(lambda on: button.setIcon(icon("check", "accent") if on else QIcon()))
        return button

    def _whole_button(self, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setCheckable(True)
        button.setChecked(True)
        set_role(button, "chip")
        button.clicked.connect(lambda _on: self.choose((), self.box.text()))
        return button

    def _clicked(self, key: str, on: bool) -> None:
        if self._one and on:
            for other, button in self._buttons.items():
                button.setChecked(other == key)
        self._show_clear()
        self.changed.emit()

    def _typed(self) -> None:
        self._pause.start()

    def _show_clear(self) -> None:
        self._clear.setVisible(self.is_active())
        self.whole.setChecked(not self.chosen())

    def _top(self, boxes: Sequence[QWidget]) -> FlowLayout:
        top = FlowLayout(spacing=8)
        whole = (self.whole,) if self._whole_title else ()
        for widget in (self.box, *whole, *self._buttons.values(), *boxes):
            top.addWidget(widget)
        return top

    def _line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._result)
        row.addWidget(self._clear)
        row.addStretch(1)
        return row


class _SearchBox(QLineEdit):
    """Esc clears; Esc again or Down goes to the table."""

    left = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnifying-glass", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self._take_size()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._take_size()

    def _take_size(self) -> None:
        self.setFixedWidth(Theme.current().px(320))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
