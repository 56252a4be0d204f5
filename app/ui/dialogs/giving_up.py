"""What of a receivable is not asked for any more: write-off, allowance, rounding; and the ways back.

give_up(desk, row, "write_off", parent)
recover(desk, row, parent)          # owed again, and its payment is logged at once
take_back(desk, row, parent)        # as if it had never been
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.adjustments import Adjustment
from app.services.adjustments import AdjustmentDraft, Kind
from app.services.formats import money
from app.services.giving_wording import DEEDS, given_text, with_evidence
from app.services.ledger_wording import number_text
from app.services.lists import ReceivableRow
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


def give_up(desk: Desk, row: ReceivableRow, kind: Kind, parent: QWidget) -> FormDialog:
    """A decision: how much, since when, why; a write-off also by what papers."""
    deed, decided = DEEDS[kind], kind == "write_off"
    amount = Amount("amount", _("&Amount"), currency=row.currency, required=True)
    on = Day("on", _("&Date"), today=desk.today, value=desk.today, required=True)
    why = Text("reason", _("&Reason"), required=kind != "rounding", longest=200, hint=_(deed.hint))
    papers = Note(
        "evidence", _("&Evidence"), hint=_("Which papers prove it: court decision, bankruptcy notice, letters sent.")
    )
    form = Form([(amount, on), why, papers] if decided else [(amount, on), why])
    amount.set_value(row.open)
    title = _(deed.title).format(number=number_text(row))
    dialog = FormDialog(desk, title, form, _(deed.act), parent)

    def work(services: Any) -> None:
        draft = form.draft()
        reason = with_evidence(draft["reason"], draft.get("evidence", "")) or None
        services.adjustments.add(AdjustmentDraft(row.id, kind, draft["amount"], draft["on"], reason))

    dialog.work = work
    dialog.open()
    (why if decided else amount).setFocus()
    return dialog


def recover(desk: Desk, row: ReceivableRow, parent: QWidget) -> None:
    """Money came after all: the debt is owed again from that day, and its payment is logged next."""
    _with_given(desk, row, parent, lambda found: _recover(desk, row, found, parent), only="write_off")


def take_back(desk: Desk, row: ReceivableRow, parent: QWidget) -> None:
    """A write-off, allowance or rounding that should not have been entered."""
    _with_given(desk, row, parent, lambda found: _take_back(desk, row, found, parent))


def _with_given(
    desk: Desk, row: ReceivableRow, parent: QWidget, then: Callable[[list[Adjustment]], None], only: str = ""
) -> None:
    def show(found: list[Adjustment]) -> None:
        live = [each for each in found if each.left and only in ("", each.kind)]
        if live:
            then(live)

    desk.jobs.read(parent, lambda s: s.adjustments.of_instalment(row.id), show, slot="given")


def _recover(desk: Desk, row: ReceivableRow, found: list[Adjustment], parent: QWidget) -> None:
    which = Choice("which", _("&Write-off"), [(each.id, given_text(each)) for each in found])
    hint = _("Owed again from this day; then its payment is logged.")
    amount = Amount("amount", _("&Amount"), currency=row.currency, required=True, hint=hint)
    on = Day("on", _("&Date"), today=desk.today, value=desk.today, required=True)
    form = Form([which, (amount, on)])
    which.setVisible(len(found) > 1)
    left = {each.id: each.left for each in found}
    amount.set_value(found[0].left)
    which.changed.connect(lambda: amount.set_value(left[which.value()]))
    title = _("Recover what was written off of {number}").format(number=number_text(row))
    dialog = FormDialog(desk, title, form, _("Record the recovery"), parent)
    dialog.work = lambda s: s.adjustments.recover(which.value(), amount.value(), on.value())
    dialog.saved.connect(
        lambda _done: desk.navigation.dialog("payment", customer=row.customer_id, instalments=[row.id])
    )
    dialog.open()
    amount.setFocus()


def _take_back(desk: Desk, row: ReceivableRow, found: list[Adjustment], parent: QWidget) -> None:
    which = Choice("which", _("&What was given up"), [(each.id, given_text(each)) for each in found])
    why = Text(
        "reason", _("&Reason"), required=True, hint=_("It is owed again, also in past reports. Undo brings it back.")
    )
    form = Form([which, why])
    whole = money(sum(each.left for each in found), row.currency)
    title = _("Given up of {number}: {amount}").format(number=number_text(row), amount=whole)
    dialog = FormDialog(desk, title, form, _("Void this entry"), parent)
    dialog.work = lambda s: s.adjustments.void(which.value(), why.value())
    dialog.open()
    why.setFocus()
