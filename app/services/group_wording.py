"""A group of customers in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from app.services.formats import joined, money

if TYPE_CHECKING:
    from app.services.group_room import GroupRoom


def group_text(found: GroupRoom) -> str:
    """ "Group “Hongda” uses ¥800,000.00 of ¥1,000,000.00 · grade of the group: BB"; who holds up the others is named."""
    words = {"name": found.group.name, "used": money(found.used, found.currency)}
    if found.group.amount is None:
        told = _("Group “{name}” uses {used} of credit together, without a limit").format(**words)
    else:
        text = _("Group “{name}” uses {used} of {limit}")
        told = text.format(limit=money(found.group.amount, found.currency), **words)
    parts = [told]
    if found.grade is not None:
        parts.append(_("grade of the group: {grade}").format(grade=found.grade))
    if found.late:
        text = _("{names}: more than {days} days overdue, so the others get no more credit either")
        parts.append(text.format(names=joined(found.late), days=found.late_days))
    return " · ".join(parts)
