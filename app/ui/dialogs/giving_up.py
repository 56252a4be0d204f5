"""What of a receivable is not asked for any more: allowance, rounding; and the way back. Write-offs: `write_off.py`.

give_up(desk, row, "allowance", parent)
take_back(desk, row, parent)        # as if it had never been
"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.adjustments import Adjustment
from app.services.adjustments import AdjustmentDraft, Kind
from app.services.formats import money
from app.services.giving_wording import DEEDS, given_text
from app.services.ledger_wording import number_text
from app.services.lists import ReceivableRow
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


def give_up(desk: Desk, row: ReceivableRow, kind: Kind, parent: QWidget) -> FormDialog:
    """How much, since when, why."""
    deed = DEEDS[kind]
    amount = Amount("amount", _("&Amount"), currency=row.currency, required=True)
    on = Day("on", _("&Date"), today=desk.today, value=desk.today, required=True)
    why = Text("reason", _("&Reason"), required=kind != "rounding", longest=200, hint=_(deed.hint))
    form = Form([(amount, on), why])
    amount.set_value(row.open)
    title = _(deed.title).format(number=number_text(row))
    dialog = FormDialog(desk, title, form, _(deed.act), parent)
    dialog.draft_name = f"give_up {kind} {row.id}"

    def work(services: Any) -> None:
        draft = form.draft()
        reason = draft["reason"] or None
        services.adjustments.add(AdjustmentDraft(row.id, kind, draft["amount"], draft["on"], reason))

    dialog.work = work
    dialog.open()
    amount.setFocus()
    return dialog


def take_back(desk: Desk, row: ReceivableRow, parent: QWidget) -> None:
    """A write-off, allowance or rounding that should not have been entered."""

    def show(found: list[Adjustment]) -> None:
        live = [each for each in found if each.left]
        if live:
            _take_back(desk, row, live, parent)

    desk.jobs.read(parent, lambda s: s.adjustments.of_instalment(row.id), show, slot="given")


def _take_back(desk: Desk, row: ReceivableRow, found: list[Adjustment], parent: QWidget) -> None:
    which = Choice("which", _("&What was given up"), [(each.id, given_text(each)) for each in found])
    why = Text(
        "reason", _("&Reason"), required=True, hint=_("It is owed again, also in past reports. Undo brings it back.")
    )
    form = Form([which, why])
    whole = money(sum(each.left for each in found), row.currency)
    title = _("Given up of {number}: {amount}").format(number=number_text(row), amount=whole)
    dialog = FormDialog(desk, title, form, _("Void this entry"), parent)
    dialog.draft_name = f"take_back {row.id}"
    dialog.work = lambda s: s.adjustments.void(which.value(), why.value())
    dialog.open()
    why.setFocus()
