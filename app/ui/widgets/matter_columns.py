"""The columns of lists of legal matters: of all customers, or of one."""

from __future__ import annotations

from datetime import date

from app.i18n import _
from app.services import matter_wording as words
from app.services.formats import money
from app.ui.widgets.table_model import RIGHT, Column


def matter_columns(today: date, *, with_customer: bool) -> list[Column]:
    customer = Column(
        "customer",
        _("Customer"),
        lambda r: r.customer,
        width=130,
        sort_key="customer",
        tooltip=lambda r: r.customer_full,
    )
    return [
        Column("number", _("Matter no."), lambda r: r.number, width=115, sort_key="number"),
        *([customer] if with_customer else []),
        Column("stage", _("Stage"), words.standing, width=165, sort_key="stage", icon=lambda r: words.STAGES[r.stage][1],
               role=lambda r: "text2" if r.voided_on else words.STAGES[r.stage][2]),
        Column("next", _("Next day"), lambda r: words.next_text(r, today), width=210, sort_key="next", stretch=True,
               icon=lambda r: "warning" if words.next_role(r, today) else "", role=lambda r: words.next_role(r, today)),
        Column("debts", _("Receivables"), words.debts_short, width=160, tooltip=words.debts_text),
        Column("open", _("Outstanding"), lambda r: money(r.open, r.currency, dash=True), RIGHT, 125, bold=lambda r: True),
        Column("claimed", _("Amount claimed"), lambda r: money(r.claimed or 0, r.currency, dash=True), RIGHT, 125),
        Column("costs", _("Costs so far"), lambda r: money(r.costs, r.currency, dash=True), RIGHT, 110),
        Column("court", _("Court or arbitration body"), lambda r: r.court or "", width=130),
        Column("case_no", _("Case no."), lambda r: r.case_no or "", width=130, shown=False),
        Column("lawyer", _("Lawyer"), lambda r: r.lawyer or "", width=120, shown=not with_customer),
    ]  # fmt: skip
