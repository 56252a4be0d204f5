"""What a customer asks for, and what became of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.requests import WHAT, Request
from app.services import credit_wording as words
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text, Whole
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk

LONGEST_TERMS = 3650


def log_request(desk: Desk, customer_id: int, currency: str, parent: QWidget) -> FormDialog:
    """Opens the dialog for what was asked today."""
    what = Choice("what", _("&What they ask for"), [(code, words.request_name(code)) for code in WHAT])
    form = Form(
        [
            (what, Day("on", _("&Asked on"), today=desk.today, required=True, value=desk.today)),
            (
                Amount("amount", _("A&mount"), currency=currency),
                Whole("days", _("&Days"), most=LONGEST_TERMS, hint=_("Longer terms: how many.")),
            ),
        ]
    )
    dialog = FormDialog(desk, _("What the customer asks for"), form, _("Save request"), parent)
    dialog.draft_name = f"request {customer_id}"
    dialog.work = lambda s: s.credit_file.add_request(customer_id, **form.draft())
    dialog.open()
    what.focus_editor.setFocus()
    return dialog


def answer_request(desk: Desk, request: Request, parent: QWidget) -> FormDialog:
    """Opens the dialog for the answer."""
    outcome = Text(
        "outcome", _("&What became of it"), required=True, hint=_("For example: granted until the end of March.")
    )
    outcome.set_value(request.outcome)
    form = Form([outcome])
    title = _("Answer: {what}").format(what=words.request_name(request.what))
    dialog = FormDialog(desk, title, form, _("Save answer"), parent)
    dialog.draft_name = f"answer_request {request.id}"

    def work(services: Any) -> None:
        services.credit_file.answer_request(request.id, form.draft()["outcome"])

    dialog.work = work
    dialog.open()
    outcome.focus_editor.setFocus()
    return dialog
