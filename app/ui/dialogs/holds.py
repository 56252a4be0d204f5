"""Putting a customer on hold, and lifting it.

set_hold(desk, customer_id, parent)
lift_hold(desk, holds, parent)          # asks which where there are several; Undo brings it back
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.claims import Hold
from app.services import hold_wording as words
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk
from app.ui.widgets.radio_field import Radios


def set_hold(desk: Desk, customer_id: int, parent: QWidget, kind_first: str = "credit") -> FormDialog:
    """Credit or reminders, from a day on, until another or until it is lifted."""
    kind = Radios("kind", _("What is held"), [("credit", _("&Credit")), ("reminder", _("Re&minders"))])
    end = Day("until_on", _("&Until"), today=desk.today, hint=_("Empty = until somebody lifts it."))
    since = Day("from_on", _("&From"), today=desk.today, required=True, value=desk.today)
    notice = Tick("notice", _("Then &write the notice that we stop performing"))
    form = Form([kind, Text("reason", _("&Reason"), required=True, longest=200), (since, end), notice])

    def follow() -> None:
        kind.explain(_(words.EFFECTS[kind.value()]))
        notice.setVisible(kind.value() == "credit")

    def work(services: Any) -> object:
        draft = form.draft()
        what, reason = draft.pop("kind"), draft.pop("reason")
        draft.pop("notice", None)
        return services.claims.add_hold(customer_id, what, reason, **draft)

    dialog = FormDialog(desk, _("Put on hold"), form, _("Put on hold"), parent)

    def go_on() -> None:
        if kind.value() == "credit" and notice.value():
            desk.navigation.dialog("notice", customer=customer_id, kind="suspension")

    dialog.work, dialog.draft_name = work, f"hold {customer_id}"
    dialog.saved.connect(lambda _made: go_on())
    kind.set_value(kind_first)
    kind.changed.connect(follow)
    follow()
    dialog.open()
    form["reason"].setFocus()
    return dialog


def lift_hold(desk: Desk, holds: Sequence[Hold], parent: QWidget) -> FormDialog | None:
    """From today the only one does not hold any more; of several the one that is chosen."""
    if len(holds) == 1:
        _lift(desk, holds[0].id, parent)
        return None
    form = Form([Choice("hold", _("&Which one"), [(each.id, words.hold_text(each)) for each in holds])])
    dialog = FormDialog(desk, _("Lift a hold"), form, _("Lift it"), parent)
    dialog.draft_name = f"lift_hold {sorted(each.id for each in holds)}"
    dialog.work = lambda s: s.claims.lift_hold(form["hold"].value())
    dialog.open()
    form["hold"].setFocus()
    return dialog


def _lift(desk: Desk, hold_id: int, owner: QWidget) -> None:
    desk.jobs.write(owner, lambda s: s.claims.lift_hold(hold_id), lambda _none: None)
