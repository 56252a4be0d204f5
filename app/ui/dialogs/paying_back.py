"""Money that goes back or elsewhere: refunds, balances kept as income, payments that came back, money moved.

refund(desk, Free(7, "Hongda", "CNY", 20_00, payment=12), parent)
keep(desk, Free(7, "Hongda", "CNY", 20_00), parent)          # of all that the customer paid ahead
bounce(desk, row, parent)
move(desk, row, parent)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.advances import Movable
from app.services.formats import day, money
from app.services.giving_wording import applied_text, free_text, open_text
from app.services.lists import PaymentRow
from app.services.method_wording import METHODS, method_name
from app.services.payments import PaymentDraft
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


@dataclass(frozen=True, slots=True)
class Free:
    """What can go: `amount` in minor units of one customer's money that is not applied; of one `payment`, or of all."""

    customer_id: int
    name: str
    currency: str
    amount: int
    payment: int | None = None


def refund(desk: Desk, free: Free, parent: QWidget) -> FormDialog:
    """Paid back to the customer."""
    amount, on = _how_much(desk, free, "paid_on")
    method = Choice("method", _("&Method"), [(code, method_name(code)) for code in METHODS])
    form = Form([(amount, on), (method, Text("reference", _("R&eference"))), Text("note", _("&Note"))])
    title = _("Pay back to {name}: {amount} free").format(name=free.name, amount=money(free.amount, free.currency))
    dialog = FormDialog(desk, title, form, _("Record the refund"), parent)
    dialog.draft_name = f"refund {free.customer_id} {free.currency} {free.payment or 0}"

    def work(services: Any) -> None:
        draft = PaymentDraft(
            customer_id=free.customer_id, kind="refund", currency=free.currency, refund_of=free.payment, **form.draft()
        )
        services.payments.record(draft)

    dialog.work = work
    dialog.open()
    amount.setFocus()
    return dialog


def keep(desk: Desk, free: Free, parent: QWidget) -> FormDialog:
    """A small balance that nobody asks back."""
    amount, on = _how_much(desk, free, "on")
    why = Text(
        "reason", _("&Reason"), required=True, hint=_("It becomes income on that day and is no credit any more.")
    )
    form = Form([(amount, on), why])
    title = _("Keep money of {name} as income: {amount} free").format(
        name=free.name, amount=money(free.amount, free.currency)
    )
    dialog = FormDialog(desk, title, form, _("Book as income"), parent)
    dialog.draft_name = f"keep {free.customer_id} {free.currency} {free.payment or 0}"

    def work(services: Any) -> None:
        given = form.draft()
        if free.payment is not None:
            services.payments.keep(free.payment, given["on"], given["reason"], given["amount"])
        else:
            services.advances.keep(free.customer_id, free.currency, given["on"], given["reason"], given["amount"])

    dialog.work = work
    dialog.open()
    why.setFocus()
    return dialog


def bounce(desk: Desk, row: PaymentRow, parent: QWidget) -> FormDialog:
    """From that day what it settled is open again; the days before keep it."""
    hint = _("From this day what it settled is open again; earlier reports stay as they were.")
    on = Day("on", _("&Date"), today=desk.today, value=desk.today, required=True, hint=hint)
    why = Text("reason", _("&Reason"), required=True, hint=_("For example: no funds, wrong account."))
    form = Form([on, why])
    title = _("Came back: {amount} from {name}, {day}").format(**_names(row))
    dialog = FormDialog(desk, title, form, _("Record that it came back"), parent)
    dialog.draft_name = f"bounce {row.id}"
    dialog.work = lambda s: s.payments.bounce(row.id, on.value(), why.value())
    dialog.open()
    why.setFocus()
    return dialog


def move(desk: Desk, row: PaymentRow, parent: QWidget) -> None:
    """From one receivable to another, from today on."""
    desk.jobs.read(
        parent, lambda s: s.advances.movable(row.id), lambda found: _move(desk, row, found, parent), slot="move"
    )


def _move(desk: Desk, row: PaymentRow, found: Movable, parent: QWidget) -> None:
    applied = {each.allocation_id: each for each in found.applied}
    source = Choice("source", _("&From"), [(each.allocation_id, applied_text(each)) for each in found.applied])
    target = Choice("target", _("&To"), [], required=True)
    amount = Amount("amount", _("&Amount"), required=True, hint=_("From today on; past reports keep what was."))
    form = Form([source, target, amount])
    title = _("Apply {amount} from {name}, {day}, differently").format(**_names(row))
    dialog = FormDialog(desk, title, form, _("Apply differently"), parent)
    dialog.draft_name = f"move {row.id}"

    def offer() -> None:
        """What is open in the currency of the chosen one, as much as fits there."""
        taken = applied[source.value()]
        items = found.targets_of(taken)
        target.set_entries([(e.instalment_id, open_text(e.number, e.open, e.currency)) for e in items])
        amount.set_currency(taken.currency)
        fit()

    def fit() -> None:
        taken = applied[source.value()]
        room = next((e.open for e in found.targets if e.instalment_id == target.value()), 0)
        amount.set_value(min(taken.amount, room) or None)

    source.changed.connect(offer)
    target.changed.connect(fit)
    offer()
    dialog.work = lambda s: s.payments.move(source.value(), target.value(), amount.value(), desk.today)
    dialog.open()
    target.setFocus()


def _names(row: PaymentRow) -> dict[str, str]:
    """What tells one payment from another."""
    return {"amount": money(row.amount, row.currency), "name": row.customer, "day": day(row.paid_on)}


def _how_much(desk: Desk, free: Free, key: str) -> tuple[Amount, Day]:
    hint = free_text(free.amount, free.currency)
    amount = Amount("amount", _("&Amount"), currency=free.currency, required=True, hint=hint)
    amount.set_value(free.amount)
    return amount, Day(key, _("&Date"), today=desk.today, value=desk.today, required=True)
