"""Taking a bank's file in: what is new in it is said first, then one button writes it as one change, after a backup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton

from app.i18n import _, ngettext
from app.models.errors import UserError
from app.services import backup
from app.services.bank_review import BankPreview
from app.services.bank_wording import counts_text, difference_text, taken_text
from app.ui.jobs import Job
from app.ui.widgets.page import Page

SHOWN = 3  # rows that cannot be taken, before only their number is told


class BankTaking(QObject):
    """For one list: `then` is done once the lines are there."""

    def __init__(self, page: Page, owner: QObject, then: Callable[[], object]) -> None:
        super().__init__(owner)
        self._page, self._then = page, then
        self.preview: BankPreview | None = None
        self._again: Callable[[str], None] | None = None

    def read(self, path: Path, columns: Mapping[str, int] | None = None, date_order: str | None = None) -> None:
        """Looks at the file; nothing is written. `columns` = a table's, as a person chose them."""
        self.preview, self._again = None, partial(self.read, path, columns)
        self._page.message_bar.say(_("Reading {name}").format(name=path.name), "info")

        def work(services: Any, job: Job) -> BankPreview:
            file = services.bank.read(path, columns=columns, date_order=date_order, cancelled=lambda: job.cancelled)
            found: BankPreview = services.bank.preview(file)
            return found

        self._page.desk.jobs.run(self, work, self.show_preview, read_only=True)

    def show_problem(self, problem: UserError) -> None:
        """A file whose days can be read in two ways is read again in the way that the person says."""
        again = self._again
        if problem.field != "date_order" or again is None:
            self._page.show_problem(problem)
            return
        ways = ((_("Day first"), lambda: again("dmy")), (_("Month first"), lambda: again("mdy")))
        words = _("Choose the order of day and month: this file can be read in two ways.")
        self._page.message_bar.say(words, "caution", ways)

    def show_preview(self, preview: BankPreview) -> None:
        """What the file holds, and the button that takes it, with the focus on it."""
        self.preview = preview
        bar = self._page.message_bar
        if not preview.count:
            bar.say(" ".join(filter(None, (taken_text(preview), _problems(preview)))), "info")
            self._then()
            return
        act = ngettext("Take {count} line", "Take {count} lines", preview.count)
        text = _("{name}: {rows}").format(name=preview.file.path.name, rows=counts_text(preview))
        remarks = [*_differences(preview), _problems(preview)]
        bar.say("\n".join(filter(None, (text, *remarks))), "caution" if any(remarks) else "info", ((act, self.write),))
        for button in bar.findChildren(QPushButton):
            if button.text() == act:
                button.setAutoDefault(True)  # Enter presses it
                QTimer.singleShot(0, button, button.setFocus)  # it comes into sight only then

    def write(self) -> None:
        preview, self.preview = self.preview, None
        if preview is not None:
            self._page.write(lambda s: _taken(s, preview), self._written)

    def _written(self, preview: BankPreview) -> None:
        remarks = [*_differences(preview), _problems(preview)]
        self._page.message_bar.say(
            "\n".join(filter(None, (taken_text(preview), *remarks))), "caution" if any(remarks) else "good"
        )
        self._then()


def _taken(services: Any, preview: BankPreview) -> BankPreview:
    backup.if_changed(services.store.path, "before-import")
    taken: BankPreview = services.bank.take(preview.file)
    return taken


def _differences(preview: BankPreview) -> list[str]:
    told = (difference_text(each.difference, each.currency) for each in preview.file.statements)
    return list(dict.fromkeys(filter(None, told)))


def _problems(preview: BankPreview) -> str:
    """ "2 rows are left out: row 12 “13/32”: This is not a day"."""
    problems = preview.file.problems
    if not problems:
        return ""
    words = ngettext("{count} row is left out", "{count} rows are left out", preview.file.wrong)
    each = (
        _("row {row}, “{value}”: {reason}").format(row=one.row, value=one.value, reason=one.reason)
        for one in problems[:SHOWN]
    )
    return _("{what}: {why}").format(what=words, why=_("; ").join(each))
