"""Entering receivables as a table (View menu): typed or pasted from Excel, checked while one types, saved as one change.

navigation.dialog("entry_grid")
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from app.i18n import _, ngettext
from app.models.errors import UserError
from app.services import entry_grid
from app.services.entry_grid import Checked, Row, Saved
from app.services.formats import money
from app.ui import drafts
from app.ui.widgets.grid import GridView
from app.ui.widgets.grid_model import GridColumn, GridModel, State
from app.ui.widgets.labels import buttons_in_order, label, set_role
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import frame_dialog
from app.ui.widgets.table_model import RIGHT

PAUSE_MS = 250  # after the last change


class EntryGridDialog(QDialog):
    """Nothing is written before Save; rows that need fixing stay here."""

    name: ClassVar[str] = "entry_grid"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.checked: Checked | None = None
        self.message_bar, self.foot = MessageBar(), label("", "caption")
        self.grid = GridView(GridModel(_columns(), _("Check")))
        self.grid.setAccessibleName(_("Receivables to enter"))
        self.buttons = buttons_in_order()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.check)
        self._lay_out()
        self.grid.rows.edited.connect(self._changed)
        self.grid.pasted.connect(lambda text: self.grid.paste_rows(entry_grid.rows_of(text)))
        self._restore()
        self.grid.go_to(0, 0)
        self.grid.setFocus()

    def save(self, *, set_aside: bool = False) -> None:
        """All rows, or those that can be taken; while it is under way the button takes no second press."""
        if not self._save.isEnabled():
            return
        rows = self.grid.rows.filled
        wrong = self.checked.wrong if self.checked is not None else []
        if wrong and not set_aside:
            self._ask(len(wrong))
            return
        self._save.setEnabled(False)
        self.message_bar.clear()
        self.desk.jobs.write(
            self, lambda s: entry_grid.save(s, rows, set_aside=set_aside), lambda saved: self._saved(saved, rows)
        )

    def show_problem(self, problem: UserError) -> None:
        self._save.setEnabled(True)
        self.message_bar.say(problem.text)
        self.check()

    def reject(self) -> None:
        """Esc or Cancel: the rows come back when the table is opened again."""
        rows = self.grid.rows.filled
        if rows:
            drafts.keep(self.desk.jobs, self.name, rows, self.parentWidget())
        super().reject()

    def _restore(self) -> None:
        rows = drafts.kept(self.desk.jobs, self.name)
        if rows:
            self.grid.rows.put(rows)
            self.message_bar.say(_("What you had typed here is back."), "info", ((_("Start afresh"), self._afresh),))

    def _afresh(self) -> None:
        drafts.forget(self.desk.jobs, self.name)
        self.message_bar.clear()
        self.grid.rows.put([])
        self.grid.go_to(0, 0)
        self.grid.setFocus()

    # --- checking

    def _changed(self) -> None:
        """Saving waits until what was typed is checked."""
        self._save.setEnabled(False)
        self._pause.start()

    def check(self) -> None:
        """Now, without waiting for the typing to pause."""
        self._pause.stop()
        rows = self.grid.rows.filled
        self.desk.jobs.read(
            self, lambda s: entry_grid.check(s, rows), lambda found: self._show(found, rows), slot="check"
        )

    def _show(self, found: Checked, rows: Sequence[Row]) -> None:
        if rows != self.grid.rows.filled:
            return
        self.checked = found
        self.grid.rows.show_checked(found.shown, found.problems, _states(found))
        self.foot.setText(_foot(found))
        self._save.setEnabled(bool(found.ready or found.wrong))

    def _ask(self, wrong: int) -> None:
        """Which row is meant, and the way to save the others."""
        place = self.grid.rows.first_problem()
        if place is not None:
            self.grid.go_to(*place)
            self.grid.setFocus()
        text = ngettext(
            "{count} row needs fixing. Nothing was saved.", "{count} rows need fixing. Nothing was saved.", wrong
        )
        ready = len(self.checked.ready) if self.checked is not None else 0
        others = ngettext("Save the other {count} row", "Save the other {count} rows", ready).format(count=ready)
        ways = ((others, lambda: self.save(set_aside=True)),) if ready else ()
        self.message_bar.say(text.format(count=wrong), "problem", ways)

    def _saved(self, saved: Saved, rows: Sequence[Row]) -> None:
        drafts.forget(self.desk.jobs, self.name)
        if not saved.left:
            self.accept()
            return
        self.grid.rows.put([rows[place] for place in saved.left])
        self.grid.go_to(0, 0)
        done = ngettext("{count} row is saved.", "{count} rows are saved.", saved.written).format(count=saved.written)
        left = ngettext("{count} row is left to fix.", "{count} rows are left to fix.", len(saved.left))
        self.message_bar.say(f"{done} {left.format(count=len(saved.left))}", "good")

    # --- building

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Enter receivables in a table"))
        hint = _(
            "Paste rows from Excel with Ctrl+V; Ctrl+D fills down. A customer may be a part of the name, pinyin or number; "
            "a day 1121 or +30; an amount 60,000 or 3000+2500. An empty number is given by itself, an empty due date by the terms."
        )
        role = QDialogButtonBox.ButtonRole
        cancel = self.buttons.addButton(_("Cancel"), role.RejectRole)
        clear = self.buttons.addButton(_("Empty the table"), role.ActionRole)
        self._save: QPushButton = self.buttons.addButton(_("Save receivables") + "  Ctrl+S", role.AcceptRole)
        self._save.setShortcut("Ctrl+S")
        for button, act in ((cancel, self.reject), (clear, self._afresh), (self._save, self.save)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, act=act: act())
        self._save.setEnabled(False)
        set_role(self._save, "primary")
        parts = (self.message_bar, label(hint, "caption", wrap=True), self.grid, self.foot, self.buttons)
        frame_dialog(self, *parts, room=self.grid, size=(1200, 560))


def _columns() -> list[GridColumn]:
    return [
        GridColumn(_("Customer"), width=150),
        GridColumn(_("Receivable no."), width=130),
        GridColumn(_("Transaction date"), width=110),
        GridColumn(_("Due date"), width=110),
        GridColumn(_("Amount"), RIGHT, 120),
        GridColumn(_("Currency"), width=70),
        GridColumn(_("Description"), width=140),
    ]


def _states(found: Checked) -> dict[int, State]:
    """A word for each row; its first problem where it has one."""
    titles = [column.title for column in _columns()]
    states = {place: State(_("Ready"), "check-circle", "good") for place in found.ready}
    for (row, column), why in sorted(found.problems.items(), reverse=True):
        text = _("{what}: {why}").format(what=titles[column], why=why)
        states[row] = State(text, "warning", "overdue")
    return states


def _foot(found: Checked) -> str:
    ready: Any = ngettext("{count} row ready", "{count} rows ready", len(found.ready)).format(count=len(found.ready))
    wrong = ngettext("{count} needs fixing", "{count} need fixing", len(found.wrong)).format(count=len(found.wrong))
    sums = [money(minor, currency) for currency, minor in sorted(found.totals.items())]
    return " · ".join([ready, *sums, *([wrong] if found.wrong else [])])
