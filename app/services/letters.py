"""Letters and messages about what is owed, from the texts of the book. Nothing is ever sent: text to copy, papers to print.

found = services.reminders.due()[0]
services.letters.message(found, "wechat")              # text to copy
sheet = services.letters.sheet(found)                  # the letter; documents.render(sheet, path) prints it
services.letters.batch(sheets, folder, report=report)  # one PDF each, or all in one; all or none
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.i18n import _
from app.models import reminders
from app.models.errors import UserError
from app.models.store import Store
from app.services import letter_drawing, letter_plain
from app.services.letter_drawing import Addressed, Opened
from app.services.letter_sheets import LetterSheet, thawed
from app.services.outfile import file_name, whole_files
from app.services.rules.reminding import DueReminder

__all__ = ["KEPT", "Letters"]
KEPT = "letter"  # under this name the sheet is kept in the data of a reminder
Report = Callable[[int, int], None]


class Letters:
    """Texts and sheets of one book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def message(
        self, found: DueReminder, channel: str = "wechat", lang: str | None = None, contact_id: int | None = None
    ) -> str:
        """The text to copy; `channel` wechat, sms (fewer lines) or email."""
        return self._said(found, channel, lang, contact_id)[1]

    def subject(self, found: DueReminder, lang: str | None = None) -> str:
        """Of an e-mail."""
        return self._said(found, "email", lang, None)[0]

    def sheet(
        self,
        found: DueReminder | int,
        lang: str | None = None,
        contact_id: int | None = None,
        *,
        on: date | None = None,
    ) -> LetterSheet:
        """The letter that is to go out, or the one that did (by the id of its reminder), as it was. Raises UserError."""
        if isinstance(found, int):
            return self._kept(found)
        return letter_drawing.draw(
            self._store, self._today, found, Addressed(language=lang, contact_id=contact_id, on=on)
        )

    def opened(self, found: DueReminder, to: Addressed) -> Opened:
        """The letter that is to go out, with what a person may change of it. Raises UserError, Invalid."""
        return letter_drawing.opened(self._store, self._today, found, to)

    def plain(self, sheet: LetterSheet) -> str:
        """How the letter reads, without its look."""
        return letter_plain.text(sheet)

    def batch(
        self,
        sheets: Sequence[LetterSheet],
        folder: Path,
        *,
        one_file: str = "",
        report: Report | None = None,
    ) -> tuple[Path, ...]:
        """Writes PDFs into `folder` (made when missing): one each, or all in `one_file`; their paths.

        `report(done, total)` may raise Cancelled: then no file is left. Raises UserError where the place cannot be written.
        """
        with whole_files(folder) as place:
            names = _write(sheets, place, one_file, self._today, report)
        return tuple(folder / name for name in names)

    def _said(self, found: DueReminder, channel: str, lang: str | None, contact_id: int | None) -> tuple[str, str]:
        to = Addressed(language=lang, contact_id=contact_id)
        return letter_drawing.say(self._store, self._today, found, to, channel)

    def _kept(self, reminder_id: int) -> LetterSheet:
        row = reminders.reminder(self._store, reminder_id)
        if row is None:
            raise UserError(_("This reminder is no longer in the book."))
        data = json.loads(row.data)
        if KEPT not in data:
            raise UserError(
                _("{number} went out without a letter, so there is none to print.").format(number=row.number)
            )
        sheet = thawed(data[KEPT])
        return replace(sheet, stamp=_("VOIDED")) if row.voided_on else sheet


def _write(
    sheets: Sequence[LetterSheet], place: Path, one_file: str, printed: date, report: Report | None
) -> list[str]:
    """The PDFs in a folder of their own, and their names."""
    from app.services.documents import letter

    def told(done: int) -> None:
        if report:
            report(done, len(sheets))

    if one_file:
        letter.write_papers(sheets, place / one_file, printed, told)
        return [one_file]
    names = _names(sheets)
    letter.write_each(sheets, [place / name for name in names], printed, told)
    return names


def _names(sheets: Sequence[LetterSheet]) -> list[str]:
    """ "CK-2026-0012 Customer.pdf"; two of one name are counted."""
    known: dict[str, int] = {}
    names = []
    for each in sheets:
        plain = f"{each.number or each.title} {each.customer.name}"
        known[plain] = known.get(plain, 0) + 1
        names.append(file_name(plain if known[plain] == 1 else f"{known[plain]} {plain}", ".pdf"))
    return names
