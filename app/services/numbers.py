"""Numbers of papers: gap-free per book and year, kept when voided ("YS-2026-0012", "HT-2026-032")."""

from __future__ import annotations

from typing import Final

from app.i18n import _
from app.models import (
    approvals,
    confirmations,
    contracts,
    deals,
    matters,
    notices,
    receivables,
    reminders,
    reviews,
    shipments,
)
from app.models.errors import Invalid
from app.models.store import Store

PREFIXES: Final = {
    "invoice": "YS",
    "credit_note": "HZ",
    "opening": "QC",
    "contract": "HT",
    "statement": "DZD",
    "confirmation": "DZH",
    "review": "PS",
    "shipment": "FH",
    "deal": "DD",
    "approval": "TP",
    "matter": "AJ",
    "reminder": "CK",
    "notice": "TZ",
}
# Where the numbers of a kind are counted; receivables have the rest.
COUNTED: Final = {
    "contract": contracts.next_number,
    "statement": confirmations.next_number,
    "confirmation": confirmations.next_number,
    "review": reviews.next_number,
    "shipment": shipments.next_number,
    "deal": deals.next_number,
    "approval": approvals.next_number,
    "matter": matters.next_number,
    "reminder": reminders.next_number,
    "notice": notices.next_number,
}


def upcoming(store: Store, kind: str, year: int) -> str:
    """The next number of a kind (a key of `PREFIXES`)."""
    return COUNTED.get(kind, receivables.next_number)(store, f"{PREFIXES[kind]}-{year}-")


def free(store: Store, customer_id: int, number: str, but: int | None = None) -> None:
    """Raises Invalid where a receivable of the customer, voided or not, has the number; `but` is one that may have it."""
    known = [each for each in receivables.numbered(store, customer_id, number) if each.id != but]
    if not known:
        return
    if known[0].voided_on is None:
        text = _("This customer already has a receivable “{number}”. Use another number, or open that one.")
    else:
        text = _("“{number}” was used and voided. A voided number is not used again: take another one.")
    raise Invalid("number", text.format(number=number))
