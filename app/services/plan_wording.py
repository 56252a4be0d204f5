"""Words of payment plans: when a line asks for money, what kind of money it is, what is still to come."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.i18n import _, mark
from app.services.contract_rows import ContractRow
from app.services.formats import NOTHING, day, money

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
    "payment": mark("Payment"),
    "prepayment": mark("Prepayment"),
    "earnest": mark("Earnest money (legal)"),
}


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
