"""Book files: where a new one goes, which one to open, putting a backup back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from app import machine
from app.i18n import _, language, ngettext
from app.models.copies import Contents
from app.models.errors import UserError
from app.services import backup, opening
from app.services.outfile import reason_of

ENDING: Final = ".kedun"
NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\s]+')
LONGEST_NAME: Final = 80


def new_book(name: str, *, sample: bool = False) -> Path:
    """A new book for a company, in the folder for books. Raises UserError where it cannot be made."""
    folder = machine.data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(
            _("The folder {folder} cannot be made ({reason}). Allow writing there, or open a book elsewhere.").format(
                folder=folder, reason=reason_of(problem)
            )
        ) from problem
    path = _free(folder, name)
    currency, country = _money_and_country()
    opening.create(path, name=name, currency=currency, country=country, pack=None, owner=_("Owner"), sample=sample)
    return path


def ask_book(parent: QWidget) -> Path | None:
    """Which book to open; None = the person thought better of it."""
    kinds = _("Kedun books (*.kedun)")
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Open a book"), str(machine.data_folder()), kinds)
    return Path(chosen) if chosen else None


def ask_table(parent: QWidget, folder: str) -> Path | None:
    """Which Excel or text file to import."""
    kinds = _("Tables and bank statements (*.xlsx *.xls *.ods *.csv *.tsv *.txt *.xml *.sta *.940 *.mt940 *.ofx *.qfx)")
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose a file to import"), folder, kinds)
    return Path(chosen) if chosen else None


def ask_backup(parent: QWidget) -> Path | None:
    kinds = _("Kedun books (*.kedun)")
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose a backup"), str(machine.backup_folder()), kinds)
    return Path(chosen) if chosen else None


def place_of(found: Contents) -> Path:
    """The book that a backup belongs to."""
    return machine.data_folder() / f"{_plain(found.company)}{ENDING}"


def agrees(parent: QWidget, found: Contents, place: Path) -> bool:
    """Shows what the backup holds, and what becomes of the book in its place, before anything is replaced."""
    box = QMessageBox(QMessageBox.Icon.Question, _("Restore a backup"), contents_text(found), parent=parent)
    if place.exists():
        box.setInformativeText(_("The book “{name}” there now is kept beside it.").format(name=place.name))
    go = QPushButton(_("Restore {name}").format(name=found.company))
    box.addButton(go, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_("Leave everything as it is"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is go


def contents_text(found: Contents) -> str:
    """ "Hongda: 412 receivables, 350 payments"."""
    counts = {kind: sum(each["count"] for each in found.totals[kind].values()) for kind in ("receivable", "payment")}
    return _("{company}: {receivables}, {payments}").format(
        company=found.company,
        receivables=ngettext("{count} receivable", "{count} receivables", counts["receivable"]),
        payments=ngettext("{count} payment", "{count} payments", counts["payment"]),
    )


def put_back(chosen: Path, place: Path) -> None:
    """Restores; the replaced book is kept. Raises UserError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    backup.restore(chosen, place)


def _free(folder: Path, name: str) -> Path:
    plain, number = _plain(name), 1
    path = folder / f"{plain}{ENDING}"
    while path.exists():
        number += 1
        path = folder / f"{plain} {number}{ENDING}"
    return path


def _plain(name: str) -> str:
    """A company's name as a file name of every system."""
    return NOT_IN_NAMES.sub(" ", name)[:LONGEST_NAME].strip(" .") or "Kedun"


def _money_and_country() -> tuple[str, str]:
    """By language; in English by what the system says about where it is."""
    if language() == "zh_CN":
        return "CNY", "CN"
    here = QLocale.system()
    currency = here.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    country = QLocale.territoryToCode(here.territory())
    return (currency, country) if currency and country else ("USD", "US")
