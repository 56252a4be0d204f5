"""What the window of "May I ship?" says beside the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from app.services.formats import money
from app.services.shipping_wording import verdict_text

if TYPE_CHECKING:
    from app.services.ship_desk import Before, Subject


def subject_text(subject: Subject) -> str:
    """A deal or contract in a list of choices."""
    named = f"{subject.number} {subject.title}" if subject.title else subject.number
    return f"{named} · {money(subject.amount, subject.currency)}"


def before_text(found: Before) -> str:
    """The answer of then and of now."""
    text = _("On {day} the answer was: {then}. Now: {now}.")
    return text.format(day=found.on.isoformat(), then=verdict_text(found.then), now=verdict_text(found.now))
