"""Words about contacts and promises: what came of a call, what became of a promise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.i18n import _, mark, ngettext
from app.models.dates import add_days
from app.models.interactions import UNREACHED_DAYS, Interaction, LastContact
from app.models.promised import Promise
from app.services.formats import NOTHING, day, money
from app.services.rules.promises import PromiseState

if TYPE_CHECKING:
    from app.services.touch import Touch

# Of each result its words and its icon.
RESULTS: Final = {
    "promised": (mark("Promises to pay"), "handshake"),
    "no_answer": (mark("No answer"), "phone-x"),
    "says_paid": (mark("Says paid"), "check-circle"),
    "disputes": (mark("Disputes it"), "scales"),
    "asks_instalments": (mark("Asks for instalments"), "chart-bar"),
    "new_contact": (mark("New contact person"), "user-plus"),
    "other": (mark("Something else"), "chat-text"),
    "reminded": (mark("Reminded"), "bell"),
}
CHANNELS: Final = {
    "phone": mark("Phone"),
    "wechat": mark("WeChat"),
    "sms": mark("Text message"),
    "email": mark("Email"),
    "letter": mark("Letter"),
    "visit": mark("Visit"),
    "meeting": mark("Meeting"),
}
# state -> word, icon, colour
STATES: Final = {
    "broken": (mark("Broken"), "warning", "overdue"),
    "partly": (mark("Kept in part"), "circle-half", "caution"),
    "today": (mark("Due today"), "clock", "caution"),
    "pending": (mark("Still to come"), "clock", ""),
    "kept": (mark("Kept"), "check-circle", "good"),
    "withdrawn": (mark("Withdrawn"), "arrow-u-up-left", "text2"),
    "voided": (mark("Voided"), "prohibit", "text2"),
}
TABLES: Final = {"promise": mark("Promise to pay"), "promise_item": mark("What a promise is about"), "interaction": mark("Contact")}  # fmt: skip
FIELDS: Final = {
    "made_on": mark("Made on"),
    "by_whom": mark("Who said it"),
    "channel": mark("How"),
    "written": mark("In writing"),
    "met": mark("People met"),
    "needs": mark("Their needs"),
    "satisfaction": mark("How satisfied"),
}
OWN_FIELDS: Final = {
    ("promise", "due_on"): mark("Promised for"),
    ("promise", "withdrawn_on"): mark("Withdrawn on"),
    ("interaction", "next_on"): mark("Next follow-up"),
    ("interaction", "result"): mark("What came of it"),
}
CODES: Final[Mapping[tuple[str, str], Mapping[str, Any]]] = {
    ("promise", "channel"): CHANNELS,
    ("interaction", "channel"): CHANNELS,
    ("interaction", "result"): RESULTS,
}
UNREACHED: Final = 3  # times; from so often on it is said


def result_name(code: str) -> str:
    return _(RESULTS[code][0])


def channel_name(code: str | None) -> str:
    return _(CHANNELS[code]) if code else NOTHING


def state(found: PromiseState, on: date) -> str:
    """A key of `STATES`: one that is due on the day stands apart."""
    due = found.state == "pending" and found.promise.due_on == on
    return "today" if due else found.state


def state_text(found: PromiseState, on: date) -> str:
    """ "Broken since 2026-11-13", "Still to come: 4 days", "Kept in part: ¥50.00"."""
    code = state(found, on)
    name = _(STATES[code][0])
    if code == "broken":
        return _("Broken since {day}").format(day=day(add_days(found.until, 1)))
    if code == "partly":
        return _("{state}: {amount}").format(state=name, amount=money(found.received, found.promise.currency))
    if code != "pending":
        return name
    days = (found.promise.due_on - on).days
    if days < 0:
        return _("Day is over, waits until {day}").format(day=day(found.until))
    return ngettext("{count} day left", "{count} days left", days).format(count=days)


def voided_text() -> str:
    name, _icon, _role = STATES["voided"]
    return _(name)


def promise_text(promise: Promise) -> str:
    """ "¥100.00 by 2026-11-25"."""
    text = _("{amount} by {day}")
    return text.format(amount=money(promise.amount, promise.currency), day=day(promise.due_on))


def broken_text(count: int, days: int) -> str:
    """What a dialog says of those who did not keep their word; "" for none."""
    if not count:
        return ""
    text = ngettext(
        "{count} promise was broken in the last {days} days: that counts in the score",
        "{count} promises were broken in the last {days} days: that counts in the score",
        count,
    )
    return text.format(count=count, days=days)


def last_text(found: LastContact | None) -> str:
    """ "2026-11-20 · Nobody answered · not reached 3 times in 10 days"."""
    if found is None:
        return _("Not contacted yet")
    parts = [day(found.on), result_name(found.result), unreached_text(found)]
    return " · ".join(part for part in parts if part)


def unreached_text(found: LastContact) -> str:
    """From the third time on."""
    if found.unreached < UNREACHED:
        return ""
    text = ngettext(
        "not reached {count} time in {days} days", "not reached {count} times in {days} days", found.unreached
    )
    return text.format(count=found.unreached, days=UNREACHED_DAYS)


def touch_lines(found: Touch) -> list[tuple[str, str, str]]:
    """Promises, the next follow-up, the last contacts: a sentence, the colour of its sign, smaller words beneath."""
    lines = []
    for each in found.promises:
        colour = STATES[state(each, found.on)][2] or "text2"
        lines.append(
            (_("Promised: {what}").format(what=promise_text(each.promise)), colour, state_text(each, found.on))
        )
    if found.last is not None and found.last.next_on is not None:
        text, over = _("Next follow-up: {day}"), found.last.next_on < found.on
        lines.append(
            (text.format(day=day(found.last.next_on)), "caution" if over else "text2", unreached_text(found.last))
        )
    for contact in found.contacts:
        who = [
            channel_name(contact.channel),
            *([contact.contact] if contact.contact else []),
            *([contact.note] if contact.note else []),
        ]
        lines.append((f"{day(contact.on_day)} · {result_name(contact.result)}", "text2", " · ".join(who)))
    return lines


def with_whom(found: Interaction) -> str:
    """The person there, as far as known."""
    return found.contact or found.met or NOTHING
