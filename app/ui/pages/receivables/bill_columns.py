"""The columns of the list of drafts."""

from __future__ import annotations

from datetime import date

from app.i18n import _
from app.services.bill_rows import BillRow
from app.services.bill_wording import kind_name, status_hint, status_icon, status_role, status_text, term_text
from app.services.formats import NOTHING, day
from app.services.ledger_wording import amount_text
from app.ui.pages.receivables.columns import Own
from app.ui.widgets.table_model import RIGHT, Column


def bill_columns(own: Own, today: date) -> list[Column]:
    """Ten to begin with; `own` is the book's currency, known once the list is there."""

    def late(row: BillRow) -> str:
        return "overdue" if row.is_late(today) else ""

    return [
        Column("number", _("Draft no."), lambda r: r.number or NOTHING, width=170, sort_key="number"),
        Column("customer", _("Customer"), lambda r: r.customer, width=120, sort_key="customer", stretch=True, tooltip=lambda r: r.customer_full),
        Column("kind", _("Kind of draft"), lambda r: kind_name(r.kind), width=150, sort_key="kind"),
        Column("acceptor", _("Acceptor"), lambda r: r.acceptor or NOTHING, width=130, sort_key="acceptor"),
        Column("amount", _("Amount"), lambda r: amount_text(r.amount, r.currency, own()), RIGHT, 115, "amount", bold=lambda r: r.at_risk > 0),
        Column("received_on", _("Received on"), lambda r: day(r.received_on), width=95, sort_key="received_on"),
        Column("matures_on", _("Due date"), lambda r: day(r.matures_on), width=105, sort_key="matures_on", tooltip=_term,
               icon=lambda r: "warning" if r.term_remark else "", role=lambda r: "caution" if r.term_remark else ""),
        Column("present_by", _("Present by"), lambda r: day(r.present_by) if r.status == "held" else NOTHING, width=105, role=late,
               icon=lambda r: "warning" if late(r) else "", hint=_("Ten days after its due date; later, recourse against endorsers is lost.")),
        Column("status", _("Status"), status_text, width=120, sort_key="status", role=status_role, icon=status_icon, tooltip=status_hint),
        Column("at_risk", _("Still at risk"), lambda r: amount_text(r.at_risk, r.currency, own()), RIGHT, 115, "at_risk",
               hint=_("Not paid by its acceptor yet, so it can still fall back on the customer.")),
        Column("drawn_on", _("Drawn on"), lambda r: day(r.drawn_on), width=95, sort_key="drawn_on", shown=False),
        Column("drawer", _("Drawer"), lambda r: r.drawer or NOTHING, width=130, shown=False),
        Column("status_note", _("Note"), lambda r: r.status_note or NOTHING, width=130, shown=False),
    ]  # fmt: skip


def _term(row: BillRow) -> str:
    return term_text(row.term_remark)
