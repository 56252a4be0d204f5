"""Asks why, before something is voided. The record stays and Undo brings it back.

ask_reason(desk, _("Void payment SK-0012"), _("Void this payment"), lambda s, why: s.payments.void(7, why), parent, about="void payment 7")
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.fields import Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


def ask_reason(
    desk: Desk,
    title: str,
    act: str,
    work: Callable[[Any, str], Any],
    parent: QWidget | None = None,
    *,
    about: str,
    hint: str = "",
) -> FormDialog:
    """Opens the dialog; `work` is done with the reason once it is given. `about` = what is done to which row: titles may be
    the same. `hint` = what becomes of it."""
    told = hint or _("It stays visible with this reason. Undo brings it back.")
    form = Form([Text("reason", _("&Reason"), required=True, hint=told)])
    dialog = FormDialog(desk, title, form, act, parent)
    dialog.draft_name = f"reason {about}"
    dialog.work = lambda s: work(s, form.draft()["reason"])
    dialog.open()
    form["reason"].setFocus()
    return dialog
