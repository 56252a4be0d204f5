"""The columns of the lists of receivables and payments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.i18n import _
from app.services.dispute_wording import reason_name
from app.services.formats import NOTHING, day, figure
from app.services.ledger_wording import (
    age_text,
    amount_text,
    applied_note,
    dispute_note,
    due_text,
    gain_role,
    number_text,
    paid_how,
    paid_text,
    status_icon,
    status_role,
    status_text,
)
from app.services.lists import ReceivableRow
from app.ui.widgets.table_model import RIGHT, Column

Own = Callable[[], str]


def receivable_columns(own: Own) -> list[Column]:
    """Eleven to begin with; `own` is the book's currency, known once the list is there."""

    def amount(name: str) -> Callable[[Any], str]:
        return lambda row: amount_text(getattr(row, name), row.currency, own())

    def overdue(row: ReceivableRow) -> str:
        return "overdue" if row.overdue_days else ""

    return [
        Column("number", _("Receivable no."), number_text, width=145, sort_key="number"),
        Column("customer", _("Customer"), lambda r: r.customer, width=130, sort_key="customer", stretch=True, tooltip=lambda r: r.customer_full),
        Column("due_on", _("Due date"), due_text, width=122, sort_key="due_on", role=overdue,
               icon=lambda r: "warning" if r.overdue_days else ""),
        Column("overdue_days", _("Days overdue"), lambda r: f"{r.overdue_days:,}" if r.overdue_days else NOTHING, RIGHT, 85,
               "overdue_days", role=overdue, hint=_("Counted from the day after the due date.")),
        Column("open", _("Outstanding"), amount("open"), RIGHT, 115, "open", bold=lambda r: r.open > 0),
        Column("status", _("Status"), status_text, width=95, role=status_role, icon=status_icon, tooltip=lambda r: r.void_reason or dispute_note(r)),
        Column("amount", _("Amount"), amount("amount"), RIGHT, 110, "amount"),
        Column("received", _("Received"), amount("received"), RIGHT, 110, "received"),
        Column("description", _("Description"), _text("description"), width=110, sort_key="description"),
        Column("issued_on", _("Transaction date"), lambda r: day(r.issued_on), width=100, sort_key="issued_on"),
        Column("age", _("Age"), age_text, width=95, hint=_("How long it has been overdue.")),
        Column("tax_invoice_no", _("Tax invoice no."), _text("tax_invoice_no"), width=130, sort_key="tax_invoice_no", shown=False),
        Column("order_no", _("Order no."), _text("order_no"), width=120, sort_key="order_no", shown=False),
        Column("contract", _("Contract no."), _text("contract"), width=130, sort_key="contract", shown=False),
        Column("disputed", _("In dispute"), amount("disputed"), RIGHT, 110, "disputed", shown=False),
        Column("dispute_reason", _("Why disputed"), lambda r: reason_name(r.dispute_reason), width=120, shown=False),
        Column("dispute_owner", _("Who settles it"), _text("dispute_owner"), width=110, sort_key="dispute_owner", shown=False),
        Column("settle_by", _("To be settled by"), lambda r: day(r.settle_by_on), width=120, sort_key="settle_by", shown=False),
    ]  # fmt: skip


def payment_columns(own: Own) -> list[Column]:
    """Ten to begin with."""
    return [
        Column("paid_on", _("Date received"), lambda r: day(r.paid_on), width=115, sort_key="paid_on"),
        Column("customer", _("Customer"), lambda r: r.customer, width=150, sort_key="customer", stretch=True, tooltip=lambda r: r.customer_full),
        Column("amount", _("Amount"), lambda r: paid_text(r, own()), RIGHT, 130, "amount", bold=lambda r: r.kind == "receipt"),
        Column("method", _("Method"), paid_how, width=120, sort_key="method"),
        Column("applied_to", _("Applied to"), _text("applied_to"), width=240, tooltip=lambda r: applied_note(r, own())),
        Column("unapplied", _("Unapplied"), lambda r: amount_text(r.unapplied if r.kind == "receipt" else 0, r.currency, own()), RIGHT, 120,
               "unapplied", role=lambda r: "caution" if r.unapplied and r.kind == "receipt" else "",
               icon=lambda r: "circle-half" if r.unapplied and r.kind == "receipt" else "", hint=_("Received and not applied to a receivable yet.")),
        Column("gain", _("Exchange difference"), lambda r: figure(r.gain, own(), dash=True), RIGHT, 120, role=gain_role, shown=False,
               hint=_("The money at its own rate, less the debt at the rate it was booked at.")),
        Column("number", _("Payment no."), _text("number"), width=110, sort_key="number"),
        Column("payer_name", _("Payer name"), _text("payer_name"), width=130, sort_key="payer_name", shown=False),
        Column("reference", _("Reference"), _text("reference"), width=130, sort_key="reference", shown=False),
        Column("source", _("Source"), lambda r: _("Bank statement") if r.from_bank else _("By hand"), width=90),
        Column("note", _("Note"), _text("note"), width=130, sort_key="note"),
        Column("voided", _("Voided"), lambda r: r.void_reason or day(r.voided_on), width=140, shown=False),
    ]  # fmt: skip


def _text(name: str) -> Callable[[Any], str]:
    return lambda row: getattr(row, name) or NOTHING
