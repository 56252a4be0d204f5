"""What stands in the way of production or a shipment, in sentences: what is missing and what to do."""

from __future__ import annotations

from app.i18n import _, ngettext
from app.services.formats import money
from app.services.rules.gates import Stop
from app.services.sold import Sold


def stop_text(stop: Stop, sold: Sold) -> str:
    """One full sentence or two."""
    if stop.code == "unsigned":
        return _("The contract {number} is not signed yet. Enter the day of signing first.").format(number=sold.number)
    if stop.code == "ended":
        return _("The contract {number} was ended. Nothing more leaves under it.").format(number=sold.number)
    if stop.code == "hold":
        return _("New credit for this customer is on hold. Lift the hold, or have the owner approve an exception.")
    if stop.code == "prepayment":
        words = _("{amount} of {number} has not been received. Log the payment, or have an exception approved.")
        return words.format(amount=money(stop.amount, sold.currency), number=sold.number)
    words = ngettext(
        "An earlier batch is overdue by {count} day. Collect it first, or have an exception approved.",
        "An earlier batch is overdue by {count} days. Collect it first, or have an exception approved.",
        stop.days,
    )
    return words.format(count=stop.days)
