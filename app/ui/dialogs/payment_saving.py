"""What a payment dialog holds, as a draft for the service."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.services.adjustments import AdjustmentDraft
from app.services.bills import BillDraft
from app.services.payments import PaymentDraft

if TYPE_CHECKING:
    from app.ui.dialogs.payment import PaymentDialog


def payment_draft(dialog: PaymentDialog) -> PaymentDraft:
    """Money: exactly what is shown is settled."""
    fields, rows, values = dialog.fields, dialog.rows, dialog.form.draft()
    crosses = fields.crosses
    return PaymentDraft(
        customer_id=values["customer_id"], amount=values["amount"], paid_on=values["paid_on"], currency=fields.currency.value(),
        method=values["method"], parts={} if crosses else dict(rows.split().parts), rate=values.get("rate") or None,
        payer_name=values.get("payer_name"), reference=values.get("reference"), note=values.get("note"),
        across=dict(dialog.panel.across.pairs) if crosses else {}, charges=tuple(each.id for each in dialog.offers.claimed),
        with_adjustments=() if crosses else _given_up(dialog, values["paid_on"]), purpose=fields.purpose_code,
        contract_id=fields.contract_id, deal_id=fields.deal_id,
    )  # fmt: skip


def _given_up(dialog: PaymentDialog, on: date) -> tuple[AdjustmentDraft, ...]:
    """From the day of the payment, or of the receivable where that was issued later."""
    issued = {item.instalment_id: item.issued_on for item in dialog.rows.items}
    given = dialog.rows.outcome.given
    return tuple(AdjustmentDraft(each, kind, amount, max(on, issued[each])) for each, kind, amount in given)


def bill_draft(dialog: PaymentDialog) -> BillDraft:
    """A paper that is money only later."""
    fields, values = dialog.fields, dialog.form.draft()
    return BillDraft(
        customer_id=values["customer_id"], kind=fields.draft_kind or "", acceptor=values["acceptor"], amount=values["amount"],
        received_on=values["paid_on"], matures_on=values["matures_on"], number=values.get("number") or None,
        currency=fields.currency.value(), rate=values.get("rate") or None, parts=dict(dialog.rows.split().parts),
        note=values.get("note"),
    )  # fmt: skip
