"""Who is due for a reminder on a day, and what went out in the month before it: the reports `reminders` and `reminders-sent`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import book, reminders
from app.models.dates import add_days
from app.models.money import Money
from app.models.reminders import Reminder
from app.models.store import Store
from app.services import reminder_wording as words
from app.services.formats import NOTHING
from app.services.remind_desk_wording import short_last
from app.services.reminders import Reminders
from app.services.rules.reminding import DueReminder
from app.services.sheets import Cells, Heads, ListSheet, columns

DAYS: Final = 30
DUE: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Letter"), "text"), (mark("Amount"), "money"), (mark("Days overdue"), "number"),
    (mark("Receivables"), "number"), (mark("Why"), "text"), (mark("Last reminder"), "text"),
)  # fmt: skip
SENT: Final[Heads] = (
    (mark("Day"), "day"), (mark("Number"), "short"), (mark("Customer"), "text"), (mark("Letter"), "text"), (mark("How"), "text"),
    (mark("Sent to"), "text"), (mark("Amount"), "money"), (mark("To pay by"), "day"), (mark("How it arrived"), "text"),
)  # fmt: skip


def due(store: Store, on: date) -> ListSheet:
    """A line for each letter that is due, the highest level first."""
    with store.snapshot():
        desk, company = Reminders(store, on), book.company(store)
        found, fresh = desk.due(interest=False), desk.freshness()
    notes = (_levels(each.level for each in found), *((words.stale_text(fresh),) if fresh.stale else ()))
    return ListSheet(
        name="reminders", title=_("Reminders due"), subtitle=_("On {day}").format(day=on.isoformat()), company=company.name, as_of=on,
        columns=columns(DUE), rows=tuple(map(_due_row, found)), customers=tuple(each.customer_id for each in found),
        notes=notes if found else (), nothing=_("Nobody is due for a reminder."),
    )  # fmt: skip


def sent(store: Store, on: date) -> ListSheet:
    """Those of the thirty days that end on the day, the newest first; also those that came back, none that was voided."""
    first = add_days(on, 1 - DAYS)
    with store.snapshot():
        found, company = reminders.between(store, first, on), book.company(store)
    return ListSheet(
        name="reminders-sent", title=_("Reminders that went out"),
        subtitle=_("From {first} to {last}").format(first=first.isoformat(), last=on.isoformat()), company=company.name, as_of=on,
        columns=columns(SENT), rows=tuple(_sent_row(each, on) for each in found), customers=tuple(each.customer_id for each in found),
        notes=(_levels(each.level for each in found),) if found else (), nothing=_("No reminder went out in these days."),
    )  # fmt: skip


def _due_row(each: DueReminder) -> Cells:
    late = max(item.overdue_days for item in each.items)
    return (
        each.name, words.level_name(each.level), Money(each.amount, each.currency), late if late > 0 else None, len(each.items),
        words.reason_text(each.reason) if each.reason else NOTHING, short_last(each),
    )  # fmt: skip


def _sent_row(each: Reminder, on: date) -> Cells:
    """How it arrived as far as that was known on the day."""
    known = each.served if each.served_on is not None and each.served_on <= on else None
    return (
        each.made_on, each.number, each.name, words.level_name(each.level), words.channel_name(each.channel), each.contact or NOTHING,
        Money(each.amount, each.currency), each.deadline_on, words.served_name(known) or NOTHING,
    )  # fmt: skip


def _levels(found: Iterable[int]) -> str:
    """ "3 reminders: Final demand 1 · First reminder 2"."""
    counts = sorted(Counter(found).items(), reverse=True)
    count = sum(number for _level, number in counts)
    told = " · ".join(f"{words.level_name(level)} {number}" for level, number in counts)
    return f"{ngettext('{count} reminder', '{count} reminders', count).format(count=count)}: {told}"
