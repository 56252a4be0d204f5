"""What a limit leaves, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from app.services.formats import money

if TYPE_CHECKING:
    from app.services.limit_sheet import LimitSheet


def used_text(sheet: LimitSheet) -> str:
    """The credit in use, which is what a limit is measured by."""
    return _("Credit in use: {amount}").format(amount=money(sheet.used, sheet.currency))


def headroom_text(sheet: LimitSheet) -> str:
    """What is left for new orders."""
    if sheet.in_force.state == "unlimited":
        return _("Unlimited")
    if sheet.headroom is None:
        if sheet.in_force.amount is not None:
            return _(
                "What is left of the limit cannot be told: it is in another currency, and no exchange rate of the day is known."
            )
        return _("No limit is set. Until there is one, what is proposed stands in, with conditions.")
    return left_text(sheet.headroom, sheet.currency)


def left_text(headroom: int, currency: str) -> str:
    """What a limit leaves, or how far it is exceeded."""
    if headroom < 0:
        return _("{amount} over the limit").format(amount=money(-headroom, currency))
    return _("{amount} left for new orders").format(amount=money(headroom, currency))
