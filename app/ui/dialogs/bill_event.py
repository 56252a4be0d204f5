"""What became of drafts: presented, passed on, honoured, refused; and voiding one.

record(desk, rows, parent)                       # what it was is chosen
record(desk, rows, parent, status="honoured")
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.services.bill_rows import BillRow
from app.services.bill_wording import deed_name, name_of, outlook_text
from app.services.formats import money
from app.services.rules.bills import NEXT
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.reason import ask_reason
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


def common(rows: Sequence[BillRow]) -> list[str]:
    """What may become of all of these next, in the order of their usual life."""
    shared = set.intersection(*(set(row.may_become) for row in rows)) if rows else set[str]()
    return [status for status in dict.fromkeys(each for ways in NEXT.values() for each in ways) if status in shared]


def record(desk: Desk, rows: Sequence[BillRow], parent: QWidget, *, status: str = "") -> FormDialog | None:
    """Opens the dialog over the rows that were chosen; None when nothing can become of all of them."""
    ways = common(rows)
    if not ways:
        return None
    what = Choice("status", _("&What became of it"), [(each, deed_name(each)) for each in ways])
    on = Day("on", _("&Date"), today=desk.today, value=desk.today, required=True)
    form = Form(
        [what, on, Text("note", _("&Note"), hint=_("For example: to whom it was passed on, why it was refused."))]
    )
    dialog = FormDialog(desk, _title(rows), form, _("Save"), parent)
    dialog.draft_name = f"bill_event {sorted(row.id for row in rows)}"

    def follow() -> None:
        """The act is named on its button; what follows of it stands beneath."""
        dialog.save.setText(deed_name(what.value()))
        day, first = on.day(), min(rows, key=lambda row: row.matures_on)
        what.say(outlook_text(first, what.value(), day) if day else "")

    def work(services: Any) -> None:
        draft = form.draft()
        services.bills.mark([row.id for row in rows], draft["status"], draft["on"], draft["note"])

    form.changed.connect(follow)
    what.set_value(status)
    follow()
    dialog.work = work
    dialog.open()
    (on if status else what).setFocus()
    return dialog


def void(desk: Desk, row: BillRow, parent: QWidget) -> FormDialog:
    """The payment goes with it."""
    amount = money(row.amount, row.currency)
    title = _("Void the draft of {amount} from {name}").format(amount=amount, name=row.customer)
    return ask_reason(
        desk, title, _("Void this draft"), lambda s, why: s.bills.void(row.id, why), parent, about=f"void bill {row.id}"
    )


def _title(rows: Sequence[BillRow]) -> str:
    if len(rows) == 1:
        return _("Draft {number} of {name}").format(number=name_of(rows[0]), name=rows[0].customer)
    return ngettext("{count} draft", "{count} drafts", len(rows))
