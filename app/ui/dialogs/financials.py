"""Financial statements of a customer: up to three periods as columns, typed or pasted, balanced while one types.

navigation.dialog("financials", customer=12)                    # new ones
navigation.dialog("financials", customer=12, statement=3)       # one to correct
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from app.i18n import _, ngettext
from app.models.errors import UserError
from app.models.financials import FinancialStatement
from app.services import credit_wording as words
from app.services import statement_grid, statement_paste
from app.services.credit_view import CreditFileView
from app.services.formats import joined
from app.services.limit_wording import together
from app.services.scoring import WhatIf
from app.services.statement_grid import Checked
from app.ui import drafts
from app.ui.dialogs.financials_lines import columns, grid_lines, states
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form
from app.ui.widgets.labels import buttons_in_order, label, set_role
from app.ui.widgets.line_grid import LineGrid, LineModel
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import frame_dialog
from app.ui.widgets.what_if import WhatIfLine

PERIODS: Final = 3


class FinancialsDialog(QDialog):
    """The last three years, those on file filled in. Nothing is written before Save; what cannot be taken stays here."""

    name: ClassVar[str] = "financials"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int, statement: int | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.customer, self.statement = desk, customer, statement
        self.checked = Checked()
        self.known: dict[int, FinancialStatement] = {}  # what is on file, by column
        self._filled: dict[int, dict[str, str]] = {}  # and its texts as they were filled in
        self._start: dict[str, Any] = {}
        self._refused = ""  # what the bar said when Save was pressed
        self._draft = f"{self.name} {customer} {statement or 0}"
        self.message_bar, self.foot, self.outcome = MessageBar(), label("", wrap=True), WhatIfLine(desk, customer)
        self.form = _form()
        self.grid = LineGrid(LineModel(grid_lines(), columns(1 if statement else PERIODS), _("Check")))
        self.grid.setAccessibleName(_("Figures of the statements"))
        self.buttons = buttons_in_order()
        self._lay_out()
        self.grid.rows.edited.connect(self.check)
        self.grid.pasted.connect(self.paste)
        self.form.changed.connect(self._fill_known)
        self.form.submitted.connect(self.save)
        desk.jobs.read(self, lambda s: s.credit_file.file(customer), self._begin)

    # --- what stands in it

    def columns(self) -> list[dict[str, str]]:
        return [self.grid.lines.column(place) for place in range(len(self.grid.lines.columns) - 1)]

    def changed(self) -> dict[int, FinancialStatement]:
        """By column: new ones, and those on file that were changed here. Another period in a column of a year on file is a new
        statement, unless it is that statement alone which is corrected."""
        columns, found = self.columns(), {}
        for place, statement in self.checked.statements.items():
            known = self.known.get(place)
            moved = known is not None and statement.period_end != known.period_end
            if known is None or (moved and self.statement is None):
                found[place] = statement
            elif columns[place] != self._filled[place]:
                found[place] = replace(statement, id=known.id, note=known.note)
        return found

    def paste(self, text: str) -> None:
        """A block with names finds its lines by them; figures alone go from the cell in question on. Where the periods of a
        block have no room to the right of that cell they begin as far to the left as they need."""
        rows = statement_paste.rows_of(text)
        named = [(key, figures) for key, figures in rows if key is not None]
        if not named:
            self.grid.paste_rows([figures for _key, figures in rows])
            return
        lines, wide = self.grid.lines, statement_paste.periods_in(named)
        left = max(0, min(self.grid.currentIndex().column(), len(lines.columns) - 1 - wide))
        lines.write({(lines.places[key], left + x): cell for key, cells in named for x, cell in enumerate(cells)})
        self.grid.go_to(lines.places[named[0][0]], left)
        said = ngettext("{count} line was found by its name.", "{count} lines were found by their names.", len(named))
        other = statement_paste.left_out(text)
        if other:
            said = together(said, _("Not taken, as there is no such line here: {names}.").format(names=joined(other)))
        self.message_bar.say(said, "caution" if other else "info")

    def check(self) -> None:
        """Each cell as understood, each problem at its cell, each period in words."""
        currency, unit = self.form["currency"].value(), self.form["unit"].value()
        self.checked = statement_grid.check(self.columns(), unit=unit, currency=currency or "CNY", on=self.desk.today)
        self._show()

    def save(self) -> None:
        """All periods or none; while it is under way the button takes no second press."""
        if not self._save.isEnabled() or not self.form.check():
            return
        self.check()
        statements = self.changed()
        if self.checked.problems:
            self._go_to_problem()
        elif not statements:
            self.message_bar.say(_("There is nothing new to save yet."), "caution")
        else:
            self._write(statements)

    def show_problem(self, problem: UserError) -> None:
        """What only the book knows: a period that is on file, a file that cannot be read."""
        self._save.setEnabled(True)
        spot = statement_grid.spot_of(problem.field)
        if spot is not None and spot[0] in self.grid.lines.places:
            self.checked.problems[spot] = problem.text
            self._show()
            self._go_to_problem()
        elif not self.form.mark(problem):
            self.message_bar.say(problem.text)

    def reject(self) -> None:
        """Esc or Cancel: what was typed comes back when the same table is opened again."""
        state = self._state()
        if self._start and state != self._start:
            drafts.keep(self.desk.jobs, self._draft, state, self.parentWidget())
        super().reject()

    def _write(self, statements: dict[int, FinancialStatement]) -> None:
        file, customer = self.form["file"].value(), self.customer
        self._save.setEnabled(False)
        self.message_bar.clear()
        self.desk.jobs.write(
            self,
            lambda s: statement_grid.save(s, statements, customer_id=customer, file=file),
            lambda _none: self._saved(),
        )

    def _begin(self, file: CreditFileView) -> None:
        self.form["currency"].set_value(file.currency)
        if self.statement is None:
            self._take_years(file)
        else:
            self.known = {0: next(each for each in file.statements if each.id == self.statement)}
        if self.known:
            newest = self.known[min(self.known)]
            self.form.set({"unit": newest.unit, "currency": newest.currency})
        self._fill_known()
        self._start = self._state()
        kept = drafts.kept(self.desk.jobs, self._draft)
        if kept:
            self._put_back(kept)
            self.message_bar.say(_("What you had typed here is back."), "info", ((_("Start afresh"), self._afresh),))
        empty = next((place for place in range(PERIODS) if place not in self.known), 0)
        self.grid.go_to(statement_grid.FIRST_FIGURE, 0 if self.statement else empty)
        self.grid.setFocus()

    def _take_years(self, file: CreditFileView) -> None:
        """The last three years: those on file, the others begun."""
        years = [date(self.desk.today.year - back, 12, 31) for back in range(1, PERIODS + 1)]
        on_file = {each.period_end: each for each in file.statements}
        self.known = {place: on_file[end] for place, end in enumerate(years) if end in on_file}
        for place, end in enumerate(years):
            self.grid.lines.fill(place, statement_grid.beginning(end, self.desk.today))

    def _fill_known(self) -> None:
        """What is on file and was not touched here, in the unit chosen."""
        columns = self.columns()
        for place, statement in self.known.items():
            if place not in self._filled or columns[place] == self._filled[place]:
                self._filled[place] = statement_grid.texts_of(replace(statement, unit=self.form["unit"].value()))
                self.grid.lines.fill(place, self._filled[place])
        self.check()

    def _state(self) -> dict[str, Any]:
        return {"form": self.form.state(), "columns": self.columns()}

    def _put_back(self, state: Mapping[str, Any]) -> None:
        self.form.put_back(state["form"])
        for place, texts in enumerate(state["columns"]):
            self.grid.lines.fill(place, texts)

    def _afresh(self) -> None:
        drafts.forget(self.desk.jobs, self._draft)
        self.message_bar.clear()
        self._put_back(self._start)

    def _saved(self) -> None:
        drafts.forget(self.desk.jobs, self._draft)
        self.accept()

    # --- showing

    def _show(self) -> None:
        found, places = self.checked, self.grid.lines.places
        if self._refused and self.message_bar.text() == self._refused:
            self.message_bar.clear()
        self.grid.rows.show_checked(
            {(places[line], place): text for (line, place), text in found.shown.items()},
            {(places[line], place): text for (line, place), text in found.problems.items()},
            states(found, places),
        )
        hint = _(
            "Paste from Excel with Ctrl+V, names and all. Enter goes down, Tab right; a line not known stays empty."
        )
        self.foot.setText(statement_grid.foot(found) or hint)
        set_role(self.foot, "overdue" if found.problems else "good" if found.statements else "caption")
        self._save.setEnabled(bool(found.statements or found.problems))
        typed = () if found.problems else tuple(self.changed().values())
        self.outcome.ask(WhatIf(statements=typed) if typed else None)

    def _go_to_problem(self) -> None:
        place = self.grid.rows.first_problem()
        if place is None:
            return
        self.grid.go_to(*place)
        self.grid.setFocus()
        said = self.grid.rows.problem(*place)
        line = self.grid.lines.lines[place[0]].title
        self._refused = _("Nothing was saved. {line}: {why}").format(line=line, why=said)
        self.message_bar.say(self._refused)

    # --- building

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Correct a statement") if self.statement else _("Enter financial statements"))
        role = QDialogButtonBox.ButtonRole
        cancel = self.buttons.addButton(_("Cancel"), role.RejectRole)
        act = _("Save the correction") if self.statement else _("Save statements")
        self._save: QPushButton = self.buttons.addButton(f"{act}  Ctrl+S", role.AcceptRole)
        self._save.setShortcut("Ctrl+S")
        for button, deed in ((cancel, self.reject), (self._save, self.save)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, deed=deed: deed())
        set_role(self._save, "primary")
        parts = (self.message_bar, self.form, self.grid, self.foot, self.outcome, self.buttons)
        frame_dialog(self, *parts, room=self.grid, size=(1000, 560))
        if self.statement:
            self.form["file"].hide()


def _form() -> Form:
    units = [(each, words.unit_name(each)) for each in statement_grid.UNITS]
    return Form(
        [
            (
                Choice("unit", _("&Unit of the figures"), units, hint=_("Chosen once, for all periods.")),
                Text("currency", _("Curre&ncy"), required=True, longest=3, tidy=str.upper),
                FilePick("file", _("The &paper itself"), hint=_("At most 20 MB. It is copied into the book.")),
            )
        ]
    )
