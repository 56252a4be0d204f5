"""Words about visits: signs of distress and what they call for, how often one goes, when next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.i18n import _, mark, ngettext
from app.models.visits import VisitSheet
from app.services import credit_wording
from app.services.formats import NOTHING, joined
from app.services.rules import visiting
from app.services.visits import VisitRow

STATES: Final = {
    "due": mark("Visit due"),
    "soon": mark("Due within 30 days"),
    "never": mark("Never visited"),
    "later": mark("Later"),
}
CALLS: Final = {
    "": "",
    "watch": mark("One sign of distress. Look closer: ask two of their suppliers, and go again within three months."),
    "act": mark(
        "Two or more signs of distress. Their credit is due for a review now; until then ship only what is paid or secured, "
        "and have the balance confirmed with their seal."
    ),
}


def signs_text(signs: Sequence[str]) -> str:
    """ "Plant stands idle, Wages paid late"."""
    names = [credit_wording.choice_name("signs", each) for each in signs]
    return joined(names) or NOTHING


def call_text(signs: Sequence[str]) -> str:
    """What they mean for the customer; "" where none was seen."""
    words = CALLS[visiting.calls_for(len(signs))]
    return _(words) if words else ""


def seen_text(sheet: VisitSheet | None) -> str:
    """ "Visit of 2026-11-20: Plant stands idle, Wages paid late"; "" where nobody went of late."""
    if sheet is None:
        return ""
    seen = signs_text(sheet.signs) if sheet.signs else _("no sign of distress")
    return _("Visit of {day}: {signs}").format(day=sheet.on.isoformat(), signs=seen)


def state_name(state: str) -> str:
    return _(STATES[state])


def every_text(row: VisitRow) -> str:
    """ "Every 6 months (grade BB, value A)"."""
    words = ngettext(
        "Every {count} month (grade {grade}, value {value})",
        "Every {count} months (grade {grade}, value {value})",
        row.every,
    )
    return words.format(count=row.every, grade=row.grade, value=row.value or "C")


def cycle_text(row: VisitRow | None) -> str:
    """How often this customer is visited, the last time and the next; "" for one who is not."""
    if row is None:
        return ""
    if row.last_on is None or row.next_on is None:
        return " · ".join((every_text(row), _("never visited yet")))
    last = _("last on {day}").format(day=row.last_on.isoformat())
    following = _("next from {day}").format(day=row.next_on.isoformat())
    return " · ".join((every_text(row), last, following))
