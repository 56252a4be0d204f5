"""Letters made: recorded, and written as PDFs, in one change; all of them or none.

made = services.letter_making.make([Order(found) for found in services.reminders.due()], folder, report=job.report)
services.letter_making.again(made.ids[0], path)       # the very paper that went out
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from app.i18n import _
from app.models.change import Change
from app.models.errors import Invalid
from app.models.reminders import Reminder
from app.models.store import Store
from app.services import documents, letter_drawing, numbers, reminder_recording
from app.services.letter_drawing import Addressed
from app.services.letter_sheets import LetterSheet, frozen
from app.services.letter_words import Words
from app.services.letters import KEPT, Letters
from app.services.reminder_recording import ReminderDraft
from app.services.rules.reminding import DueReminder

LETTER: Final = "letter"
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """A letter to be made; `language` "" = the customer's; `channel` = how the paper goes out; `words` and `enclosed` of this one
    alone (`letter_drawing.Addressed`)."""

    found: DueReminder
    language: str = ""
    contact_id: int | None = None
    channel: str = LETTER
    words: Words | None = None
    enclosed: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The reminders recorded (none where they were only printed) and the files written."""

    ids: tuple[int, ...]
    files: tuple[Path, ...]


class LetterMaking:
    """Papers of reminders, new ones and again."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today
        self._letters = Letters(store, today)

    def make(self, orders: Sequence[Order], folder: Path, *, one_file: str = "", report: Report | None = None) -> Made:
        """Records the letters and writes their files into `folder` (made when missing): one each, or all in `one_file`.

        `report(done, total)` may raise Cancelled: then nothing is recorded and no file is left. Raises Invalid, UserError.
        """
        count, ids, sheets = len(orders), list[int](), list[LetterSheet]()
        with self._store.change("reminder.record") if count == 1 else self._store.change("reminder.letters") as change:
            for done, order in enumerate(orders):
                _tell(report, done, 2 * count)
                sheet = self._sheet(order, numbers.upcoming(self._store, "reminder", self._today.year))
                ids.append(self._record(change, order, sheet))
                sheets.append(sheet)
            files = self._write(sheets, folder, one_file, report)
        return Made(tuple(ids), files)

    def print_only(
        self, orders: Sequence[Order], folder: Path, *, one_file: str = "", report: Report | None = None
    ) -> Made:
        """The same papers without a number; nothing of the book changes."""
        sheets = []
        with self._store.snapshot():
            for done, order in enumerate(orders):
                _tell(report, done, 2 * len(orders))
                sheets.append(self._sheet(order, ""))
        return Made((), self._write(sheets, folder, one_file, report))

    def again(self, reminder_id: int, path: Path) -> None:
        """The very paper that went out, from what the book kept of it. Raises UserError where there is none."""
        documents.render(self._letters.sheet(reminder_id), path, printed=self._today)

    def _sheet(self, order: Order, number: str) -> LetterSheet:
        to = Addressed(
            language=order.language or None, contact_id=order.contact_id, number=number, words=order.words,
            enclosed=order.enclosed,
        )  # fmt: skip
        try:
            return letter_drawing.draw(self._store, self._today, order.found, to)
        except Invalid as problem:  # among many: whose
            words = _("{customer}: {problem}").format(customer=order.found.name, problem=problem.text)
            raise Invalid(problem.field or "", words) from problem

    def _record(self, change: Change, order: Order, sheet: LetterSheet) -> int:
        found = order.found
        draft = ReminderDraft(
            found.customer_id,
            found.currency,
            found.level,
            tuple(each.instalment_id for each in found.items),
            order.channel,
            contact_id=order.contact_id,
            lang=sheet.language,
            deadline_on=sheet.deadline_on,
            data={KEPT: frozen(sheet)},
        )
        return reminder_recording.put(self._store, self._today, change, draft)

    def _write(
        self, sheets: Sequence[LetterSheet], folder: Path, one_file: str, report: Report | None
    ) -> tuple[Path, ...]:
        """The second half of the work."""
        count = len(sheets)
        told = (lambda done, _total: _tell(report, count + done, 2 * count)) if report else None
        return self._letters.batch(sheets, folder, one_file=one_file, report=told)


def _tell(report: Report | None, done: int, total: int) -> None:
    """Of a hundred letters it says 0 to 100, though each is drawn and then written."""
    if report:
        report(done // 2, total // 2)


def has_paper(row: Reminder) -> bool:
    """Whether a paper went out, which can be printed again."""
    return KEPT in json.loads(row.data)
