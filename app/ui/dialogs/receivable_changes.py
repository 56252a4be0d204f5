"""Small dialogs about one row of the lists: another due date, what it waited for, voiding."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _, mark
from app.services.formats import money
from app.services.ledger_wording import number_text
from app.services.lists import PaymentRow, ReceivableRow
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.reason import ask_reason
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk

# What an instalment waits for: the tick, and the name of its day.
EVENTS: Final = {
    "delivery": (mark("Delivered"), mark("&Day of delivery")),
    "acceptance": (mark("Accepted by the customer"), mark("&Day of acceptance")),
}


def change_due(desk: Desk, row: ReceivableRow, parent: QWidget) -> FormDialog:
    """A new due date from today on; what was overdue in the past stays so."""
    due = Day("due_on", _("&New due date"), today=desk.today, required=True, value=row.due_on)
    why = Text("reason", _("&Reason"), required=True, hint=_("Past reports keep the old date. Undo brings it back."))
    form = Form([due, why])
    title = _("Due date of {number}").format(number=number_text(row))
    dialog = FormDialog(desk, title, form, _("Save due date"), parent)
    dialog.draft_name = f"change_due {row.id}"

    def work(services: Any) -> None:
        draft = form.draft()
        services.receivables.change_due(row.id, draft["due_on"], draft["reason"])

    dialog.work = work
    dialog.open()
    due.setFocus()
    return dialog


def happened(desk: Desk, row: ReceivableRow, parent: QWidget) -> FormDialog:
    """The tick: it was delivered or accepted, and on which day. Every part that waited for it gets its due date."""
    words = EVENTS[row.event or "delivery"]
    on = Day(
        "on",
        _(words[1]),
        today=desk.today,
        required=True,
        value=desk.today,
        hint=_("The due date counts from this day."),
    )
    form = Form([on])
    title = _("{event}: {number}").format(event=_(words[0]), number=row.number)
    dialog = FormDialog(desk, title, form, _(words[0]), parent)
    dialog.draft_name = f"happened {row.id}"
    dialog.work = lambda s: s.receivables.happened(row.id, form.draft()["on"])
    dialog.open()
    on.setFocus()
    return dialog


def void_receivable(desk: Desk, row: ReceivableRow, parent: QWidget) -> FormDialog:
    title = _("Void receivable {number}").format(number=row.number)
    act = _("Void this receivable")
    return ask_reason(
        desk,
        title,
        act,
        lambda s, why: s.receivables.void(row.receivable_id, why),
        parent,
        about=f"void receivable {row.receivable_id}",
    )


def void_payment(desk: Desk, row: PaymentRow, parent: QWidget) -> FormDialog:
    amount = money(row.amount, row.currency)
    title = _("Void the payment of {amount} from {name}").format(amount=amount, name=row.customer)
    act = _("Void this payment")
    return ask_reason(
        desk, title, act, lambda s, why: s.payments.void(row.id, why), parent, about=f"void payment {row.id}"
    )
