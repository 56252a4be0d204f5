"""The columns of the list of statements and confirmations."""

from __future__ import annotations

from app.i18n import _
from app.services.formats import NOTHING, day
from app.services.ledger_wording import amount_text
from app.services.statement_rows import StatementRow
from app.services.statement_wording import paper_name, service_name, state_icon, state_role, state_text
from app.ui.pages.receivables.columns import Own
from app.ui.widgets.table_model import RIGHT, Column


def statement_columns(own: Own) -> list[Column]:
    """Nine to begin with; `own` is the book's currency, known once the list is there."""

    def late(row: StatementRow) -> str:
        return "overdue" if row.state == "late" else ""

    return [
        Column("number", _("Paper no."), lambda r: r.number, width=145, sort_key="number"),
        Column("customer", _("Customer"), lambda r: r.customer, width=130, sort_key="customer", stretch=True, tooltip=lambda r: r.customer_full),
        Column("kind", _("Kind"), lambda r: paper_name(r.kind, demands=bool(r.demands)), width=150, sort_key="kind"),
        Column("cutoff_on", _("Balance of"), lambda r: day(r.cutoff_on), width=105, sort_key="cutoff_on"),
        Column("amount", _("Closing balance"), lambda r: amount_text(r.amount, r.currency, own()), RIGHT, 125, "amount"),
        Column("state", _("Status"), state_text, width=150, role=state_role, icon=state_icon, tooltip=lambda r: r.note or ""),
        Column("sent_on", _("Date sent"), lambda r: day(r.sent_on), width=105, sort_key="sent_on", tooltip=lambda r: service_name(r.service)),
        Column("reply_by", _("Reply by"), lambda r: day(r.reply_on), width=105, sort_key="reply_by", role=late),
        Column("replied_on", _("Date of reply"), lambda r: day(r.replied_on), width=105, sort_key="replied_on"),
        Column("made_on", _("Date made"), lambda r: day(r.made_on), width=105, sort_key="made_on", shown=False),
        Column("service", _("Sent by"), lambda r: service_name(r.service) or NOTHING, width=110, shown=False),
        Column("note", _("Note"), lambda r: r.note or NOTHING, width=130, shown=False),
    ]  # fmt: skip
