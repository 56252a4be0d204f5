"""Starting a review: of which kind, and what calls for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services import review_wording as words
from app.services.review_desk import ReviewDesk
from app.services.reviews import TYPES
from app.services.rules.review_calendar import TRIGGERS
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


def ask_and_start(desk: Desk, found: ReviewDesk, parent: QWidget) -> FormDialog:
    """Opens the dialog; `saved` carries the id of the new review."""
    kind = Choice("type", _("&Type of review"), [(each, _(words.TYPES[each])) for each in TYPES])
    trigger = Choice("trigger", _("What &calls for it"), [(each, _(words.TRIGGERS[each])) for each in TRIGGERS])
    form = Form([kind, trigger])
    title = _("Start a review of {name}").format(name=found.customer.short)
    dialog = FormDialog(desk, title, form, _("Start the review"), parent)
    dialog.draft_name = f"start_review {found.customer.id}"
    customer = found.customer.id

    def follow() -> None:
        trigger.setVisible(kind.value() == "triggered")

    kind.changed.connect(follow)
    form.set({"type": _usual(found), "trigger": found.triggers[0].code if found.triggers else TRIGGERS[0]})
    follow()
    dialog.work = lambda s: s.reviews.open(customer, kind.value(), form.draft().get("trigger"))
    dialog.open()
    kind.setFocus()
    return dialog


def _usual(found: ReviewDesk) -> str:
    """The first one; out of turn where something calls for it; else the periodic one."""
    if found.then is None:
        return "new"
    return "triggered" if found.triggers else "periodic"
