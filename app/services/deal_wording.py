"""Words of deals: stages, what a deal is, the footer of their list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services.formats import money

if TYPE_CHECKING:
    from app.models.listing import Summary

# Word, picture, colour token.
STAGES: Final = {
    "enquiry": (mark("Enquiry"), "question", "text2"),
    "quoted": (mark("Quoted"), "file-text", "text2"),
    "agreed": (mark("Agreed"), "handshake", "text"),
    "ordered": (mark("Ordered"), "package", "text"),
    "delivered": (mark("Delivered"), "check-circle", "good"),
    "lost": (mark("Lost"), "x-circle", "text2"),
}


def stage_name(stage: str) -> str:
    return _(STAGES[stage][0])


def list_footer(found: Summary, currency: str) -> str:
    """How many deals, what they come to, and what of that is likely."""
    count = ngettext("{count} deal", "{count} deals", found.count)
    text = _("{deals} · {amount} · likely {likely}")
    return text.format(
        deals=count, amount=money(found.sums["amount"], currency), likely=money(found.sums["likely"], currency)
    )
