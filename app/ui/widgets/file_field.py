"""A file to take into the book: its name, and a button that looks for it.

FilePick("file", _("E&vidence"), hint=_("A scan, a photo or a message, at most 20 MB."))      # value: Path, or None
FilesPick("photos", _("P&hotos"))                                                            # value: tuple of paths
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.i18n import _
from app.ui.widgets.acting import new_button
from app.ui.widgets.field import LineField

BETWEEN: Final = " | "  # in hardly any name


class FilePick(LineField):
    """The path can be typed, pasted or looked for."""

    def __init__(self, key: str, title: str, *, required: bool = False, hint: str = "") -> None:
        super().__init__(key, title, required=required, hint=hint)
        self.choose = new_button(_("Choose…"), self._ask)
        self.choose.setAccessibleName(_("Choose a file"))
        self._put_button_beside()

    def value(self) -> Path | None:
        text = self.text().strip('"')
        return Path(text) if text else None

    def set_value(self, value: Path | None) -> None:
        self.line.setText("" if value is None else str(value))
        self.mark("")

    def _ask(self) -> None:
        start = str(self.value() or Path.home())
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), self.plain_title, start)
        if chosen:
            self.set_value(Path(chosen))
            self.changed.emit()

    def _put_button_beside(self) -> None:
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        place = self.layout()
        if place is not None:
            place.replaceWidget(self.line, beside)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)


class FilesPick(FilePick):
    """Several files at once; their paths stand in the line one after the other, with a bar between."""

    def value(self) -> tuple[Path, ...]:  # type: ignore[override]
        paths = (each.strip().strip('"') for each in self.text().split(BETWEEN.strip()))
        return tuple(Path(each) for each in paths if each)

    def set_value(self, value: Sequence[Path] | None) -> None:  # type: ignore[override]
        self.line.setText(BETWEEN.join(map(str, value or ())))
        self.mark("")

    def _ask(self) -> None:
        known = self.value()
        start = str(known[-1] if known else Path.home())
        chosen, _kind = QFileDialog.getOpenFileNames(self.window(), self.plain_title, start)
        if chosen:
            self.set_value([*known, *map(Path, chosen)])
            self.changed.emit()
