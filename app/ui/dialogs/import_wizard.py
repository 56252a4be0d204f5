"""Import (Ctrl+I): file, columns, check. Nothing is written before the button that names the rows.

navigation.dialog("import")                # file Enter, Enter (columns), Enter (import)
navigation.dialog("import", path=path)     # Enter, Enter
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.models.errors import UserError
from app.services import exports
from app.services.imports import sitting, template
from app.services.imports.repairs import BLANK, CREATE, Group, Place
from app.services.imports.sitting import Checked, Draft, Found, NoBackup
from app.ui.dialogs import book_files
from app.ui.dialogs.import_check_step import CheckStep
from app.ui.dialogs.import_columns_step import ColumnsStep
from app.ui.dialogs.import_file_step import FileStep
from app.ui.dialogs.import_result_step import ResultStep
from app.ui.dialogs.steps import StepsDialog
from app.ui.drops import Drops
from app.ui.jobs import Job
from app.ui.widgets.page import Desk

FILE, COLUMNS, CHECK, RESULT = range(4)


class ImportWizard(StepsDialog):
    """One window, three steps, and the result."""

    name: ClassVar[str] = "import"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, path: Path | None = None) -> None:
        super().__init__(desk, _("Import"), [_("File"), _("Match columns"), _("Check and import")], parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.file, self.columns, self.check, self.outcome = FileStep(), ColumnsStep(), CheckStep(), ResultStep()
        self.change: int | None = None
        self.repaired: list[tuple[Group, str]] = []
        self._drafted: tuple[Found | None, str, str | None] = (None, "", None)
        for part in (self.file, self.columns, self.check, self.outcome):
            self.steps.addWidget(part)
        self.again_button.setText(_("Import another file"))
        self._listen()
        self.go(FILE)
        if path is not None:
            self.read(path)

    # --- step 1: the file

    def read(self, path: Path) -> None:
        """Read a file; a kind that is sure leads straight to its columns."""
        if self.busy:
            return
        self.desk.preferences.last_folder = str(path.parent)
        self.go(FILE)
        self.file.show_path(path)
        self.run(_("Reading {name}").format(name=path.name), lambda s, job: _look(s, path, job), self._show_found)

    def paste(self, words: str) -> None:
        """Read what was copied in Excel."""
        self.file.forget()
        self.run(
            _("Reading the clipboard"),
            lambda s, job: sitting.look_at_text(s, words, job.report, lambda: job.cancelled),
            self._show_found,
        )

    def _show_found(self, found: Found) -> None:
        if found.kind == sitting.BANK:  # its lines are matched in a list of their own
            self._go_to_bank(found)
            return
        self.file.show_found(found)
        if found.sure:
            self._draft()
        else:
            self.go(FILE)

    def _go_to_bank(self, found: Found, columns: Mapping[str, int] | None = None) -> None:
        """`columns` = those that a person chose, None where the headings are known."""
        path = str(found.workbook.path)
        self.desk.navigation.open("receivables", view="bank", file=path, columns=columns, time=monotonic())
        self.accept()

    def _browse(self) -> None:
        path = book_files.ask_table(self, self.desk.preferences.last_folder)
        if path is not None:
            self.read(path)

    def _save_template(self, kind: str) -> None:
        name = f"{template.name(kind)}.xlsx"
        path = self.ask_target(_("Save the template"), name)
        if path is not None:
            self.save_template(path, kind)

    def save_template(self, path: Path, kind: str) -> None:
        said = _("Saved as {name}. Fill it in, then import it here.").format(name=path.name)
        self.run(_("Saving"), lambda s, job: template.write(path, kind), lambda _done: self._say(said))

    # --- step 2: the columns

    def _draft(self) -> None:
        """What the chosen sheet would be as the chosen kind."""
        found, kind, sheet = self.file.found, self.file.kind.value(), self.file.sheet.value()
        if found is not None:
            self.run(_("Looking at the columns"), lambda s, job: sitting.draft(s, found, kind, sheet), self._show_draft)

    def _show_draft(self, draft: Draft) -> None:
        self._drafted = (self.file.found, self.file.kind.value(), self.file.sheet.value())
        self.repaired = []
        self.columns.show_draft(draft)
        self.go(COLUMNS)

    def _redraft(self) -> None:
        """A column was chosen: what the dates, the unit and the customers are then."""
        found, known, columns = self.file.found, self.columns.draft, self.columns.columns
        self.refresh()
        if found is None or known is None or self.columns.obstacle_of_columns():
            return
        self.desk.jobs.read(
            self, lambda s: sitting.redraft(s, found, known, columns), self._show_redraft, slot="columns"
        )

    def _show_redraft(self, draft: Draft) -> None:
        self.columns.update_draft(draft)
        self.refresh()

    # --- step 3: the check

    def _check(self) -> None:
        found, known = self.file.found, self.columns.draft
        if found is None or known is None:
            return
        obstacle = self.columns.obstacle()
        if obstacle:
            self.message_bar.say(obstacle, "caution")
            return
        if known.proposal.kind == sitting.BANK:
            self._go_to_bank(found, self.columns.wishes().columns)
            return
        wishes = replace(self.columns.wishes(), emptied=self._emptied())
        self.run(
            _("Checking the rows"),
            lambda s, job: sitting.check(s, found, known, wishes, job.report, lambda: job.cancelled),
            self._show_checked,
        )

    def _show_checked(self, checked: Checked) -> None:
        self.check.show_checked(checked, self.repaired)
        self.go(CHECK)
        if not self._rows():
            words = _("Nothing is new: there is no row to import.")
            if checked.counts["same"] and not checked.counts["wrong"]:
                words = _("Nothing is new: every row of this file is in the book already.")
            self.message_bar.say(words, "info")

    def _repair(self, group: Group, repair: str) -> None:
        """Decide for a group of problems, and check anew."""
        self.repaired = [each for each in self.repaired if each[0] != group]
        if repair == CREATE:
            self.columns.settings.newcomers.set_value(True)
        elif repair == BLANK:
            self.repaired.append((group, repair))
        self._check()

    def _emptied(self) -> frozenset[Place]:
        return frozenset(place for group, _repair in self.repaired for place in group.places)

    def _rows(self) -> int:
        checked = self.check.checked
        return checked.counts["new"] + checked.counts["changed"] if checked else 0

    # --- writing and after

    def write(self, *, backed_up: bool = False) -> None:
        """Everything at once, after a backup; cancelled, nothing is written."""
        checked = self.check.checked
        if checked is not None:
            self.run(
                _("Importing {rows}").format(rows=ngettext("{count} row", "{count} rows", self._rows())),
                lambda s, job: sitting.write(s, checked, backed_up=backed_up, stop=lambda: job.cancelled),
                self._show_written,
                writes=True,
            )

    def _show_written(self, change: int | None) -> None:
        checked = self.check.checked
        if change is not None and checked is not None:
            self.change = change
            self.outcome.show_written(checked)
            self.go(RESULT)

    def undo(self) -> None:
        change = self.change
        if change is not None:
            self.run(_("Undo"), lambda s, job: sitting.undo(s, change), lambda _done: self._show_undone(), writes=True)

    def _show_undone(self) -> None:
        self.change = None
        self.outcome.show_undone()
        self.refresh()

    def _keep_left_out(self) -> None:
        path = self.ask_target(_("Save the rows left out"), _("Rows left out.xlsx"))
        if path is not None:
            self.save_left_out(path)

    def save_left_out(self, path: Path) -> None:
        """The rows that were left out, each with its reason."""
        checked = self.check.checked
        if checked is not None:
            said = _("Saved as {name}. Mend the rows there, then import that file.").format(name=path.name)
            work = lambda s, job: exports.write_table(path, *checked.left_out)  # noqa: E731
            self.run(_("Saving"), work, lambda _done: self._say(said))

    # --- going on and back

    def go_on(self) -> None:
        acts: tuple[Callable[[], object], ...] = (self._to_columns, self._check, self.write, self.accept)
        acts[self.step]()

    def _to_columns(self) -> None:
        """Columns that were looked at already stay as they were chosen."""
        asked = (self.file.found, self.file.kind.value(), self.file.sheet.value())
        if asked == self._drafted:
            self.go(COLUMNS)
        else:
            self._draft()

    def place_to_type(self) -> QWidget | None:
        if self.step == FILE and self.file.found is None:
            return self.file.path
        return self.columns.first_question() if self.step == COLUMNS else None

    def _another(self) -> None:
        """From the result to an empty first step."""
        self.file.path.clear()
        self.file.forget()
        self.go_back(FILE)

    def show_buttons(self) -> None:
        step, rows, checked = self.step, self._rows(), self.check.checked
        wrong = checked.counts["wrong"] if checked else 0
        texts = (_("Match columns"), _("Check the rows"), _import_text(rows, wrong), _("Close"))
        ready = (self.file.found is not None, True, rows > 0, True)
        self.next_button.setText(texts[step])
        self.next_button.setEnabled(ready[step] and not self.busy)
        self.back_button.setVisible(step in (COLUMNS, CHECK))
        self.again_button.setVisible(step == RESULT)
        self.cancel_button.setVisible(step != RESULT)
        self.rail.show_step(step, open_back=step != RESULT and not self.busy)

    def _say(self, text: str) -> None:
        self.message_bar.say(text, "good")

    def show_problem(self, problem: UserError) -> None:
        """What stopped the last step, with a way out."""
        ways: tuple[tuple[str, Callable[[], object]], ...] = ()
        text = problem.text
        if isinstance(problem, NoBackup):
            ways = ((_("Try again"), self.write), (_("Import without a backup"), lambda: self.write(backed_up=True)))
        elif problem.field == "date_order":
            text = _("Choose the order of day and month: this file can be read in two ways.")
        elif self.step == FILE:
            ways = ((_("Try again"), self.file.read_again), (_("Choose another file"), self._browse))
        self.message_bar.say(text, ways=ways)

    def _listen(self) -> None:
        self.drops = Drops(self)
        self.drops.table.connect(self.read)
        self.file.chosen.connect(self.read)
        self.file.browsed.connect(self._browse)
        self.file.pasted.connect(self.paste)
        self.file.template_wanted.connect(self._save_template)
        self.columns.remapped.connect(self._redraft)
        self.columns.changed.connect(self.message_bar.clear)
        self.check.repaired.connect(self._repair)
        self.outcome.undone.connect(self.undo)
        self.outcome.kept.connect(self._keep_left_out)
        self.again_button.clicked.connect(self._another)


def _look(services: Any, path: Path, job: Job) -> Found:
    return sitting.look(services, path, job.report, lambda: job.cancelled)


def _import_text(rows: int, wrong: int) -> str:
    """ "Import 230 rows (leave out 6)"."""
    if not rows:
        return _("Nothing to import")
    text = ngettext("Import {count} row", "Import {count} rows", rows)
    return _("{import_rows} (leave out {wrong})").format(import_rows=text, wrong=f"{wrong:,}") if wrong else text
