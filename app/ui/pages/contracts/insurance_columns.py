"""What the lists of credit insurance show in their columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.i18n import _
from app.services import insurance_wording as words
from app.services.formats import NOTHING, day, money
from app.services.insurance_rows import BuyerRow, PolicyRow
from app.services.ledger_wording import amount_text
from app.ui.widgets.table_model import RIGHT, Column


def buyers(own: Callable[[], str], today: date) -> list[Column]:
    """`own` is the book's currency, known once the list is there."""

    def amount(minor: int | None, row: BuyerRow) -> str:
        return NOTHING if not minor else amount_text(minor, row.cover.currency, own())

    return [
        Column("customer", _("Customer"), lambda r: r.name, width=150),
        Column("state", _("Limit state"), lambda r: words.limit_state(r.cover.buyer_limit, today), width=110),
        Column("limit", _("Buyer limit"), lambda r: amount(r.cover.limit, r), RIGHT, 125),
        Column("share", _("Cover %"), lambda r: words.share_text(r.cover.cover_bp), RIGHT, 75),
        Column("owed", _("Owes"), lambda r: amount(r.owed, r), RIGHT, 125),
        Column("covered", _("Covered"), lambda r: amount(r.cover.covered, r), RIGHT, 125),
        Column("uninsured", _("Uninsured amount"), lambda r: amount(r.uninsured, r), RIGHT, 130, bold=lambda r: True),
        Column(
            "mind", _("To mind"), _first_problem, width=260, stretch=True, tooltip=_problems,
            icon=lambda r: "warning" if r.cover.problems else "", role=lambda r: "overdue" if r.cover.problems else "",
        ),
    ]  # fmt: skip


def deadlines(own: Callable[[], str]) -> list[Column]:
    return [
        Column("on", _("Last day"), lambda r: day(r.deadline.on), width=105),
        Column("what", _("What to do"), lambda r: words.deed_text(r.deadline.kind), width=220),
        Column("customer", _("Customer"), lambda r: r.name, width=150),
        Column("document", _("Receivable"), lambda r: r.deadline.item.number, width=130),
        Column("amount", _("Open"), lambda r: amount_text(r.deadline.amount, r.currency, own()), RIGHT, 125),
        Column(
            "left", _("How it stands"), words.left_text, width=150, stretch=True, icon=lambda r: words.look(r)[0],
            role=lambda r: words.look(r)[1],
        ),
    ]  # fmt: skip


def policies() -> list[Column]:
    return [
        Column("insurer", _("Insurer"), lambda r: r.policy.insurer, width=150),
        Column("number", _("Policy no."), lambda r: r.policy.number, width=120),
        Column("scope", _("Kind of policy"), lambda r: _(words.SCOPES[r.policy.scope]), width=105),
        Column("period", _("Insured period"), lambda r: words.period_text(r.policy), width=190),
        Column("state", _("Status"), lambda r: _(words.STATES[r.state]), width=100),
        Column("share", _("Cover %"), lambda r: words.share_text(r.policy.cover_bp), RIGHT, 75),
        Column("buyers", _("Buyers"), lambda r: str(r.buyers), RIGHT, 70),
        Column("premium", _("Premium"), _premium, RIGHT, 115),
        Column("mep", _("Stop shipping after"), lambda r: words.days_text(r.policy.mep_days), RIGHT, 125),
        Column(
            "mind", _("To mind"), _policy_problems, width=220, stretch=True, tooltip=_policy_problems,
            icon=lambda r: "warning" if r.problems else "", role=lambda r: "overdue" if r.problems else "",
        ),
    ]  # fmt: skip


def _premium(row: PolicyRow) -> str:
    return money(row.premium, row.policy.currency)


def _problems(row: BuyerRow) -> str:
    return "\n".join(words.problem_text(each, row.cover.currency) for each in row.cover.problems)


def _first_problem(row: BuyerRow) -> str:
    first = next(iter(row.cover.problems), None)
    more = f"  +{len(row.cover.problems) - 1}" if len(row.cover.problems) > 1 else ""
    return words.problem_text(first, row.cover.currency) + more if first else NOTHING


def _policy_problems(row: PolicyRow) -> str:
    return "\n".join(words.problem_text(each, row.policy.currency) for each in row.problems) or NOTHING
