"""The one door for problems: a sentence in the page for what a person can act on, a report window for the rest.

Jobs(make_services, messages.show_error)      # answers with an error come here
messages.install()                            # and so does everything nobody caught
"""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType
from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

import app
from app.i18n import _
from app.models.errors import UserError
from app.ui.widgets.labels import label

log = logging.getLogger("kedun")


@runtime_checkable
class ShowsProblems(Protocol):
    """A page, dialog or window with a message bar."""

    def show_problem(self, problem: UserError) -> None: ...


def show_error(owner: QObject, error: BaseException) -> None:
    """Show a UserError in the message bar nearest to `owner`; anything else is logged and opens the report window."""
    if not isinstance(error, UserError):
        report(error)
        return
    place: QObject | None = owner if shiboken6.isValid(owner) else None
    while place is not None and not isinstance(place, ShowsProblems):
        place = place.parent()
    if place is None:
        place = next((w for w in QApplication.topLevelWidgets() if isinstance(w, ShowsProblems)), None)
    if isinstance(place, ShowsProblems):
        place.show_problem(error)
    else:
        log.warning("no message bar for: %s", error.text)


def report(error: BaseException) -> None:
    """Log what nobody expected, and say so in the one window with a copyable report."""
    text = report_text(error)
    log.error("%s", text)
    if QApplication.instance() is not None:
        ReportWindow.show_report(text)


def report_text(error: BaseException) -> str:
    """Versions and the traceback; no values of variables, so nothing about customers beyond the traceback itself."""
    versions = f"Kedun {app.__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
    return "\n\n".join((versions, "".join(traceback.format_exception(error))))


class _Uncaught(QObject):
    """Brings what nobody caught, in whatever thread, to the UI thread."""

    caught = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.caught.connect(self.show)

    def show(self, error: BaseException) -> None:
        report(error)

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.caught.emit(error)

    def thread_hook(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.caught.emit(caught.exc_value)


def install() -> None:
    """From now on uncaught exceptions, also those of threads, reach the report window. Call on the UI thread."""
    uncaught = _Uncaught()
    uncaught.setParent(QApplication.instance())
    sys.excepthook = uncaught.hook
    threading.excepthook = uncaught.thread_hook


class ReportWindow(QDialog):
    """ "Something went wrong": what happened, that the book is safe, and a report to copy. One at a time."""

    _open: ReportWindow | None = None

    @classmethod
    def show_report(cls, text: str) -> None:
        if cls._open is None or not shiboken6.isValid(cls._open):
            cls._open = cls(QApplication.activeWindow())
            cls._open.show()
        cls._open.add(text)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something went wrong"))
        self.resize(640, 400)
        self._report = QPlainTextEdit(readOnly=True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setAccessibleName(_("Report"))
        layout = QVBoxLayout(self)
        layout.addWidget(label(_("Something went wrong in Kedun. What was saved before is safe."), "section"))
        layout.addWidget(label(_("Please send this report to whoever looks after Kedun for you."), wrap=True))
        layout.addWidget(self._report, 1)
        layout.addLayout(self._buttons())

    def add(self, text: str) -> None:
        """Show `text`, after what is there already."""
        self._report.appendPlainText(text)

    def text(self) -> str:
        return self._report.toPlainText()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _buttons(self) -> QHBoxLayout:
        copy, close = QPushButton(_("Copy the report")), QPushButton(_("Close this window"))
        copy.clicked.connect(self.copy)
        close.clicked.connect(self.close)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(close)
        return row
