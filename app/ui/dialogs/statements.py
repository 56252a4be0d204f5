"""Statements of all customers with a balance: looked at first, then written one by one, with a way to stop.

navigation.dialog("statements")
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _, mark, ngettext
from app.models.errors import UserError
from app.models.statement_lines import Balance
from app.services.formats import figure, money
from app.services.outfile import file_name
from app.services.statement_drawing import StatementDraft
from app.services.statements import Made
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.statement import folder_of
from app.ui.dialogs.statement_fields import PaperFields
from app.ui.jobs import Job
from app.ui.papers import bar_of, say_written
from app.ui.theme import Theme
from app.ui.widgets.busy import Progress
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.sheet_table import SheetTable
from app.ui.widgets.tab_order import order_tabs

FILES: Final = (("each", mark("A PDF for each customer")), ("one", mark("One PDF of them all")))


class StatementsDialog(FormDialog):
    """Which days, which paper, one file or many; beneath them who gets one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.fields = PaperFields(desk.today)
        self.files = Choice("files", _("Fi&les"), [(key, _(title)) for key, title in FILES])
        form = Form(self.fields.rows(self.files))
        super().__init__(desk, _("Statements of all customers"), form, _("Save the statements"), parent, width=760)
        self.restores = False
        self.balances: list[Balance] = []
        self.job: Job | None = None
        self.summary, self.table = label("", "section"), SheetTable()
        self.table.setFixedHeight(Theme.current().px(5 * 34))
        self.table.setAccessibleName(_("Customers with a balance"))
        self.body.insertWidget(1, self.summary)
        self.body.insertWidget(2, self.table)
        order_tabs(self)
        self.fields.kind.setFocus()
        form.changed.connect(self.load)
        self.save.setEnabled(False)
        self.load()

    def load(self) -> None:
        """Who has a balance at the end of the last day."""
        until = self.fields.until.day()
        if until is not None:
            self.desk.jobs.read(self, lambda s: s.statements.owing(until), self.show_balances, slot="preview")

    def show_balances(self, found: list[Balance]) -> None:
        self.balances = found
        sums: dict[str, int] = {}
        for each in found:
            sums[each.currency] = sums.get(each.currency, 0) + each.amount
        count = ngettext("{count} customer with a balance", "{count} customers with a balance", len(self._customers()))
        self.summary.setText(" · ".join([count, *(money(minor, currency) for currency, minor in sorted(sums.items()))]))
        rows = [(each.name, each.currency, figure(each.amount, each.currency)) for each in found]
        self.table.show_sheet((_("Customer"), _("Currency"), _("Closing balance")), rows, ())
        self.save.setEnabled(bool(found) and self.job is None)

    def commit(self) -> None:
        """One piece of work: every paper, or none when it is stopped."""
        if not self.save.isEnabled():
            return
        try:
            values = self.fields.values()
        except UserError as problem:
            self.show_problem(problem)
            return
        drafts = [StatementDraft(customer, **values) for customer in self._customers()]
        one_file = _file_name(values["until"]) if self.files.value() == "one" else ""

        def work(services: Any, job: Job) -> Made:
            made: Made = services.statements.make(drafts, folder_of(services), one_file=one_file, report=job.report)
            return made

        self.message_bar.clear()
        self.save.setEnabled(False)
        self.job = self.desk.jobs.run(self, work, self._written, self._ended)
        Progress.follow(self, self.job, _("Writing the statements…"))

    def reject(self) -> None:
        """Esc: stop what is under way; else close."""
        if self.job is not None:
            self.job.cancel()
        else:
            super().reject()

    def _customers(self) -> list[int]:
        return list(dict.fromkeys(each.customer_id for each in self.balances))

    def _ended(self) -> None:
        stopped = self.job is not None and self.job.cancelled
        self.job = None
        self.save.setEnabled(bool(self.balances))
        if stopped:
            self.message_bar.say(_("Stopped. Nothing was written."), "info")

    def _written(self, made: Made) -> None:
        bar = bar_of(self.parentWidget())
        count = ngettext("{count} paper", "{count} papers", len(self._customers()))
        words = _("{papers} saved in the folder “{folder}”.").format(papers=count, folder=made.files[0].parent.name)
        self.accept()
        if bar is not None:
            say_written(made.files, bar, words)


def _file_name(until: date) -> str:
    return file_name(f"{_('Statements')} {until.isoformat()}", ".pdf")
