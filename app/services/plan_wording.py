"""Words of payment plans: when a line asks for money, what kind of money it is, what is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final, cast

from app.i18n import _, mark, ngettext
from app.models.errors import UserError
from app.models.plans import PlanLine
from app.services.contract_rows import ContractRow
from app.services.formats import NOTHING, day, money, percent
from app.services.plans import planned
from app.services.rules import payment_plan

NODES: Final = {
    "signing": mark("On signing"),
    "before_production": mark("Before production"),
    "before_shipment": mark("Before shipping"),
    "delivery": mark("On delivery"),
    "acceptance": mark("On acceptance"),
    "fixed": mark("On a fixed day"),
    "retention": mark("Retention"),
}
DUE: Final = mark("Receivable due")
NATURES: Final = {
    "payment": mark("Payment for goods"),
    "prepayment": mark("Prepayment"),
    "earnest": mark("Earnest money (legal)"),
}

TEMPLATES: Final = {
    "thirty_terms": mark("30% prepayment, the rest by the terms"),
    "all_first": mark("All before shipping"),
    "three_six_one": mark("3-6-1: signing, acceptance, retention"),
    "four": mark("Four instalments after delivery"),
}
ADVISED: Final = "advised"
USUAL_BP, WHOLE = 3_000, 10_000


def node_name(node: str) -> str:
    """Of a line of a plan; "due" = an open receivable."""
    return _(DUE) if node == "due" else _(NODES[node])


def next_text(row: ContractRow) -> str:
    """ "On signing · 2026-11-30 · ¥48,000.00"; "—" when nothing is to come."""
    if row.next_node is None or row.next_amount is None:
        return NOTHING
    parts = (node_name(row.next_node), day(row.next_on) if row.next_on else "", money(row.next_amount, row.currency))
    return " · ".join(filter(None, parts))


def is_late(row: ContractRow, on: date) -> bool:
    """Whether the money that comes next should have been there."""
    return row.next_on is not None and row.next_on < on


def prepaid_text(row: ContractRow) -> str:
    """What became of the part before shipping; "—" where none is agreed."""
    if not row.wanted:
        return NOTHING
    if row.missing:
        words = _("{amount} missing") if row.got <= 0 else _("Partly, {amount} missing")
        return words.format(amount=money(row.missing, row.currency))
    return _("Received") if row.got >= row.wanted else _("Not signed yet")


def prepaid_look(row: ContractRow) -> tuple[str, str]:
    """Icon and colour of it."""
    if row.missing:
        return "warning-circle", "caution"
    return ("check-circle", "good") if row.wanted and row.got >= row.wanted else ("", "text2")


def nature_name(nature: str) -> str:
    return _(NATURES[nature])


def due_text(line: PlanLine) -> str:
    """ "2026-12-01", "30 days after", "at once", "by the terms"."""
    if line.fixed_on is not None:
        return day(line.fixed_on)
    if line.days_after:
        return ngettext("{count} day after", "{count} days after", line.days_after).format(count=line.days_after)
    return when_hint(line) if line.days_after is None else _("at once")


def when_hint(line: PlanLine) -> str:
    """What an empty cell for the days means."""
    if line.node == "fixed":
        return _("a day")
    return _("at once") if line.is_before else _("by the terms")


def line_state(line: PlanLine, received: int | None, shipped: int, amount: int) -> tuple[str, str]:
    """What became of a line, and the colour: `received` of one before delivery, `shipped` of the contract's `amount`."""
    if line.is_before:
        if received is None or received <= 0:
            return _("Not received"), "caution"
        return (_("Received"), "good") if received >= line.amount else (_("Partly received"), "caution")
    if shipped <= 0:
        return _("After delivery"), "text2"
    return (_("Invoiced"), "good") if shipped >= amount else (_("Partly invoiced"), "text2")


def problem(total: int | None, lines: Sequence[PlanLine]) -> str:
    """Why a plan cannot be taken, or ""."""
    if not lines or not total:
        return "" if not lines else _("Enter the amount first.")
    try:
        planned(total, lines)
    except UserError as refused:
        return refused.text
    return ""


def template_entries(advised_bp: int) -> list[tuple[str | None, str]]:
    """Usual plans for the drop-down; where the rules ask for more than 30%, one with that share stands first."""
    share = percent(Decimal(advised_bp) / WHOLE, 0)
    words = _("{share} prepayment as the rules ask, the rest by the terms")
    if advised_bp >= WHOLE:
        words = _("All before shipping, as the rules ask")
    more = [(ADVISED, words.format(share=share))] if advised_bp > USUAL_BP else []
    return [*more, *((key, _(name)) for key, name in TEMPLATES.items()), (None, _("As below"))]


def template(name: str, advised_bp: int) -> tuple[PlanLine, ...]:
    """The lines of an entry. Raises KeyError for a name that is none."""
    if name != ADVISED:
        return payment_plan.template(cast("payment_plan.Template", name))
    if advised_bp >= WHOLE:
        return payment_plan.template("all_first")
    return PlanLine("signing", share_bp=advised_bp, nature="prepayment"), PlanLine(
        "delivery", share_bp=WHOLE - advised_bp
    )
