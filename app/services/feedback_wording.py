"""Words about feedback: kinds, how satisfied, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.i18n import _, mark, ngettext
from app.models.feedback import Feedback
from app.services.formats import NOTHING
from app.services.rules.relationship import Relationship

if TYPE_CHECKING:
    from app.services.relationship import Said

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
    "closed": mark("Dealt with"),
    "kept": mark("Noted"),
    "voided": mark("Voided"),
}


def kind_name(kind: str) -> str:
    return _(KINDS[kind][0])


def points_name(points: int | None) -> str:
    return _(POINTS[points]) if points else NOTHING


def average_text(average: float | None, answers: int) -> str:
    """ "Satisfied 4.5 of 5 (2 answers in 12 months)"; "" where nobody was asked."""
    if average is None:
        return ""
    words = ngettext(
        "Satisfied {average} of 5 ({count} answer in 12 months)",
        "Satisfied {average} of 5 ({count} answers in 12 months)",
        answers,
    )
    return words.format(average=f"{average:.1f}", count=answers)


def complaints_text(count: int, late: int) -> str:
    """ "2 complaints not settled, 1 past its day"; "" for none."""
    if not count:
        return ""
    words = ngettext("{count} complaint not settled", "{count} complaints not settled", count).format(count=count)
    if not late:
        return words
    past = ngettext("{count} past its day", "{count} past their day", late).format(count=late)
    return _("{complaints}, {late}").format(complaints=words, late=past)


def said_text(found: Said) -> str:
    """What the overview of a customer says; "" where nothing is known."""
    told = (average_text(found.average, len(found.answers)), complaints_text(found.complaints, found.late))
    return " · ".join(filter(None, told))


def relationship_text(found: Relationship | None) -> str:
    """ "Relationship: 80 of 100"."""
    return _("Relationship: {points} of 100").format(points=found.points) if found else ""


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
