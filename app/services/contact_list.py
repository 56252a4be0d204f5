"""The contacts of the last month as the report `contacts`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import book, customers, interactions
from app.models.dates import add_days
from app.models.interactions import Interaction
from app.models.store import Store
from app.services import contact_wording as words
from app.services.formats import NOTHING
from app.services.sheets import Heads, ListSheet, columns

DAYS: Final = 30
COLUMNS: Final[Heads] = (
    (mark("Day"), "day"), (mark("Customer"), "text"), (mark("How"), "text"), (mark("With whom"), "text"), (mark("What came of it"), "text"),
    (mark("Note"), "text"), (mark("Next follow-up"), "day"), (mark("Logged by"), "text"),
)  # fmt: skip


def report(store: Store, on: date) -> ListSheet:
    """Those of the thirty days that end on the day, the newest first."""
    first = add_days(on, 1 - DAYS)
    with store.snapshot():
        found = interactions.between(store, first, on)
        names = {each.id: each.short for each in customers.all_customers(store, on)}
        company = book.company(store)
    counts = Counter(each.result for each in found).most_common()
    told = " · ".join(f"{words.result_name(code)} {count}" for code, count in counts)
    text = ngettext("{count} contact", "{count} contacts", len(found)).format(count=len(found))
    return ListSheet(
        name="contacts", title=_("Contacts with customers"),
        subtitle=_("From {first} to {last}").format(first=first.isoformat(), last=on.isoformat()), company=company.name, as_of=on,
        columns=columns(COLUMNS), rows=tuple(_row(each, names[each.customer_id]) for each in found),
        customers=tuple(each.customer_id for each in found), notes=(f"{text}: {told}",) if found else (),
        nothing=_("No contact was noted in these days."),
    )  # fmt: skip


def _row(each: Interaction, name: str) -> tuple[str | date | None, ...]:
    return (
        each.on_day, name, words.channel_name(each.channel), words.with_whom(each), words.result_name(each.result), each.note or NOTHING,
        each.next_on, each.person,
    )  # fmt: skip
