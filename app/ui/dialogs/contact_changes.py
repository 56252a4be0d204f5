"""What was noted of a contact, as it should have been."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.interactions import Interaction
from app.services import contact_wording as words
from app.services.formats import day
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Note
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


def change_note(desk: Desk, found: Interaction, parent: QWidget) -> FormDialog:
    """Its note and its next follow-up; what came of it stays: void it and log another."""
    note = Note("note", _("N&ote"), lines=4)
    note.set_value(found.note)
    follow = Day("next_on", _("Ne&xt follow-up"), today=desk.today, value=found.next_on)
    form = Form([note, follow])
    title = _("{what} on {day}").format(what=words.result_name(found.result), day=day(found.on_day))
    dialog = FormDialog(desk, title, form, _("Save contact"), parent)
    dialog.draft_name = f"contact_note {found.id}"
    dialog.work = lambda s: s.contacting.edit(found.id, note.value(), follow.value())
    dialog.open()
    note.setFocus()
    return dialog
