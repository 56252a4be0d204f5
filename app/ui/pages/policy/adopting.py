"""Adopting a draft of credit rules: from which day, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


def ask_and_adopt(desk: Desk, changed: Mapping[str, Any], effect: str, parent: QWidget | None = None) -> FormDialog:
    """Opens the dialog; `effect` = whom the rules move, told once more."""
    form = Form(
        [
            Day("effective_from", _("In &force from"), today=desk.today, value=desk.today, required=True, hint=effect),
            Text("reason", _("&Reason"), required=True, longest=500, hint=_("It stays with the version for ever.")),
        ]
    )
    dialog = FormDialog(desk, _("Adopt credit rules"), form, _("Adopt these rules"), parent)
    dialog.draft_name = "adopt_rules"

    def adopt(services: Any) -> Any:
        told = form.draft()
        services.policies.adopt(changed, told["effective_from"], told["reason"])
        return told["effective_from"]

    dialog.work = adopt
    dialog.open()
    form["reason"].setFocus()
    return dialog
