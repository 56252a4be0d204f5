"""The columns of the list of customers."""

from __future__ import annotations

from collections.abc import Callable

from app.i18n import _
from app.services.customer_wording import lateness_text, limit_text, terms_short, used_text
from app.services.formats import NOTHING, day, figure, phone
from app.services.ledger_wording import amount_text
from app.services.lists import CustomerRow
from app.services.rating_wording import grade_name, points_text, role_name, score_line
from app.ui.widgets.table_model import RIGHT, Column


def columns(currency: Callable[[], str]) -> list[Column]:
    """Eight to begin with, the rest by choice; `currency` is the book's, known once the list is there."""

    def amount(minor: int | None) -> str:
        return NOTHING if minor is None else figure(minor, currency(), dash=True)

    def overdue(row: CustomerRow) -> str:
        return "overdue" if row.overdue > 0 else ""

    return [
        Column("name", _("Customer"), lambda r: r.name, width=150, sort_key="name", stretch=True, tooltip=lambda r: r.full_name),
        Column("risk", _("Risk"), width=105, sort_key="risk", chip=lambda r: r.risk, tooltip=score_line),
        Column("owes", _("Owes"), lambda r: amount(r.owes), RIGHT, 120, "owes", bold=lambda r: r.owes > 0),
        Column(
            "overdue", _("Overdue"), lambda r: amount(r.overdue), RIGHT, 125, "overdue", role=overdue,
            icon=lambda r: "warning" if r.overdue > 0 else "",
        ),
        Column(
            "overdue_days", _("Most days overdue"), lambda r: f"{r.overdue_days:,}" if r.overdue_days else NOTHING, RIGHT, 110,
            "overdue_days", role=overdue, hint=_("Days since the oldest open due date."),
        ),
        Column(
            "used", _("Limit used"), used_text, RIGHT, 105, "used", tooltip=limit_text,
            role=lambda r: "overdue" if r.over_limit else "text2" if r.limit_own is None else "",
            icon=lambda r: "warning-circle" if r.over_limit else "", hint=_("How much of the credit limit is in use: debts, drafts, goods and custom work on the way, less what was paid ahead."),
        ),
        Column(
            "late", _("Average lateness (days)"), lateness_text, RIGHT, 110, "late",
            hint=_("Days paid after the due date, weighted by money, last 24 months."),
        ),
        Column("last_paid", _("Last payment"), lambda r: day(r.last_paid_on), width=100, sort_key="last_paid_on"),
        *_optional(currency),
    ]  # fmt: skip


def _optional(currency: Callable[[], str]) -> list[Column]:
    def own(row: CustomerRow, minor: int | None) -> str:
        """In the customer's currency, named where it is not the book's."""
        return NOTHING if minor is None else amount_text(minor, row.currency, currency())

    def text(name: str) -> Callable[[CustomerRow], str]:
        return lambda row: getattr(row, name) or NOTHING

    return [
        Column("full_name", _("Full name"), lambda r: r.full_name, width=220, sort_key="full_name", shown=False),
        Column("code", _("Customer no."), lambda r: r.code, width=110, sort_key="code", shown=False),
        Column(
            "registration_no", _("Unified social credit code"), text("registration_no"), width=190,
            sort_key="registration_no", shown=False,
        ),
        Column("contact", _("Contact person"), text("contact"), width=110, sort_key="contact", shown=False),
        Column("phone", _("Phone"), lambda r: phone(r.phone) or NOTHING, width=130, sort_key="phone", shown=False),
        Column("region", _("Region"), text("region"), width=100, sort_key="region", shown=False),
        Column("industry", _("Industry"), text("industry"), width=110, sort_key="industry", shown=False),
        Column("owner", _("Salesperson"), text("owner"), width=110, sort_key="owner", shown=False),
        Column("deputy", _("Deputy salesperson"), text("deputy"), width=110, sort_key="deputy", shown=False),
        Column("limit", _("Credit limit"), limit_text, RIGHT, 140, "limit", shown=False),
        Column("in_use", _("Credit in use"), lambda r: own(r, r.in_use), RIGHT, 140, "in_use", shown=False),
        Column("available", _("Available credit"), lambda r: own(r, r.available), RIGHT, 140, "available", shown=False),
        Column(
            "terms", _("Payment terms"), lambda r: terms_short(r.terms_basis, r.terms_days, r.terms_day_of_month),
            width=140, sort_key="terms", shown=False,
        ),
        Column("role", _("What they are to us"), lambda r: role_name(r.role), width=110, sort_key="role", shown=False),
        Column("points", _("Credit score"), lambda r: points_text(r.points_x100), RIGHT, 100, "points", shown=False),
        Column("grade", _("Grade"), lambda r: grade_name(r.grade), width=90, sort_key="grade", shown=False),
        Column("next_review", _("Next review"), lambda r: day(r.next_review_on), width=110, sort_key="next_review", shown=False),
        Column("advance", _("Advance received"), lambda r: figure(r.advance, currency(), dash=True), RIGHT, 140, "advance", shown=False),
    ]  # fmt: skip
