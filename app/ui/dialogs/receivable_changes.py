"""Small dialogs about one row of the lists: another due date, a dispute, voiding."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.formats import money
from app.services.ledger_wording import number_text
from app.services.lists import PaymentRow, ReceivableRow
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.reason import ask_reason
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


def change_due(desk: Desk, row: ReceivableRow, parent: QWidget) -> FormDialog:
    """A new due date from today on; what was overdue in the past stays so."""
    due = Day("due_on", _("&New due date"), today=desk.today, required=True, value=row.due_on)
    why = Text("reason", _("&Reason"), required=True, hint=_("Past reports keep the old date. Undo brings it back."))
    form = Form([due, why])
    title = _("Due date of {number}").format(number=number_text(row))
    dialog = FormDialog(desk, title, form, _("Save due date"), parent)

    def work(services: Any) -> None:
        draft = form.draft()
        services.receivables.change_due(row.id, draft["due_on"], draft["reason"])

    dialog.work = work
    dialog.open()
    due.setFocus()
    return dialog


def dispute(desk: Desk, row: ReceivableRow, parent: QWidget) -> FormDialog:
    """The part that the customer does not accept: still owed, shown apart."""
    amount = Amount("amount", _("&Amount in dispute"), currency=row.currency, required=True)
    amount.set_value(row.open)
    why = Text("reason", _("&Reason"), required=True, hint=_("For example: quality, quantity, price, late delivery."))
    form = Form([amount, why])
    title = _("Dispute about {number}").format(number=number_text(row))
    dialog = FormDialog(desk, title, form, _("Save dispute"), parent)

    def work(services: Any) -> None:
        draft = form.draft()
        services.receivables.dispute(row.id, draft["amount"], draft["reason"])

    dialog.work = work
    dialog.open()
    amount.setFocus()
    return dialog


def end_dispute(desk: Desk, row: ReceivableRow, parent: QWidget) -> FormDialog:
    """From today nothing of it is in dispute."""
    result = Text(
        "result", _("&How it ended"), required=True, hint=_("For example: credit note given, customer accepts.")
    )
    form = Form([result])
    title = _("Dispute about {number}").format(number=number_text(row))
    dialog = FormDialog(desk, title, form, _("End the dispute"), parent)
    dialog.work = lambda s: s.receivables.end_dispute(row.id, form.draft()["result"])
    dialog.open()
    result.setFocus()
    return dialog


def void_receivable(desk: Desk, row: ReceivableRow, parent: QWidget) -> FormDialog:
    title = _("Void receivable {number}").format(number=row.number)
    act = _("Void this receivable")
    return ask_reason(desk, title, act, lambda s, why: s.receivables.void(row.receivable_id, why), parent)


def void_payment(desk: Desk, row: PaymentRow, parent: QWidget) -> FormDialog:
    amount = money(row.amount, row.currency)
    title = _("Void the payment of {amount} from {name}").format(amount=amount, name=row.customer)
    act = _("Void this payment")
    return ask_reason(desk, title, act, lambda s, why: s.payments.void(row.id, why), parent)
