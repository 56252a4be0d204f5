"""Words about feedback: kinds, how satisfied, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from app.i18n import _, mark, ngettext
from app.models.feedback import Feedback
from app.services.formats import NOTHING

# The icon stands beside the word.
KINDS: Final = {
    "complaint": (mark("Complaint"), "warning-circle"),
    "praise": (mark("Praise"), "thumbs-up"),
    "need": (mark("Wish"), "lightbulb"),
    "survey": (mark("How satisfied"), "star"),
}
POINTS: Final = {
    5: mark("5 very satisfied"),
    4: mark("4 satisfied"),
    3: mark("3 neither nor"),
    2: mark("2 not satisfied"),
    1: mark("1 not at all"),
}
# Words of the change history.
TABLES: Final = {"feedback": mark("Feedback")}
FIELDS: Final = {"score": mark("How satisfied"), "satisfied": mark("Satisfied with how it was settled")}
CODES: Final[Mapping[tuple[str, str], Mapping[Any, Any]]] = {("feedback", "kind"): KINDS}
OWN_FIELDS: Final = {
    ("feedback", "owner_id"): mark("Who sees to it"),
    ("feedback", "due_on"): mark("To be settled by"),
    ("feedback", "closed_on"): mark("Settled on"),
}
STATES: Final = {
    "late": mark("Past its day"),
    "open": mark("To be settled"),
    "closed": mark("Settled"),
    "kept": mark("Noted"),
    "voided": mark("Voided"),
}


def kind_name(kind: str) -> str:
    return _(KINDS[kind][0])


def points_name(points: int | None) -> str:
    return _(POINTS[points]) if points else NOTHING


def state(found: Feedback, on: date) -> str:
    """A code of `STATES` on a day."""
    if found.voided_on is not None:
        return "voided"
    if found.is_late(on):
        return "late"
    return "open" if found.is_open(on) else "closed" if found.closed_on else "kept"


def state_name(found: Feedback, on: date) -> str:
    """ "Past its day by 3 days"."""
    code = state(found, on)
    if code != "late" or found.due_on is None:
        return _(STATES[code])
    days = (on - found.due_on).days
    return ngettext("{count} day past its day", "{count} days past its day", days).format(count=days)
