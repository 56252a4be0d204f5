"""Correcting a receivable or a payment: everything as it was entered, to be changed, and why. One undo takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.method_wording import METHODS, method_name
from app.services.payments import PaymentDraft
from app.services.receivables import ReceivableDraft
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit

TEXTS = ("description", "tax_invoice_no", "order_no", "number", "payer_name", "reference", "note")


def correct_receivable(desk: Desk, receivable_id: int, parent: QWidget) -> None:
    """Asks for what the receivable says now and opens the dialog."""

    def found(services: Any) -> tuple[ReceivableDraft, str]:
        draft = services.corrections.receivable_draft(receivable_id)
        return draft, services.customers.get(draft.customer_id).short

    desk.jobs.read(parent, found, lambda each: _open_receivable(desk, receivable_id, *each, parent))


def correct_payment(desk: Desk, payment_id: int, parent: QWidget) -> None:
    """The same for a payment."""

    def found(services: Any) -> tuple[PaymentDraft, str]:
        draft = services.corrections.payment_draft(payment_id)
        return draft, services.customers.get(draft.customer_id).short

    desk.jobs.read(parent, found, lambda each: _open_payment(desk, payment_id, *each, parent))


def _open_receivable(desk: Desk, receivable_id: int, before: ReceivableDraft, name: str, parent: QWidget) -> None:
    rows: Sequence[Row] = [
        (Day("issued_on", _("&Transaction date"), today=desk.today, required=True), Day("due_on", _("&Due date"), today=desk.today)),
        Text("description", _("Descri&ption"), longest=500),
        (Text("number", _("&Receivable no."), required=True, longest=60), Text("tax_invoice_no", _("Tax in&voice no.")), Text("order_no", _("&Order no."))),
    ]  # fmt: skip
    title = _("Correct receivable {number}").format(number=before.number)
    dialog = _dialog(desk, title, f"correct receivable {receivable_id}", before, name, rows, parent)
    dialog.work = lambda s: s.corrections.receivable(receivable_id, *_wanted(dialog.form, before))


def _open_payment(desk: Desk, payment_id: int, before: PaymentDraft, name: str, parent: QWidget) -> None:
    rows: Sequence[Row] = [
        (Day("paid_on", _("&Date received"), today=desk.today, required=True), Choice("method", _("&Method"), [(code, method_name(code)) for code in METHODS])),
        (Text("payer_name", _("&Payer name")), Text("reference", _("R&eference"))),
        Text("note", _("&Note"), longest=500),
    ]  # fmt: skip
    title = _("Correct the payment of {name}").format(name=name)
    dialog = _dialog(desk, title, f"correct payment {payment_id}", before, name, rows, parent)
    dialog.work = lambda s: s.corrections.payment(payment_id, *_wanted(dialog.form, before))


def _dialog(
    desk: Desk, title: str, about: str, before: Any, name: str, rows: Sequence[Row], parent: QWidget
) -> FormDialog:
    """Customer and amount on top, the reason last; filled with what there is."""
    customer = Customer("customer_id", _("&Customer"), finder(desk, parent), required=True)
    hint = _("The old entry stays visible as voided, with this reason. Undo brings it back.")
    amount = Amount("amount", _("&Amount"), currency=before.currency, required=True)
    form = Form([customer, amount, *rows, Text("reason", _("Rea&son"), required=True, hint=hint)])
    dialog = FormDialog(desk, title, form, _("Save correction"), parent, width=640)
    dialog.draft_name = about
    values = {field.key: getattr(before, field.key) for field in form if field.key != "reason"}
    form.set({**values, "customer_id": Hit(before.customer_id, name)})
    dialog.open()
    amount.setFocus()
    return dialog


def _wanted(form: Form, before: Any) -> tuple[Any, str]:
    """The draft for the service, and the reason; an emptied text is nothing."""
    values = form.draft()
    reason = values.pop("reason")
    texts = {key: values[key] or None for key in TEXTS if key in values}
    return replace(before, **{**values, **texts}), reason
