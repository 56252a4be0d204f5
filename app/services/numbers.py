"""Numbers of papers: gap-free per book and year, kept when voided ("YS-2026-0012", "HT-2026-032")."""

from __future__ import annotations

from typing import Final

from app.i18n import _
from app.models import confirmations, contracts, deals, receivables, reviews
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
    "deal": "DD",
}


def upcoming(store: Store, kind: str, year: int) -> str:
    """The next number of a kind (a key of `PREFIXES`)."""
    prefix = f"{PREFIXES[kind]}-{year}-"
    if kind in ("statement", "confirmation"):
        return confirmations.next_number(store, prefix)
    if kind == "deal":
        return deals.next_number(store, prefix)
    if kind == "review":
        return reviews.next_number(store, prefix)
    return contracts.next_number(store, prefix) if kind == "contract" else receivables.next_number(store, prefix)


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
