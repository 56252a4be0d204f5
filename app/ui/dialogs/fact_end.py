"""From when on a fact of a credit file is no longer so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.credit_facts import CreditFact
from app.services import credit_wording as words
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.day_field import Day
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


def end_fact(desk: Desk, fact: CreditFact, parent: QWidget) -> FormDialog:
    """Opens the dialog; the days before keep the fact."""
    hint = _("From this day on it counts no more; the days before keep it.")
    on = Day("on", _("&Day"), today=desk.today, required=True, value=desk.today, hint=hint)
    form = Form([on])
    title = _("No longer so: {what}").format(what=words.code_name(fact.kind, fact.code))
    dialog = FormDialog(desk, title, form, _("Save the end"), parent)
    dialog.draft_name = f"end_fact {fact.id}"
    dialog.work = lambda s: s.credit_file.end_fact(fact.id, form.draft()["on"])
    dialog.open()
    on.focus_editor.setFocus()
    return dialog
