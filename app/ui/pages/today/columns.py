"""The columns of today's list."""

from __future__ import annotations

from datetime import date

from app.i18n import _
from app.services import contact_wording, today_wording
from app.services.formats import NOTHING, day, money, phone, short_day
from app.services.monitoring import WorkRow
from app.ui.widgets.table_model import RIGHT, Column


def columns(today: date) -> list[Column]:
    """What to do, with whom, about how much; whom to call, when somebody did, when to go on."""
    first = _("The money of the first reason.")
    return [
        Column(
            "to_do", _("What to do"), today_wording.row_text, width=245, stretch=True, tooltip=today_wording.why,
            hint=today_wording.order_text(), role=lambda r: "text2" if r.waits else "",
        ),
        Column("customer", _("Customer"), lambda r: r.name, width=150, tooltip=lambda r: r.full_name),
        Column("risk", _("Risk"), width=118, chip=lambda r: r.risk),
        Column("amount", _("Amount"), _amount, RIGHT, 112, hint=first),
        Column(
            "days", _("Days overdue"), lambda r: f"{r.overdue_days:,}" if r.overdue_days else NOTHING, RIGHT, 72,
            role=lambda r: "overdue" if r.overdue_days else "", icon=lambda r: "warning" if r.overdue_days else "",
        ),
        Column("contact", _("Contact person · phone"), contact, width=185),
        Column(
            "last_contact", _("Last contact"), lambda r: _last(r, today), width=150,
            tooltip=lambda r: contact_wording.last_text(r.last),
        ),
        Column("next_on", _("Next follow-up"), lambda r: day(_next(r)), width=92),
        Column("last_paid", _("Last payment"), lambda r: day(r.last_paid), width=95, shown=False),
    ]  # fmt: skip


def contact(row: WorkRow) -> str:
    """ "Ms Wang · 138 0013 8000"."""
    return " · ".join(part for part in (row.contact, phone(row.phone)) if part) or NOTHING


def _amount(row: WorkRow) -> str:
    return money(row.amount, row.reasons[0].currency, dash=True)


def _last(row: WorkRow, today: date) -> str:
    """ "11-18 Nobody answered"."""
    if row.last is None:
        return NOTHING
    return f"{short_day(row.last.on, today)} {contact_wording.result_name(row.last.result)}"


def _next(row: WorkRow) -> date | None:
    return row.until if row.waits else row.last.next_on if row.last else None
