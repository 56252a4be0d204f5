"""The entries of a calendar in words."""

from __future__ import annotations

from typing import Final

from app.i18n import _, mark, ngettext
from app.services import feedback_wording, legal_wording, limit_wording, matter_wording, reminder_wording
from app.services.calendar_entries import Entry
from app.services.formats import money

KINDS: Final = {
    "reminder": mark("Reminder"),
    "deadline": mark("Last day of a letter"),
    "promise": mark("Promise to pay"),
    "follow_up": mark("Follow-up"),
    "visit": mark("Visit"),
    "feedback": mark("Feedback"),
    "review": mark("Credit review"),
    "clock": mark("Legal clock"),
    "legal_date": mark("Legal matter"),
    "limit_end": mark("End of a credit limit"),
}


def kind_name(kind: str) -> str:
    return _(KINDS[kind])


def what_text(entry: Entry) -> str:
    """What is to be done, or ends, on the day."""
    if entry.kind == "reminder":
        return reminder_wording.level_name(int(entry.what))
    if entry.kind == "clock":
        return legal_wording.clock_name(entry.what)
    if entry.kind == "legal_date":
        return _(matter_wording.KINDS[entry.what])
    if entry.kind == "feedback":
        return feedback_wording.kind_name(entry.what)
    if entry.kind == "limit_end":
        return _("{what} ends").format(what=_(limit_wording.KINDS[entry.what]))
    return kind_name(entry.kind)


def title(entry: Entry, *, amounts: bool = False) -> str:
    """ "Final demand: Haitian", with the amount only where it is asked for."""
    told = _("{what}: {name}").format(what=what_text(entry), name=entry.customer)
    if amounts and entry.amount is not None and entry.currency:
        return f"{told} {money(entry.amount, entry.currency)}"
    return told


def note(entry: Entry) -> str:
    """What it is about, and where it comes from."""
    about = []
    if entry.document:
        about.append(entry.document)
    if entry.count > 1:
        about.append(ngettext("{count} document", "{count} documents", entry.count).format(count=entry.count))
    return "\n".join(filter(None, (" · ".join(about), _("From the credit book of your computer"))))
