"""What became of a statement or a letter: sent, come back, void.

send(desk, rows, parent); answer(desk, row, parent); void(desk, row, parent)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _, mark, ngettext
from app.models.receivables import OpenItem
from app.services.formats import day, money
from app.services.statement_rows import StatementRow
from app.services.statement_wording import SERVICES
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.reason import ask_reason
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Tick
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.tab_order import order_tabs

REPLIES: Final = (("agrees", mark("The balance is right")), ("differs", mark("It differs")))
MOST: Final = 8  # receivables asked about; more are marked as disputed one by one


def send(desk: Desk, rows: Sequence[StatementRow], parent: QWidget) -> FormDialog:
    """The day they went out, and how."""
    ways = [(key, _(title)) for key, title in SERVICES.items()]
    on = Day("on", _("&Date sent"), today=desk.today, required=True, value=desk.today)
    hint = _("Keep the slip: a demand counts once it arrived. A paper recorded as sent is voided, not undone.")
    form = Form([on, Choice("service", _("Sent &by"), ways, hint=hint)])
    title = _title(rows[0]) if len(rows) == 1 else ngettext("{count} paper", "{count} papers", len(rows))
    dialog = FormDialog(desk, title, form, _("Mark sent"), parent)
    ids = [row.id for row in rows]
    dialog.draft_name = f"statement_sent {ids}"

    def work(services: Any) -> None:
        draft = form.draft()
        services.statements.mark_all_sent(ids, draft["on"], draft["service"])

    dialog.work = work
    dialog.open()
    on.setFocus()
    return dialog


def answer(desk: Desk, row: StatementRow, parent: QWidget) -> ReplyDialog:
    dialog = ReplyDialog(desk, row, parent)
    dialog.open()
    return dialog


def void(desk: Desk, row: StatementRow, parent: QWidget) -> FormDialog:
    return ask_reason(
        desk,
        _title(row),
        _("Void this paper"),
        lambda s, why: s.statements.void(row.id, why),
        parent,
        about=f"void statement {row.id}",
    )


class ReplyDialog(FormDialog):
    """Right or different; what of which receivable is not accepted becomes a dispute."""

    def __init__(self, desk: Desk, row: StatementRow, parent: QWidget) -> None:
        self.row = row
        self.reply = Choice("reply", _("&Reply"), [(key, _(title)) for key, title in REPLIES])
        on = Day("on", _("&Date of reply"), today=desk.today, required=True, value=desk.today)
        self.sealed = Tick("sealed", _("It bears the customer's &seal or an authorised signature"))
        self.note = Note("note", _("&What differs"), lines=2)
        scan = FilePick("file", _("The paper &itself"), hint=_("A scan or photo; a copy is kept in the book."))
        form = Form([(self.reply, on), self.sealed, scan, self.note])
        super().__init__(desk, _title(row), form, _("Save the reply"), parent)
        self.draft_name = f"statement_reply {row.id}"
        self.parts: dict[int, Amount] = {}
        self.heading = label(_("What is not accepted, receivable by receivable"), "section")
        self.body.insertWidget(1, self.heading)
        self.reply.changed.connect(self._follow)
        self.reply.setFocus()
        self._follow()
        customer, currency = row.customer_id, row.currency
        desk.jobs.read(self, lambda s: _open(s, customer, currency), self.show_items)

    def show_items(self, items: Sequence[OpenItem]) -> None:
        """An amount field for each receivable that is open."""
        for place, item in enumerate(items[:MOST]):
            words = {"day": day(item.due_on), "amount": money(item.open - item.disputed, item.currency)}
            hint = _("due {day} · open {amount}").format(**words)
            title = item.number.replace("&", "&&")
            field = Amount(f"part{item.instalment_id}", title, currency=item.currency, hint=hint)
            self.parts[item.instalment_id or 0] = field
            self.body.insertWidget(2 + place, field)
        order_tabs(self)
        self._follow()

    def _follow(self) -> None:
        differs = self.reply.value() == "differs"
        for part in (self.note, self.heading, *self.parts.values()):
            part.setVisible(differs)
        self.adjustSize()

    def commit(self) -> None:
        """The fields are read here: the work is done on a thread of its own."""
        differs = self.reply.value() == "differs"
        asked = list(self.parts.items()) if differs else []
        for _key, field in asked:
            if field.problem():
                field.mark(field.problem())
                field.focus_editor.setFocus()
                return
        draft, differences = self.form.draft(), {key: amount for key, field in asked if (amount := field.value())}
        more = {"sealed": draft["sealed"], "note": draft.get("note", ""), "scan": draft["file"]}
        self.work = lambda s: s.statements.reply(
            self.row.id, draft["on"], draft["reply"], differences=differences, **more
        )
        super().commit()


def _open(services: Any, customer_id: int, currency: str) -> list[OpenItem]:
    items = services.reports.balance(customer_id).open
    return [
        item
        for item in items
        if item.instalment_id is not None and item.currency == currency and item.open > item.disputed
    ]


def _title(row: StatementRow) -> str:
    return _("{number} of {name}").format(number=row.number, name=row.customer)
