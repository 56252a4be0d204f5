"""The list of statements and confirmation letters: sent, come back, void; and each paper again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from app.i18n import _, mark
from app.services import documents
from app.services.statement_rows import StatementRow
from app.services.statement_wording import statements_footer
from app.ui.dialogs import statement_reply
from app.ui.pages.receivables.ledger_list import Ledger, LedgerList
from app.ui.pages.receivables.statement_columns import statement_columns
from app.ui.papers import open_file, temporary
from app.ui.widgets.page import Page
from app.ui.widgets.table_panel import Nothing

STATEMENTS: Final = Ledger(
    name="statements",
    hint=mark("Paper no., customer, pinyin, note"),
    chips=(
        ("not_sent", mark("Not sent")),
        ("sent", mark("Sent")),
        ("late", mark("No reply in time")),
        ("agrees", mark("Returned, agrees")),
        ("differs", mark("Returned, differs")),
        ("voided", mark("Voided")),
    ),
    first_chips=(),
    sort=(("made_on", True), ("number", True)),
    days=mark("Balance of"),
    days_filter="cutoff",
    columns=statement_columns,
    total="amount",
    footer=statements_footer,
    sum_of=lambda row: (row.amount, row.currency),
)


class PapersView(LedgerList):
    """Each paper is a row, one of two currencies two rows."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, STATEMENTS)
        dialog = page.desk.navigation.dialog
        self.new = self.add_action("plus", _("New statement…"), "Ctrl+N", lambda: dialog("statement", **self._whose()))
        self.send = self.add_action("paper-plane-tilt", _("Mark sent…"), "", self._send)
        self.answer = self.add_action("check-circle", _("Record the reply…"), "F2", self._answer)
        self.paper = self.add_action("file-pdf", _("Open the PDF"), "", self.print_shown)
        self.void = self.add_action("prohibit", _("Void…"), "Del", self._void)
        self.open = self.add_action("user", _("Open customer"), "Enter", self.open_customer)
        self.set_actions([self.new, self.send, self.answer, self.paper, self.void, self.open])
        words = _(
            "No statements yet. A statement shows a customer what is owed; sealed and returned it proves the debt."
        )
        ways = (
            (_("Statements of all customers"), lambda: dialog("statements")),
            (_("New statement"), lambda: dialog("statement")),
        )
        self.panel.when_empty = Nothing(words, ways)

    def selection(self) -> Mapping[str, Any]:
        return self._whose()

    def show_chosen(self, rows: list[Any]) -> None:
        row: StatementRow | None = rows[0] if len(rows) == 1 and rows[0].voided_on is None else None
        self.send.setEnabled(bool(rows) and all(each.state == "not_sent" for each in rows))
        self.answer.setEnabled(row is not None and row.reply is None)
        for action in (self.paper, self.void):
            action.setEnabled(row is not None)
        self.open.setEnabled(len(rows) == 1)

    def print_shown(self) -> bool:
        """The paper of the chosen row once more, of the figures of its day."""
        rows = [row for row in self.chosen()[:1] if row.voided_on is None]
        for row in rows:
            self._draw(row)
        return bool(rows)

    def _draw(self, row: StatementRow) -> None:
        path, today = temporary(f"{row.number} {row.customer_full}", ".pdf"), self.page.desk.today

        def work(services: Any, _job: Any) -> Any:
            documents.render(services.statements.paper(row.id), path, printed=today)
            return services.statements.moved(row.id)

        self.page.message_bar.clear()
        self.page.desk.jobs.run(self.page, work, lambda moved: self._show(path, moved), read_only=True)

    def _show(self, path: Path, moved: tuple[Any, ...]) -> None:
        open_file(path, self.page.message_bar)
        if moved:
            words = _(
                "The balance of that day is another now than on the paper that went out: something was entered or voided since."
            )
            self.page.message_bar.say(words, "caution")

    def _send(self) -> None:
        statement_reply.send(self.page.desk, self.chosen(), self)

    def _answer(self) -> None:
        statement_reply.answer(self.page.desk, self.chosen()[0], self)

    def _void(self) -> None:
        statement_reply.void(self.page.desk, self.chosen()[0], self)
