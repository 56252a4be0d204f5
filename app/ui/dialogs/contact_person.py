"""Add or change a contact person of a customer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.customers import Contact
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.fields import Phone, Text, Tick
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk

FIELDS = ("name", "role", "phone", "email", "wechat", "receives_goods", "quiet")


def add_contact(desk: Desk, customer_id: int, parent: QWidget | None = None, *, receives: bool = False) -> FormDialog:
    """Opens the dialog for one customer; `receives` = it is about who signs for our goods."""
    form = Form(_rows())
    form["receives_goods"].set_value(receives)
    dialog = FormDialog(desk, _("Add a contact person"), form, _("Save contact person"), parent)
    dialog.draft_name = f"contact_person {customer_id}"
    dialog.work = lambda s: s.customers.add_contact(customer_id, form.draft())
    dialog.open()
    form["name"].setFocus()
    return dialog


def edit_contact(desk: Desk, person: Contact, parent: QWidget | None = None) -> FormDialog:
    """The same for a known one, who may have left too."""
    left = Tick("left", _("Has left"), hint=_("They stay on old papers and are offered no more."))
    form = Form([*_rows(), left])
    for name in FIELDS:
        form[name].set_value(getattr(person, name))
    dialog = FormDialog(desk, _("Change a contact person"), form, _("Save contact person"), parent)
    dialog.draft_name = f"contact_person_of {person.id}"
    dialog.work = lambda s: s.customers.update_contact(person.id, form.draft())
    dialog.open()
    form["name"].setFocus()
    return dialog


def _rows() -> list[Row]:
    return [
        Text("name", _("&Name"), required=True, longest=80),
        (Text("role", _("&Position"), longest=120), Phone("phone", _("P&hone"), longest=120)),
        (Text("email", _("&Email"), longest=120), Text("wechat", _("&WeChat"), longest=120)),
        Tick("receives_goods", _("Authorised receiver"), hint=_("The customer has named them to sign for our goods.")),
        Tick(
            "quiet",
            _("Wants to be left in peace"),
            hint=_("When all contact persons want this, the customer gets no reminders."),
        ),
    ]
