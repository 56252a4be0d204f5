"""The whole book written out as tables: nobody is locked in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.i18n import _
from app.services import book_export, book_tables

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


def ask_and_export(window: MainWindow) -> None:
    """Asks for a folder; the tables go into a new one in it, named by the book and the day."""
    preferences = window.desk.preferences
    start = preferences.last_folder or str(Path.home())
    chosen = QFileDialog.getExistingDirectory(window, _("Folder for the tables of the book"), start)
    if chosen:
        preferences.last_folder = chosen
        export(window, Path(chosen))


def export(window: MainWindow, parent: Path) -> None:
    """Customers, receivables and payments as Excel tables, and every fact as text for a new book."""
    page, today = window.page, window.desk.today
    if page is None:
        return

    def work(services: Any) -> Path:
        folder = parent / f"{services.store.path.stem} {today.isoformat()}"
        book_export.export(services.store, folder, "xlsx", today)
        book_tables.write(services.store, folder)
        return folder

    def tell(folder: Path) -> None:
        way = (_("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        page.message_bar.say(_("The book was written to “{name}”.").format(name=folder.name), "good", (way,))

    window.desk.jobs.run(page, lambda services, _job: work(services), tell, read_only=True)
