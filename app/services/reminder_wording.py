"""Words of reminders: why one is due or not, what pauses a debt, how a letter went out and arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services.contact_wording import CHANNELS
from app.services.formats import day
from app.services.policy_labels import LETTERS
from app.services.rules.reminding import DueReminder, LeftOut, PausedItem, Reason, Waiting

if TYPE_CHECKING:
    from app.services.reminders import Freshness

SERVED: Final = {
    "signed": mark("Signed for"),
    "delivered": mark("Delivered by the courier"),
    "left": mark("Left there"),
    "returned": mark("Came back"),
}
# Why the last letter is due at once.
JUMPS: Final = {
    "dishonest": mark("They are on the list of dishonest debtors"),
    "high_spending": mark("A court has restricted their spending"),
    "refused_draft": mark("A draft of theirs was refused and is not paid"),
}
WAITS: Final = {
    "nothing": mark("Nothing is overdue or due soon."),
    "covered": mark("Money of theirs that is not applied yet covers all of it: apply it first."),
    "paused": mark("All of it is in dispute or paused."),
    "later": mark("The next reminder is due on {day}."),
    "interval": mark("They were reminded a moment ago: again from {day}."),
    "deadline": mark("The last letter gave them time: again from {day}."),
    "done": mark("All letters went out. What is left is a visit, the court or writing it off."),
    "asked": mark("A later letter asked for it already."),
    "small": mark("The amount is too small for a lawyer's letter: call them."),
}
# Words of the history.
TABLES: Final = {
    "reminder": mark("Reminder"),
    "reminder_item": mark("Debt in a reminder"),
    "reminder_override": mark("Exception from the reminders"),
}
FIELDS: Final = {
    "level": mark("Letter level"),
    "fees": mark("Fees"),
    "deadline_on": mark("Pay by"),
    "served": mark("How it arrived"),
    "served_on": mark("Arrived on"),
    "tracking_no": mark("Courier number"),
    "wait_bp": mark("Waiting days of the usual"),
    "later_days": mark("Days later"),
    "most_level": mark("No letter above"),
    "overdue_days": mark("Days overdue"),
}
_LEVELS: Final = {str(level): words for level, words in enumerate(LETTERS)}
CODES: Final = {
    ("reminder", "level"): _LEVELS,
    ("reminder", "channel"): CHANNELS,
    ("reminder", "served"): SERVED,
    ("reminder_item", "level"): _LEVELS,
    ("reminder_override", "most_level"): _LEVELS,
}
OWN_FIELDS: Final = {("reminder", "interest"): mark("Late interest told")}
AMOUNTS: Final = ("fees",)


def level_name(level: int) -> str:
    return _(LETTERS[level])


def channel_name(channel: str) -> str:
    return _(CHANNELS[channel])


def served_name(served: str | None) -> str:
    """How it arrived; "" where nobody noted it."""
    return _(SERVED[served]) if served else ""


def reason_text(reason: Reason) -> str:
    """ "A-1 is 41 days overdue and nobody was reminded of it; due since 2026-10-18"."""
    if reason.code == "jumped":
        return _("{why}: the last letter at once").format(why=_(JUMPS[reason.what]))
    if reason.code == "coming_due":
        if reason.days == 0:
            return _("{number} is due today").format(number=reason.number)
        said = ngettext("{number} is due in {count} day", "{number} is due in {count} days", reason.days)
        return said.format(number=reason.number, count=reason.days)
    if reason.code == "first":
        said = ngettext(
            "{number} is {count} day overdue, no reminder went out; due since {day}",
            "{number} is {count} days overdue, no reminder went out; due since {day}",
            reason.days,
        )
    else:
        said = ngettext(
            "{number} is {count} day overdue, next letter due since {day}",
            "{number} is {count} days overdue, next letter due since {day}",
            reason.days,
        )
    return said.format(number=reason.number, count=reason.days, day=day(reason.since))


def waiting_text(waiting: Waiting) -> str:
    """Why nobody need be reminded now, as a sentence."""
    return _(WAITS[waiting.code]).format(day=day(waiting.until) if waiting.until else "")


def pause_text(paused: PausedItem) -> str:
    """Why a debt is not asked for, and until when."""
    if paused.why == "dispute":
        return (
            _("In dispute, to be settled by {day}").format(day=day(paused.until))
            if paused.until
            else _("It is in dispute")
        )
    if paused.why == "promise":
        return _("Promised: waits until {day}").format(day=day(paused.until)) if paused.until else _("Promised")
    if paused.why == "hold":
        return _("Held until {day}").format(day=day(paused.until)) if paused.until else _("Held until it is lifted")
    if paused.why == "lawyer":
        return _("The lawyer's letter is out")
    if paused.why == "court":
        return _("Before a court: {number}").format(number=paused.document)
    return _("No higher letter is wanted") if paused.why == "most" else _("They want to be left in peace")


def left_text(found: DueReminder, left: LeftOut) -> str:
    """Why a debt is not asked for again on a past day."""
    words = {"customer": found.name, "number": left.item.number, "letter": left.number, "day": day(left.made_on)}
    return _("Left out: {number} of {customer}. The later letter {letter} of {day} asked for it already.").format(
        **words
    )


def stale_text(fresh: Freshness) -> str:
    """A warning before reminding: receipts may be missing."""
    if fresh.newest is None:
        return _("No payment is in the book yet. Look at the bank before you remind anybody.")
    said = _("The newest payment in the book is of {day}. Look at the bank before you remind anybody.")
    return said.format(day=day(fresh.newest))
