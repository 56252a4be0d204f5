"""Words about disputes: why, how they ended, what ends them does."""

from __future__ import annotations

from typing import Final

from app.i18n import _, mark
from app.models.disputes import Dispute
from app.services.formats import NOTHING, money

REASONS: Final = {
    "quality": mark("Quality"),
    "quantity": mark("Quantity"),
    "price": mark("Price"),
    "delivery": mark("Delivery"),
    "terms": mark("Terms"),
    "paid": mark("Says it is paid"),
    "document": mark("A document is missing"),
    "other": mark("Other reason"),
    "unspecified": mark("Not told"),
}
RESULTS: Final = {
    "credit_note": mark("Credit note given"),
    "accepted": mark("Customer accepts it"),
    "withdrawn": mark("We withdraw it"),
    "court": mark("Goes to court"),
}
CONSEQUENCES: Final = {
    "credit_note": mark("A credit note of this amount is made and applied. The customer owes that much less."),
    "accepted": mark("The customer owes it again; reminders go on."),
    "withdrawn": mark("It is no longer in dispute; the amount stays as it is."),
    "court": mark("The dispute ends here; what follows is kept with the legal dates."),
}


def reason_name(code: str | None) -> str:
    """A reason in words; what a person wrote in older books stands for itself."""
    return NOTHING if not code else _(REASONS[code]) if code in REASONS else code


def result_name(code: str | None) -> str:
    return NOTHING if not code else _(RESULTS[code]) if code in RESULTS else code


def dispute_name(found: Dispute) -> str:
    """ "Quality · ¥3,000.00 · since 2026-11-02"."""
    since = _("since {day}").format(day=found.opened_on.isoformat())
    return " · ".join((reason_name(found.reason), money(found.amount, found.currency), since))
