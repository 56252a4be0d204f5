"""The line at the foot of the window: the day of the figures, whether all is saved, the last backup, the text size."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStatusBar, QWidget

from app.i18n import _
from app.ui.theme import Theme, icon
from app.ui.widgets.labels import label, set_role

OLD_BACKUP: Final = timedelta(days=7)


class StatusLine(QStatusBar):
    """Short texts beside each other; the backup's turns amber with a sign when it is older than 7 days."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._today = today
        self._day = label(_("As of {day}").format(day=today.isoformat()), "caption")
        self._saved = label("", "caption")
        self._sign, self._backup = QLabel(), label("", "caption")
        self._told = label("", "caption")
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._zoom = label("", "caption")
        self._old = False
        self._quiet = QTimer(self, singleShot=True)
        self._quiet.timeout.connect(lambda: self._told.setText(""))
        self.addWidget(self._line(), 1)
        self.set_saved(_("Saved"))
        self.set_zoom(Theme.current().zoom)

    def set_saved(self, text: str) -> None:
        self._saved.setText(text)

    def set_zoom(self, percent: int) -> None:
        self._zoom.setText(f"{percent}%")

    def set_backup(self, at: datetime | None) -> None:
        """`at` is UTC without zone; None = never."""
        self._old = at is not None and _local(at).date() < self._today - OLD_BACKUP
        self._backup.setText(backup_text(at, self._today))
        set_role(self._backup, "caution" if self._old else "caption")
        self._sign.setVisible(self._old)
        self._draw_sign()

    def showMessage(self, text: str, timeout: int | None = None) -> None:
        """A passing message stands beside the rest instead of hiding it. `timeout` in ms, None = until the next one."""
        self._told.setText(text)
        self._quiet.stop()
        if timeout:
            self._quiet.start(timeout)

    def text(self) -> str:
        """Everything the line says, for a screen reader and for tests."""
        parts = (self._day, self._saved, self._backup, self._zoom)
        return " · ".join(part.text() for part in parts if part.text())

    @property
    def is_backup_old(self) -> bool:
        return self._old

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_sign"):
            self._draw_sign()

    def _draw_sign(self) -> None:
        side = Theme.current().px(14)
        self._sign.setPixmap(icon("warning", "caution").pixmap(side, side))

    def _line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 2, 16, 4)
        row.setSpacing(6)
        self._sign.hide()
        for part in (self._day, label("·", "caption"), self._saved, label("·", "caption"), self._sign, self._backup):
            row.addWidget(part)
        row.addWidget(label("·", "caption"))
        row.addWidget(self._zoom)
        row.addSpacing(24)
        row.addWidget(self._told, 1)
        return line


def backup_text(at: datetime | None, today: date) -> str:
    """ "Last backup today 09:02", "... yesterday 18:30", "... 2026-10-02", or that there is none."""
    if at is None:
        return _("No backup yet")
    local = _local(at)
    if local.date() == today:
        return _("Last backup today {time}").format(time=f"{local:%H:%M}")
    if local.date() == today - timedelta(days=1):
        return _("Last backup yesterday {time}").format(time=f"{local:%H:%M}")
    return _("Last backup {day}").format(day=local.date().isoformat())


def _local(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC).astimezone()
